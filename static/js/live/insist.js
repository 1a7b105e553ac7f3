import { Lost, Refused } from "./errors.js";

/**
 * Sends a command until it is answered, across lost connections. Only for commands that may be sent twice:
 * those with a `client_id`, and those whose second time changes nothing.
 * @param {import("./socket.js").LiveSocket} socket @param {string} type @param {Object} [fields]
 * @returns {Promise<Object>} the `done` frame; rejects with `Refused`
 */
export async function insist(socket, type, fields) {
  for (;;) {
    try {
      if (!socket.isLive) await nextHello(socket);
      return await socket.command(type, fields);
    } catch (error) {
      const isPassing = error instanceof Lost || (error instanceof Refused && error.code === "rate_limited");
      if (!isPassing) throw error;
    }
  }
}

function nextHello(socket) {
  return new Promise((resolve) => socket.addEventListener("hello", resolve, { once: true }));
}
