import { Lost, Refused } from "../live/errors.js";

/**
 * Reads JSON from the server.
 * @param {string} address
 * @returns {Promise<Object>} rejects with `Refused` (the server said no; `code` "signed_out" when nobody is signed in) or `Lost`
 */
export async function read(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => {
    throw new Lost();
  });
  if (answer.status >= 500) throw new Lost();
  if (answer.status === 401 || answer.redirected) throw new Refused({ code: "signed_out" });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused({ code: body.code ?? "not_found", message: body.message ?? body.detail });
  return body;
}

export const addresses = {
  list: "/api/conversations/",
  entries: (id, before) => `/api/conversations/${id}/entries/?before=${before}`,
  contact: (id) => `/api/conversations/${id}/contact/`,
};
