import { safeHref } from "../live/inline.js";

const SCHEME = /^([a-z][a-z0-9+.-]*):(?!\d)/i; // example.org:8080 has a port, not a scheme
const NUMBER = /^\+?[0-9]{2,20}$/;
const LONGEST = 2000;

/** An address that a link may have (web, mail, phone), as the server will write it; null when it may not.
 * @param {string} text with its scheme @returns {string | null} */
export function safeAddress(text) {
  const address = text.trim();
  if (address.length > LONGEST || address.includes("\\")) return null;
  const scheme = SCHEME.exec(address)?.[1].toLowerCase();
  if (scheme === "tel") return phone(address.slice(4));
  if (scheme === "mailto") return safeHref(address.split("?")[0]);
  return scheme && address.slice(scheme.length, scheme.length + 3) === "://" ? safeHref(address) : null;
}

/** The same from what people write: example.org, ann@example.org, +49 30 12345.
 * @param {string} text @returns {string | null} */
export function addressOf(text) {
  const written = text.trim();
  if (SCHEME.test(written)) return safeAddress(written);
  if (/^\+?[\d\s().-]{5,}$/.test(written)) return phone(written);
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(written)) return safeAddress(`mailto:${written}`);
  return /^[^\s/@]+\.[^\s/@]{2,}(?:\/|$|[?#:])/.test(written) ? safeAddress(`https://${written}`) : null;
}

function phone(text) {
  const number = text.replace(/%20|[\s().-]/g, "");
  return NUMBER.test(number) ? `tel:${number}` : null;
}
