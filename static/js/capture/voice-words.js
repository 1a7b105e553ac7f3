import { gettext } from "../live/words.js";

/** Why there is no voice to record, and what to do. @param {Error} error of `getUserMedia` @returns {string} */
export function whyNoVoice({ name }) {
  if (name === "NotAllowedError" || name === "SecurityError") return gettext("The microphone is blocked. Allow it in the browser's address bar, then try again.");
  if (name === "NotFoundError" || name === "OverconstrainedError") return gettext("No microphone was found. Connect one, then try again.");
  if (name === "NotReadableError" || name === "AbortError") return gettext("The microphone is in use by another program. Close that one, then try again.");
  return gettext("The microphone cannot be used in this browser. Write your message, or try another browser.");
}

/** @param {string} reason why a take ended by itself @returns {string} empty: it was asked to */
export function whyEnded(reason) {
  if (reason === "time") return gettext("It stopped by itself: a voice message may not be longer.");
  if (reason === "shared" || reason === "failed") return gettext("The microphone was disconnected. This is what was recorded until then.");
  return "";
}
