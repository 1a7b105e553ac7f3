/**
 * What was done, to be undone and done again. It holds shapes, never pixels: a picture of 8K costs no more than a small one.
 * @template T
 */
export class History {
  #states;
  #at = 0;
  #mark = null;

  /** @param {T} first */
  constructor(first) {
    this.#states = [first];
  }

  /** @returns {T} */
  get now() {
    return this.#states[this.#at];
  }

  get canUndo() {
    return this.#at > 0;
  }

  get canRedo() {
    return this.#at < this.#states.length - 1;
  }

  /** @param {T} state @param {string|null} [mark] steps after one another with the same mark are one step */
  add(state, mark = null) {
    const isSameStep = mark !== null && mark === this.#mark;
    if (!isSameStep) this.#at += 1;
    this.#states.splice(this.#at, Infinity, state);
    this.#mark = mark;
  }

  /** What follows is a step of its own. */
  settle() {
    this.#mark = null;
  }

  /** @param {1|-1} step @returns {boolean} whether there was anything */
  go(step) {
    this.settle();
    if (!(this.#at + step in this.#states)) return false;
    this.#at += step;
    return true;
  }
}
