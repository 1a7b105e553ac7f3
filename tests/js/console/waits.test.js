import assert from "node:assert/strict";
import { test } from "node:test";
import { REPLY_WITHIN, waitOf } from "../../../static/js/console/waits.js";

const NOW = Date.parse("2026-03-03T10:00:00Z");
const before = (seconds) => new Date(NOW - seconds * 1000).toISOString();

test("nobody waits when the agent spoke last, or after the end", () => {
  assert.equal(waitOf({ state: "active", unanswered_since_at: null }, NOW), null);
  assert.equal(waitOf({ state: "ended", unanswered_since_at: before(9) }, NOW), null);
});

test("an unanswered message counts from when it came, a waiting conversation from its request", () => {
  assert.deepEqual(waitOf({ state: "active", requested_at: before(900), unanswered_since_at: before(12) }, NOW), { seconds: 12, level: "ok" });
  assert.deepEqual(waitOf({ state: "waiting", requested_at: before(40), unanswered_since_at: before(30) }, NOW), { seconds: 40, level: "ok" });
});

test("it is a warning at three fifths of the clock and late at its end", () => {
  const level = (seconds) => waitOf({ state: "active", unanswered_since_at: before(seconds) }, NOW).level;
  assert.deepEqual([level(REPLY_WITHIN * 0.6 - 1), level(REPLY_WITHIN * 0.6), level(REPLY_WITHIN - 1), level(REPLY_WITHIN)], ["ok", "warn", "warn", "late"]);
});

test("a clock that is ahead never counts below nothing", () => {
  assert.equal(waitOf({ state: "active", unanswered_since_at: before(-3) }, NOW).seconds, 0);
});
