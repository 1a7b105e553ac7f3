import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { REL, TAGS } from "../../../static/js/rich/allowed.js";
import { left, sent } from "../../../static/js/rich/written.js";

test("what is sent has no empty lines at its end and no attributes that the server would drop", () => {
  assert.equal(sent("<p>a</p><p></p><p>b</p><p></p><p></p>"), "<p>a</p><p></p><p>b</p>");
  assert.equal(sent("<p></p>"), "");
  assert.equal(sent('<ol start="3" type="a"><li>x</li></ol><pre><code class="language-js">y</code></pre>'), "<ol><li>x</li></ol><pre><code>y</code></pre>");
  assert.equal(sent('<p>&lt;ol start="3"&gt; <a href="https://example.org/">x</a></p>'), '<p>&lt;ol start="3"&gt; <a href="https://example.org/">x</a></p>');
});

test("what is left is told near the limit only", () => {
  assert.deepEqual([left(0, 100), left(79, 100), left(80, 100), left(100, 100), left(103, 100)], [null, null, 20, 0, -3]);
});

test("the list of tags is the server's", () => {
  const server = readFileSync("core/html.py", "utf8");
  const list = /^TAGS = \{([^}]*)\}/m.exec(server)[1].match(/[a-z0-9]+/g);
  assert.deepEqual(list.sort(), [...TAGS].sort());
  assert.ok(server.includes(`REL = "${REL}"`));
});
