/** Where an attached picture stands in the text that is being written: ⟦1⟧. */
const MARK = /⟦(\d{1,2})⟧/g;

/** @param {number} n @returns {string} */
export function mark(n) {
  return `⟦${n}⟧`;
}

/**
 * Words and files as the parts of one message, in the order they are meant to be read: a file stands where its mark is,
 * and after the words when it has none.
 * @param {string} text @param {{type: "file", local: string, alt?: string}[]} files the first has the mark ⟦1⟧
 * @returns {Object[]}
 */
export function compose(text, files) {
  const parts = [];
  const placed = new Set();
  let from = 0;
  for (const found of text.matchAll(MARK)) {
    const file = files[Number(found[1]) - 1];
    if (!file || placed.has(file)) continue;
    say(parts, text.slice(from, found.index));
    parts.push(file);
    placed.add(file);
    from = found.index + found[0].length;
  }
  say(parts, text.slice(from));
  return [...parts, ...files.filter((file) => !placed.has(file))];
}

function say(parts, words) {
  const text = words.trim();
  if (text) parts.push({ type: "text", text });
}

/**
 * The other way round: the words of a message, with the marks of its files where something follows them.
 * @param {Object[]} parts @param {number} before files that are attached already @returns {string}
 */
export function written(parts, before) {
  let n = before;
  const words = parts.map((part) => (part.type === "file" ? mark((n += 1)) : wordsOf(part)));
  return words.join("").replace(/(?:⟦\d+⟧)+$/, "");
}

function wordsOf({ text, html, lat, lng }) {
  if (html) return new DOMParser().parseFromString(html, "text/html").body.textContent;
  return text ?? `${lat}, ${lng}`;
}

/** The text after the nth file was taken away: its mark goes, later ones move up. @param {string} text @param {number} n */
export function without(text, n) {
  return text.replace(MARK, (whole, digits) => {
    const other = Number(digits);
    return other === n ? "" : other > n ? mark(other - 1) : whole;
  });
}
