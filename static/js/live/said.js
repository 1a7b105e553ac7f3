import { duration } from "./dates.js";
import { gettext, ngettext } from "./words.js";

/** An entry in one line of plain words: for lists, notices and announcements, where no picture can stand. */

const MOST = 120;

/** Written so that the build finds the names of the icons. */
const SIGNS = {
  picture: { icon: "image" },
  video: { icon: "video" },
  voice: { icon: "mic" },
  file: { icon: "paperclip" },
  position: { icon: "map-pin" },
  html: { icon: "file-text" },
};

/** A recording's length as m:ss; what is shorter than a second is still heard. @param {number|null} seconds */
export function lengthOf(seconds) {
  return seconds > 0 ? duration(Math.max(1, Math.round(seconds)) * 1000) : "";
}

/** "Look at this [Picture]". @param {{text?: string, payload?: {parts?: Object[]}}} entry @returns {string} */
export function said({ text, payload }) {
  return saidParts({ text, parts: payload?.parts });
}

/** @param {{text?: string, parts?: Object[]|null}} message @returns {string} at most 120 characters */
export function saidParts({ text, parts }) {
  const words = (text ?? "").replace(/\s+/g, " ").trim();
  const things = thingsOf(parts ?? [], words);
  if (!words || !things.length) return cut(words || things.join(" · "), MOST);
  const after = cut(things.map((thing) => `[${thing}]`).join(" "), MOST / 2);
  return `${cut(words, MOST - 1 - after.length)} ${after}`;
}

/** The icon that stands for a message; null when it is words alone. @param {Object[]|null|undefined} parts @returns {string|null} */
export function signOf(parts) {
  return SIGNS[parts?.find(({ type }) => type in SIGNS)?.type]?.icon ?? null;
}

/** Each kind once, with its number. Words say formatted text well enough. */
function thingsOf(parts, words) {
  const kinds = new Map();
  for (const part of parts) {
    const isNamed = part.type in SIGNS && !(part.type === "html" && words);
    if (isNamed) kinds.set(part.type, [...(kinds.get(part.type) ?? []), part]);
  }
  return [...kinds.values()].map((some) => thing(some[0], some.length));
}

function thing(part, n) {
  return n === 1 ? one(part) : many(part.type, n);
}

function one({ type, name, label, duration: seconds }) {
  const words = {
    picture: () => gettext("Picture"),
    video: () => gettext("Video"),
    voice: () => gettext("Voice message"),
    file: () => (name ? gettext("File %(name)s", { name }) : gettext("File")),
    position: () => (label ? gettext("Position: %(label)s", { label }) : gettext("Position")),
    html: () => gettext("Formatted text"),
  };
  return [words[type](), lengthOf(seconds)].filter(Boolean).join(" ");
}

function many(type, n) {
  if (type === "picture") return ngettext("%(n)s picture", "%(n)s pictures", n, { n });
  if (type === "video") return ngettext("%(n)s video", "%(n)s videos", n, { n });
  if (type === "voice") return ngettext("%(n)s voice message", "%(n)s voice messages", n, { n });
  return ngettext("%(n)s file", "%(n)s files", n, { n });
}

/** By characters, so that none is halved. */
function cut(text, most) {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join("").trimEnd()}…` : text;
}
