import { gettext, language } from "../live/words.js";

/** The first letter of a name, for the round picture. @param {string} name */
export function initial(name) {
  return [...(name || "").trim()][0]?.toLocaleUpperCase() ?? "?";
}

/** @param {{name?: string} | null | undefined} contact */
export function nameOf(contact) {
  return contact?.name || gettext("Visitor");
}

/** A service or team in the reader's language. @param {{name: string, name_zh?: string} | null | undefined} named */
export function nameHere(named) {
  return (language().startsWith("zh") && named?.name_zh) || named?.name || "";
}

/** "zh-hans" in a row of the list: short. @param {string} tag */
export function shortLanguage(tag) {
  return tag?.startsWith("zh") ? "中文" : (tag ?? "").slice(0, 2).toUpperCase();
}

/** The language's own name. @param {string} tag */
export function languageName(tag) {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
}

/** How a conversation ended, in words. @param {string} disposition */
export function dispositionName(disposition) {
  const words = {
    solved: gettext("Solved"),
    unresolved: gettext("Unresolved"),
    rejected: gettext("Rejected"),
    timed_out: gettext("Timed out"),
    left: gettext("Ended by the visitor"),
    abandoned: gettext("Gave up waiting"),
  };
  return words[disposition] ?? disposition;
}

/** @param {string} state of a ticket */
export function ticketStateName(state) {
  const words = {
    open: gettext("Open"),
    solved: gettext("Solved"),
    deleted: gettext("Deleted"),
  };
  return words[state] ?? state;
}
