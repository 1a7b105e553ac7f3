import { html, nothing } from "lit";
import { lengthOf } from "../live/said.js";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { fileAt, previewAt } from "./addresses.js";
import { takeFloor } from "./floor.js";
import { fit, sizeOf } from "./measures.js";
import { downloadTool, unplayable } from "./unplayable.js";

const MOST = 320;
/** Below this the browser's own controls do not fit. */
const LEAST_WIDE = 220;
const LEAST_HIGH = 120;

/** `<hd-video .part>`: the browser's own player in a box that does not change its size. */
export class Video extends Element {
  static properties = { part: { attribute: false }, isBroken: { state: true } };

  render() {
    const { part } = this;
    if (this.isBroken) return unplayable(part, gettext("This video cannot be played here."), () => (this.isBroken = false));
    const { width, height } = fit(part.width, part.height, MOST, MOST);
    const about = [lengthOf(part.duration), sizeOf(part.size)].filter(Boolean).join(" · ");
    return html`
      <video controls preload="metadata" playsinline src=${fileAt(part)} poster=${part.has_preview ? previewAt(part) : nothing}
        width=${Math.max(LEAST_WIDE, width)} height=${Math.max(LEAST_HIGH, height)} aria-label=${gettext("Video %(name)s", { name: part.name })}
        @play=${(event) => takeFloor(event.target)} @error=${() => (this.isBroken = true)} @keydown=${keepArrows}></video>
      <p class="about"><bdi class="name">${part.name}</bdi> <span class="quiet">${about}</span> ${downloadTool(part)}</p>`;
  }
}

/** The player's own; around it they go from message to message. */
function keepArrows(event) {
  if (event.key.startsWith("Arrow")) event.stopPropagation();
}

customElements.define("hd-video", Video);
