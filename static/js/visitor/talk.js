import { keepDraft, readDraft } from "../live/drafts.js";
import { insist } from "../live/insist.js";
import { fetchOlder } from "./api.js";

const TYPING_EVERY = 3_000;

/** What the visitor does within a conversation. */
export class Talk {
  #typedAt = 0;
  #isFetching = false;

  /** @param {{socket: Object, store: Object, outbox: Object}} parts */
  constructor({ socket, store, outbox }) {
    Object.assign(this, { socket, store, outbox });
  }

  /** @param {string} conversation @param {{text?: string, parts?: Object[], reply_to?: number}} message */
  post(conversation, message) {
    this.outbox.add({ conversation, ...message });
    this.flush();
  }

  takeBack({ conversation, seq }) {
    return insist(this.socket, "message.take_back", { conversation, seq });
  }

  /** @param {Object} entry the card @param {"accepted"|"declined"} answer */
  answer({ conversation, payload }, answer) {
    return insist(this.socket, "consent.answer", { conversation, consent: payload.consent, answer });
  }

  flush() {
    this.outbox.flush(this.socket);
  }

  /** Keeps what is typed, and tells the other side that something is. */
  type(conversation, text) {
    keepDraft(conversation, text);
    const now = Date.now();
    if (!text || now - this.#typedAt < TYPING_EVERY) return;
    this.#typedAt = now;
    this.socket.command("typing.show", { conversation }).catch(() => {});
  }

  draft(conversation) {
    return readDraft(conversation);
  }

  read({ conversation, seq }) {
    this.store.readUpTo(conversation, seq);
    this.socket.command("message.read", { conversation, seq }).catch(() => {});
  }

  /** Ends it, or gives up waiting. */
  leave(conversation) {
    return insist(this.socket, "conversation.leave", { conversation });
  }

  rate(conversation, score, comment) {
    return insist(this.socket, "conversation.rate", { conversation, score, ...(comment && { comment }) });
  }

  async older({ conversation, before }) {
    if (this.#isFetching) return;
    this.#isFetching = true;
    const older = await fetchOlder(conversation, before);
    this.#isFetching = false;
    if (older) this.store.prepend(conversation, older.entries, older.first);
  }

  /** Wants what is said there, from now on and what is there already. */
  follow(id) {
    const isNew = !this.store.resumePoints().some((point) => point.id === id);
    this.store.follow(id);
    if (isNew) this.resume([this.store.resumePoint(id)]);
  }

  resume(conversations) {
    if (conversations.length) this.socket.command("conversation.resume", { conversations }).catch(() => {});
  }
}
