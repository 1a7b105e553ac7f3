/** What stands in messages, picked out of them. */

const SEEN = new Set(["picture", "video"]);
const LISTED = new Set(["voice", "file", "position"]);

/** The parts of one message, with pictures in a row together. @param {Object[]} list @returns {Object[][]} */
export function grouped(list) {
  const groups = [];
  for (const part of list) {
    const last = groups.at(-1);
    if (part.type === "picture" && last?.[0].type === "picture") last.push(part);
    else groups.push([part]);
  }
  return groups;
}

const partsOf = (entry) => (Array.isArray(entry.payload?.parts) ? entry.payload.parts : []);

/** All pictures of a conversation, in the entries' order: what a lightbox goes through. @param {Object[]} entries @returns {Object[]} */
export function picturesOf(entries) {
  return entries.flatMap(partsOf).filter(({ type }) => type === "picture");
}

/**
 * Everything of a conversation that is more than text.
 * @param {Object[]} entries
 * @returns {{seen: {part: Object, entry: Object}[], listed: {part: Object, entry: Object}[]}} pictures and videos; the rest
 */
export function gathered(entries) {
  const all = entries.flatMap((entry) => partsOf(entry).map((part) => ({ part, entry })));
  return { seen: all.filter(({ part }) => SEEN.has(part.type)), listed: all.filter(({ part }) => LISTED.has(part.type)) };
}
