import { openDB } from "idb";

/**
 * A file on its way, as it is kept in the browser until it is sent.
 * @typedef {Object} Blobbed
 * @property {string} local id in this browser
 * @property {File} file
 * @property {string} [url] of the upload, once it has begun
 * @property {Object} [part] what the server made of it, once it is ready
 * @property {string} [draft] conversation and audience whose composer holds it
 * @property {number} at
 */

const KEEP_FOR = 3 * 86_400_000;

/** Files survive a reload here: IndexedDB, or this page's memory where that is refused or full. */
export class Blobs {
  #db = null;
  #memory = new Map();

  /** @param {string} [name] of the database */
  constructor(name = "hd-files") {
    this.opened = this.#open(name);
  }

  async #open(name) {
    try {
      this.#db = await openDB(name, 1, {
        upgrade: (db) => db.createObjectStore("files", { keyPath: "local" }),
        terminated: () => (this.#db = null),
      });
      await this.#sweep();
    } catch {
      this.#db = null;
    }
  }

  /** @param {string} local @returns {Promise<Blobbed|undefined>} */
  async get(local) {
    await this.opened;
    return this.#memory.get(local) ?? (await this.#db?.get("files", local).catch(() => undefined));
  }

  /** @param {Blobbed} kept */
  async put(kept) {
    await this.opened;
    try {
      if (!this.#db) throw new Error("closed");
      await this.#db.put("files", kept);
      this.#memory.delete(kept.local);
    } catch {
      this.#memory.set(kept.local, kept);
    }
  }

  /** @param {string} local */
  async drop(local) {
    await this.opened;
    this.#memory.delete(local);
    await this.#db?.delete("files", local).catch(() => {});
  }

  /** What a composer held when the page was left, in its order. @param {string} draft @returns {Promise<Blobbed[]>} */
  async ofDraft(draft) {
    await this.opened;
    const all = [...((await this.#db?.getAll("files").catch(() => [])) ?? []), ...this.#memory.values()];
    return all.filter((kept) => kept.draft === draft).sort((a, b) => a.at - b.at);
  }

  /** Whoever was not sent within three days is forgotten. */
  async #sweep() {
    for (const kept of await this.#db.getAll("files")) {
      if (kept.at < Date.now() - KEEP_FOR) await this.#db.delete("files", kept.local);
    }
  }
}

export const blobs = new Blobs();
