import assert from "node:assert/strict";
import { test } from "node:test";
import { isTakenBack, listKind, listLevel, marksOf } from "../../../static/js/rich/marks.js";

test("a style means the marks it shows", () => {
  assert.deepEqual(marksOf("font-weight:700;font-style:italic;text-decoration:underline line-through"), ["b", "i", "u", "s"]);
  assert.deepEqual(marksOf("color: red; font-weight: bold"), ["b"]);
  assert.deepEqual(marksOf("font-weight:400;font-style:normal;text-decoration:none"), []);
  assert.deepEqual(marksOf("text-decoration-line: underline"), ["u"]);
  assert.deepEqual(marksOf("mso-bidi-font-weight:bold; mso-ansi-font-style:italic; border-bottom: underline"), []);
});

test("Google's bold that is not bold is none; Word's is", () => {
  assert.equal(isTakenBack("b", "font-weight:normal;"), true);
  assert.equal(isTakenBack("strong", "color:red;font-weight: 400"), true);
  assert.equal(isTakenBack("b", "mso-bidi-font-weight:normal"), false);
  assert.equal(isTakenBack("b", ""), false);
  assert.equal(isTakenBack("i", "font-style:normal"), true);
  assert.equal(isTakenBack("code", "font-weight:normal"), false);
});

test("Word's lines of a list are known by their style, the kind by their sign", () => {
  assert.deepEqual(["margin:0;mso-list:l0 level2 lfo1", "mso-list:Ignore", "mso-list:none", ""].map(listLevel), [2, 0, 0, 0]);
  assert.deepEqual(["1.", " a) ", "(iv)", "12、", "三、", "·", "o", "§", "-", ""].map(listKind), ["ol", "ol", "ol", "ol", "ol", "ul", "ul", "ul", "ul", "ul"]);
});
