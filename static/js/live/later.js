import { moreWords } from "./words.js";

const sheets = new Map();

/**
 * Loads a part of the page that is not needed at once, with its words and its style:
 * `const { editPicture } = await later(() => import("../capture/picture-editor.js"), "capture")`.
 * @template T
 * @param {() => Promise<T>} load
 * @param {string} [style] name of a style sheet whose address `<html data-css-…>` tells
 * @returns {Promise<T>}
 */
export async function later(load, style) {
  const [part] = await Promise.all([load(), moreWords(), style && styled(style)]);
  return part;
}

/** @param {string} name @returns {Promise<void>} when the style sheet is there, or could not be had */
export function styled(name) {
  if (!sheets.has(name)) sheets.set(name, new Promise((resolve) => attach(name, resolve)));
  return sheets.get(name);
}

function attach(name, resolve) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = document.documentElement.getAttribute(`data-css-${name}`);
  link.onload = resolve;
  link.onerror = () => {
    sheets.delete(name);
    link.remove();
    resolve();
  };
  document.head.append(link);
}
