/**
 * Words of the page in the reader's language. Sources write English; the catalogue comes with the HTML
 * in `<script type="application/json" id="words">` (template tag `{% words "visitor" %}`).
 *
 *   gettext("You are number %(n)s", {n: 3})
 *   ngettext("%(n)s new message", "%(n)s new messages", n, {n})
 *   pgettext("verb", "Open")
 */

/** @typedef {{language: string, messages: Object<string, string[]>, more?: string}} Catalogue `more`: address of the words of parts loaded later */

const CONTEXT = "\u0004";

/** @type {Catalogue} */
let catalogue = { language: "en", messages: {} };
let plurals = new Intl.PluralRules("en");

/** Puts another catalogue in place (tests; pages read theirs from the HTML).
 * @param {Catalogue} next */
export function useWords(next) {
  catalogue = next;
  plurals = new Intl.PluralRules(next.language);
}

const node = globalThis.document?.getElementById("words");
if (node) useWords(JSON.parse(node.textContent));

let arriving = null;

/** The words of the parts that are loaded later: they come with the first of them (`later.js`). */
export function moreWords() {
  arriving ??= fetchMore();
  return arriving;
}

async function fetchMore() {
  if (!catalogue.more) return;
  try {
    const { messages } = await (await fetch(catalogue.more)).json();
    Object.assign(catalogue.messages, messages);
  } catch {
    arriving = null; // the part speaks English for now; the next one asks again
  }
}

/** The language of the page, as a BCP 47 tag: "en" or "zh-hans". */
export function language() {
  return catalogue.language;
}

/** @param {string} text @param {Object<string, *>} [values] */
function fill(text, values) {
  if (!values) return text;
  return text.replace(/%\((\w+)\)s/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** @param {string} text @param {Object<string, *>} [values] @returns {string} */
export function gettext(text, values) {
  return fill(catalogue.messages[text]?.[0] || text, values);
}

/** @param {string} one @param {string} many @param {number} n @param {Object<string, *>} [values] @returns {string} */
export function ngettext(one, many, n, values) {
  const isOne = plurals.select(n) === "one";
  const forms = catalogue.messages[one];
  if (forms) return fill(forms[isOne ? 0 : forms.length - 1], values);
  return fill(isOne ? one : many, values);
}

/** @param {string} context @param {string} text @param {Object<string, *>} [values] @returns {string} */
export function pgettext(context, text, values) {
  return fill(catalogue.messages[context + CONTEXT + text]?.[0] || text, values);
}
