import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf, stepOf } from "../../../static/js/capture/picture-keys.js";

const press = (key, more = {}) => ({ key, code: "", ...more });

test("each tool has a letter, on keyboards of other scripts that of its place", () => {
  assert.deepEqual(commandOf(press("u")), ["use", "blur"]);
  assert.deepEqual(commandOf(press("C")), ["use", "crop"]);
  assert.deepEqual(commandOf(press("ф", { code: "KeyA" })), ["use", "arrow"]);
  assert.equal(commandOf(press("q")), null);
  assert.equal(commandOf(press("a", { altKey: true })), null);
});

test("undo and redo as everywhere; what is the browser's stays the browser's", () => {
  assert.deepEqual(commandOf(press("z", { ctrlKey: true })), ["go", "undo"]);
  assert.deepEqual(commandOf(press("Z", { metaKey: true, shiftKey: true })), ["go", "redo"]);
  assert.deepEqual(commandOf(press("y", { ctrlKey: true })), ["go", "redo"]);
  assert.equal(commandOf(press("c", { ctrlKey: true })), null);
});

test("colours by digit, the line by W, the last shape away by Delete", () => {
  assert.deepEqual(commandOf(press("2")), ["wear", { colour: 1 }]);
  assert.equal(commandOf(press("5")), null);
  assert.deepEqual(commandOf(press("w")), ["wear", null]);
  assert.deepEqual(commandOf(press("Delete")), ["remove"]);
});

test("Shift goes ten times as far", () => {
  assert.deepEqual(stepOf(press("ArrowUp")), [0, -4]);
  assert.deepEqual(stepOf(press("ArrowRight", { shiftKey: true })), [40, 0]);
  assert.equal(stepOf(press("ArrowLeft", { altKey: true })), null);
  assert.equal(stepOf(press("Enter")), null);
});
