import { html } from "lit";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { downloadAt } from "./addresses.js";
import { sizeOf } from "./measures.js";

/** A way to have a file that does not show itself. @param {Object} part */
export function downloadTool(part) {
  const word = gettext("Download %(name)s", { name: part.name });
  return html`<a class="tool" href=${downloadAt(part)} download=${part.name} aria-label=${word} title=${word}>${icon("download")}</a>`;
}

/**
 * Stands for a recording that this browser cannot play, or could not reach.
 * @param {Object} part @param {string} words what cannot be done @param {() => void} again
 */
export function unplayable(part, words, again) {
  return html`<div class="unplayable">
    <p>${icon("triangle-alert")} <span>${words}</span></p>
    <p class="quiet"><bdi>${part.name}</bdi> · ${sizeOf(part.size)}</p>
    <p class="acts">
      <a class="button" href=${downloadAt(part)} download=${part.name}>${icon("download")} ${gettext("Download")}</a>
      <button class="button" type="button" @click=${again}>${gettext("Try again")}</button>
    </p>
  </div>`;
}
