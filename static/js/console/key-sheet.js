import { html } from "lit";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { Element } from "../parts/element.js";
import { ownKeys, shortcuts } from "./keys.js";

/** The sheet of all shortcuts. */
export class KeySheet extends Element {
  open() {
    this.querySelector("dialog").showModal();
  }

  render() {
    const line = ({ shown, word }) => html`<div><dt>${word}</dt><dd>${shown.map((key) => html`<kbd>${key}</kbd>`)}</dd></div>`;
    return html`
      <dialog class="sheet wide" aria-labelledby="keys-title">
        <div class="dialog-body">
          <header>
            <div><h2 id="keys-title">${gettext("Keyboard shortcuts")}</h2></div>
            <button class="tool" aria-label=${gettext("Close")} @click=${() => this.querySelector("dialog").close()}>${icon("x")}</button>
          </header>
          <dl class="keys">${[...shortcuts(), ...ownKeys()].map(line)}</dl>
        </div>
      </dialog>`;
  }
}
customElements.define("hd-key-sheet", KeySheet);
