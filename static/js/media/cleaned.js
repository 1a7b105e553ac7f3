import createDOMPurify from "dompurify";
import { ATTRIBUTES, TAGS } from "../rich/allowed.js";

const SCHEMES = /^(?:https?|mailto|tel):/i;

/** One of our own, so that its hooks are nobody else's. */
const purify = createDOMPurify(window);

purify.addHook("afterSanitizeAttributes", (node) => {
  if (/^H[34]$/.test(node.nodeName)) node.setAttribute("aria-level", node.nodeName[1] - 1); // below the conversation's own
  if (node.nodeName !== "A") return node.removeAttribute?.("title");
  node.setAttribute("target", "_blank");
  node.setAttribute("rel", "noopener noreferrer nofollow");
});

/** The second net under the server's: the same few tags, and links to what one may go to. @param {string} html @returns {DocumentFragment} */
export function cleaned(html) {
  return purify.sanitize(html, {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ATTRIBUTES,
    ALLOWED_URI_REGEXP: SCHEMES,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}
