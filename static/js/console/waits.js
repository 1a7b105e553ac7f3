/** How long somebody has been waiting for a staff reply, and how bad that is. */

/** The agent's clock in seconds (product, "Deadlines"): over it the alarm goes to the team. */
export const REPLY_WITHIN = 300;
const WARN_AT = 0.6;

/**
 * @typedef {Object} Wait
 * @property {number} seconds
 * @property {"ok" | "warn" | "late"} level
 */

/**
 * @param {import("./order.js").Row} row
 * @param {number} now server time in milliseconds
 * @returns {Wait | null} null when nobody waits
 */
export function waitOf(row, now) {
  const since = row.state === "waiting" ? row.requested_at : row.unanswered_since_at;
  if (!since || row.state === "ended") return null;
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return { seconds, level: levelOf(seconds) };
}

/** @param {number} seconds */
export function levelOf(seconds) {
  if (seconds >= REPLY_WITHIN) return "late";
  return seconds >= REPLY_WITHIN * WARN_AT ? "warn" : "ok";
}

/** Colour is never alone: each level has its own shape. */
export const MARKS = { ok: "●", warn: "▲", late: "■" };
