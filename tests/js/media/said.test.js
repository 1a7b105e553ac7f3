import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { lengthOf, said, saidParts, signOf } from "../../../static/js/live/said.js";
import { useWords } from "../../../static/js/live/words.js";

afterEach(() => useWords({ language: "en", messages: {} }));

const picture = { type: "picture", file: "a", name: "cat.png" };
const video = { type: "video", file: "b", name: "v.webm", duration: 12.4 };
const voice = { type: "voice", file: "c", name: "v.ogg", duration: 6.6, peaks: [] };
const file = { type: "file", file: "d", name: "report.pdf" };
const position = { type: "position", lat: 1, lng: 2, label: "" };
const words = { type: "text", text: "Look at this" };

test("an entry that is words alone is its words, in one line", () => {
  assert.equal(said({ text: "Hello\n  there", payload: { v: 1 } }), "Hello there");
  assert.equal(said({ text: "", payload: null }), "");
  assert.equal(saidParts({ text: undefined, parts: null }), "");
});

test("things stand after the words, in brackets", () => {
  assert.equal(said({ text: "Look at this", payload: { parts: [words, picture] } }), "Look at this [Picture]");
  assert.equal(saidParts({ text: "Both", parts: [picture, words, picture, file] }), "Both [2 pictures] [File report.pdf]");
});

test("things alone are named", () => {
  const alone = (...parts) => saidParts({ text: "", parts });
  assert.equal(alone(picture), "Picture");
  assert.equal(alone(picture, picture, picture), "3 pictures");
  assert.equal(alone(video), "Video 0:12");
  assert.equal(alone({ ...video, duration: null }), "Video");
  assert.equal(alone(video, video), "2 videos");
  assert.equal(alone(voice), "Voice message 0:07");
  assert.equal(alone(file), "File report.pdf");
  assert.equal(alone(file, file), "2 files");
  assert.equal(alone(position), "Position");
  assert.equal(alone({ ...position, label: "The Bund" }), "Position: The Bund");
  assert.equal(alone(picture, file), "Picture · File report.pdf");
});

test("formatted text is its words, and is named only when it has none", () => {
  assert.equal(saidParts({ text: "Steps: one, two", parts: [{ type: "html", html: "<p>…" }] }), "Steps: one, two");
  assert.equal(saidParts({ text: "", parts: [{ type: "html", html: "<hr>" }] }), "Formatted text");
});

test("kinds of a later day are passed over", () => {
  assert.equal(saidParts({ text: "Hi", parts: [{ type: "hologram" }] }), "Hi");
  assert.equal(signOf([{ type: "hologram" }]), null);
});

test("at most 120 characters, and the things are never what is cut away", () => {
  const long = saidParts({ text: "字".repeat(500), parts: [picture] });
  assert.equal([...long].length, 120);
  assert.ok(long.endsWith("… [Picture]"));
  assert.equal([...saidParts({ text: "😀".repeat(121) })].length, 120);
  assert.equal([...saidParts({ text: "", parts: [{ ...file, name: "n".repeat(255) }] })].length, 120);
  assert.equal([...saidParts({ text: "w".repeat(300), parts: [{ ...file, name: "n".repeat(255) }] })].length, 120);
});

test("in Chinese", () => {
  useWords({ language: "zh-hans", messages: { Picture: ["图片"], "%(n)s picture": ["%(n)s 张图片"] } });
  assert.equal(saidParts({ text: "", parts: [picture] }), "图片");
  assert.equal(saidParts({ text: "看这个", parts: [picture, picture] }), "看这个 [2 张图片]");
});

test("the sign is that of the first thing", () => {
  assert.deepEqual([picture, video, voice, file, position, { type: "html" }].map((part) => signOf([words, part])), ["image", "video", "mic", "paperclip", "map-pin", "file-text"]);
  assert.deepEqual([signOf([words]), signOf([]), signOf(null), signOf(undefined)], [null, null, null, null]);
});

test("lengths are rounded, and never nothing", () => {
  assert.deepEqual([0.2, 59.6, 3661, null, 0].map(lengthOf), ["0:01", "1:00", "1:01:01", "", ""]);
});
