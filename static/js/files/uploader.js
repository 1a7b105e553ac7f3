import { Upload } from "tus-js-client";
import { uuid } from "../live/uuid.js";
import { blobs } from "./blobs.js";
import { Refusal, found, mayPass, refusal } from "./refusal.js";

const CHUNK = 8 * 1024 * 1024;
const AT_ONCE = 3;
const RETRIES = [0, 1000, 2000, 4000, 8000, 15000, 15000, 15000];
const ASK_AGAIN = [150, 300, 600, 1000, 2000];

/**
 * One file on its way to the server.
 * @typedef {Object} Going
 * @property {string} local
 * @property {File} file
 * @property {"waiting"|"uploading"|"checking"|"ready"|"failed"|"lost"} state `lost`: the line is cut; it goes on by itself
 * @property {number} progress 0 to 1
 * @property {Object|null} part what the server made of it
 * @property {string} why it failed, to be shown
 * @property {Promise<Object>} done the part; rejects when it failed or is lost
 */

/** Brings files to the server, three at a time, and tells how far they are: `change` (detail: the file on its way). */
export class Uploader extends EventTarget {
  #going = new Map();
  #line = [];
  #running = 0;

  /** @param {{endpoint?: string, Tus?: typeof Upload}} [options] */
  constructor({ endpoint = "/uploads/", Tus = Upload } = {}) {
    super();
    Object.assign(this, { endpoint, Tus });
    globalThis.addEventListener?.("online", () => this.#again());
  }

  /** @param {string} local @returns {Going|undefined} */
  get(local) {
    return this.#going.get(local);
  }

  /** Takes a file and begins. @param {File} file @param {string} [draft] @returns {Going} */
  add(file, draft) {
    const kept = { local: uuid(), file, draft, at: Date.now() };
    blobs.put(kept);
    return this.#begin(kept);
  }

  /** Goes on with what is kept in the browser. @param {string} local @returns {Promise<Going|null>} null: it is not there any more */
  async resume(local) {
    const going = this.#going.get(local);
    if (going && going.state !== "lost" && going.state !== "failed") return going;
    const kept = going?.kept ?? (await blobs.get(local));
    return kept ? this.#begin(kept) : null;
  }

  /** Not wanted any more: here and on the server. @param {string} local */
  async drop(local) {
    const going = this.#going.get(local);
    this.#going.delete(local);
    this.#line = this.#line.filter((one) => one !== going);
    const kept = going?.kept ?? (await blobs.get(local));
    going?.stop?.();
    blobs.drop(local);
    if (kept?.url) fetch(kept.url, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } }).catch(() => {});
  }

  /** It has been sent: nothing is kept here. @param {string} local */
  forget(local) {
    this.#going.delete(local);
    blobs.drop(local);
  }

  #begin(kept) {
    const going = { local: kept.local, kept, file: kept.file, state: "waiting", progress: 0, part: null, why: "" };
    going.done = new Promise((resolve, reject) => Object.assign(going, { resolve, reject }));
    going.done.catch(() => {});
    this.#going.set(kept.local, going);
    if (kept.part) this.#ready(going, kept.part);
    else this.#line.push(going);
    this.#next();
    return going;
  }

  #again() {
    for (const going of this.#going.values()) if (going.state === "lost") this.resume(going.local);
  }

  #next() {
    while (this.#running < AT_ONCE && this.#line.length) {
      const going = this.#line.shift();
      this.#running += 1;
      this.#alone(going).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }

  /** Two windows share what is kept: one of them uploads it, the other finds it done. */
  async #alone(going) {
    const run = async () => {
      Object.assign(going.kept, await blobs.get(going.local));
      if (going.kept.part) return this.#ready(going, going.kept.part);
      await this.#upload(going);
      await this.#checked(going);
    };
    try {
      await (navigator.locks ? navigator.locks.request(`hd-upload-${going.local}`, run) : run());
    } catch (error) {
      this.#ended(going, error);
    }
  }

  #upload(going) {
    const { file, kept } = going;
    return new Promise((resolve, reject) => {
      going.stop = () => {
        going.upload.abort(); // after which tus says nothing more, and the next in line would wait for ever
        reject(new Refusal(""));
      };
      going.upload = new this.Tus(file, {
        endpoint: this.endpoint,
        uploadUrl: kept.url,
        chunkSize: CHUNK,
        uploadDataDuringCreation: true,
        storeFingerprintForResuming: false,
        retryDelays: RETRIES,
        metadata: { filename: file.name },
        onUploadUrlAvailable: () => this.#keep(going, { url: going.upload.url }),
        onProgress: (sent, all) => this.#become(going, { state: "uploading", progress: all ? sent / all : 0 }),
        onSuccess: resolve,
        onShouldRetry: (error) => navigator.onLine !== false && mayPass(error),
        onError: (error) => reject(refusal(error)),
      });
      this.#become(going, { state: "uploading" });
      going.upload.start();
    });
  }

  /** The server looks at it; soon it says what it is. */
  async #checked(going) {
    this.#become(going, { state: "checking", progress: 1 });
    for (let n = 0; ; n += 1) {
      const { state, part, message } = await found(going.kept.url);
      if (state === "ready") {
        this.#keep(going, { part });
        return this.#ready(going, part);
      }
      if (message) throw new Refusal(message);
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN[Math.min(n, ASK_AGAIN.length - 1)]));
    }
  }

  #ready(going, part) {
    this.#become(going, { state: "ready", progress: 1, part });
    going.resolve(part);
  }

  #ended(going, error) {
    const isRefused = error instanceof Refusal;
    this.#become(going, isRefused ? { state: "failed", why: error.message } : { state: "lost" });
    going.reject(error);
  }

  #keep(going, more) {
    Object.assign(going.kept, more);
    if (this.#going.has(going.local)) blobs.put(going.kept);
  }

  #become(going, more) {
    Object.assign(going, more);
    this.dispatchEvent(new CustomEvent("change", { detail: going }));
  }
}
