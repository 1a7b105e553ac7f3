import { html, render } from "lit";
import { gettext } from "../live/words.js";

/**
 * Asks before something that cannot be taken back. Focus returns to where it was.
 * `until(close)` may watch whether the question still makes sense: it gets what withdraws it, and returns what ends the watching.
 * @param {{title: string, text?: string, yes: string, no?: string, isDangerous?: boolean, until?: (close: () => void) => () => void}} question
 * @returns {Promise<boolean>}
 */
export function confirm({ title, text = "", yes, no = gettext("Cancel"), isDangerous = false, until }) {
  const dialog = document.createElement("dialog");
  dialog.className = "box";
  dialog.setAttribute("aria-labelledby", "confirm-title");
  render(
    html`<form method="dialog">
      <h2 id="confirm-title">${title}</h2>
      <p>${text}</p>
      <div class="acts">
        <button class="button ${isDangerous ? "danger" : "primary"}" value="yes">${yes}</button>
        <button class="button" value="no">${no}</button>
      </div>
    </form>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  const stop = until?.(() => dialog.close("no"));
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      stop?.();
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
  });
}
