/** Asks the server every 10 s whether it is still there. */

const EVERY = 10_000;
const SLOW_AFTER = 2_000;
const DEAD_AFTER = 10_000;

export class Heartbeat {
  #next = null;
  #slow = null;
  #dead = null;
  #isBeating = false;

  /**
   * @param {Object} on
   * @param {() => Promise<*>} on.ping sends one, resolves with the answer
   * @param {(frame: Object, rtt: number) => void} on.pong
   * @param {() => void} on.slow no answer for 2 s
   * @param {() => void} on.dead no answer for 10 s
   * @param {import("./timers.js").Timers} timers
   */
  constructor(on, timers) {
    this.on = on;
    this.timers = timers;
  }

  start() {
    this.stop();
    this.#isBeating = true;
    this.#next = this.timers.set(() => this.beat(), EVERY);
  }

  stop() {
    this.#isBeating = false;
    for (const id of [this.#next, this.#slow, this.#dead]) this.timers.clear(id);
    this.#dead = null;
  }

  /** One beat now (a page that comes back does not wait for the next). */
  async beat() {
    if (!this.#isBeating || this.#dead) return;
    this.timers.clear(this.#next);
    const sentAt = this.timers.now();
    this.#slow = this.timers.set(this.on.slow, SLOW_AFTER);
    this.#dead = this.timers.set(this.on.dead, DEAD_AFTER);
    const frame = await this.on.ping().catch(() => null);
    if (!frame || !this.#isBeating) return;
    this.start();
    this.on.pong(frame, this.timers.now() - sentAt);
  }
}
