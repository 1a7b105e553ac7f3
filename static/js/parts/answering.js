import { html, nothing } from "lit";
import { said } from "../live/said.js";
import { gettext } from "../live/words.js";
import { icon } from "./icon.js";

/** Above the box: what is being answered, and the way out of it. @param {Object|null} entry @param {() => void} stop */
export function answering(entry, stop) {
  if (!entry) return nothing;
  return html`<div class="answering">
    ${icon("reply")}
    <span class="answering-words"><b><bdi>${entry.author?.name ?? gettext("Agent")}</bdi></b> ${said(entry)}</span>
    <button class="tool" type="button" aria-label=${gettext("Do not quote")} @click=${stop}>${icon("x")}</button>
  </div>`;
}

/** Files that were pasted or dropped. @param {DataTransfer|null} transfer @returns {File[]} */
export function filesIn(transfer) {
  return [...(transfer?.files ?? [])];
}
