/**
 * Changes are shown with the next frame; a hidden page has none, so there at once. A page that is hidden before its
 * frame came does not wait for it either: what rings hangs on this.
 * @param {() => void} fn
 */
export function nextFrame(fn) {
  if (globalThis.document?.visibilityState !== "visible") return queueMicrotask(fn);
  const run = () => {
    cancelAnimationFrame(frame);
    document.removeEventListener("visibilitychange", run);
    fn();
  };
  const frame = requestAnimationFrame(run);
  document.addEventListener("visibilitychange", run);
}

/** Who wants to know of what; many changes become one call. */
export class Topics {
  #listeners = new Map();
  #dirty = new Set();

  /** @param {(fn: () => void) => void} [schedule] */
  constructor(schedule = nextFrame) {
    this.schedule = schedule;
  }

  /** @param {string} topic @param {() => void} fn @returns {() => void} ends it */
  on(topic, fn) {
    if (!this.#listeners.has(topic)) this.#listeners.set(topic, new Set());
    this.#listeners.get(topic).add(fn);
    return () => this.#leave(topic, fn);
  }

  /** @param {...string} topics */
  touch(...topics) {
    const isIdle = this.#dirty.size === 0;
    for (const topic of topics) this.#dirty.add(topic);
    if (isIdle) this.schedule(() => this.#flush());
  }

  #leave(topic, fn) {
    const listeners = this.#listeners.get(topic);
    listeners?.delete(fn);
    if (listeners?.size === 0) this.#listeners.delete(topic);
  }

  #flush() {
    const topics = [...this.#dirty];
    this.#dirty.clear();
    const listeners = new Set(topics.flatMap((topic) => [...(this.#listeners.get(topic) ?? [])]));
    for (const fn of listeners) fn();
  }
}
