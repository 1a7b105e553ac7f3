import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { DeskElement } from "./element.js";
import { OTHER_TAB } from "./tabs.js";

const SHOWN_FOR = 8000;

/** Things told in passing. They stay while the pointer is on them. */
export class Toasts extends DeskElement {
  static properties = { shown: { state: true } };

  #count = 0;

  constructor() {
    super();
    this.shown = [];
  }

  subscribe() {
    const heard = ({ detail }) => this.#add(detail);
    this.desk.addEventListener("notice", heard);
    this.until(() => this.desk.removeEventListener("notice", heard));
  }

  #add({ text, link }) {
    const key = ++this.#count;
    this.shown = [...this.shown.slice(-2), { key, text, link }];
    setTimeout(() => this.#expire(key), SHOWN_FOR);
  }

  #expire(key) {
    if (this.matches(":hover, :focus-within")) return setTimeout(() => this.#expire(key), SHOWN_FOR);
    this.#drop(key);
  }

  #drop(key) {
    this.shown = this.shown.filter((one) => one.key !== key);
  }

  render() {
    return html`<div class="toasts" role="status">${repeat(this.shown, ({ key }) => key, ({ key, text, link }) => html`
      <div class="toast">
        <span>${text}</span>
        ${link ? html`<a href=${link.href} target=${OTHER_TAB}>${link.text}</a>` : nothing}
        <button class="tool" aria-label=${gettext("Close")} @click=${() => this.#drop(key)}>${icon("x")}</button>
      </div>`)}</div>`;
  }
}
customElements.define("hd-toasts", Toasts);
