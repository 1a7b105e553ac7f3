import { gettext } from "../live/words.js";

/** How a conversation ended, said to the visitor. */
export function endWords(disposition) {
  switch (disposition) {
    case "unresolved":
      return gettext("The conversation has ended. We carry on working on your request.");
    case "timed_out":
      return gettext("The conversation ended because there was no answer for a while.");
    case "left":
      return gettext("You ended the conversation.");
    case "abandoned":
      return gettext("The conversation ended before somebody could join.");
    default:
      return gettext("The conversation has ended.");
  }
}

/** Lines of the log that nobody said; null: the visitor need not read it. */
export function systemWords({ type, payload }) {
  switch (type) {
    case "conversation.requested":
      return gettext("You chose: %(service)s", { service: payload.service.name });
    case "conversation.connected":
      return gettext("%(name)s joined", { name: payload.agent.name });
    case "conversation.ended":
      return endWords(payload.disposition);
    case "conversation.rated":
      return gettext("You rated: %(score)s of 5", { score: payload.score });
    default:
      return null;
  }
}

/** "about 2 min", never seconds. @param {number|null} minutes */
export function waitWords(minutes) {
  if (minutes === null || minutes === undefined) return "";
  if (minutes > 60) return gettext("more than an hour");
  return gettext("about %(n)s min", { n: Math.max(1, minutes) });
}

/** @param {number} score 1–5 */
export function scoreWords(score) {
  return [gettext("Bad"), gettext("Poor"), gettext("Okay"), gettext("Good"), gettext("Great")][score - 1];
}
