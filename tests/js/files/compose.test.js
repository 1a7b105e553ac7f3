import assert from "node:assert/strict";
import test from "node:test";
import { compose, without, written } from "../../../static/js/files/compose.js";

const [one, two] = [{ type: "file", local: "1" }, { type: "file", local: "2" }];
const words = (text) => ({ type: "text", text });

test("files stand where their marks are, and after the words when they have none", () => {
  assert.deepEqual(compose("see ⟦2⟧ and", [one, two]), [words("see"), two, words("and"), one]);
  assert.deepEqual(compose("", [one, two]), [one, two]);
});

test("a mark is good once, and for a file that is there", () => {
  assert.deepEqual(compose("⟦1⟧⟦1⟧ ⟦7⟧", [one]), [one, words("⟦1⟧ ⟦7⟧")]);
});

test("what was not sent is written again as it was, after what is attached already", () => {
  const parts = [words("see"), two, words("and"), one];
  assert.equal(written(parts, 0), "see⟦1⟧and");
  assert.equal(written(parts, 3), "see⟦4⟧and");
  assert.deepEqual(compose(written(parts, 0), [two, one]), parts);
});

test("the mark of a file that was taken away goes, later ones move up", () => {
  assert.equal(without("a ⟦1⟧ b ⟦2⟧ c ⟦3⟧", 2), "a ⟦1⟧ b  c ⟦2⟧");
});
