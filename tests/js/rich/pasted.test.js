import assert from "node:assert/strict";
import { test } from "node:test";
import { formattedIn } from "../../../static/js/parts/pasted.js";

/** A clipboard as a paste event brings it. */
function clipboard(html, { text = "some words", files = [], types = [] } = {}) {
  const kept = { "text/html": html, "text/plain": text };
  return { files, types: [...Object.keys(kept), ...types], getData: (type) => kept[type] ?? "" };
}

const META = "<meta charset='utf-8'>";
const WORD = '<html xmlns:w="urn:schemas-microsoft-com:office:word"><style>b {}</style><!--StartFragment--><p><b>x</b></p><!--EndFragment-->';
const FORMATTED = [
  "<ul><li>a</li></ul>", "<ol start=2><li>a</li></ol>", "a <b>b</b>", "<strong class=x>a</strong>", "<h2>a</h2>", '<a class="x" href="https://example.org">a</a> b',
  "<blockquote>a</blockquote>", "<pre>a</pre>", '<span style="color:red;font-weight:700">a</span>', "<p>a <i>b</i></p><p>c</p>", "<div>a</div><div><code>c</code></div>",
  '<b style="font-weight:normal" id="docs-internal-guid-1"><p>a</p><ul><li>b</li></ul></b>', "<p><b style='mso-bidi-font-weight:normal'>x</b></p>",
];
const PLAIN = [
  "", `${META}<span style="color: rgb(0, 0, 0); font-weight: 400; display: inline !important">words</span>`, `${META}<p>one</p><p>two</p>`, "<div>a<br>b</div>", "one <i>word</i>",
  '<b style="font-weight:normal;" id="docs-internal-guid-1"><span>words</span></b>', "<img src=x>", `${META}<a href="https://example.org"><img src=x></a>`, "<b>&nbsp;</b>",
  "<style>b {} ul {}</style><!--StartFragment-->words<!--EndFragment--><b>x</b>", "<base href=x>words", "<table><tr><td>1</td><td>2</td></tr></table>",
];

test("lists, bold, links, headings and marked paragraphs are worth keeping", () => {
  for (const html of FORMATTED) assert.equal(formattedIn(clipboard(html)), html);
});

test("what browsers wrap around plain words is not, nor is a picture", () => {
  for (const html of PLAIN) assert.equal(formattedIn(clipboard(html)), null, html);
});

test("an address that was copied stays an address", () => {
  const html = '<a href="https://example.org/">Example</a>';
  assert.equal(formattedIn(clipboard(html, { text: "https://example.org/" })), null);
});

test("code from an editor stays text", () => {
  assert.equal(formattedIn(clipboard("<div><b>x</b></div>", { types: ["vscode-editor-data"] })), null);
});

test("files win, except over Word's picture of its own words", () => {
  const files = [{ name: "image.png" }];
  assert.equal(formattedIn(clipboard("<p><b>x</b></p>", { files })), null);
  assert.equal(formattedIn(clipboard(WORD, { files })), WORD);
});
