import { noteUnfinished } from "./can-record.js";
import { fileOf } from "./recorder-file.js";
import { heldIds, hold } from "./recordings-locks.js";
import { Recordings } from "./recordings.js";

const KEPT_FOR = 24 * 3_600_000;
/** Less is only the head of a file, with nothing to see in it. */
const SMALLEST = 4_096;

/**
 * @typedef {Object} Unfinished
 * @property {string} id
 * @property {number} seconds
 * @property {number} size bytes
 * @property {() => Promise<(() => void)|null>} hold so that other tabs do not offer it as well; null: one already does
 * @property {() => Promise<File>} restore
 * @property {() => Promise<void>} discard
 */

/**
 * The latest recording that a reload interrupted; none that a tab is still making. What is old or empty is swept.
 * @param {string} key the conversation's
 * @param {{recordings?: Recordings, held?: () => Promise<Set<string>>, now?: number}} [options]
 * @returns {Promise<Unfinished|null>}
 */
export async function unfinishedRecording(key, { recordings = new Recordings(), held = heldIds, now = Date.now() } = {}) {
  const taken = await held();
  const idle = (await recordings.all()).filter(({ id }) => !taken.has(id));
  const isWorthIt = ({ started_at, size }) => size > SMALLEST && now - started_at < KEPT_FOR;
  for (const { id } of idle.filter((one) => !isWorthIt(one))) await recordings.drop(id);
  if (!taken.size && !idle.some(isWorthIt)) noteUnfinished(false);
  const found = idle.filter((one) => isWorthIt(one) && one.key === key).at(-1);
  return found ? offered(found, recordings) : null;
}

function offered({ id, seconds, size, type, started_at: at }, recordings) {
  return {
    id,
    seconds,
    size,
    hold: () => hold(id),
    restore: async () => fileOf(await recordings.parts(id), { word: "recording", type, seconds, at }),
    discard: () => recordings.drop(id),
  };
}
