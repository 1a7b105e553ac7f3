import assert from "node:assert/strict";
import { test } from "node:test";
import { Limits } from "../../../static/js/capture/recorder-limits.js";
import { Stopwatch } from "../../../static/js/capture/recorder-stopwatch.js";
import { chosenType, fileName, pictureBits, plainType, SCREEN_TYPES, VOICE_TYPES } from "../../../static/js/capture/recorder-types.js";

const MB = 1024 * 1024;

test("the first type that the browser writes is taken: MP4 before WebM", () => {
  const writes = (...types) => (type) => types.includes(type);
  assert.equal(chosenType(SCREEN_TYPES, () => true), "video/mp4;codecs=avc1.42E01E,mp4a.40.2");
  assert.equal(chosenType(SCREEN_TYPES, writes("video/webm", "video/mp4;codecs=avc1.42E01E,opus")), "video/mp4;codecs=avc1.42E01E,opus");
  assert.equal(chosenType(SCREEN_TYPES, writes("video/webm")), "video/webm");
  assert.equal(chosenType(VOICE_TYPES, writes("audio/ogg;codecs=opus")), "audio/ogg;codecs=opus");
  assert.equal(chosenType(VOICE_TYPES, () => false), null);
});

test("a file is named by what it is and the time on the wall", () => {
  const at = new Date(2026, 2, 3, 9, 4);
  assert.equal(fileName("recording", "video/mp4;codecs=vp9,opus", at), "recording-2026-03-03-0904.mp4");
  assert.equal(fileName("voice", "audio/mp4;codecs=mp4a.40.2", at), "voice-2026-03-03-0904.m4a");
  assert.equal(fileName("voice", "audio/ogg;codecs=opus", at), "voice-2026-03-03-0904.ogg");
  assert.equal(plainType("video/webm;codecs=vp9,opus"), "video/webm");
});

test("every type has an ending of its own", () => {
  for (const type of [...SCREEN_TYPES, ...VOICE_TYPES]) assert.doesNotMatch(fileName("x", type, new Date()), /undefined/);
});

test("the picture is as fine as the largest file allows, within reason", () => {
  assert.equal(pictureBits({ seconds: 60, bytes: 1000 * MB }), 2_500_000);
  assert.equal(pictureBits({ seconds: 3600, bytes: 10 * MB }), 600_000);
  assert.equal(pictureBits({ seconds: Infinity, bytes: Infinity }), 2_500_000);
  const bits = pictureBits({ seconds: 600, bytes: 100 * MB });
  assert.ok(bits > 600_000 && ((bits + 128_000) * 600) / 8 < 100 * MB);
});

test("the clock leaves the pauses out", () => {
  let now = 1_000;
  const watch = new Stopwatch(() => now);
  const pass = (ms) => (now += ms);
  assert.equal(watch.seconds, 0);
  watch.start();
  pass(2_000);
  watch.pause();
  watch.pause();
  pass(60_000);
  assert.equal(watch.seconds, 2);
  watch.start();
  pass(500);
  watch.start();
  pass(1_000);
  assert.equal(watch.seconds, 3.5);
});

test("a minute before the longest, and a tenth before the largest, it is near", () => {
  const limits = new Limits({ seconds: 600, bytes: 1000 });
  assert.equal(limits.near({ seconds: 539, size: 899 }), null);
  assert.equal(limits.near({ seconds: 540, size: 0 }), "time");
  assert.equal(limits.near({ seconds: 0, size: 900 }), "size");
});

test("a short recording is not near its end from the beginning", () => {
  const limits = new Limits({ seconds: 40 });
  assert.equal(limits.near({ seconds: 29, size: 0 }), null);
  assert.equal(limits.near({ seconds: 30, size: 0 }), "time");
});

test("it is over at the longest, and before the next part would make it too large", () => {
  const limits = new Limits({ seconds: 600, bytes: 1000 });
  assert.equal(limits.over({ seconds: 599.9, size: 0, largest: 0 }), null);
  assert.equal(limits.over({ seconds: 600, size: 0, largest: 0 }), "time");
  assert.equal(limits.over({ seconds: 1, size: 850, largest: 100 }), null);
  assert.equal(limits.over({ seconds: 1, size: 851, largest: 100 }), "size");
});

test("without limits it is never near and never over", () => {
  const limits = new Limits();
  assert.equal(limits.near({ seconds: 1e9, size: 1e15 }), null);
  assert.equal(limits.over({ seconds: 1e9, size: 1e15, largest: 1e9 }), null);
});
