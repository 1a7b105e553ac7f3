import { TOOLS } from "./picture-words.js";

const STEP = 4;
const FAST = 40;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The letter of a key, on keyboards of other scripts that of its place. */
function letterOf({ key, code }) {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3) : "";
}

/**
 * What a key asks of the editor as a whole: `["use", "pen"]`. Text boxes keep theirs.
 * @param {KeyboardEvent} event
 * @returns {[string, *]|null}
 */
export function commandOf(event) {
  const letter = letterOf(event);
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) {
    if (letter === "Z") return ["go", event.shiftKey ? "redo" : "undo"];
    return letter === "Y" ? ["go", "redo"] : null;
  }
  if (event.key === "Delete" || event.key === "Backspace") return ["remove"];
  if (/^[1-4]$/.test(event.key)) return ["wear", { colour: Number(event.key) - 1 }];
  if (letter === "W") return ["wear", null];
  const found = TOOLS.find(({ key }) => key === letter);
  return found ? ["use", found.tool] : null;
}

/** How far an arrow key goes, in pixels of the screen; with Shift ten times as far. @param {KeyboardEvent} event @returns {[number, number]|null} */
export function stepOf(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in ARROWS)) return null;
  const far = event.shiftKey ? FAST : STEP;
  return ARROWS[event.key].map((way) => way * far);
}
