/**
 * Changes what I offer: at once on this page; the server's word follows, or the old value comes back.
 * @param {import("./desk.js").Desk} desk
 * @param {"availability.set" | "capacity.set"} command
 * @param {Object} fields
 */
export async function change(desk, command, fields) {
  const before = desk.you;
  const become = (you) => desk.store.apply({ type: "you.changed", you });
  become({ ...before, ...fields });
  try {
    const answer = await desk.socket.command(command, fields);
    if (answer.you) become(answer.you);
  } catch (error) {
    become(before);
    desk.notice(error.message);
  }
}

/** In a click: takes work, and frees the sound, which browsers allow in a click only. @param {import("./desk.js").Desk} desk */
export function goOnline(desk) {
  desk.ringer.unlock();
  return change(desk, "availability.set", { availability: "online" });
}
