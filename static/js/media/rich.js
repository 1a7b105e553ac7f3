import { html, nothing } from "lit";
import { later } from "../live/later.js";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { dress } from "./rich-style.js";

/** Folded at the height the style sheet gives; a little more is not worth a button. */
const FOLDED = 320;
const SLACK = 60;

/**
 * `<hd-rich .part>`: formatted text, apart from the page's own style in a shadow root. Until the second cleaner is there, and
 * when it cannot be had, it is shown as plain text. Fires `grown` when its height has changed by itself.
 */
export class Rich extends Element {
  static properties = { part: { attribute: false }, isLong: { state: true }, isOpen: { state: true } };

  willUpdate(changed) {
    if (changed.has("part")) Object.assign(this, { isLong: false, isOpen: false });
  }

  render() {
    const isFolded = this.isLong && !this.isOpen;
    return html`
      <div class="sheet-of-text ${isFolded ? "folded" : ""}" @focusin=${() => (this.isOpen = true)}></div>
      ${this.isLong
        ? html`<button class="link unfold" type="button" aria-expanded=${!isFolded} @click=${() => (this.isOpen = !this.isOpen)}>
            ${isFolded ? gettext("Show all") : gettext("Show less")}
          </button>`
        : nothing}`;
  }

  updated(changed) {
    if (changed.has("part")) this.fill();
  }

  async fill() {
    const { part } = this;
    const box = this.querySelector(".sheet-of-text");
    const root = box.shadowRoot ?? dress(box.attachShadow({ mode: "open" }));
    root.replaceChildren(plain(part.html));
    try {
      const { cleaned } = await later(() => import("./cleaned.js"));
      if (part === this.part) root.replaceChildren(cleaned(part.html));
    } catch {
      return; // the plain text stays
    } finally {
      this.isLong = box.scrollHeight > FOLDED + SLACK;
      await this.updateComplete;
      this.say("grown");
    }
  }
}

/** The words alone: a document that was parsed only to be read runs and loads nothing. */
function plain(text) {
  return new DOMParser().parseFromString(text, "text/html").body.textContent;
}

customElements.define("hd-rich", Rich);
