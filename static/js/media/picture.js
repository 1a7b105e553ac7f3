import { html, nothing } from "lit";
import { later } from "../live/later.js";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import { fileAt, previewAt } from "./addresses.js";
import { fit } from "./measures.js";

const MOST_WIDE = 320;
const MOST_HIGH = 240;

/** `<hd-picture .part .gallery>`: a thumbnail that opens the picture in full, among all of `gallery()`. */
export class Picture extends Element {
  static properties = {
    part: { attribute: false },
    gallery: { attribute: false },
    isStill: { state: true },
    isMissing: { state: true },
  };

  constructor() {
    super();
    this.isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.isMissing = false;
  }

  render() {
    const { part } = this;
    const { width, height } = fit(part.width, part.height, MOST_WIDE, MOST_HIGH);
    const address = part.is_animated && !this.isStill ? fileAt(part) : previewAt(part);
    if (this.isMissing) return this.missing();
    return html`
      <a class="picture" href=${fileAt(part)} target="_blank" rel="noopener" @click=${this.open}>
        <img src=${address} alt=${part.alt || part.name} width=${width} height=${height} decoding="async"
          @error=${() => (this.isMissing = true)}>
      </a>
      ${part.is_animated ? this.motion() : nothing}`;
  }

  /** What moves can be stopped by whoever looks at it. */
  motion() {
    const word = this.isStill ? gettext("Play the animation") : gettext("Stop the animation");
    return html`<button class="tool motion" type="button" aria-label=${word} title=${word} @click=${() => (this.isStill = !this.isStill)}>
      ${this.isStill ? icon("play") : icon("pause")}
    </button>`;
  }

  missing() {
    return html`<button class="missing" type="button" @click=${() => (this.isMissing = false)}>
      ${icon("image-off")} <bdi>${this.part.alt || this.part.name}</bdi>
      <span>${gettext("The picture could not be loaded. Try again")}</span>
    </button>`;
  }

  /** In full, on this page; with a key held or when the way to show it cannot be loaded, the browser opens the file. */
  async open(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { part } = this;
    const origin = event.currentTarget;
    try {
      const { openLightbox } = await later(() => import("./lightbox.js"), "lightbox");
      const all = this.gallery?.() ?? [];
      const index = all.findIndex(({ file }) => file === part.file);
      openLightbox(index < 0 ? [part] : all, Math.max(0, index), origin);
    } catch {
      window.open(fileAt(part), "_blank", "noopener");
    }
  }
}

customElements.define("hd-picture", Picture);
