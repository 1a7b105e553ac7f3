import { html, render } from "lit";
import { gettext } from "../live/words.js";

/**
 * Asks for one line of words. Focus returns to where it was.
 * @param {{title: string, text?: string, label: string, yes: string, most?: number}} question
 * @returns {Promise<string|null>} null when it was cancelled
 */
export function ask({ title, text = "", label, yes, most = 1000 }) {
  const dialog = document.createElement("dialog");
  dialog.className = "box";
  dialog.setAttribute("aria-labelledby", "ask-title");
  render(
    html`<form method="dialog">
      <h2 id="ask-title">${title}</h2>
      <p>${text}</p>
      <label class="field"><span>${label}</span><input name="words" required maxlength=${most} autocomplete="off"></label>
      <div class="acts">
        <button class="button primary" value="yes">${yes}</button>
        <button class="button" value="no" formnovalidate>${gettext("Cancel")}</button>
      </div>
    </form>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const words = dialog.querySelector("input").value.trim();
      dialog.remove();
      resolve(dialog.returnValue === "yes" && words ? words : null);
    });
  });
}
