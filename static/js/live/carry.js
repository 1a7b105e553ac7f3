import { later } from "./later.js";

/**
 * Has the outbox's files brought to the server by a part of the page that is loaded with the first of them.
 * @param {import("./outbox.js").Outbox} outbox @param {string} endpoint where uploads begin @param {() => void} flush
 */
export function carryFor(outbox, endpoint, flush) {
  outbox.addEventListener("ready", flush);
  outbox.addEventListener("carry", async ({ detail: item }) => {
    const { carry } = await later(() => import("../files/carry.js"), "media");
    carry(outbox, item, endpoint);
  });
  outbox.addEventListener("sent", async ({ detail: { item } }) => {
    if (!item.fields.parts?.some((part) => part.was)) return;
    const { sent } = await import("../files/carry.js");
    sent(item, endpoint);
  });
}
