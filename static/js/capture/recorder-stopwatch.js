/** How long something has run, without its pauses. */
export class Stopwatch {
  #before = 0;
  #since = null;

  /** @param {() => number} now milliseconds */
  constructor(now) {
    this.now = now;
  }

  get isRunning() {
    return this.#since !== null;
  }

  get seconds() {
    return (this.#before + (this.isRunning ? this.now() - this.#since : 0)) / 1000;
  }

  /** Starts, or goes on. */
  start() {
    this.#since ??= this.now();
  }

  pause() {
    if (!this.isRunning) return;
    this.#before += this.now() - this.#since;
    this.#since = null;
  }
}
