import { html, nothing } from "lit";
import { clock } from "../live/clock.js";
import { gettext, ngettext } from "../live/words.js";
import { change } from "./availability.js";
import { DeskElement } from "./element.js";

const QUIET_FOR = 10 * 60_000;
const ANSWER_WITHIN = 60_000;
const TOLD_EVERY = 5_000;
const SHELF = "hd.input_at";
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"];

/** Nobody has touched any console tab of this browser for ten minutes while online: asks, then says "away". */
export class StillThere extends DeskElement {
  static properties = { left: { state: true } };

  #told = 0;

  subscribe() {
    this.#note();
    const heard = () => this.#input();
    for (const name of SIGNS) {
      addEventListener(name, heard, { passive: true, capture: true });
      this.until(() => removeEventListener(name, heard, { capture: true }));
    }
    this.until(clock.tick(() => this.#look()));
  }

  #input() {
    if (this.left === undefined && Date.now() - this.#told > TOLD_EVERY) this.#note();
  }

  #note() {
    this.#told = Date.now();
    localStorage.setItem(SHELF, this.#told);
  }

  #look() {
    if (this.desk.you.availability !== "online") return this.#stop();
    const quiet = Date.now() - Math.max(this.#told, Number(localStorage.getItem(SHELF)) || 0);
    if (quiet < QUIET_FOR) return this.#stop();
    this.left = Math.ceil((QUIET_FOR + ANSWER_WITHIN - quiet) / 1000);
    if (this.left > 0) return;
    this.#note();
    this.#stop();
    change(this.desk, "availability.set", { availability: "away", reason: gettext("No input for ten minutes") });
  }

  #stop() {
    this.left = undefined;
  }

  #here = () => {
    this.#note();
    this.#stop();
  };

  updated() {
    const dialog = this.querySelector("dialog");
    if (this.left !== undefined && !dialog.open) dialog.showModal();
    if (this.left === undefined && dialog.open) dialog.close();
  }

  render() {
    const n = this.left ?? 0;
    return html`
      <dialog class="sheet" aria-labelledby="still-title" @cancel=${this.#here}>
        <div class="dialog-body">
          <header><div>
            <h2 id="still-title">${gettext("Still there?")}</h2>
            <p>${n > 0 ? ngettext("In %(n)s second you are set to away.", "In %(n)s seconds you are set to away.", n, { n }) : nothing}</p>
          </div></header>
          <footer><button class="button primary" @click=${this.#here}>${gettext("I am here")}</button></footer>
        </div>
      </dialog>`;
  }
}
customElements.define("hd-still-there", StillThere);
