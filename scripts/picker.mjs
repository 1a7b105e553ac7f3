/**
 * The emoji picker writes inline styles, which the pages' Content-Security-Policy forbids. These few places do the same
 * through the CSSOM, which it allows. A new version that no longer has them fails the build.
 */
import { readFile } from "node:fs/promises";

const CHANGES = [
  ["targetNode.setAttribute(attributeName, newValue);", `attributeName === "style" ? (targetNode.style.cssText = newValue) : targetNode.setAttribute(attributeName, newValue);`],
  ["template.innerHTML = htmlString;", `template.innerHTML = htmlString.replaceAll(' style=""', "");`],
  ["const style = document.createElement('style');", "const style = new CSSStyleSheet();"],
  ["style.textContent = baseStyles + EXTRA_STYLES;", "style.replaceSync(baseStyles + EXTRA_STYLES);"],
  ["this.shadowRoot.appendChild(style);", "this.shadowRoot.adoptedStyleSheets = [style];"],
];

function change(source) {
  return CHANGES.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`The emoji picker has changed: "${from}" is not in it once.`);
    return text.replace(from, () => to);
  }, source);
}

export const picker = {
  name: "picker",
  setup(build) {
    build.onLoad({ filter: /emoji-picker-element[\\/]picker\.js$/ }, async ({ path }) => ({
      contents: change(await readFile(path, "utf8")),
      loader: "js",
    }));
  },
};
