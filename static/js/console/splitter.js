import { LitElement } from "lit";

const STEP = 16;

/**
 * The line between two parts of the page: dragged, or moved with the arrow keys; Enter and double click put it back.
 * Keeps the width in this browser.
 */
export class Splitter extends LitElement {
  static properties = {
    name: {},
    least: { type: Number },
    most: { type: Number },
    usual: { type: Number },
    /** true when the part it sizes comes after it */
    isAfter: { type: Boolean },
  };

  #width = 0;

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.setAttribute("role", "separator");
    this.setAttribute("aria-orientation", "vertical");
    this.tabIndex = 0;
    this.addEventListener("pointerdown", this.#grip);
    this.addEventListener("keydown", this.#key);
    this.addEventListener("dblclick", () => this.#move(this.usual));
  }

  firstUpdated() {
    this.setAttribute("aria-valuemin", this.least);
    this.setAttribute("aria-valuemax", this.most);
    this.#move(Number(localStorage.getItem(this.#shelf)) || this.usual);
  }

  get #shelf() {
    return `hd.width.${this.name}`;
  }

  /** +1 when moving right makes the part wider. */
  get #direction() {
    const isRtl = getComputedStyle(this).direction === "rtl";
    return (this.isAfter ? -1 : 1) * (isRtl ? -1 : 1);
  }

  #move(width) {
    this.#width = Math.round(Math.min(this.most, Math.max(this.least, width)));
    document.documentElement.style.setProperty(`--${this.name}-width`, `${this.#width}px`);
    this.setAttribute("aria-valuenow", this.#width);
    localStorage.setItem(this.#shelf, this.#width);
  }

  #key = (event) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (step) this.#move(this.#width + step * this.#direction);
    else if (event.key === "Home") this.#move(this.least);
    else if (event.key === "End") this.#move(this.most);
    else if (event.key === "Enter") this.#move(this.usual);
    else return;
    event.preventDefault();
  };

  #grip = (event) => {
    const from = { x: event.clientX, width: this.#width };
    const move = (at) => this.#move(from.width + (at.clientX - from.x) * this.#direction);
    this.setPointerCapture(event.pointerId);
    this.toggleAttribute("data-dragging", true);
    this.addEventListener("pointermove", move);
    this.addEventListener("lostpointercapture", () => {
      this.removeEventListener("pointermove", move);
      this.removeAttribute("data-dragging");
    }, { once: true });
    event.preventDefault();
    this.focus();
  };
}
customElements.define("hd-splitter", Splitter);
