import { Lost, Refused } from "./errors.js";
import { Shelf } from "./shelf.js";
import { realTimers } from "./timers.js";
import { uuid } from "./uuid.js";

const SLOW_AFTER = 8_000;
const FAILED_AFTER = 30_000;
/** Refusals that say nothing against the message: it is sent again when the socket is back. */
const PASSING = new Set(["rate_limited"]);

/** NUL and halves of surrogate pairs, which no text can hold (pasted out of broken files). */
const UNSENDABLE = /[\0\p{Surrogate}]/gu;

/**
 * A message on its way.
 * @typedef {Object} Item
 * @property {string} client_id UUID; the server knows a resent message by it
 * @property {string} conversation
 * @property {string} type command: `message.post`, `note.add` …
 * @property {string} text
 * @property {Object} fields further fields of the command
 * @property {number} order
 * @property {string} at ISO time it was written
 * @property {"queued"|"sending"|"slow"|"failed"} state `slow`: no answer for 8 s
 * @property {{code: string, message: string}|null} error why it failed; null when it is only late
 */

/**
 * Unsent messages: kept until the server has answered `done`, sent in order, over one socket per page. Tabs of one browser
 * share the shelf; two of them sending the same message is harmless, since the server knows it by `client_id`.
 *
 * Events: `change` (detail `{conversation}`), `sent` (detail `{item, entry}`: give the entry to `store.acknowledge`).
 */
export class Outbox extends EventTarget {
  #items = new Map();
  #isSending = false;
  #channel = null;

  /** @param {{name?: string, timers?: import("./timers.js").Timers, channel?: BroadcastChannel|null}} [options] */
  constructor({ name = "hd-outbox", timers = realTimers, channel } = {}) {
    super();
    this.timers = timers;
    this.shelf = new Shelf(name);
    this.#channel = channel === undefined && globalThis.BroadcastChannel ? new BroadcastChannel(name) : channel;
    if (this.#channel) this.#channel.onmessage = (event) => this.#heard(event.data);
  }

  /** Takes up what an earlier page left behind; call before the first `flush`. */
  async load() {
    await this.shelf.open();
    for (const kept of await this.shelf.all()) {
      if (!this.#items.has(kept.client_id)) this.#place(kept);
    }
  }

  /**
   * Keeps a message; `flush` sends it.
   * @param {{conversation: string, text: string, type?: string, client_id?: string}} message other keys become `fields`
   * @returns {Item}
   */
  add({ conversation, text, type = "message.post", client_id = uuid(), ...fields }) {
    const at = new Date(this.timers.now()).toISOString();
    const item = { client_id, conversation, type, text: text.replace(UNSENDABLE, ""), fields, at, order: this.shelf.nextOrder(), error: null };
    this.#place(item);
    this.#keep(item);
    return this.#items.get(client_id);
  }

  /** Takes a message out (Delete, Edit). @param {string} clientId */
  remove(clientId) {
    const item = this.#items.get(clientId);
    if (!item) return;
    this.#items.delete(clientId);
    this.shelf.drop(clientId);
    this.#channel?.postMessage({ removed: clientId });
    this.#changed(item);
  }

  /** Unsent messages of a conversation (or of all), in order. @param {string} [conversation] @returns {Item[]} */
  pending(conversation) {
    const items = [...this.#items.values()].filter((item) => !conversation || item.conversation === conversation);
    return items.sort((a, b) => a.order - b.order);
  }

  /** Puts a failed message in line again. @param {string} clientId */
  retry(clientId) {
    const item = this.#items.get(clientId);
    if (!item) return;
    Object.assign(item, { state: "queued", error: null });
    this.#keep(item);
    this.#changed(item);
  }

  /** Sends what waits, one after the other, until nothing waits or the socket is lost.
   * @param {import("./socket.js").LiveSocket} socket */
  async flush(socket) {
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      for (let item = this.#next(); item && socket.isLive; item = this.#next()) await this.#send(item, socket);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
    } finally {
      this.#isSending = false;
    }
  }

  /** Other tabs are not heard any more. */
  close() {
    this.#channel?.close();
  }

  #next() {
    return this.pending().find((item) => !item.error);
  }

  async #send(item, socket) {
    const stop = this.#watch(item);
    const { conversation, client_id, text, fields } = item;
    try {
      const { entry } = await socket.command(item.type, { conversation, client_id, text, ...fields });
      this.dispatchEvent(new CustomEvent("sent", { detail: { item, entry } }));
      this.remove(client_id);
    } catch (error) {
      this.#failed(item, error);
    } finally {
      stop();
    }
  }

  /** A refusal stays with the message for Retry, Edit, Delete; anything else means: later. */
  #failed(item, error) {
    if (error instanceof Refused && !PASSING.has(error.code)) {
      Object.assign(item, { state: "failed", error: { code: error.code, message: error.message } });
      this.#keep(item);
      return this.#changed(item);
    }
    item.state = "queued";
    this.#changed(item);
    throw error instanceof Refused ? new Lost(error.message) : error;
  }

  /** Tells the truth about a message that takes long. */
  #watch(item) {
    const become = (state) => {
      item.state = state;
      this.#changed(item);
    };
    become("sending");
    const slow = this.timers.set(() => become("slow"), SLOW_AFTER);
    const late = this.timers.set(() => become("failed"), FAILED_AFTER);
    return () => [slow, late].forEach((id) => this.timers.clear(id));
  }

  #place(kept) {
    const item = { ...kept, state: kept.error ? "failed" : "queued" };
    this.#items.set(item.client_id, item);
    this.#changed(item);
  }

  async #keep({ state: _, ...kept }) {
    await this.shelf.put(kept);
    // Answered while it was being written: it must not come back after a reload.
    if (!this.#items.has(kept.client_id)) return this.shelf.drop(kept.client_id);
    this.#channel?.postMessage({ kept });
  }

  #heard({ kept, removed }) {
    const item = this.#items.get(removed);
    if (item) {
      this.#items.delete(removed);
      this.#changed(item);
    }
    if (kept && !this.#items.has(kept.client_id)) this.#place(kept);
  }

  #changed({ conversation }) {
    this.dispatchEvent(new CustomEvent("change", { detail: { conversation } }));
  }
}
