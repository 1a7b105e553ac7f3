import { later } from "../live/later.js";

let loading = null;

/** The chat itself comes when somebody points at something here, or there is a conversation already. */
export function loadChat() {
  loading ??= later(() => import("./chat.js"), "talk").catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}
