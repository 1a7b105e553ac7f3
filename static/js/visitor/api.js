/** What is fetched beside the socket; null when it cannot be had now. */
async function get(address) {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

/** @returns {Promise<Object[]|null>} the services with their live states */
export async function fetchMenu() {
  return (await get("/api/menu/"))?.services ?? null;
}

/** @param {string} conversation @param {number} before @returns {Promise<{entries: Object[], first: number}|null>} */
export function fetchOlder(conversation, before) {
  return get(`/api/conversations/${conversation}/entries/?before=${before}`);
}
