import assert from "node:assert/strict";
import { test } from "node:test";
import { blocks } from "../../static/js/live/blocks.js";
import { inline, safeHref } from "../../static/js/live/inline.js";

/** A short way to write what was understood: *em*, **strong**, `code`, [link]. */
function said(parts) {
  const one = { strong: (p) => `<b>${said(p.parts)}</b>`, em: (p) => `<i>${said(p.parts)}</i>`, code: (p) => `<code>${p.text}</code>`, link: (p) => `<a>${p.text}</a>` };
  return parts.map((part) => one[part.kind]?.(part) ?? part.text).join("");
}

const CASES = [
  ["plain", "plain"],
  ["**bold** and *slanted* and `code`", "<b>bold</b> and <i>slanted</i> and <code>code</code>"],
  ["**bold with *slanted* inside**", "<b>bold with <i>slanted</i> inside</b>"],
  ["请**注意**这里", "请<b>注意</b>这里"],
  ["2 * 3 * 4", "2 * 3 * 4"],
  ["a*b*c stays", "a*b*c stays"],
  ["**not closed", "**not closed"],
  ["`**as typed**`", "<code>**as typed**</code>"],
  ["see https://example.com/a?b=c.", "see <a>https://example.com/a?b=c</a>."],
  ["请看https://example.com/路径。谢谢", "请看<a>https://example.com/路径</a>。谢谢"],
  ["(http://example.com)", "(<a>http://example.com</a>)"],
  ["write to mailto:me@example.com!", "write to <a>mailto:me@example.com</a>!"],
  ["javascript:alert(1)", "javascript:alert(1)"],
  ["//evil.example", "//evil.example"],
  ["https://bank.example@evil.example/", "https://bank.example@evil.example/"],
  ["https://user:pass@evil.example", "https://user:pass@evil.example"],
  ["data:text/html,<script>", "data:text/html,<script>"],
  ["<b>&amp;", "<b>&amp;"],
];

for (const [text, expected] of CASES) {
  test(`reads ${JSON.stringify(text)}`, () => assert.equal(said(inline(text)), expected));
}

test("quotes and lists are blocks of their own", () => {
  const found = blocks("hello\n> quoted\n> more\n- one\n- two\n\nbye").map(({ kind, lines }) => [kind, lines.map(said)]);
  assert.deepEqual(found, [["paragraph", ["hello"]], ["quote", ["quoted", "more"]], ["list", ["one", "two"]], ["paragraph", ["", "bye"]]]);
});

test("only addresses that cannot lie are linked", () => {
  assert.equal(safeHref("https://example.com"), "https://example.com/");
  assert.equal(safeHref("https://bücher.example/"), "https://xn--bcher-kva.example/");
  for (const bad of ["javascript:alert(1)", "vbscript:x", "file:///etc/passwd", "https://a@b.example", "https://", "mailto:a@b.example?body=x", "mailto:a"]) {
    assert.equal(safeHref(bad), null, bad);
  }
});

/** Processor time in milliseconds: the machine may be busy with other things. */
function spent(fn) {
  const before = process.cpuUsage();
  fn();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test("50 KB of anything is read in less than 50 ms", () => {
  const size = 50_000;
  const hostile = ["a@", "(", "*", "**", "*a ", "**a ", "`", "` ", "_", "> ", "https://", "http://a ", "mailto:,", "https://x@y,", "**a*b", "[", "\n", "- ", "**`*"];
  for (const piece of hostile) {
    const text = piece.repeat(Math.ceil(size / piece.length));
    const took = Math.min(...[1, 2, 3].map(() => spent(() => blocks(text))));
    assert.ok(took < 50, `${JSON.stringify(piece)} took ${took.toFixed(0)} ms`);
  }
});
