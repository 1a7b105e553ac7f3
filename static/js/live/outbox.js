import { Lost, Refused } from "./errors.js";
import { fieldsOf, isWaitingForFiles, sendable } from "./sendable.js";
import { Shelf } from "./shelf.js";
import { realTimers } from "./timers.js";
import { uuid } from "./uuid.js";

const SLOW_AFTER = 8_000;
const FAILED_AFTER = 30_000;
/** Refusals that say nothing against the message: it is sent again when the socket is back. */
const PASSING = new Set(["rate_limited"]);

/**
 * Unsent messages: kept until the server has answered `done`, sent in order, over one socket per page. Tabs of one browser
 * share the shelf; two of them sending the same message is harmless, since the server knows it by `client_id`.
 *
 * A message waits for its files, and those after it in its conversation wait for it.
 *
 * Events: `change` (detail `{conversation}`), `sent` (detail `{item, entry}`: give the entry to `store.acknowledge`),
 * `carry` (detail the item: bring its files to the server, then call `carried` or `failed`), `ready` (flush now).
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
   * @returns {import("./sendable.js").Item}
   */
  add({ conversation, text = "", type = "message.post", client_id = uuid(), ...fields }) {
    const at = new Date(this.timers.now()).toISOString();
    const item = { client_id, conversation, type, text: sendable(text), fields, at, order: this.shelf.nextOrder(), error: null };
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

  /** Unsent messages of a conversation (or of all), in order. @param {string} [conversation] @returns {import("./sendable.js").Item[]} */
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

  /** Its files are on the server: it can be sent. @param {string} clientId @param {Object[]} parts of the command */
  carried(clientId, parts) {
    const item = this.#items.get(clientId);
    if (!item) return;
    item.fields = { ...item.fields, parts };
    this.#keep(item);
    this.#changed(item);
    this.dispatchEvent(new CustomEvent("ready"));
  }

  /** It cannot be sent as it is. @param {string} clientId @param {string} message to be shown */
  failed(clientId, message) {
    const item = this.#items.get(clientId);
    if (item) this.#failed(item, new Refused({ code: "file", message }));
  }

  #next() {
    const held = new Set();
    for (const item of this.pending()) {
      if (item.error || held.has(item.conversation)) continue;
      if (!isWaitingForFiles(item)) return item;
      held.add(item.conversation);
      this.dispatchEvent(new CustomEvent("carry", { detail: item }));
    }
  }

  async #send(item, socket) {
    const stop = this.#watch(item);
    const { conversation, client_id } = item;
    try {
      const { entry } = await socket.command(item.type, { conversation, client_id, ...fieldsOf(item) });
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
