import { gettext } from "../live/words.js";
import { confirm } from "../parts/confirm.js";
import { ask } from "../parts/ask.js";

/** One's own message, within five minutes. @param {import("./desk.js").Desk} desk @param {Object} entry */
export async function takeBack(desk, { conversation, seq }) {
  const isSure = await confirm({
    title: gettext("Take this message back?"),
    text: gettext("Its content is removed for everyone."),
    yes: gettext("Take back"),
  });
  if (isSure) await send(desk, "message.take_back", { conversation, seq });
}

/** Anybody's message, by right; the audit keeps who and why. @param {import("./desk.js").Desk} desk @param {Object} entry */
export async function redact(desk, { conversation, seq }) {
  const reason = await ask({
    title: gettext("Remove the content of this message?"),
    text: gettext("Words and files are deleted for good. That something was there stays in the log."),
    label: gettext("Reason"),
    yes: gettext("Remove"),
    isDangerous: true,
  });
  if (reason) await send(desk, "message.redact", { conversation, seq, reason });
}

async function send(desk, command, fields) {
  try {
    await desk.socket.command(command, fields);
  } catch (error) {
    desk.notice(error.message);
  }
}
