import { gettext } from "../live/words.js";
import { Refusal } from "./refusal.js";
import { Uploader } from "./uploader.js";

const uploaders = new Map();
const carrying = new Set();

/** The page's one uploader. @param {string} endpoint @returns {Uploader} */
export function uploaderAt(endpoint) {
  if (!uploaders.has(endpoint)) uploaders.set(endpoint, new Uploader({ endpoint }));
  return uploaders.get(endpoint);
}

/**
 * Brings the files of a message to the server and tells the outbox.
 * @param {import("../live/outbox.js").Outbox} outbox @param {import("../live/sendable.js").Item} item @param {string} endpoint
 */
export async function carry(outbox, item, endpoint) {
  if (carrying.has(item.client_id)) return;
  carrying.add(item.client_id);
  try {
    outbox.carried(item.client_id, await brought(item.fields.parts, uploaderAt(endpoint)));
  } catch (error) {
    // What is lost is carried again with the next flush; what is refused stays with the message.
    if (error instanceof Refusal) outbox.failed(item.client_id, error.message);
  } finally {
    carrying.delete(item.client_id);
  }
}

/** `was` remembers what the part was called here, so that it can be forgotten once it is sent. */
function brought(parts, uploader) {
  return Promise.all(
    parts.map(async (part) => {
      if (!part.local) return part;
      const going = await uploader.resume(part.local);
      if (!going) throw new Refusal(gettext("This file is gone. Please attach it again."));
      const { file } = await going.done;
      return { type: "file", file, ...(part.alt && { alt: part.alt }), was: part.local };
    }),
  );
}

/** The message is out: nothing of it needs to be kept. @param {import("../live/sendable.js").Item} item @param {string} endpoint */
export function sent(item, endpoint) {
  for (const part of item.fields.parts) if (part.was) uploaderAt(endpoint).forget(part.was);
}
