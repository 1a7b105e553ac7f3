import { duration } from "../live/dates.js";
import { gettext, language } from "../live/words.js";
import { sizeOf } from "../media/measures.js";

const MINUTE = 60;

/** A limit as people say it: "5 minutes", or "1:30". @param {number} seconds */
function lengthOf(seconds) {
  if (seconds % MINUTE) return duration(seconds * 1000);
  return new Intl.NumberFormat(language(), { style: "unit", unit: "minute", unitDisplay: "long" }).format(seconds / MINUTE);
}

/** @param {import("./recorder-limits.js").Limits} limits */
export function most({ seconds, bytes }) {
  return gettext("At most %(time)s and %(size)s. You can go on chatting while it runs.", { time: lengthOf(seconds), size: sizeOf(bytes) });
}

/** Why nothing is recorded. @param {Error} error of `getDisplayMedia` */
export function whyNoScreen({ name }) {
  if (name === "NotAllowedError" || name === "AbortError") return gettext("Nothing was shared. Choose a screen, a window or a tab, and allow the browser to record it.");
  return gettext("The screen could not be recorded. Close other programs that record it, then try again.");
}

/** @param {string} reason why a take ended @param {import("./recorder-limits.js").Limits} limits @returns {string} empty: it was asked to */
export function whyStopped(reason, { seconds, bytes }) {
  if (reason === "time") return gettext("It stopped by itself: %(time)s is the longest it may be.", { time: lengthOf(seconds) });
  if (reason === "size") return gettext("It stopped by itself: %(size)s is the largest it may be.", { size: sizeOf(bytes) });
  if (reason === "failed") return gettext("The browser could not go on recording. This is what it had recorded until then.");
  return "";
}
