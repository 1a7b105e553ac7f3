import { inline } from "./inline.js";

/**
 * The Markdown subset of messages: paragraphs, `> quote`, `- list`, and what `inline` knows.
 * @typedef {{kind: "paragraph"|"quote", lines: import("./inline.js").Inline[][]}
 *   | {kind: "list", lines: import("./inline.js").Inline[][]}} Block
 */

function kindOf(line) {
  if (line.startsWith("> ") || line === ">") return "quote";
  if (line.startsWith("- ") || line.startsWith("* ")) return "list";
  return "paragraph";
}

function bare(kind, line) {
  return kind === "paragraph" ? line : line.slice(2);
}

/** @param {string} text @returns {Block[]} */
export function blocks(text) {
  const found = [];
  let last = null;
  for (const line of text.replaceAll("\r\n", "\n").split("\n")) {
    const kind = kindOf(line);
    if (last?.kind !== kind) found.push((last = { kind, lines: [] }));
    last.lines.push(inline(bare(kind, line)));
  }
  return found;
}
