/** What a thread shows, from a conversation and the messages on their way. */

/** Entries whose author said something (the others are system lines). */
export const SPOKEN = new Set(["message.posted", "note.added", "greeting.sent"]);

const TOGETHER = 3 * 60_000;

/**
 * One line of a thread.
 * @typedef {Object} Line
 * @property {string} key stable from bubble to entry, so that nothing jumps
 * @property {Object|null} entry null while it is only in the outbox
 * @property {import("./sendable.js").Item|null} item null once it is an entry
 * @property {boolean} isMine
 * @property {boolean} isFirstOfGroup same author, within three minutes: only the first shows the name
 * @property {boolean} isLastOfGroup only the last shows the time
 * @property {string} at
 */

/**
 * @param {import("./conversation.js").Conversation} one
 * @param {import("./sendable.js").Item[]} items unsent, of this conversation
 * @param {Object|undefined} me participant who reads
 * @returns {Line[]}
 */
export function timeline(one, items, me) {
  const lines = one.entries.map((entry) => lineOf(entry, me));
  for (const entry of one.acknowledged.values()) lines.push({ ...lineOf(entry, me), isMine: true });
  for (const item of items) {
    if (one.clientIds.has(item.client_id) || one.acknowledged.has(item.client_id)) continue;
    lines.push({ key: item.client_id, entry: null, item, isMine: true, at: item.at, who: me?.id ?? null, kind: kindOf(item) });
  }
  lines.forEach((line, index) => {
    line.isFirstOfGroup = startsGroup(lines[index - 1], line);
    line.isLastOfGroup = true;
    if (!line.isFirstOfGroup) lines[index - 1].isLastOfGroup = false;
  });
  return lines;
}

function lineOf(entry, me) {
  const isMine = Boolean(me && entry.author?.id === me.id);
  return { key: entry.client_id ?? `${entry.seq}`, entry, item: null, isMine, at: entry.at, who: entry.author?.id ?? null, kind: entry.type };
}

function kindOf({ type }) {
  return type === "note.add" ? "note.added" : "message.posted";
}

function startsGroup(before, line) {
  if (!before || before.kind !== line.kind || before.who !== line.who || !SPOKEN.has(line.kind)) return true;
  return Date.parse(line.at) - Date.parse(before.at) > TOGETHER;
}

/** Messages of others after my read mark; a team's greeting is news to the visitor only. @param {import("./conversation.js").Conversation} one @param {Object|undefined} me */
export function unread(one, me) {
  const from = me?.read_seq ?? 0;
  const isNews = (entry) => entry.author || me?.role === "visitor";
  return one.entries.filter((entry) => entry.seq > from && SPOKEN.has(entry.type) && isNews(entry) && entry.author?.id !== me?.id);
}

/**
 * How far the other side has read: the highest mark of those who are not me (for a visitor: of the staff; for staff: of the visitor).
 * @param {import("./conversation.js").Conversation} one @param {Object|undefined} me
 * @returns {{seq: number, at: string|null}}
 */
export function readByOthers(one, me) {
  const isOther = (person) => (me?.role === "visitor" ? person.role !== "visitor" : person.role === "visitor");
  const marks = [...one.participants.values()].filter((person) => person.id !== me?.id && isOther(person));
  const best = marks.reduce((high, person) => ((person.read_seq ?? 0) > (high?.read_seq ?? 0) ? person : high), null);
  return { seq: best?.read_seq ?? 0, at: best?.read_at ?? null };
}

/**
 * Where a thread draws its lines: under the last of mine that was read, and above the first that is new.
 * @param {Line[]} lines @param {number} readSeq by the other side
 * @param {{from: number, to: number, isGreeted?: boolean}|null} fresh numbers that were unread when the reader came; whether a greeting counts
 * @returns {{lastRead: string|null, newAt: string|null, newCount: number}} keys of lines
 */
export function marks(lines, readSeq, fresh) {
  const spoken = lines.filter((line) => line.entry && SPOKEN.has(line.kind));
  const read = spoken.filter((line) => line.isMine && line.entry.audience !== "staff" && line.entry.seq <= readSeq);
  const isNews = ({ entry }) => entry.author || fresh.isGreeted !== false;
  const isFresh = (line) => fresh && !line.isMine && isNews(line) && line.entry.seq >= fresh.from && line.entry.seq <= fresh.to;
  const news = spoken.filter(isFresh);
  return { lastRead: read.at(-1)?.key ?? null, newAt: news[0]?.key ?? null, newCount: news.length };
}
