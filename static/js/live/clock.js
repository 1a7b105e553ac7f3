import { realTimers } from "./timers.js";

const SECOND = 1000;

/** The server's time on this page, and one shared ticker for everything that counts seconds. */
export class Clock {
  #offset = 0;
  #listeners = new Set();
  #next = null;

  /** @param {import("./timers.js").Timers} [timers] */
  constructor(timers = realTimers) {
    this.timers = timers;
  }

  /** Takes the server's time from `hello` or `pong`.
   * @param {string} serverTime ISO 8601 @param {number} [rtt] milliseconds the answer was under way */
  sync(serverTime, rtt = 0) {
    const told = Date.parse(serverTime);
    if (told) this.#offset = told + rtt / 2 - this.timers.now();
  }

  /** Milliseconds since the epoch, by the server's clock. */
  now() {
    return this.timers.now() + this.#offset;
  }

  /** Calls `fn(now)` every second until the returned function is called. @param {(now: number) => void} fn */
  tick(fn) {
    this.#listeners.add(fn);
    if (this.#next === null) this.#arm();
    return () => this.#listeners.delete(fn);
  }

  #arm() {
    this.#next = this.timers.set(() => {
      this.#next = null;
      for (const fn of this.#listeners) fn(this.now());
      if (this.#listeners.size) this.#arm();
    }, SECOND - (this.now() % SECOND));
  }
}

/** The clock of this page. */
export const clock = new Clock();
