import { html, nothing } from "lit";
import { later } from "../live/later.js";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";

/**
 * `<hd-map .point .label .isChoosing>`: a map of fixed height around a point (or of the world); Leaflet comes with the first one.
 * While choosing, fires `map-chosen` {lat, lng} for a click, or for Enter at the cross in the middle.
 */
export class MapBox extends Element {
  static properties = {
    point: { attribute: false },
    label: { attribute: false },
    isChoosing: { attribute: false },
    hasFailed: { state: true },
  };

  #map = null;

  async firstUpdated() {
    try {
      const { showMap } = await later(() => import("./map.js"), "map");
      if (!this.isConnected) return;
      this.#map = showMap(this.querySelector(".map-box"), {
        isChoosing: this.isChoosing,
        onchoose: (point) => this.say("map-chosen", point),
      });
      this.#map.show(this.point);
    } catch {
      this.hasFailed = true;
    }
  }

  updated(changed) {
    if (changed.has("point")) this.#map?.show(this.point);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#map?.end();
    this.#map = null;
  }

  render() {
    if (this.hasFailed) return html`<p class="quiet" role="status">${gettext("The map could not be loaded.")}</p>`;
    return html`
      <div class="map-frame">
        <div class="map-box" tabindex="0" role=${this.isChoosing ? "application" : "group"} aria-label=${gettext("Map: %(label)s", { label: this.label })}
          aria-description=${this.isChoosing ? gettext("Arrow keys move the map, plus and minus zoom, Enter chooses the middle.") : nothing}></div>
        ${this.isChoosing ? html`<span class="map-cross" aria-hidden="true"></span>` : nothing}
      </div>
      <p class="map-credit quiet"></p>`;
  }
}

customElements.define("hd-map", MapBox);
