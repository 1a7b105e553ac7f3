import { openDB } from "idb";

/** Where unsent messages survive a reload: IndexedDB, or this page's memory where that is refused (private windows). */
export class Shelf {
  #db = null;
  #memory = new Map();
  #order = 0;

  /** @param {string} name of the database */
  constructor(name) {
    this.name = name;
  }

  async open() {
    try {
      this.#db = await openDB(this.name, 1, {
        upgrade: (db) => db.createObjectStore("messages", { keyPath: "client_id" }),
        terminated: () => (this.#db = null),
      });
    } catch {
      this.#db = null;
    }
  }

  /** Everything kept, in the order it was written. */
  async all() {
    const kept = this.#db ? await this.#db.getAll("messages").catch(() => []) : [];
    const known = new Map([...kept, ...this.#memory.values()].map((item) => [item.client_id, item]));
    return [...known.values()].sort((a, b) => a.order - b.order);
  }

  /** A number that grows, also from one page to the next. */
  nextOrder() {
    this.#order = Math.max(this.#order + 1, Date.now());
    return this.#order;
  }

  async put(item) {
    try {
      if (!this.#db) throw new Error("closed");
      await this.#db.put("messages", item);
    } catch {
      this.#memory.set(item.client_id, item);
    }
  }

  async drop(clientId) {
    this.#memory.delete(clientId);
    await this.#db?.delete("messages", clientId).catch(() => {});
  }
}
