import assert from "node:assert/strict";
import { test } from "node:test";
import { Order } from "../../../static/js/console/order.js";

const ME = 7;

function aRow(id, { state = "active", owner = ME, waitingSince = null, lastAt = "2026-03-03T10:00:00Z", ...rest } = {}) {
  return {
    id,
    state,
    owner: owner && { id: owner, name: `agent ${owner}` },
    contact: { name: `visitor ${id}` },
    service: { name: "Billing", name_zh: "账务" },
    requested_at: "2026-03-03T09:00:00Z",
    unanswered_since_at: waitingSince,
    last: { at: lastAt, text: "" },
    ...rest,
  };
}

function anOrder(...rows) {
  const known = new Map(rows.map((row) => [row.id, row]));
  const order = new Order(() => known, () => ME);
  order.arrange();
  const put = (row) => {
    known.set(row.id, row);
    order.arrange();
  };
  const drop = (id) => {
    known.delete(id);
    order.arrange();
  };
  return { order, put, drop };
}

const ids = (order, group) => order.shown(group).map((row) => row.id);

test("rows are mine, waiting, or in progress with somebody else", () => {
  const { order } = anOrder(aRow("a"), aRow("b", { state: "waiting", owner: null }), aRow("c", { owner: 8 }));
  assert.deepEqual([ids(order, "mine"), ids(order, "waiting"), ids(order, "team")], [["a"], ["b"], ["c"]]);
});

test("who has waited longest for a reply stands first, then the latest activity", () => {
  const { order } = anOrder(
    aRow("old", { lastAt: "2026-03-03T10:01:00Z" }),
    aRow("fresh", { lastAt: "2026-03-03T10:09:00Z" }),
    aRow("waits", { waitingSince: "2026-03-03T10:08:00Z" }),
    aRow("waits longest", { waitingSince: "2026-03-03T10:02:00Z" }),
  );
  assert.deepEqual(ids(order, "mine"), ["waits longest", "waits", "fresh", "old"]);
});

test("the queue is shown as it is served: priority first, then first come", () => {
  const queued = (id, priority, at) => aRow(id, { state: "waiting", owner: null, priority, requested_at: at });
  const { order } = anOrder(queued("second", 0, "2026-03-03T09:01:00Z"), queued("first", 0, "2026-03-03T09:00:00Z"), queued("vip", 5, "2026-03-03T09:02:00Z"));
  assert.deepEqual(ids(order, "waiting"), ["vip", "first", "second"]);
});

test("while it is held nothing moves, and what will move is counted", () => {
  const { order, put } = anOrder(aRow("a", { waitingSince: "1" }), aRow("b", { waitingSince: "2" }), aRow("c", { waitingSince: "3" }));
  order.hold("mine");
  put(aRow("a", { lastAt: "2026-03-03T11:00:00Z" }));
  assert.deepEqual([ids(order, "mine"), order.moved], [["a", "b", "c"], 1]);
  order.release();
  assert.deepEqual([ids(order, "mine"), order.moved], [["b", "c", "a"], 0]);
});

test("a held row still shows what changed in it", () => {
  const { order, put } = anOrder(aRow("a"));
  order.hold("mine");
  put(aRow("a", { last: { at: "2026-03-03T11:00:00Z", text: "new words" } }));
  assert.equal(order.shown("mine")[0].last.text, "new words");
});

test("what is new comes in below what is pointed at, never above it", () => {
  const { order, put } = anOrder(aRow("a"), aRow("w", { state: "waiting", owner: null }));
  order.hold("waiting");
  put(aRow("b", { waitingSince: "1" }));
  put(aRow("x", { state: "waiting", owner: null }));
  assert.deepEqual([ids(order, "mine"), ids(order, "waiting"), order.moved], [["a"], ["w", "x"], 1]);
  order.release();
  assert.deepEqual(ids(order, "mine"), ["b", "a"]);
});

test("what has left keeps its place, marked, until the list is released", () => {
  const { order, drop } = anOrder(aRow("a"), aRow("b", { lastAt: "2026-03-03T09:00:00Z" }));
  order.hold("mine");
  drop("a");
  assert.deepEqual(order.shown("mine").map((row) => [row.id, Boolean(row.isGone)]), [["a", true], ["b", false]]);
  assert.deepEqual(order.sequence().map((row) => row.id), ["b"]);
  assert.equal(order.count("mine"), 1);
  order.release();
  assert.deepEqual(ids(order, "mine"), ["b"]);
});

test("the filter looks for every word in names, services and last words, in either language", () => {
  const { order } = anOrder(aRow("a", { last: { at: "", text: "Refund for order 12" } }), aRow("b"));
  assert.deepEqual(order.shown("mine", " REFUND  a ").map((row) => row.id), ["a"]);
  assert.deepEqual(order.shown("mine", "账务").length, 2);
  assert.deepEqual(order.shown("mine", "nothing like it"), []);
});
