import { html, nothing } from "lit";
import { ngettext } from "../live/words.js";

const SHOWN_WITHIN = 500;

/** How much may still be written, once that is not much. @param {number} length @param {number} limit */
export function counter(length, limit) {
  const left = limit - length;
  if (left > SHOWN_WITHIN) return nothing;
  const words = left >= 0
    ? ngettext("%(n)s character left", "%(n)s characters left", left, { n: left })
    : ngettext("%(n)s character too many", "%(n)s characters too many", -left, { n: -left });
  return html`<span class="left ${left < 0 ? "over" : ""}" role="status">${words}</span>`;
}
