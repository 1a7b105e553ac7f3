/** How formatted text looks. In the script, because a shadow root has no other way to a style under this page's policy. */
const STYLE = `
  :host { white-space: normal; }
  * { box-sizing: border-box; max-inline-size: 100%; }
  p, ul, ol, blockquote, pre, h3, h4 { margin: 0 0 0.6em; }
  :first-child { margin-block-start: 0; }
  :host > :last-child { margin-block-end: 0; }
  ul, ol { padding-inline-start: 1.5em; }
  li > ul, li > ol, li > p { margin-block-end: 0.2em; }
  h3, h4 { font-size: 1.1em; line-height: 1.35; }
  h4 { font-size: 1em; }
  blockquote { padding-inline-start: 10px; border-inline-start: 3px solid var(--control); }
  code, pre { border-radius: 4px; background: rgb(127 135 152 / 20%); font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.92em; }
  code { padding: 1px 4px; }
  pre { padding: 8px 10px; white-space: pre-wrap; }
  pre code { padding: 0; background: none; font-size: 1em; }
  a[href] { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
  a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
  hr { margin: 0.8em 0; border: 0; border-block-start: 1px solid var(--control); }
`;

let sheet = null;

/** Browsers too old for this show it undressed, and still apart. @param {ShadowRoot} root @returns {ShadowRoot} */
export function dress(root) {
  if (!("adoptedStyleSheets" in root)) return root;
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
  }
  root.adoptedStyleSheets = [sheet];
  return root;
}
