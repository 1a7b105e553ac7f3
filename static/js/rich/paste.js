import createPurifier from "dompurify";
import { ATTRIBUTES, TAGS } from "./allowed.js";
import { tidied } from "./tidied.js";

const OPTIONS = {
  ALLOWED_TAGS: TAGS,
  ALLOWED_ATTR: ATTRIBUTES,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:\/\/|mailto:|tel:)/i,
};
const purifier = createPurifier(window);

/**
 * The formatting that a paste means, in the few tags there are: without the wrapping of browsers, Word and Google Docs.
 * @param {string} html @returns {string} empty when nothing in it is to be read
 */
export function tidy(html) {
  const fragment = tidied(html);
  return fragment.textContent.trim() ? purifier.sanitize(fragment, OPTIONS).trim() : "";
}
