import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { tools } from "./tools.js";

/** The buttons above the text: one stop for Tab, arrow keys inside. Says `link` when a link is wanted. */
export class RichToolbar extends Element {
  static properties = { editor: { attribute: false }, at: { state: true } };

  constructor() {
    super();
    this.at = 0;
    this.groups = tools();
  }

  get #buttons() {
    return [...this.querySelectorAll("button")];
  }

  focusButton() {
    this.#buttons[this.at].focus();
  }

  render() {
    let place = 0;
    return html`
      <div class="rich-tools" role="toolbar" aria-label=${gettext("Formatting")} aria-controls="rich-text" @keydown=${this.#key}>
        ${this.groups.map((group) => html`<span class="rich-group">${group.map((tool) => this.#button(tool, place++))}</span>`)}
      </div>`;
  }

  /** Never disabled, for a disabled button would lose the focus; what cannot be done is told as such. */
  #button(tool, place) {
    const isPossible = !tool.run || tool.run(this.editor.can().chain()).run();
    return html`<button type="button" class="tool" tabindex=${place === this.at ? 0 : -1} aria-label=${tool.word} title="${tool.word} (${tool.keys})"
      aria-pressed=${tool.isOn ? String(tool.isOn(this.editor)) : nothing} aria-disabled=${isPossible ? nothing : "true"}
      @mousedown=${(event) => event.preventDefault()} @focus=${() => (this.at = place)}
      @click=${(event) => this.#run(tool, isPossible, event)}>${tool.sign}</button>`;
  }

  /** By mouse the text keeps the focus; by keyboard it stays on the button, so that several can be pressed. */
  #run(tool, isPossible, event) {
    if (!isPossible) return;
    if (tool.isLink) return this.say("link");
    const chain = this.editor.chain();
    tool.run(event.detail ? chain.focus() : chain).run();
  }

  #key = (event) => {
    const { length } = this.#buttons;
    const next = { ArrowRight: this.at + 1, ArrowLeft: this.at - 1, Home: 0, End: length - 1 }[event.key];
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.at = (next + length) % length;
    this.focusButton();
  };
}
customElements.define("hd-rich-toolbar", RichToolbar);
