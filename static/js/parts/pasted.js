const FRAGMENT = /<!--StartFragment-->([^]*)<!--EndFragment-->/;
const KEPT = /<(?:(?:[uo]l|h[1-6]|strong|b|pre|blockquote)[\s>]|a\s[^<>]*href)|[;"'\s]font-weight:\s*(?:bold|[6-9]00)/i;
const MARK = /<(?:em|i|u|s|del|code)[\s>]|font-style:\s*italic/i;
const BLOCK = /<(?:p|div|h\d|li|br)[\s>]/gi;
const GOOGLE_WRAP = /<b\s[^<>]*[;"'\s]font-weight:\s*normal[^<>]*>/gi;

/**
 * The HTML of a paste when something in it would be lost as plain text, else null.
 * Files win, except over Word, which adds a picture of its own text.
 * @param {DataTransfer} clipboard @returns {string | null}
 */
export function formattedIn(clipboard) {
  const html = clipboard.getData("text/html");
  if (!html || clipboard.types.includes("vscode-editor-data")) return null;
  if (clipboard.files.length && !html.includes("schemas-microsoft-com:office:word")) return null;
  if (/^https?:\/\/\S+$/.test(clipboard.getData("text/plain").trim())) return null;
  const inside = (FRAGMENT.exec(html)?.[1] ?? html).replace(GOOGLE_WRAP, "");
  if (!inside.replace(/<[^<>]*>|&nbsp;|\s/g, "")) return null;
  return KEPT.test(inside) || (MARK.test(inside) && inside.match(BLOCK)?.length > 1) ? html : null;
}
