import { gettext } from "../live/words.js";

/** What says nothing against the file: the line was slow, another window is at it. */
const PASSING = new Set([408, 423]);

/** The server does not want this file; the message may be shown. */
export class Refusal extends Error {}

/** What has become of an upload; nothing known while the server has its own troubles. @param {string} url @returns {Promise<Object>} */
export async function found(url) {
  const answer = await fetch(url, { cache: "no-store" });
  if (answer.status >= 500) return {};
  return answer.ok ? answer.json() : { state: "gone", message: gettext("This file is gone. Please attach it again.") };
}

/** Whether the same may go well in a moment; at another place of the file (409), tus asks where to go on. @param {Object} error of tus */
export function mayPass(error) {
  return statusOf(error) === 409 || !isRefused(error);
}

/** What tus calls an error: a refusal with the server's words, or a line that is cut. @param {Object} error @returns {Error} */
export function refusal(error) {
  if (!isRefused(error)) return error;
  let message = gettext("This file could not be sent.");
  try {
    message = JSON.parse(error.originalResponse.getBody()).message ?? message;
  } catch {
    // Whatever stands between did not answer in our shape.
  }
  return new Refusal(message);
}

function isRefused(error) {
  const status = statusOf(error);
  return status >= 400 && status < 500 && !PASSING.has(status);
}

function statusOf(error) {
  return error.originalResponse?.getStatus() ?? 0;
}
