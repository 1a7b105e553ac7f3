/**
 * A message on its way.
 * @typedef {Object} Item
 * @property {string} client_id UUID; the server knows a resent message by it
 * @property {string} conversation
 * @property {string} type command: `message.post`, `note.add` …
 * @property {string} text
 * @property {Object} fields further fields of the command; in `parts`, a file that is still in the browser has `local` instead of `file`
 * @property {number} order
 * @property {string} at ISO time it was written
 * @property {"queued"|"sending"|"slow"|"failed"} state `slow`: no answer for 8 s
 * @property {{code: string, message: string}|null} error why it failed; null when it is only late
 */

/** NUL and halves of surrogate pairs, which no text can hold (pasted out of broken files). */
const UNSENDABLE = /[\0\p{Surrogate}]/gu;

/** @param {string} text @returns {string} without what no text can hold */
export function sendable(text) {
  return text.replace(UNSENDABLE, "");
}

/** Whether some of a message's files are still in this browser alone. @param {Item} item */
export function isWaitingForFiles({ fields }) {
  return Boolean(fields?.parts?.some((part) => part.local));
}

/** What of it can be read, also when it holds files. @param {Item} item @returns {string} */
export function wordsOf({ text, fields }) {
  return [text, ...(fields?.parts ?? []).map((part) => part.text)].filter(Boolean).join("\n");
}

/** What the command says beside the conversation and the message's id. @param {Item} item */
export function fieldsOf({ text, fields }) {
  if (!fields?.parts) return { text, ...fields };
  return { ...fields, parts: fields.parts.map(({ was: _, ...part }) => part) };
}
