import { SPOKEN } from "../live/timeline.js";
import { addresses, read } from "./api.js";

const AT_ONCE = 50;
const RETRY_AFTER = 3000;
/** Conversations that are neither mine nor open but known still, for a quick return. */
const MOST_KEPT = 20;

/**
 * Which conversations this page hears: mine, so that switching is instant and counts are right, and the open one.
 * Fetches the list anew after each reconnect.
 */
export class Feed {
  #heard = new Set();
  #refused = new Map();
  #isFetching = false;
  #kept = new Set();

  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
    desk.store.addEventListener("entry", ({ detail }) => detail.isNew && this.#changed(detail));
  }

  /** Why the server would not show a conversation, if it refused. @param {string} id */
  refusal(id) {
    return this.#refused.get(id);
  }

  /** The socket is (again) there: take up everything where it stood. */
  async arrive() {
    this.#refused.clear();
    const points = this.desk.store.resumePoints();
    for (let at = 0; at < points.length; at += AT_ONCE) this.#resume(points.slice(at, at + AT_ONCE));
    await this.fetchList();
    this.sync();
  }

  async fetchList() {
    if (this.#isFetching) return;
    this.#isFetching = true;
    const { list } = this.desk.store;
    list.expect();
    try {
      list.replace((await read(addresses.list)).rows);
      this.desk.isLoaded = true;
    } catch (error) {
      if (error.code === "signed_out") this.desk.signOut();
      else setTimeout(() => this.desk.socket.isLive && this.fetchList(), RETRY_AFTER);
    } finally {
      this.#isFetching = false;
    }
  }

  /** Begins to hear what became mine or was opened, stops hearing what is neither. */
  sync() {
    const { current } = this.desk;
    const wanted = new Set(this.desk.mine.map((row) => row.id));
    if (current) wanted.add(current);
    for (const id of wanted) if (!this.#heard.has(id)) this.#begin(id);
    for (const id of this.#heard) if (!wanted.has(id)) this.#end(id);
  }

  /** The entries before the first known one. @param {string} id */
  async readOlder(id) {
    const { first } = this.desk.store.get(id);
    const older = await read(addresses.entries(id, first));
    this.desk.store.prepend(id, older.entries, older.first);
  }

  /** When a conversation changes hands or ends, what I may do with it changes too: only the server knows how. */
  #changed({ conversation: { id }, entry }) {
    if (!SPOKEN.has(entry.type) && this.#heard.has(id)) this.#resume([this.desk.store.resumePoint(id)]);
  }

  #begin(id) {
    this.#heard.add(id);
    this.#kept.delete(id);
    this.#refused.delete(id);
    this.desk.store.follow(id);
    if (this.desk.socket.isLive) this.#resume([this.desk.store.resumePoint(id)]);
  }

  #end(id) {
    const { store, socket } = this.desk;
    this.#heard.delete(id);
    store.unfollow(id);
    if (socket.isLive) socket.command("conversation.release", { conversation: id }).catch(() => {});
    this.#kept.add(id);
    for (const oldest of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
      store.forget(oldest);
    }
  }

  async #resume(conversations) {
    try {
      await this.desk.socket.command("conversation.resume", { conversations });
    } catch (error) {
      if (error.name !== "Refused") return; // lost: `arrive` asks again
      if (conversations.length > 1) return conversations.forEach((one) => this.#resume([one]));
      this.#refused.set(conversations[0].id, error);
      this.desk.store.forget(conversations[0].id);
      this.#heard.delete(conversations[0].id);
      this.desk.changed();
    }
  }
}
