import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";

const MOD = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";

/** @typedef {{word: string, keys: string, sign: *, run: (chain: Object) => Object, isOn?: (editor: Object) => boolean, isLink?: boolean}} Tool */

/** The buttons by group: what each does to the editor, and whether it is done where the cursor is. @returns {Tool[][]} */
export function tools() {
  return [marks(), blocks(), inserts(), steps()];
}

function mark(name, word, sign, key) {
  const toggle = `toggle${name[0].toUpperCase()}${name.slice(1)}`;
  return { word, sign, keys: `${MOD}+${key}`, run: (chain) => chain[toggle](), isOn: (editor) => editor.isActive(name) };
}

function marks() {
  return [
    mark("bold", gettext("Bold"), icon("bold"), "B"),
    mark("italic", gettext("Italic"), icon("italic"), "I"),
    mark("underline", gettext("Underline"), icon("underline"), "U"),
    mark("strike", gettext("Strikethrough"), icon("strikethrough"), "Shift+S"),
    mark("code", gettext("Code"), icon("code"), "E"),
  ];
}

function blocks() {
  const heading = (level, word, sign) => ({
    word,
    sign,
    keys: `${MOD}+Alt+${level}`,
    run: (chain) => chain.toggleHeading({ level }),
    isOn: (editor) => editor.isActive("heading", { level }),
  });
  return [
    heading(3, gettext("Heading"), icon("heading-1")),
    heading(4, gettext("Smaller heading"), icon("heading-2")),
    mark("bulletList", gettext("List"), icon("list"), "Shift+8"),
    mark("orderedList", gettext("Numbered list"), icon("list-ordered"), "Shift+7"),
    mark("blockquote", gettext("Quote"), icon("text-quote"), "Shift+B"),
    mark("codeBlock", gettext("Block of code"), icon("square-code"), "Alt+C"),
  ];
}

function inserts() {
  return [
    { word: gettext("Link"), sign: icon("link"), keys: `${MOD}+K`, isLink: true, isOn: (editor) => editor.isActive("link") },
    { word: gettext("Line across"), sign: icon("minus"), keys: "---", run: (chain) => chain.setHorizontalRule() },
  ];
}

function steps() {
  return [
    { word: gettext("Undo"), sign: icon("undo-2"), keys: `${MOD}+Z`, run: (chain) => chain.undo() },
    { word: gettext("Redo"), sign: icon("redo-2"), keys: `${MOD}+Shift+Z`, run: (chain) => chain.redo() },
  ];
}
