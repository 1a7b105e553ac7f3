import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../static/js/live/store.js";
import { marks, readByOthers, timeline, unread } from "../../static/js/live/timeline.js";
import { entry, FakeTimers, recorded, resumed } from "./fakes.js";

function aStore() {
  const timers = new FakeTimers();
  const waiting = [];
  const store = new Store({ isMe: (person) => person.role === "visitor", schedule: (fn) => waiting.push(fn), timers });
  return { store, timers, draw: () => waiting.splice(0).forEach((fn) => fn()) };
}

const seqs = (store) => store.get("c1").entries.map(({ seq }) => seq);

function picture(store) {
  const plain = (value) => (value instanceof Map ? [...value] : value instanceof Set ? [...value] : value);
  return JSON.stringify([[...store.conversations], [...store.list.rows], store.you], (_, value) => plain(value));
}

test("applying every frame twice changes nothing", () => {
  const { store } = aStore();
  const frames = [
    { type: "hello", you: { contact: null }, limits: {}, build: "b", conversations: [{ id: "c1", state: "waiting", last_seq: 1, requested_at: "2026" }] },
    resumed(1, 2),
    entry(1, { type: "conversation.requested", author: null, payload: { service: { slug: "s", name: "S" }, language: "en" } }),
    entry(2, { client_id: "u2" }),
    entry(3, { type: "conversation.connected", author: null, payload: { agent: { id: 2, name: "Li", user: 7 } } }),
    { type: "read.moved", conversation: "c1", participant: 2, seq: 2, at: "2026" },
    { type: "typing.shown", conversation: "c1", participant: 2 },
    { type: "queue.moved", conversation: "c1", position: 2, wait_minutes: 3, is_staffed: true },
    { type: "list.changed", rows: [{ id: "c1", state: "active", last_seq: 3 }] },
    entry(4, { type: "conversation.ended", author: null, payload: { disposition: "solved" } }),
    entry(5, { type: "rating.asked", author: null }),
  ];
  for (const frame of frames) {
    store.apply(frame);
    const before = picture(store);
    store.apply(structuredClone(frame));
    assert.equal(picture(store), before, frame.type);
  }
  assert.deepEqual(seqs(store), [1, 2, 3, 4, 5]);
  assert.deepEqual([store.get("c1").summary.state, store.get("c1").summary.is_rating_asked], ["ended", true]);
});

test("only the next number is shown; a hole is asked for once and then filled", () => {
  const { store } = aStore();
  const holes = recorded(store, "hole");
  store.apply(resumed(1, 1));
  store.apply(entry(1));
  store.apply(entry(3));
  store.apply(entry(4));
  assert.deepEqual(seqs(store), [1]);
  assert.deepEqual(holes, [{ conversation: "c1", after: 1 }]);
  store.apply(resumed(2, 4));
  store.apply(entry(2));
  assert.deepEqual(seqs(store), [1, 2, 3, 4]);
});

test("a hole that stays is asked for again after five seconds", async () => {
  const { store, timers } = aStore();
  const holes = recorded(store, "hole");
  store.apply(resumed(1, 1));
  store.apply(entry(3));
  await timers.pass(4999);
  store.apply(entry(4));
  assert.equal(holes.length, 1);
  await timers.pass(1);
  store.apply(entry(5));
  assert.equal(holes.length, 2);
});

test("any order of arrival gives the same history", () => {
  const orders = [[1, 2, 3, 4], [4, 3, 2, 1], [2, 4, 1, 3], [3, 1, 4, 2]];
  for (const order of orders) {
    const { store } = aStore();
    store.apply(resumed(1, 4));
    for (const seq of order) store.apply(entry(seq));
    assert.deepEqual(seqs(store), [1, 2, 3, 4], String(order));
  }
});

test("too far behind, the page starts afresh where the server says", () => {
  const { store } = aStore();
  store.apply(resumed(1, 1));
  store.apply(entry(1));
  store.apply(resumed(601, 650));
  for (let seq = 601; seq <= 650; seq += 1) store.apply(entry(seq));
  assert.deepEqual([seqs(store).length, store.get("c1").first, store.get("c1").cursor], [50, 601, 650]);
});

test("what was there when the page looked is not new; what came while it was away is", () => {
  const { store } = aStore();
  const heard = recorded(store, "entry");
  store.apply(resumed(1, 2));
  store.apply(entry(1));
  store.apply(entry(2));
  store.apply(resumed(3, 4));
  store.apply(entry(3));
  store.apply(entry(4));
  assert.deepEqual(heard.map(({ isNew }) => isNew), [false, false, true, true]);
  assert.deepEqual(store.get("c1").missed, { from: 3, to: 4 });
});

