import { Badge } from "./badge.js";
import { Sounds } from "./sounds.js";
import { realTimers } from "./timers.js";
import { uuid } from "./uuid.js";

const POP_EVERY = 3_000;
const RING_EVERY = 3_000;
const RING_FOR = 30_000;
const REMEMBERED = 500;

/**
 * What is told to someone who looks elsewhere.
 * @typedef {Object} Ring
 * @property {string} key names the event, e.g. `${conversation}:${seq}`: nothing rings twice for the same
 * @property {"pop"|"chime"|"ring"|"alarm"|"warning"|null} sound
 * @property {string} [conversation] nothing rings while some tab shows it to its reader
 * @property {boolean} [isRepeated] again every 3 s until `stop(key)`: 30 s at most, an alarm without end
 * @property {string} [title] of the desktop notification; none without it
 * @property {string} [body]
 * @property {() => void} [onclick]
 */

/**
 * Rings once per event, in one tab only: the one that holds the Web Lock (the tab last clicked in takes it).
 * All tabs call `ring`; the others keep still. Settings: `isMuted`, `sounds.volume`.
 */
export class Ringer {
  sounds = new Sounds();
  badge;
  isMuted = false;
  #isHolder = false;
  #rung = new Set();
  #repeats = new Map();
  #looks = new Map();
  #poppedAt = -Infinity;
  #tab = uuid();

  /**
   * @param {Object} [options]
   * @param {string} [options.lock] name of the Web Lock; visitor and console have their own
   * @param {LockManager} [options.locks]
   * @param {BroadcastChannel} [options.channel]
   * @param {import("./timers.js").Timers} [options.timers]
   */
  constructor({ lock = "hd-notifier", locks = globalThis.navigator?.locks, channel, timers = realTimers, badge } = {}) {
    Object.assign(this, { lock, locks, timers });
    this.badge = badge ?? new Badge();
    this.channel = channel ?? new BroadcastChannel(lock);
    this.channel.onmessage = (event) => this.#heard(event.data);
    this.#hold({});
  }

  get isHolder() {
    return this.#isHolder;
  }

  /** In a click: frees the sound and makes this tab the one that rings. @returns {Promise<boolean>} whether sound is free */
  async unlock() {
    if (!this.#isHolder) this.#hold({ steal: true });
    return this.sounds.unlock();
  }

  /** Asks for desktop notifications; in a click too. @returns {Promise<boolean>} */
  async allowNotifications() {
    if (!globalThis.Notification) return false;
    return (await Notification.requestPermission()) === "granted";
  }

  /** What this tab shows to its reader now (null: nothing, or the page is hidden). @param {string|null} conversation */
  look(conversation) {
    this.#looks.set(this.#tab, conversation);
    this.channel.postMessage({ tab: this.#tab, looks: conversation });
  }

  /** @param {string} conversation whether any tab shows it */
  isLookedAt(conversation) {
    return [...this.#looks.values()].includes(conversation);
  }

  /** @param {Ring} ring @returns {boolean} whether this tab rang */
  ring(ring) {
    if (!this.#isHolder || this.#rung.has(ring.key)) return false;
    if (ring.conversation && !ring.isRepeated && this.isLookedAt(ring.conversation)) return false;
    this.#remember(ring.key);
    this.channel.postMessage({ rung: ring.key });
    this.#sound(ring.sound);
    if (ring.isRepeated) this.#repeat(ring);
    if (ring.title) this.#notify(ring);
    return true;
  }

  /** Answered: stops the repeats, in all tabs. @param {string} key */
  stop(key) {
    this.channel.postMessage({ stop: key });
    this.#stop(key);
  }

  #hold(how) {
    if (!this.locks) return void (this.#isHolder = true);
    this.locks
      .request(this.lock, how, () => {
        this.#isHolder = true;
        return new Promise(() => {});
      })
      .catch(() => {
        this.#isHolder = false;
        this.#hold({});
      });
  }

  #sound(name) {
    if (!name || this.isMuted) return;
    const now = this.timers.now();
    if (name === "pop" && now - this.#poppedAt < POP_EVERY) return;
    if (name === "pop") this.#poppedAt = now;
    this.sounds.play(name);
  }

  #repeat({ key, sound }) {
    const until = sound === "alarm" ? Infinity : this.timers.now() + RING_FOR;
    const again = () => {
      if (this.timers.now() >= until) return this.#stop(key);
      this.#sound(sound);
      this.#repeats.set(key, this.timers.set(again, RING_EVERY));
    };
    this.#repeats.set(key, this.timers.set(again, RING_EVERY));
    this.badge.blink(true);
  }

  #stop(key) {
    if (!this.#repeats.has(key)) return;
    this.timers.clear(this.#repeats.get(key));
    this.#repeats.delete(key);
    if (!this.#repeats.size) this.badge.blink(false);
  }

  #notify({ key, title, body, isRepeated, onclick }) {
    if (globalThis.Notification?.permission !== "granted") return;
    try {
      const note = new Notification(title, { body, tag: key, requireInteraction: Boolean(isRepeated), silent: true });
      note.onclick = () => {
        globalThis.focus?.();
        note.close();
        onclick?.();
      };
    } catch {
      // Chrome on Android allows notifications from service workers only.
    }
  }

  #remember(key) {
    this.#rung.add(key);
    if (this.#rung.size > REMEMBERED) this.#rung.delete(this.#rung.values().next().value);
  }

  #heard({ tab, looks, rung, stop }) {
    if (rung) this.#remember(rung);
    if (stop) this.#stop(stop);
    if (tab) this.#looks.set(tab, looks);
  }
}
