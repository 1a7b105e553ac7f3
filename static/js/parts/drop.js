import { html, nothing } from "lit";
import { Element } from "./element.js";
import { icon } from "./icon.js";

/** `<hd-drop .label>`: lies over its parent while files are dragged there. Fires `dropped` (detail: the files). */
export class Drop extends Element {
  static properties = { label: { attribute: false }, isOver: { state: true } };

  #depth = 0;

  connectedCallback() {
    super.connectedCallback();
    this.area = this.parentElement;
    const on = (name, act) => {
      this.area.addEventListener(name, act);
      this.until(() => this.area.removeEventListener(name, act));
    };
    on("dragenter", (event) => this.#move(event, 1));
    on("dragleave", (event) => this.#move(event, -1));
    on("dragover", (event) => isFiles(event) && event.preventDefault());
    on("drop", (event) => this.#drop(event));
  }

  #move(event, by) {
    if (!isFiles(event)) return;
    event.preventDefault();
    this.#depth = Math.max(0, this.#depth + by);
    this.isOver = this.#depth > 0;
  }

  #drop(event) {
    this.#depth = 0;
    this.isOver = false;
    if (!isFiles(event)) return;
    event.preventDefault();
    this.dispatchEvent(new CustomEvent("dropped", { detail: [...event.dataTransfer.files] }));
  }

  render() {
    return this.isOver ? html`<div class="drop">${icon("upload")} <p>${this.label}</p></div>` : nothing;
  }
}

function isFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

customElements.define("hd-drop", Drop);
