/**
 * Time as the classes of this folder see it, so that tests can hold it still.
 * @typedef {Object} Timers
 * @property {() => number} now milliseconds
 * @property {(fn: () => void, ms: number) => *} set
 * @property {(id: *) => void} clear
 */

/** @type {Timers} */
export const realTimers = {
  now: () => Date.now(),
  set: (fn, ms) => setTimeout(fn, ms),
  clear: (id) => clearTimeout(id),
};
