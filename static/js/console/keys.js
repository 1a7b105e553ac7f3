import { tinykeys } from "tinykeys";
import { gettext } from "../live/words.js";

/**
 * Every shortcut of the console: once for the keyboard, once for the sheet. Alt chords go by the key's place
 * (`event.code`): on a Mac Alt makes other letters, and a Chinese input method may report "Process".
 * @returns {{keys: string, shown: string[], word: string, act: string}[]}
 */
export function shortcuts() {
  return [
    { keys: "Alt+KeyJ", shown: ["Alt", "J"], word: gettext("Next conversation"), act: "next" },
    { keys: "Alt+KeyK", shown: ["Alt", "K"], word: gettext("Previous conversation"), act: "previous" },
    { keys: "Alt+KeyU", shown: ["Alt", "U"], word: gettext("Next unread, longest waiting first"), act: "unread" },
    { keys: "Alt+KeyL", shown: ["Alt", "L"], word: gettext("Reply"), act: "reply" },
    { keys: "Alt+KeyP", shown: ["Alt", "P"], word: gettext("Note"), act: "note" },
    { keys: "Alt+KeyE", shown: ["Alt", "E"], word: gettext("End the conversation"), act: "end" },
    { keys: "Alt+KeyO", shown: ["Alt", "O"], word: gettext("Customer pane"), act: "pane" },
    { keys: "Alt+Digit0", shown: ["Alt", "0"], word: gettext("My status"), act: "me" },
    { keys: "F6", shown: ["F6"], word: gettext("Next part of the page"), act: "forward" },
    { keys: "Shift+F6", shown: ["Shift", "F6"], word: gettext("Previous part of the page"), act: "back" },
    { keys: "Control+Slash", shown: ["Ctrl", "/"], word: gettext("This list"), act: "keys" },
  ];
}

/** What a text box or the list does with a key by itself. */
export function ownKeys() {
  return [
    { shown: ["Enter"], word: gettext("Send") },
    { shown: ["Shift", "Enter"], word: gettext("New line") },
    { shown: ["Ctrl", "B"], word: gettext("Bold") },
    { shown: ["Ctrl", "I"], word: gettext("Italic") },
    { shown: ["Ctrl", "K"], word: gettext("Code") },
    { shown: ["↑", "↓"], word: gettext("Up and down in the list and in a conversation") },
    { shown: ["Esc"], word: gettext("Close, leave the text box") },
  ];
}

/**
 * Listens to the keyboard. While a dialog is open only the dialog has keys.
 * @param {(act: string) => void} run
 * @returns {() => void} ends it
 */
export function listen(run) {
  const on = (act) => (event) => {
    if (document.querySelector("dialog:modal")) return;
    event.preventDefault();
    run(act);
  };
  const map = Object.fromEntries(shortcuts().map(({ keys, act }) => [keys, on(act)]));
  return tinykeys(window, { ...map, "Shift+?": (event) => isWriting(event) || on("keys")(event) });
}

function isWriting({ target }) {
  return target.matches?.("input, textarea, select, [contenteditable]");
}
