// From the start of a name: Word has mso-bidi-font-weight, too, and means other scripts.
const BOLD = /(?:^|[;\s])font-weight:\s*(?:bold|[6-9]00)/i;
const NOT_BOLD = /(?:^|[;\s])font-weight:\s*(?:normal|[1-5]00)/i;
const ITALIC = /(?:^|[;\s])font-style:\s*(?:italic|oblique)/i;
const NOT_ITALIC = /(?:^|[;\s])font-style:\s*normal/i;
const LINE = /(?:^|[;\s])text-decoration(?:-line)?:[^;]*/gi;

/** The marks that a style attribute means. @param {string} style @returns {string[]} tag names */
export function marksOf(style) {
  const lines = (style.match(LINE) ?? []).join(" ");
  const marks = [];
  if (BOLD.test(style)) marks.push("b");
  if (ITALIC.test(style)) marks.push("i");
  if (/underline/i.test(lines)) marks.push("u");
  if (/line-through/i.test(lines)) marks.push("s");
  return marks;
}

/** Whether a mark's own style takes back what its tag says, as around all that comes from Google Docs.
 * @param {string} tag @param {string} style */
export function isTakenBack(tag, style) {
  if (tag === "b" || tag === "strong") return NOT_BOLD.test(style);
  return (tag === "i" || tag === "em") && NOT_ITALIC.test(style);
}

/** The level (1…) of a line that Word means as part of a list, or 0. @param {string} style */
export function listLevel(style) {
  return Number(/mso-list:[^;]*\blevel(\d)/i.exec(style)?.[1] ?? 0);
}

/** The kind of list a line of Word begins with: "1." and "a)" count, signs do not. @param {string} sign */
export function listKind(sign) {
  return /^\(?(?:\d+|[a-z]{1,4}|[一二三四五六七八九十]+)[.)、]/i.test(sign.trim()) ? "ol" : "ul";
}
