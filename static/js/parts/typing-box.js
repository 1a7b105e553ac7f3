/** Small things every text box of a chat needs. */

/** True while an input method is composing: Enter then chooses characters. @param {KeyboardEvent} event */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

/** Lets the box grow with its text, up to so many lines. @param {HTMLTextAreaElement} box @param {number} lines */
export function grow(box, lines) {
  box.style.height = "auto";
  const style = getComputedStyle(box);
  const line = parseFloat(style.lineHeight);
  const frame = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  const most = line * lines + frame;
  box.style.height = `${Math.min(box.scrollHeight, most)}px`;
  box.style.overflowY = box.scrollHeight > most ? "auto" : "hidden";
}

/** Puts text where the cursor is, in a way that can be undone. @param {HTMLTextAreaElement} box @param {string} text */
export function insert(box, text) {
  box.focus();
  // Deprecated and still the only way that keeps the box's own undo.
  if (document.execCommand("insertText", false, text)) return;
  box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
