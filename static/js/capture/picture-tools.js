import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { COLOURS } from "./drawing-shapes.js";
import { colourNames, lineNames, TOOLS, withKey } from "./picture-words.js";

/**
 * The tools, colours and steps back of the picture editor.
 * @param {import("./drawing-hand.js").Hand} hand
 * @param {(command: string, what?: *) => void} act as `commandOf` of picture-keys.js names it
 */
export function tools(hand, act) {
  const { drawing, tool, isWriting } = hand;
  return html`<div class="picture-tools" role="group" aria-label=${gettext("Tools")}>
    <div class="picture-row">${TOOLS.map((one) => toolButton(one, one.tool === tool, act))}</div>
    <div class="picture-row">
      ${colourNames().map((name, n) => colourButton(name, n, n === hand.colour, act))} ${lineButton(hand.line, act)}
      ${button({ name: gettext("Undo"), key: "Ctrl+Z", sign: icon("undo-2"), isOff: !drawing.canUndo && !isWriting }, () => act("go", "undo"))}
      ${button({ name: gettext("Redo"), key: "Ctrl+Y", sign: icon("redo-2"), isOff: !drawing.canRedo }, () => act("go", "redo"))}
      ${button({ name: gettext("Remove"), key: "Delete", sign: icon("trash-2"), isOff: !drawing.shapes.length }, () => act("remove"))}
    </div>
  </div>`;
}

/** A button that has nothing to do stays where the focus may be. */
function button({ name, key, sign, isOff = false, isPressed = nothing }, run) {
  const title = withKey(name, key);
  return html`<button class="tool" type="button" aria-label=${name} aria-keyshortcuts=${key.replace("Ctrl", "Control")} title=${title}
    aria-pressed=${isPressed} aria-disabled=${isOff ? "true" : nothing} @click=${() => isOff || run()}>${sign}</button>`;
}

function toolButton({ tool, key, icon: sign, name }, isPressed, act) {
  return button({ name: name(), key, sign: icon(sign), isPressed }, () => act("use", tool));
}

function colourButton(name, n, isPressed, act) {
  const sign = html`<svg class="picture-colour" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <circle cx="12" cy="12" r="9" fill=${COLOURS[n]}></circle>
  </svg>`;
  return button({ name, key: String(n + 1), sign, isPressed }, () => act("wear", { colour: n }));
}

function lineButton(line, act) {
  const sign = html`<svg class="picture-line" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d="M4 18 20 6" stroke-width=${[2, 4, 7][line]}></path>
  </svg>`;
  return button({ name: lineNames()[line], key: "W", sign }, () => act("wear", null));
}

/**
 * What a tool asks for besides: the words of a text, the part that stays.
 * @param {import("./drawing-hand.js").Hand} hand
 * @param {{cut: () => void, open: () => void, write: (event: Event) => void, add: () => void}} on
 */
export function more(hand, on) {
  if (hand.isWriting) {
    return html`<div class="picture-more">
      <input class="input" type="text" maxlength="200" autocomplete="off" enterkeyhint="done" aria-label=${gettext("Text on the picture")}
        placeholder=${gettext("Text on the picture")} .value=${live(hand.draft.text)} @input=${on.write} />
      <button class="button" type="button" @click=${on.add}>${gettext("Add")}</button>
    </div>`;
  }
  if (!hand.frame) return nothing;
  return html`<div class="picture-more">
    <button class="button" type="button" @click=${on.open}>${gettext("Whole picture")}</button>
    <button class="button" type="button" @click=${on.cut}>${gettext("Crop")}</button>
  </div>`;
}
