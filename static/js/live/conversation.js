/**
 * What the page knows of one conversation: a plain record and the functions that change it.
 * Entries are accepted strictly in order; whoever holds a record only reads it.
 *
 * @typedef {Object} Participant
 * @property {string} id
 * @property {string} role visitor, agent, supervisor, helper
 * @property {string} name
 * @property {number|null} [user] the user's id (for staff only)
 * @property {number} [read_seq]
 * @property {string|null} [read_at]
 * @property {boolean} [is_online]
 *
 * @typedef {Object} Conversation
 * @property {string} id
 * @property {Object} summary as in docs/protocol.md; kept current by the entries
 * @property {Map<string, Participant>} participants
 * @property {Object[]} entries the frames, by seq, without a hole
 * @property {number} first number of the first entry here; 1 when the history is whole
 * @property {number} cursor number of the last accepted entry; 0 before any
 * @property {boolean} isLoaded `conversation.resumed` has come
 * @property {number} historyUpTo entries up to this number were there when the page first looked
 * @property {{from: number, to: number}|null} missed what came while the page was away
 * @property {Map<string, number>} typing participant id → until when (ms)
 * @property {{position: number, wait_minutes: number|null, is_staffed: boolean}|null} queue
 * @property {Set<string>} clientIds of the entries here
 * @property {Map<string, Object>} acknowledged own entries that are committed but not yet the next in line
 * @property {Map<number, Object>} ahead entries that came before one that is missing
 * @property {number|null} holeAskedAt
 */

/** @param {string} id @returns {Conversation} */
export function newConversation(id) {
  return {
    id,
    summary: { id },
    participants: new Map(),
    entries: [],
    first: 1,
    cursor: 0,
    isLoaded: false,
    historyUpTo: 0,
    missed: null,
    typing: new Map(),
    queue: null,
    clientIds: new Set(),
    acknowledged: new Map(),
    ahead: new Map(),
    holeAskedAt: null,
  };
}

/** `conversation.resumed`: what follows begins at `frame.first`. @param {Conversation} one @param {Object} frame */
export function resume(one, frame) {
  one.summary = { ...one.summary, ...frame.conversation };
  one.participants = new Map(frame.participants.map((person) => [person.id, { ...person }]));
  one.holeAskedAt = null;
  if (!one.isLoaded || frame.first > one.cursor + 1) startAfresh(one, frame);
  else if (one.cursor >= one.historyUpTo && frame.last_seq > one.cursor) one.missed = { from: one.cursor + 1, to: frame.last_seq };
  one.isLoaded = true;
}

function startAfresh(one, { first, last_seq: last }) {
  if (one.isLoaded || first > one.cursor + 1) {
    one.entries = [];
    one.clientIds.clear();
    one.first = first;
    one.cursor = first - 1;
  }
  one.historyUpTo = last;
  one.missed = null;
}

/** Appends the entry when it is the next one. @param {Conversation} one @param {Object} frame @returns {boolean} */
export function accept(one, frame) {
  if (frame.seq !== one.cursor + 1) return false;
  one.entries.push(frame);
  one.cursor = frame.seq;
  if (frame.client_id) {
    one.clientIds.add(frame.client_id);
    one.acknowledged.delete(frame.client_id);
  }
  if (frame.type === "message.redacted") redact(one, frame.payload.seq, frame.at);
  meet(one, frame.author);
  if (frame.author) one.typing.delete(frame.author.id);
  one.summary = { ...one.summary, ...changes(one, frame), last_seq: Math.max(frame.seq, one.summary.last_seq ?? 0) };
  return true;
}

/** The content of an entry was taken away: here too, and wherever it is quoted. */
function redact(one, seq, at) {
  const empty = { text: "", payload: { v: 1 }, redacted_at: at };
  one.entries = one.entries.map((entry) => {
    if (entry.seq === seq) return { ...entry, ...empty };
    return entry.quote?.seq === seq ? { ...entry, quote: { ...entry.quote, text: "", kinds: [], is_redacted: true } } : entry;
  });
}

function meet(one, person) {
  if (person && !one.participants.has(person.id)) one.participants.set(person.id, { read_seq: 0, ...person });
}

/** What an entry says about the conversation as a whole. */
function changes(one, { type, payload, text, at }) {
  switch (type) {
    case "conversation.requested":
      return { service: payload.service, language: payload.language, requested_at: at, state: one.summary.state ?? "waiting" };
    case "conversation.connected":
      meet(one, { role: "agent", ...payload.agent });
      return { state: "active", connected_at: at, agent: { name: payload.agent.name } };
    case "conversation.ended":
      return { state: "ended", ended_at: at, disposition: payload.disposition };
    case "rating.asked":
      return { is_rating_asked: true };
    case "conversation.rated":
      return { is_rating_asked: false, score: payload.score, comment: text };
    case "ticket.recorded":
      return { ticket: payload.number };
    default:
      return {};
  }
}

/** Puts older entries in front (history). @param {Conversation} one @param {Object[]} entries @param {number} first */
export function prepend(one, entries, first) {
  const older = entries.filter((entry) => entry.seq < one.first);
  one.entries = [...older, ...one.entries];
  one.first = older.length ? older[0].seq : Math.min(one.first, first);
  for (const { client_id: id } of older) if (id) one.clientIds.add(id);
}

/** @param {Conversation} one @param {Object} frame `read.moved` */
export function moveRead(one, { participant, seq, at }) {
  const person = one.participants.get(participant);
  if (person && seq > (person.read_seq ?? 0)) Object.assign(person, { read_seq: seq, read_at: at });
}

/** @param {Conversation} one @param {Object} frame `preview.made` */
export function showPreview(one, { entry: seq, preview }) {
  one.entries = one.entries.map((entry) => (entry.seq === seq ? { ...entry, payload: { ...entry.payload, preview } } : entry));
}
