/**
 * Finds **bold**, *italic*, `code` and addresses in one line of text, in one pass from left to right: no regular
 * expression that could go back and forth, so the time grows with the length alone.
 *
 * @typedef {{kind: "text"|"code", text: string} | {kind: "link", text: string, href: string}
 *   | {kind: "strong"|"em", parts: Inline[]}} Inline
 */

const SCHEMES = ["https://", "http://", "mailto:"];
const LONGEST_LINK = 2000;
const END_OF_LINK = /[\s<>"'`，。！？；：、（）【】《》「」“”]/;
const TRAILING = new Set([".", ",", ";", ":", "!", "?", ")", "]", "}", "*", "_", "'"]);

/** @param {string} text @returns {Inline[]} */
export function inline(text) {
  return text ? new Scan(text).all() : [];
}

class Scan {
  constructor(text) {
    this.text = text;
    this.parts = [];
    this.plain = 0;
    this.at = 0;
    this.missing = {};
    this.noLinkBefore = 0;
  }

  all() {
    while (this.at < this.text.length) {
      const found = this.#found(this.text[this.at]);
      if (found) this.#add(found.part, found.end);
      else this.at += 1;
    }
    this.#flush(this.text.length);
    return this.parts;
  }

  #found(char) {
    if (char === "`") return this.#code();
    if (char === "*") return this.#marked("**", "strong") ?? this.#marked("*", "em");
    return char === "h" || char === "m" ? this.#link() : null;
  }

  #add(part, end) {
    this.#flush(this.at);
    this.parts.push(part);
    this.at = this.plain = end;
  }

  #flush(end) {
    if (end > this.plain) this.parts.push({ kind: "text", text: this.text.slice(this.plain, end) });
  }

  /** Where the mark comes next, or -1; a mark once found missing is not looked for again. */
  #find(mark, from) {
    if (this.missing[mark]) return -1;
    const end = this.text.indexOf(mark, from);
    if (end < 0) this.missing[mark] = true;
    return end;
  }

  #code() {
    const end = this.#find("`", this.at + 1);
    if (end <= this.at + 1) return null;
    return { part: { kind: "code", text: this.text.slice(this.at + 1, end) }, end: end + 1 };
  }

  #marked(mark, kind) {
    const start = this.at + mark.length;
    if (!this.text.startsWith(mark, this.at) || !isWord(this.text[start]) || isLatin(this.text[this.at - 1])) return null;
    const end = this.#find(mark, start + 1);
    if (end < 0 || !isWord(this.text[end - 1])) return null;
    const inside = this.text.slice(start, end);
    return { part: { kind, parts: kind === "strong" ? inline(inside) : [{ kind: "text", text: inside }] }, end: end + mark.length };
  }

  #link() {
    if (this.at < this.noLinkBefore) return null;
    const scheme = SCHEMES.find((name) => this.text.startsWith(name, this.at));
    if (!scheme || isLatin(this.text[this.at - 1])) return null;
    let end = this.at + scheme.length;
    while (end < this.text.length && end - this.at < LONGEST_LINK && !END_OF_LINK.test(this.text[end])) end += 1;
    while (end > this.at && TRAILING.has(this.text[end - 1])) end -= 1;
    const text = this.text.slice(this.at, end);
    const href = safeHref(text);
    this.noLinkBefore = end;
    return href && { part: { kind: "link", text, href }, end };
  }
}

function isWord(char) {
  return Boolean(char) && char.trim() !== "" && char !== "*";
}

/** Marks inside a word or a path (a*b*c) mean themselves; Chinese has no spaces, so there they do not. */
function isLatin(char) {
  return Boolean(char) && /[\w/:@]/.test(char);
}

/** An address that may be clicked, or null: no other scheme, and nobody's name in front of the host (https://bank@evil).
 * @param {string} text @returns {string|null} */
export function safeHref(text) {
  let url;
  try {
    url = new URL(text);
  } catch {
    return null;
  }
  if (url.protocol === "mailto:") return /^[^\s@?]+@[^\s@?]+$/.test(url.pathname) && !url.search ? url.href : null;
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return url.username || url.password || !url.hostname ? null : url.href;
}
