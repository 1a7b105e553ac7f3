import { gettext } from "../live/words.js";

/** What the tools are called, and what the line of the editor says of them. Keys are the same in every language. */
export const TOOLS = [
  { tool: "select", key: "V", icon: "mouse-pointer-2", name: () => gettext("Move") },
  { tool: "crop", key: "C", icon: "crop", name: () => gettext("Crop") },
  { tool: "pen", key: "P", icon: "pencil", name: () => gettext("Pen") },
  { tool: "arrow", key: "A", icon: "move-up-right", name: () => gettext("Arrow") },
  { tool: "box", key: "B", icon: "square", name: () => gettext("Box") },
  { tool: "text", key: "T", icon: "type", name: () => gettext("Text") },
  { tool: "blur", key: "U", icon: "grid-3x3", name: () => gettext("Blur") },
];

/** @param {string} tool */
export function nameOf(tool) {
  return TOOLS.find((one) => one.tool === tool).name();
}

export function colourNames() {
  return [gettext("Red"), gettext("Blue"), gettext("Black"), gettext("Pink")];
}

export function lineNames() {
  return [gettext("Line: thin"), gettext("Line: medium"), gettext("Line: thick")];
}

/** @returns {Object<string, string>} by edge of the frame */
export function edgeNames() {
  return {
    "top-left": gettext("Top left corner"),
    top: gettext("Top edge"),
    "top-right": gettext("Top right corner"),
    right: gettext("Right edge"),
    "bottom-right": gettext("Bottom right corner"),
    bottom: gettext("Bottom edge"),
    "bottom-left": gettext("Bottom left corner"),
    left: gettext("Left edge"),
  };
}

/** A name with its key, as titles have it. @param {string} name @param {string} key */
export function withKey(name, key) {
  return gettext("%(name)s (%(key)s)", { name, key });
}

/** How a tool is used; of keys only where there may be some. @param {string} tool @param {boolean} hasKeys */
export function hint(tool, hasKeys) {
  const name = nameOf(tool);
  if (tool === "crop") {
    return hasKeys ? gettext("Crop: pull the frame, or its edges with the arrow keys; Enter cuts.") : gettext("Crop: pull the frame.");
  }
  if (tool === "select") {
    return hasKeys
      ? gettext("Move: click on what you drew, or press V until it is chosen.")
      : gettext("Move: tap what you drew, then drag it.");
  }
  if (tool === "text") {
    return hasKeys ? gettext("Text: click where it should stand, or press Enter.") : gettext("Text: tap where it should stand.");
  }
  return hasKeys
    ? gettext("%(tool)s: drag, or go there with the arrow keys, press Enter, go on, press Enter.", { tool: name })
    : gettext("%(tool)s: drag over the picture.", { tool: name });
}

/** @param {import("./drawing-shapes.js").Shape|null} shape */
export function chosenWords(shape) {
  if (!shape) return gettext("Nothing chosen.");
  return gettext("%(tool)s chosen: arrow keys move it, Delete removes it.", { tool: nameOf(shape.tool) });
}

/** @param {import("./drawing-shapes.js").Shape|null} shape */
export function addedWords(shape) {
  return shape ? gettext("%(tool)s added.", { tool: nameOf(shape.tool) }) : gettext("Too small: nothing was added.");
}

/** @param {import("./drawing-shapes.js").Shape|null} shape */
export function removedWords(shape) {
  return shape ? gettext("%(tool)s removed.", { tool: nameOf(shape.tool) }) : gettext("There is nothing to remove.");
}

/** @param {"undo"|"redo"} way @param {boolean} isDone */
export function wentWords(way, isDone) {
  if (way === "undo") return isDone ? gettext("Undone.") : gettext("There is nothing to undo.");
  return isDone ? gettext("Done again.") : gettext("There is nothing to do again.");
}

/** @param {import("./drawing-shapes.js").Box} box */
export function sizeWords({ width, height }) {
  return gettext("%(width)s × %(height)s pixels", { width, height });
}
