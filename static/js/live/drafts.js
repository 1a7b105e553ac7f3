/** What was typed and not sent, kept at every keystroke, per conversation and audience. */

const PREFIX = "hd.draft.";
const KEEP_FOR = 30 * 86_400_000;
const memory = new Map();

function storage() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

function keyOf(conversation, audience) {
  return `${PREFIX}${conversation}.${audience}`;
}

/** @param {string} conversation @param {string} [audience] `everyone` or `staff` @returns {string} */
export function readDraft(conversation, audience = "everyone") {
  const key = keyOf(conversation, audience);
  try {
    return JSON.parse(storage()?.getItem(key) ?? "null")?.text ?? memory.get(key) ?? "";
  } catch {
    return memory.get(key) ?? "";
  }
}

/** Keeps the text; an empty one is forgotten. @param {string} conversation @param {string} text @param {string} [audience] */
export function keepDraft(conversation, text, audience = "everyone") {
  const key = keyOf(conversation, audience);
  if (text) memory.set(key, text);
  else memory.delete(key);
  try {
    if (text) storage()?.setItem(key, JSON.stringify({ text, at: Date.now() }));
    else storage()?.removeItem(key);
  } catch {
    // Full or forbidden: the copy in memory serves this page.
  }
}

/** Forgets drafts nobody came back to for a month. */
export function sweepDrafts(now = Date.now()) {
  const kept = storage();
  if (!kept) return;
  for (const key of Object.keys(kept).filter((name) => name.startsWith(PREFIX))) {
    try {
      if (JSON.parse(kept.getItem(key)).at < now - KEEP_FOR) kept.removeItem(key);
    } catch {
      kept.removeItem(key);
    }
  }
}
