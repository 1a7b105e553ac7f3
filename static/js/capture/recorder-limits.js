const WARNED_BEFORE = 60;
const FULL = 0.9;
/** What the recorder may still write after it was told to stop, beyond its largest part so far. */
const CLOSING = 1.5;

/** How long and how large a recording may become. */
export class Limits {
  /** @param {{seconds?: number, bytes?: number, warnedBefore?: number}} [most] `warnedBefore`: seconds before the end */
  constructor({ seconds = Infinity, bytes = Infinity, warnedBefore = WARNED_BEFORE } = {}) {
    Object.assign(this, { seconds, bytes });
    this.warnedBefore = Math.min(warnedBefore, seconds / 4);
  }

  /** Which limit is near. @param {{seconds: number, size: number}} so @returns {"time"|"size"|null} */
  near({ seconds, size }) {
    if (seconds >= this.seconds - this.warnedBefore) return "time";
    return size >= this.bytes * FULL ? "size" : null;
  }

  /** Which limit is reached. @param {{seconds: number, size: number, largest: number}} so `largest`: bytes of the largest part so far
   * @returns {"time"|"size"|null} */
  over({ seconds, size, largest }) {
    if (seconds >= this.seconds) return "time";
    return size + largest * CLOSING > this.bytes ? "size" : null;
  }
}
