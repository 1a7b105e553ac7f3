const PREFIX = "hd-recording-";

/**
 * Tells other tabs that this recording is being made or looked at; the browser lets go of it when the page closes.
 * @param {string} id @returns {Promise<(() => void)|null>} lets go of it; null when another tab holds it
 */
export function hold(id) {
  const locks = globalThis.navigator?.locks;
  if (!locks) return Promise.resolve(() => {});
  return new Promise((resolve) => {
    const held = (lock) => (lock ? new Promise((letGo) => resolve(letGo)) : resolve(null));
    locks.request(PREFIX + id, { ifAvailable: true }, held).catch(() => resolve(() => {}));
  });
}

/** Which recordings a tab of this browser holds. @returns {Promise<Set<string>>} */
export async function heldIds() {
  const { held = [] } = (await globalThis.navigator?.locks?.query()) ?? {};
  return new Set(held.filter(({ name }) => name.startsWith(PREFIX)).map(({ name }) => name.slice(PREFIX.length)));
}
