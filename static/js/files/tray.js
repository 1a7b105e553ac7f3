import { gettext } from "../live/words.js";
import { blobs } from "./blobs.js";
import { uploaderAt } from "./carry.js";
import { compose, mark, written } from "./compose.js";
import "./tray-view.js";

const MOST = 10;
const MB = 1024 * 1024;

/** What is attached to the message that is being written, by conversation and audience. Fires `change`. */
export class Tray extends EventTarget {
  place = "";
  /** @type {import("./uploader.js").Going[]} */
  items = [];
  #all = new Map();

  /** @param {string} endpoint where uploads begin */
  constructor(endpoint) {
    super();
    this.uploader = uploaderAt(endpoint);
    this.uploader.addEventListener("change", ({ detail }) => this.items.some((one) => one.local === detail.local) && this.#changed());
  }

  /** Another message: what was attached to it before comes back, also after a reload. @param {string} place */
  async show(place) {
    this.place = place;
    this.items = this.#all.get(place) ?? [];
    this.#changed();
    if (this.#all.has(place)) return;
    this.#all.set(place, this.items);
    const kept = await blobs.ofDraft(place);
    const found = await Promise.all(kept.map(({ local }) => this.uploader.resume(local)));
    this.items.push(...found.filter(Boolean));
    this.#changed();
  }

  /** Begins to upload them. @param {File[]} files @param {Object} limits @returns {string} what is wrong with some of them */
  add(files, limits) {
    const wrong = files.map((file) => tooLarge(file, limits)).filter(Boolean);
    const fit = files.filter((file) => !tooLarge(file, limits));
    if (this.items.length + fit.length > MOST) wrong.push(gettext("At most %(n)s files in one message.", { n: MOST }));
    for (const file of fit.slice(0, MOST - this.items.length)) {
      this.items.push(this.uploader.add(file, this.place));
      this.dispatchEvent(new CustomEvent("added", { detail: mark(this.items.length) }));
    }
    localStorage.setItem(`hd.tray.${this.place}`, "1");
    this.#changed();
    return wrong.join(" ");
  }

  /** @param {string} local */
  remove(local) {
    this.items.splice(0, Infinity, ...this.items.filter((one) => one.local !== local));
    this.uploader.drop(local);
    this.#changed();
  }

  /** @param {string} local */
  async retry(local) {
    const going = await this.uploader.resume(local);
    const at = this.items.findIndex((one) => one.local === local);
    if (going && at >= 0) this.items[at] = going;
    this.#changed();
  }

  /** The parts of the message; files that are still on their way are waited for by the outbox. @param {string} text @returns {Object[]} */
  take(text) {
    const files = this.items.map(({ local }) => ({ type: "file", local }));
    this.items.splice(0);
    this.#changed();
    return compose(text, files);
  }

  /** What was taken and not sent is attached again. @param {Object[]} parts @returns {Promise<string>} its words */
  async restore(parts) {
    const words = written(parts, this.items.length);
    const locals = parts.map((part) => part.local ?? part.was).filter(Boolean);
    const found = await Promise.all(locals.map((local) => this.uploader.resume(local)));
    this.items.push(...found.filter(Boolean));
    if (this.items.length) localStorage.setItem(`hd.tray.${this.place}`, "1");
    this.#changed();
    return words;
  }

  #changed() {
    if (!this.items.length && this.#all.has(this.place)) localStorage.removeItem(`hd.tray.${this.place}`);
    this.dispatchEvent(new CustomEvent("change"));
  }
}

/** What the server would refuse anyway, said at once. */
function tooLarge(file, limits) {
  if (!file.size) return gettext("%(name)s is empty.", { name: file.name });
  const kind = { image: "picture", video: "video", audio: "voice" }[file.type.split("/")[0]] ?? "file";
  const limit = limits[kind] ?? Infinity;
  return file.size > limit ? gettext("%(name)s is too large: at most %(limit)s MB.", { name: file.name, limit: Math.floor(limit / MB) }) : "";
}