test("resume points: the cursor once loaded, null before", () => {
  const { store } = aStore();
  store.follow("c1");
  store.follow("c2");
  assert.deepEqual(store.resumePoints(), [{ id: "c1", after: null }, { id: "c2", after: null }]);
  store.apply(resumed(1, 1));
  store.apply(entry(1));
  assert.deepEqual(store.resumePoints()[0], { id: "c1", after: 1 });
});

test("a bubble becomes its entry without appearing twice", () => {
  const { store } = aStore();
  store.apply(resumed(1, 1));
  store.apply(entry(1));
  const item = { client_id: "u2", text: "line 2", type: "message.post", at: "2026-03-03T15:04:06.000Z", state: "sending" };
  const keys = () => timeline(store.get("c1"), [item], store.me("c1")).map(({ key }) => key);
  assert.deepEqual(keys(), ["1", "u2"]);
  store.acknowledge(entry(3, { client_id: "u2" }));
  assert.deepEqual(keys(), ["1", "u2"], "acknowledged, but number 2 is still missing");
  store.apply(entry(2, { author: { id: 2, role: "agent", name: "Li" } }));
  store.apply(entry(3, { client_id: "u2" }));
  assert.deepEqual(keys(), ["1", "2", "u2"]);
});

test("typing is forgotten after six seconds, and by the message itself; mine is not shown", async () => {
  const { store, timers } = aStore();
  store.apply(resumed(1, 0));
  store.apply({ type: "typing.shown", conversation: "c1", participant: 2 });
  store.apply({ type: "typing.shown", conversation: "c1", participant: 1 });
  assert.deepEqual([...store.get("c1").typing.keys()], [2]);
  await timers.pass(6000);
  assert.equal(store.get("c1").typing.size, 0);
  store.apply({ type: "typing.shown", conversation: "c1", participant: 2 });
  store.apply(entry(1, { author: { id: 2, role: "agent", name: "Li" } }));
  assert.equal(store.get("c1").typing.size, 0);
});

test("a row gives way to newer ones only, and what ended stays away", () => {
  const { store } = aStore();
  const rows = (...list) => store.apply({ type: "list.changed", rows: list });
  rows({ id: "a", state: "active", last_seq: 5 }, { id: "b", state: "waiting", last_seq: 1 });
  rows({ id: "a", state: "waiting", last_seq: 4 }, { id: "b", state: "ended", last_seq: 3 });
  rows({ id: "b", state: "active", last_seq: 2 });
  assert.deepEqual([...store.list.rows.values()].map(({ id, state }) => [id, state]), [["a", "active"]]);
});

test("a fetched list removes what left, and keeps what came while it was fetched", () => {
  const { store } = aStore();
  store.apply({ type: "list.changed", rows: [{ id: "old", state: "active", last_seq: 1 }] });
  store.list.expect();
  store.apply({ type: "list.changed", rows: [{ id: "new", state: "waiting", last_seq: 1 }] });
  store.list.replace([{ id: "a", state: "active", last_seq: 1 }]);
  assert.deepEqual([...store.list.rows.keys()].sort(), ["a", "new"]);
});

test("many frames draw once; who left is not called", () => {
  const { store, draw } = aStore();
  let drawn = 0;
  const off = store.on("c1", () => (drawn += 1));
  store.apply(resumed(1, 3));
  for (const seq of [1, 2, 3]) store.apply(entry(seq));
  draw();
  assert.equal(drawn, 1);
  off();
  store.apply(entry(4));
  draw();
  assert.equal(drawn, 1);
});

test("unread, and how far the others have read", () => {
  const { store } = aStore();
  store.apply(resumed(1, 3));
  store.apply(entry(1, { client_id: "u1" }));
  store.apply(entry(2, { author: { id: 2, role: "agent", name: "Li" } }));
  store.apply(entry(3, { client_id: "u3" }));
  store.apply({ type: "read.moved", conversation: "c1", participant: 2, seq: 1, at: "2026-03-03T15:05:00.000Z" });
  const one = store.get("c1");
  assert.deepEqual(unread(one, store.me("c1")).map(({ seq }) => seq), [2]);
  assert.deepEqual(readByOthers(one, store.me("c1")), { seq: 1, at: "2026-03-03T15:05:00.000Z" });
  const lines = timeline(one, [], store.me("c1"));
  assert.deepEqual(marks(lines, 1, { from: 2, to: 3 }), { lastRead: "u1", newAt: "2", newCount: 1 });
  store.readUpTo("c1", 3);
  assert.deepEqual(unread(one, store.me("c1")), []);
});

test("older entries go in front", () => {
  const { store } = aStore();
  store.apply(resumed(3, 3));
  store.apply(entry(3));
  store.prepend("c1", [entry(1), entry(2), entry(3)], 1);
  assert.deepEqual([seqs(store), store.get("c1").first], [[1, 2, 3], 1]);
});
