import { html, nothing } from "lit";
import { gettext, language } from "../live/words.js";
import { Element } from "./element.js";
import { icon } from "./icon.js";

/** The picker's style comes this way; where the browser is too old, its own keyboard has emoji. */
const canStyle = "adoptedStyleSheets" in Document.prototype;

/**
 * `<hd-emoji>`: a button that opens the emoji picker, which is loaded at the first click.
 * Fires `emoji` (detail: the character).
 */
export class EmojiButton extends Element {
  static properties = { isOpen: { state: true }, hasFailed: { state: true } };

  constructor() {
    super();
    this.isOpen = false;
    this.picker = null;
    this.onOutside = (event) => this.contains(event.target) || this.close();
    this.onKey = (event) => event.key === "Escape" && this.escape(event);
  }

  render() {
    if (!canStyle) return nothing;
    return html`
      <button class="tool" type="button" aria-label=${gettext("Emoji")} aria-expanded=${this.isOpen} @click=${this.toggle}>
        ${icon("smile")}
      </button>
      ${this.isOpen
        ? html`<div class="emoji-panel" role="dialog" aria-label=${gettext("Emoji")}>
            ${this.picker ?? html`<p class="emoji-wait">${this.hasFailed ? gettext("Could not be loaded.") : gettext("Loading…")}</p>`}
          </div>`
        : nothing}
    `;
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.open();
  }

  async open() {
    this.isOpen = true;
    document.addEventListener("pointerdown", this.onOutside);
    document.addEventListener("keydown", this.onKey, { capture: true });
    try {
      const { makePicker } = await import("./emoji-picker.js");
      this.picker ??= makePicker(language(), (character) => this.say("emoji", character));
    } catch {
      this.hasFailed = true;
    }
    this.requestUpdate();
    await this.updateComplete;
    if (matchMedia("(pointer: fine)").matches) this.picker?.shadowRoot.querySelector("input")?.focus();
  }

  close() {
    this.isOpen = false;
    document.removeEventListener("pointerdown", this.onOutside);
    document.removeEventListener("keydown", this.onKey, { capture: true });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.close();
  }

  /** Also from the text box, where the focus is once something was picked; there it stays. */
  escape(event) {
    event.stopPropagation();
    if (this.contains(document.activeElement)) this.querySelector("button").focus();
    this.close();
  }
}

customElements.define("hd-emoji", EmojiButton);
