import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Lost, Refused } from "../../static/js/live/errors.js";
import { Outbox } from "../../static/js/live/outbox.js";
import { FakeTimers, recorded, settle } from "./fakes.js";

let count = 0;

async function anOutbox(name = `outbox-${++count}`) {
  const timers = new FakeTimers();
  const outbox = new Outbox({ name, timers, channel: null });
  await outbox.load();
  return { outbox, timers, name };
}

/** A socket whose answers the test gives. */
function aSocket() {
  const asked = [];
  return {
    isLive: true,
    asked,
    command: (type, fields) => new Promise((resolve, reject) => asked.push({ type, ...fields, resolve, reject })),
  };
}

test("messages go one after the other and are kept until the server has answered", async () => {
  const { outbox, name } = await anOutbox();
  const sent = recorded(outbox, "sent");
  outbox.add({ conversation: "c1", text: "one" });
  outbox.add({ conversation: "c1", text: "two" });
  await settle();
  const socket = aSocket();
  outbox.flush(socket);
  outbox.flush(socket);
  await settle();
  assert.deepEqual(socket.asked.map(({ text }) => text), ["one"]);
  assert.equal((await anOutbox(name)).outbox.pending("c1").length, 2);
  socket.asked[0].resolve({ entry: { seq: 1 } });
  await settle();
  socket.asked[1].resolve({ entry: { seq: 2 } });
  await settle();
  assert.deepEqual(outbox.pending(), []);
  assert.deepEqual(sent.map(({ entry }) => entry.seq), [1, 2]);
  assert.deepEqual((await anOutbox(name)).outbox.pending(), []);
});

test("after a reload the unsent are there again, in order, with the same client_id", async () => {
  const { outbox, name } = await anOutbox();
  const ids = ["one", "two", "three"].map((text) => outbox.add({ conversation: "c1", text }).client_id);
  await settle();
  const again = (await anOutbox(name)).outbox;
  assert.deepEqual(again.pending("c1").map((item) => [item.client_id, item.state]), ids.map((id) => [id, "queued"]));
});

test("a lost connection puts it back in line; the next flush sends the same again", async () => {
  const { outbox } = await anOutbox();
  const { client_id: id } = outbox.add({ conversation: "c1", text: "one" });
  const socket = aSocket();
  outbox.flush(socket);
  await settle();
  socket.asked[0].reject(new Lost());
  await settle();
  assert.equal(outbox.pending()[0].state, "queued");
  const next = aSocket();
  outbox.flush(next);
  await settle();
  assert.equal(next.asked[0].client_id, id);
});

test("a refused message stays, failed, and does not hold up the next", async () => {
  const { outbox, name } = await anOutbox();
  const bad = outbox.add({ conversation: "c1", text: "bad" });
  outbox.add({ conversation: "c1", text: "good" });
  const socket = aSocket();
  outbox.flush(socket);
  await settle();
  socket.asked[0].reject(new Refused({ code: "conflict", message: "It has ended." }));
  await settle();
  socket.asked[1].resolve({ entry: { seq: 1 } });
  await settle();
  assert.deepEqual(outbox.pending().map(({ text, state, error }) => [text, state, error.message]), [["bad", "failed", "It has ended."]]);
  assert.equal((await anOutbox(name)).outbox.pending()[0].state, "failed");
  outbox.retry(bad.client_id);
  assert.equal(outbox.pending()[0].state, "queued");
});

test("a rate limit is no fault of the message: it waits for the next connection", async () => {
  const { outbox } = await anOutbox();
  outbox.add({ conversation: "c1", text: "one" });
  const socket = aSocket();
  outbox.flush(socket);
  await settle();
  socket.asked[0].reject(new Refused({ code: "rate_limited", message: "", retry_after: 5 }));
  await settle();
  assert.equal(outbox.pending()[0].state, "queued");
});

test("sending, slow after 8 seconds, failed to look at after 30; an answer still ends it", async () => {
  const { outbox, timers } = await anOutbox();
  outbox.add({ conversation: "c1", text: "one" });
  const socket = aSocket();
  outbox.flush(socket);
  await settle();
  const state = () => outbox.pending()[0]?.state;
  assert.equal(state(), "sending");
  await timers.pass(8000);
  assert.equal(state(), "slow");
  await timers.pass(22_000);
  assert.equal(state(), "failed");
  socket.asked[0].resolve({ entry: { seq: 1 } });
  await settle();
  assert.equal(state(), undefined);
});

test("fields of other commands travel along; drafts of other conversations stay apart", async () => {
  const { outbox } = await anOutbox();
  outbox.add({ conversation: "c1", type: "note.add", text: "note", mentions: [1] });
  outbox.add({ conversation: "c2", text: "other" });
  const socket = aSocket();
  outbox.flush(socket);
  await settle();
  const { type, mentions, text } = socket.asked[0];
  assert.deepEqual([type, mentions, text], ["note.add", [1], "note"]);
  assert.deepEqual(outbox.pending("c2").map((item) => item.text), ["other"]);
});

test("what no text can hold is left out", async () => {
  const { outbox } = await anOutbox();
  assert.equal(outbox.add({ conversation: "c1", text: "a\0b\ud83d c \u{1f600}" }).text, "ab c \u{1f600}");
});

test("without IndexedDB the page's memory keeps them", async () => {
  const kept = globalThis.indexedDB;
  globalThis.indexedDB = { open: () => { throw new Error("refused"); } };
  try {
    const { outbox } = await anOutbox();
    outbox.add({ conversation: "c1", text: "one" });
    await settle();
    assert.equal(outbox.pending().length, 1);
  } finally {
    globalThis.indexedDB = kept;
  }
});

test("tabs of one browser see each other's unsent messages", async () => {
  const name = `outbox-${++count}`;
  const [one, two] = [new Outbox({ name }), new Outbox({ name })];
  await Promise.all([one.load(), two.load()]);
  const { client_id: id } = one.add({ conversation: "c1", text: "hello" });
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(two.pending("c1").map((item) => item.text), ["hello"]);
  one.remove(id);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(two.pending("c1"), []);
  one.close();
  two.close();
});
