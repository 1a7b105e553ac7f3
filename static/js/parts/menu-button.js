import { html, nothing } from "lit";
import { Element } from "./element.js";

const GAP = 4;

/**
 * `<hd-menu-button .label .sign .items .note .isUp>`: a button with a menu. `items` gives, when it opens,
 * `{name?, sign, words, act}` for each line (null: left out); `note` is said below them.
 */
export class MenuButton extends Element {
  static properties = {
    label: { attribute: false },
    sign: { attribute: false },
    items: { attribute: false },
    note: { attribute: false },
    isUp: { attribute: false },
    isOpen: { state: true },
  };

  constructor() {
    super();
    this.isOpen = false;
    this.onOutside = (event) => this.contains(event.target) || this.close();
    this.onMove = () => this.#place();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.close();
  }

  render() {
    return html`<div class="menu-button" @keydown=${this.#key}>
      <button class="tool" type="button" aria-label=${this.label} title=${this.label} aria-expanded=${this.isOpen} @click=${this.toggle}>${this.sign}</button>
      ${this.isOpen ? html`<div class="menu">
        ${this.items().filter(Boolean).map((item) => html`<button type="button" data-item=${item.name ?? nothing} @click=${() => this.#run(item)}>${item.sign} ${item.words}</button>`)}
        ${this.note ? html`<p class="menu-note">${this.note}</p>` : nothing}
      </div>` : nothing}
    </div>`;
  }

  toggle() {
    if (this.isOpen) return this.close();
    this.isOpen = true;
    document.addEventListener("pointerdown", this.onOutside);
    for (const name of ["scroll", "resize"]) addEventListener(name, this.onMove, { capture: true, passive: true });
    this.updateComplete.then(() => this.querySelector(".menu button")?.focus());
  }

  close() {
    this.isOpen = false;
    document.removeEventListener("pointerdown", this.onOutside);
    for (const name of ["scroll", "resize"]) removeEventListener(name, this.onMove, { capture: true });
  }

  updated() {
    this.#place();
  }

  /** Over everything, since the lines it may stand among are cut off at their edge; whole, on the side where there is room. */
  #place() {
    const menu = this.querySelector(".menu");
    if (!menu) return;
    const { offsetWidth: wide, offsetHeight: high } = menu;
    const { top, bottom, left, right } = this.querySelector("button").getBoundingClientRect();
    const isRoomBelow = bottom + GAP + high <= innerHeight;
    const isUp = (this.isUp && top - GAP - high >= 0) || !isRoomBelow;
    const room = (this.closest(".thread-scroll") ?? document.documentElement).getBoundingClientRect();
    const at = this.isUp ? left : right - wide;
    menu.style.setProperty("top", `${Math.max(GAP, isUp ? top - GAP - high : bottom + GAP)}px`);
    menu.style.setProperty("left", `${Math.max(room.left + GAP, Math.min(at, room.right - wide - GAP))}px`);
  }

  #run(item) {
    this.close();
    this.querySelector("button").focus();
    item.act();
  }

  /** Up and down walk, Escape closes. */
  #key = (event) => {
    if (!this.isOpen) return;
    const lines = [...this.querySelectorAll(".menu button")];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      lines.at((lines.indexOf(document.activeElement) + by) % lines.length)?.focus();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
      this.querySelector("button").focus();
    }
  };
}

customElements.define("hd-menu-button", MenuButton);
