import assert from "node:assert/strict";
import { test } from "node:test";
import { whyEnded, whyNoVoice } from "../../../static/js/capture/voice-words.js";

test("each way of having no microphone says what to do about it", () => {
  const said = ["NotAllowedError", "NotFoundError", "NotReadableError", "TypeError"].map((name) => whyNoVoice({ name }));
  assert.equal(new Set(said).size, 4);
  assert.match(said[0], /blocked.*Allow it/);
  assert.match(said[1], /No microphone.*Connect/);
  assert.match(said[2], /another program.*Close/);
  assert.match(said[3], /another browser/);
});

test("an end that nobody asked for is explained, one that was asked for is not", () => {
  assert.match(whyEnded("time"), /stopped by itself/);
  assert.match(whyEnded("shared"), /disconnected/);
  assert.equal(whyEnded("asked"), "");
});
