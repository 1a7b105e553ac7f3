import { gettext } from "../live/words.js";
import { dispositionName, languageName } from "./names.js";

/**
 * What a line that nobody wrote reads; null: not shown.
 * @param {Object} entry
 * @returns {string | null}
 */
export function systemLine({ type, payload, text }) {
  switch (type) {
    case "conversation.requested":
      return gettext("Asked for help: %(service)s · %(language)s", {
        service: payload.service.name,
        language: languageName(payload.language),
      });
    case "conversation.rerouted":
      return gettext("Passed from %(from)s to %(to)s", { from: nameIn(payload.from_team), to: nameIn(payload.to_team) });
    case "conversation.connected":
      return gettext("%(name)s was connected", { name: payload.agent.name });
    case "conversation.ended":
      return gettext("Ended: %(how)s", { how: dispositionName(payload.disposition) });
    case "ticket.recorded":
      return recorded(payload);
    case "rating.asked":
      return gettext("A rating was asked for");
    case "conversation.rated":
      return text
        ? gettext("Rated %(score)s of 5: “%(text)s”", { score: payload.score, text })
        : gettext("Rated %(score)s of 5", { score: payload.score });
    case "consent.answered":
      return consentLine(payload);
    default:
      return null;
  }
}

/** What came of a card; whom nobody answers, the card itself says. */
function consentLine({ answer }) {
  if (answer === "accepted") return gettext("The visitor accepted");
  return answer === "declined" ? gettext("The visitor declined") : null;
}

function nameIn(team) {
  return team?.name ?? team;
}

function recorded({ number, subject, reason }) {
  if (reason) return gettext("Ticket #%(number)s, rejected: %(reason)s", { number, reason });
  return gettext("Ticket #%(number)s: %(subject)s", { number, subject });
}
