import { insert } from "../parts/typing-box.js";

const MARKS = { KeyB: "**", KeyI: "*", KeyK: "`" };

/**
 * Ctrl+B, I, K: puts the marks of bold, italic or code around what is selected.
 * @param {HTMLTextAreaElement} box
 * @param {string} code the key's place on the keyboard
 * @returns {boolean} whether it was one of these keys
 */
export function emphasise(box, code) {
  const mark = MARKS[code];
  if (!mark) return false;
  const { selectionStart: start, selectionEnd: end, value } = box;
  const chosen = value.slice(start, end);
  insert(box, `${mark}${chosen}${mark}`);
  box.setSelectionRange(start + mark.length, start + mark.length + chosen.length);
  return true;
}
