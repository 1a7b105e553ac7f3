const WAITS = [500, 1000, 2000, 4000, 8000, 15000];
const JITTER = 0.3;

/** Milliseconds to wait before attempt n + 1, so that a thousand pages do not come back at once.
 * @param {number} failures so far, from 0 @param {number} chance 0–1 */
export function backoff(failures, chance) {
  return WAITS[Math.min(failures, WAITS.length - 1)] * (1 + JITTER * (2 * chance - 1));
}
