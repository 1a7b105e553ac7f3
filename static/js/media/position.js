import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { announce } from "../parts/announcer.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import { mapsAt } from "./addresses.js";
import { coordinatesOf } from "./measures.js";
import "./map-box.js";

/** How exactly a place is known. @param {number|null} metres @returns {string} */
export function accuracyOf(metres) {
  return metres > 0 ? gettext("accurate to %(n)s m", { n: Math.round(metres) }) : "";
}

/** What a position is, in words: also what is shown before it is sent. @param {{lat: number, lng: number, accuracy: number|null, label: string}} position */
export function positionWords(position) {
  const about = [accuracyOf(position.accuracy), "WGS-84"].filter(Boolean).join(" · ");
  return html`<p class="label">${icon("map-pin")} <bdi>${position.label || gettext("Position")}</bdi></p>
    <p class="coordinates">${coordinatesOf(position)}</p>
    <p class="quiet">${about}</p>`;
}

/** `<hd-position .part>`: a place as a card; its map comes when it is asked for, and only where the house has one. */
export class Position extends Element {
  static properties = { part: { attribute: false }, isMapped: { state: true }, isCopied: { state: true } };

  render() {
    const { part } = this;
    return html`<div class="position">
      ${positionWords(part)}
      <p class="acts">
        <button class="button" type="button" @click=${this.copy}>${this.isCopied ? icon("check") : icon("copy")} ${gettext("Copy")}</button>
        <a class="button" href=${mapsAt(part)} target="_blank" rel="noopener noreferrer nofollow">${icon("external-link")} ${gettext("Open in maps")}</a>
        ${document.documentElement.dataset.tiles ? this.mapButton() : nothing}
      </p>
      ${this.isMapped ? html`<hd-map .point=${part} .label=${part.label || gettext("Position")}></hd-map>` : nothing}
    </div>`;
  }

  mapButton() {
    return html`<button class="button" type="button" aria-expanded=${Boolean(this.isMapped)} @click=${() => (this.isMapped = !this.isMapped)}>
      ${icon("map")} ${this.isMapped ? gettext("Hide map") : gettext("Show map")}
    </button>`;
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(coordinatesOf(this.part));
      this.isCopied = true;
      announce(gettext("Copied"));
    } catch {
      this.choose();
    }
  }

  /** Where a page may not copy, the text is at least selected. */
  choose() {
    getSelection().selectAllChildren(this.querySelector(".coordinates"));
  }
}

customElements.define("hd-position", Position);
