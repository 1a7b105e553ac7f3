import { openDB } from "idb";
import { noteUnfinished } from "./can-record.js";

/**
 * A recording as far as it is kept.
 * @typedef {Object} Kept
 * @property {string} id
 * @property {string} key the conversation it was made for
 * @property {string} type with codecs
 * @property {number} started_at milliseconds
 * @property {number} seconds so far
 * @property {number} size so far, in bytes
 */

/**
 * Recordings that are not attached yet, part by part as they are made: what a reload of the page interrupts is not lost.
 * Where IndexedDB is refused or full, they are in the page's memory only.
 */
export class Recordings {
  #opening = null;

  /** @param {string} [name] of the database */
  constructor(name = "hd-recordings") {
    this.name = name;
  }

  /** @param {{id: string, key: string, type: string, started_at: number}} recording */
  async begin({ id, key, type, started_at }) {
    await this.#within(async (db) => {
      await db.put("recordings", { id, key, type, started_at, seconds: 0, size: 0 });
      noteUnfinished(true);
    });
  }

  /** Keeps its next part; nothing when it was dropped meanwhile. @param {string} id @param {{blob: Blob, n: number, seconds: number}} part */
  async add(id, { blob, n, seconds }) {
    await this.#within(async (db) => {
      const all = db.transaction(["recordings", "chunks"], "readwrite");
      const kept = await all.objectStore("recordings").get(id);
      if (!kept) return;
      all.objectStore("chunks").put({ recording: id, n, blob });
      all.objectStore("recordings").put({ ...kept, seconds, size: kept.size + blob.size });
      await all.done;
    });
  }

  /** Oldest first. @returns {Promise<Kept[]>} */
  async all() {
    const kept = await this.#within((db) => db.getAll("recordings"));
    return (kept ?? []).sort((a, b) => a.started_at - b.started_at);
  }

  /** Its parts, in order, up to the first that could not be kept. @param {string} id @returns {Promise<Blob[]>} */
  async parts(id) {
    const chunks = (await this.#within((db) => db.getAll("chunks", partsOf(id)))) ?? [];
    return chunks.filter(({ n }, place) => n === place).map(({ blob }) => blob);
  }

  /** @param {string} id */
  async drop(id) {
    await this.#within(async (db) => {
      const all = db.transaction(["recordings", "chunks"], "readwrite");
      all.objectStore("chunks").delete(partsOf(id));
      all.objectStore("recordings").delete(id);
      const left = await all.objectStore("recordings").count();
      await all.done;
      if (!left) noteUnfinished(false);
    });
  }

  /** Undefined when the database cannot be had. */
  async #within(work) {
    try {
      return await work(await this.#open());
    } catch {
      return undefined;
    }
  }

  #open() {
    this.#opening ??= openDB(this.name, 1, {
      upgrade(db) {
        db.createObjectStore("recordings", { keyPath: "id" });
        db.createObjectStore("chunks", { keyPath: ["recording", "n"] });
      },
      terminated: () => (this.#opening = null),
    });
    return this.#opening;
  }
}

function partsOf(id) {
  return IDBKeyRange.bound([id, 0], [id, Infinity]);
}
