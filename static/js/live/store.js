import { accept, moveRead, newConversation, prepend, resume, showPreview } from "./conversation.js";
import { RowList } from "./rows.js";
import { realTimers } from "./timers.js";
import { Topics } from "./topics.js";

const TYPING_FOR = 6_000;
const ASK_AGAIN_AFTER = 5_000;
const MOST_AHEAD = 500;

/**
 * Everything the page knows, from frames alone. Applying a frame twice changes nothing.
 *
 * - `store.on(topic, fn)` calls `fn` at most once per frame after a change; topics: a conversation's id, `"conversations"`
 *   (one came or changed its summary), `"list"` (rows), `"you"`. Returns the function that ends it.
 * - Event `entry` (CustomEvent, at once, in order): `{conversation, entry, isNew}` for each accepted entry; `isNew` is false for
 *   what was there when the page first looked (nothing to ring for).
 * - Event `hole`: `{conversation, after}`: an entry is missing; send `conversation.resume` with this.
 */
export class Store extends EventTarget {
  /** @type {Map<string, import("./conversation.js").Conversation>} */
  conversations = new Map();
  /** The staff's list: `list.rows` (Map by id), `list.expect()` before and `list.replace(rows)` after fetching it. */
  list = new RowList(() => this.#topics.touch("list"));
  you = null;
  limits = {};
  build = null;
  #followed = new Set();
  #topics;

  /**
   * @param {Object} [options]
   * @param {(participant: Object, you: Object) => boolean} [options.isMe] by default the one whose user is `you`
   * @param {(fn: () => void) => void} [options.schedule]
   * @param {import("./timers.js").Timers} [options.timers]
   */
  constructor({ isMe, schedule, timers = realTimers } = {}) {
    super();
    this.isMe = isMe ?? ((person, you) => Boolean(you) && person.user === you.id);
    this.#topics = new Topics(schedule);
    this.timers = timers;
  }

  /** @param {string} id */
  get(id) {
    return this.conversations.get(id);
  }

  /** The participant who reads this page. @param {string} id */
  me(id) {
    return [...(this.get(id)?.participants.values() ?? [])].find((person) => this.isMe(person, this.you));
  }

  /** One frame from the socket. Unknown types are passed over. @param {Object} frame */
  apply(frame) {
    if (typeof frame.seq === "number" && frame.type !== "read.moved") return this.#entry(frame);
    switch (frame.type) {
      case "hello": return this.#hello(frame);
      case "conversation.resumed":
        return this.#resumed(frame);
      case "typing.shown":
        return this.#typing(frame);
      case "preview.made":
        return this.#known(frame, (one) => showPreview(one, frame));
      case "read.moved":
        return this.#known(frame, (one) => moveRead(one, frame));
      case "queue.moved":
        return this.#known(frame, (one) => (one.queue = frame));
      case "list.changed":
        return this.list.apply(frame.rows);
      case "you.changed":
        this.you = frame.you;
        return this.#topics.touch("you");
    }
  }

  /** The entry of a `done` answer: shown at once, counted when it is the next in line. @param {Object} entry */
  acknowledge(entry) {
    const one = this.#ensure(entry.conversation);
    if (entry.seq > one.cursor) one.acknowledged.set(entry.client_id, entry);
    if (entry.seq === one.cursor + 1) this.#entry(entry);
    this.#topics.touch(one.id);
  }

  /** A summary from a `done` answer. @param {Object} summary */
  learn(summary) {
    const one = this.#ensure(summary.id);
    if ((summary.last_seq ?? 0) < one.cursor) return one;
    one.summary = { ...one.summary, ...summary };
    this.#topics.touch(one.id, "conversations");
    return one;
  }

  /** Older entries, fetched over HTTP. @param {string} id @param {Object[]} entries @param {number} first */
  prepend(id, entries, first) {
    prepend(this.#ensure(id), entries, first);
    this.#topics.touch(id);
  }

  /** Marks my reading without waiting for the server. @param {string} id @param {number} seq */
  readUpTo(id, seq) {
    this.#known({ conversation: id }, (one) => moveRead(one, { participant: this.me(id)?.id, seq, at: null }));
  }

  /** This page wants the events of a conversation. @param {string} id */
  follow(id) {
    this.#followed.add(id);
    return this.#ensure(id);
  }

  /** Its events are not needed now; what is known stays, for a quick return. @param {string} id */
  unfollow(id) {
    this.#followed.delete(id);
  }

  /** Sight was taken away: drops what is known. @param {string} id */
  forget(id) {
    this.unfollow(id);
    this.conversations.delete(id);
    this.#topics.touch(id, "conversations");
  }

  /** Where each followed conversation stands. @returns {{id: string, after: number|null}[]} */
  resumePoints() {
    return [...this.#followed].map((id) => this.resumePoint(id));
  }

  /** @param {string} id @returns {{id: string, after: number|null}} */
  resumePoint(id) {
    const one = this.get(id);
    return { id, after: one?.isLoaded ? one.cursor : null };
  }

  /** @param {string} topic @param {() => void} fn @returns {() => void} ends it */
  on(topic, fn) {
    return this.#topics.on(topic, fn);
  }

  #entry(frame) {
    const one = this.#ensure(frame.conversation);
    if (frame.seq <= one.cursor) return;
    if (one.ahead.size < MOST_AHEAD) one.ahead.set(frame.seq, frame);
    for (let next = frame; next; next = one.ahead.get(one.cursor + 1)) {
      if (!accept(one, next)) break;
      one.ahead.delete(next.seq);
      this.#tell("entry", { conversation: one, entry: next, isNew: next.seq > one.historyUpTo });
    }
    if (frame.seq > one.cursor) this.#ask(one);
    this.#topics.touch(one.id, "conversations");
  }

  #ask(one) {
    if (!one.isLoaded && this.#followed.has(one.id)) return; // its resume is under way
    const now = this.timers.now();
    if (now - (one.holeAskedAt ?? -Infinity) < ASK_AGAIN_AFTER) return;
    one.holeAskedAt = now;
    this.#tell("hole", { conversation: one.id, after: one.isLoaded ? one.cursor : null });
  }

  #hello({ you, limits, build, conversations }) {
    Object.assign(this, { you, limits, build });
    for (const summary of conversations) this.learn(summary);
    this.#topics.touch("you", "conversations");
  }

  #resumed(frame) {
    const one = this.#ensure(frame.conversation.id);
    resume(one, frame);
    for (const seq of one.ahead.keys()) if (seq <= one.cursor) one.ahead.delete(seq);
    const next = one.ahead.get(one.cursor + 1);
    if (next) this.#entry(next);
    this.#topics.touch(one.id, "conversations");
  }

  #typing({ conversation, participant }) {
    const one = this.get(conversation);
    if (!one || this.me(conversation)?.id === participant) return;
    one.typing.set(participant, this.timers.now() + TYPING_FOR);
    this.#topics.touch(conversation);
    this.timers.set(() => this.#sweepTyping(one), TYPING_FOR);
  }

  #sweepTyping(one) {
    for (const [id, until] of one.typing) if (until <= this.timers.now()) one.typing.delete(id);
    this.#topics.touch(one.id);
  }

  #known({ conversation }, change) {
    if (this.get(conversation)) change(this.get(conversation));
    this.#topics.touch(conversation);
  }

  #ensure(id) {
    if (!this.conversations.has(id)) this.conversations.set(id, newConversation(id));
    return this.conversations.get(id);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
