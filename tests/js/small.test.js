import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { Clock } from "../../static/js/live/clock.js";
import { ago, dayOf, duration, momentOf, timeOf } from "../../static/js/live/dates.js";
import { keepDraft, readDraft, sweepDrafts } from "../../static/js/live/drafts.js";
import { gettext, ngettext, pgettext, useWords } from "../../static/js/live/words.js";
import { FakeTimers } from "./fakes.js";

afterEach(() => useWords({ language: "en", messages: {} }));

const CHINESE = { language: "zh-hans", messages: { Today: ["今天"], "You are number %(n)s": ["您排在第 %(n)s 位"], "%(n)s new": ["%(n)s 条新消息"], "verb\u0004Open": ["打开"] } };

test("words are filled and counted", () => {
  assert.equal(gettext("You are number %(n)s", { n: 3 }), "You are number 3");
  assert.equal(ngettext("%(n)s day", "%(n)s days", 1, { n: 1 }), "1 day");
  assert.equal(ngettext("%(n)s day", "%(n)s days", 2, { n: 2 }), "2 days");
  useWords(CHINESE);
  assert.equal(gettext("You are number %(n)s", { n: 3 }), "您排在第 3 位");
  assert.equal(ngettext("%(n)s new", "%(n)s new", 1, { n: 1 }), "1 条新消息");
  assert.equal(pgettext("verb", "Open"), "打开");
  assert.equal(gettext("unknown %(x)s", { y: 1 }), "unknown %(x)s");
});

test("dates in both languages", () => {
  const now = new Date(2026, 2, 3, 15, 4).getTime();
  const day = 86_400_000;
  assert.deepEqual([dayOf(now, now), dayOf(now - day, now), dayOf(now - 3 * day, now)], ["Today", "Yesterday", "February 28, 2026"]);
  assert.deepEqual([timeOf(now), momentOf(now, now)], ["15:04", "15:04"]);
  useWords(CHINESE);
  assert.deepEqual([dayOf(now, now), dayOf(now - 3 * day, now)], ["今天", "2026年2月28日"]);
});

test("running times", () => {
  assert.deepEqual([0, 59_999, 60_000, 600_000, 3_661_000, -5].map(duration), ["0:00", "0:59", "1:00", "10:00", "1:01:01", "0:00"]);
  assert.equal(ago(5 * 60_000), "5 min. ago");
});

test("the clock keeps the server's time and has one ticker for all", async () => {
  const timers = new FakeTimers();
  const clock = new Clock(timers);
  clock.sync(new Date(timers.now() + 90_000).toISOString(), 200);
  assert.equal(clock.now() - timers.now(), 90_100);
  const seen = [];
  const off = clock.tick((now) => seen.push(now));
  clock.tick(() => {});
  await timers.pass(3000);
  assert.equal(seen.length, 3);
  assert.equal(seen[0] % 1000, 0);
  off();
  await timers.pass(2000);
  assert.equal(seen.length, 3);
});

test("drafts are kept by conversation and audience, and forgotten when empty or old", () => {
  const kept = {};
  globalThis.localStorage = Object.defineProperties(kept, {
    getItem: { value: (key) => kept[key] ?? null },
    setItem: { value: (key, value) => (kept[key] = value) },
    removeItem: { value: (key) => delete kept[key] },
  });
  keepDraft("c1", "hello");
  keepDraft("c1", "secret", "staff");
  assert.deepEqual([readDraft("c1"), readDraft("c1", "staff"), readDraft("c2")], ["hello", "secret", ""]);
  keepDraft("c1", "");
  assert.equal(readDraft("c1"), "");
  sweepDrafts(Date.now() + 31 * 86_400_000);
  assert.deepEqual(Object.keys(kept), []);
  delete globalThis.localStorage;
});

test("without storage, drafts live as long as the page", () => {
  keepDraft("c9", "kept");
  assert.equal(readDraft("c9"), "kept");
});
