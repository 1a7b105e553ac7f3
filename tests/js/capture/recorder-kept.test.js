import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { mayHaveUnfinished } from "../../../static/js/capture/can-record.js";
import { unfinishedRecording } from "../../../static/js/capture/recorder-unfinished.js";
import { Recordings } from "../../../static/js/capture/recordings.js";

const HOUR = 3_600_000;
const NOW = 1_700_000_000_000;
const PART = "x".repeat(3000);
let count = 0;

beforeEach(() => {
  const kept = new Map();
  globalThis.localStorage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
});

function somewhere() {
  return new Recordings(`recordings-${++count}`);
}

async function aRecording(recordings, { id, key = "c1", type = "video/mp4;codecs=vp9,opus", started_at = NOW - HOUR, parts = [`1${PART}`, `2${PART}`] }) {
  await recordings.begin({ id, key, type, started_at });
  for (const [n, text] of parts.entries()) await recordings.add(id, { blob: new Blob([text]), n, seconds: n + 1 });
}

function unfinished(key, recordings, held = new Set()) {
  return unfinishedRecording(key, { recordings, held: async () => held, now: NOW });
}

test("what was recorded is there again on the next page, part by part", async () => {
  const recordings = somewhere();
  await aRecording(recordings, { id: "a" });
  const found = await unfinished("c1", new Recordings(recordings.name));
  assert.deepEqual([found.id, found.seconds, found.size], ["a", 2, 2 * (PART.length + 1)]);
  const file = await found.restore();
  assert.equal(await file.text(), `1${PART}2${PART}`);
  assert.equal(file.type, "video/mp4");
  assert.match(file.name, /^recording-\d{4}-\d\d-\d\d-\d{4}\.mp4$/);
});

test("parts come in their order, also past the tenth", async () => {
  const recordings = somewhere();
  const parts = Array.from({ length: 12 }, (_, n) => `${n},`);
  await aRecording(recordings, { id: "a", parts });
  const texts = await Promise.all((await recordings.parts("a")).map((blob) => blob.text()));
  assert.deepEqual(texts, parts);
});

test("after a part that could not be kept, nothing of it is given", async () => {
  const recordings = somewhere();
  await recordings.begin({ id: "a", key: "c1", type: "video/webm", started_at: NOW });
  for (const n of [0, 1, 3]) await recordings.add("a", { blob: new Blob([`${n}`]), n, seconds: n });
  const texts = await Promise.all((await recordings.parts("a")).map((blob) => blob.text()));
  assert.deepEqual(texts, ["0", "1"]);
});

test("the latest of this conversation is offered; after it, the one before", async () => {
  const recordings = somewhere();
  await aRecording(recordings, { id: "older", started_at: NOW - 3 * HOUR });
  await aRecording(recordings, { id: "newer", started_at: NOW - 2 * HOUR });
  await aRecording(recordings, { id: "elsewhere", key: "c2" });
  const first = await unfinished("c1", recordings);
  assert.equal(first.id, "newer");
  await first.discard();
  assert.equal((await unfinished("c1", recordings)).id, "older");
  assert.equal(await unfinished("c3", recordings), null);
});

test("what a tab is still recording is nobody's to offer, however old", async () => {
  const recordings = somewhere();
  await aRecording(recordings, { id: "a", started_at: NOW - 30 * HOUR });
  assert.equal(await unfinished("c1", recordings, new Set(["a"])), null);
  assert.equal((await recordings.all()).length, 1);
});

test("after a day it is swept, and so is what has nothing to show", async () => {
  const recordings = somewhere();
  await aRecording(recordings, { id: "old", started_at: NOW - 25 * HOUR });
  await aRecording(recordings, { id: "head", parts: ["ftyp"] });
  await aRecording(recordings, { id: "other", key: "c2" });
  assert.equal(await unfinished("c1", recordings), null);
  assert.deepEqual((await recordings.all()).map(({ id }) => id), ["other"]);
  assert.deepEqual(await recordings.parts("old"), []);
});

test("a part that comes after the recording was dropped is not kept", async () => {
  const recordings = somewhere();
  await aRecording(recordings, { id: "a" });
  const dropping = recordings.drop("a");
  const late = recordings.add("a", { blob: new Blob(["late"]), n: 2, seconds: 3 });
  await Promise.all([dropping, late]);
  assert.deepEqual(await recordings.parts("a"), []);
  assert.deepEqual(await recordings.all(), []);
});

test("a page knows without a database whether there may be something", async () => {
  const recordings = somewhere();
  assert.equal(mayHaveUnfinished(), false);
  await aRecording(recordings, { id: "a" });
  await aRecording(recordings, { id: "b" });
  await recordings.drop("a");
  assert.equal(mayHaveUnfinished(), true);
  await recordings.drop("b");
  assert.equal(mayHaveUnfinished(), false);
});

test("without IndexedDB nothing is kept, and nothing breaks", async () => {
  const kept = globalThis.indexedDB;
  globalThis.indexedDB = { open: () => { throw new Error("refused"); } };
  try {
    const recordings = somewhere();
    await aRecording(recordings, { id: "a" });
    assert.equal(await unfinished("c1", recordings), null);
    await recordings.drop("a");
  } finally {
    globalThis.indexedDB = kept;
  }
});
