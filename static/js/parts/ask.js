import { html, render } from "lit";
import { gettext } from "../live/words.js";

/**
 * Asks for one line of words. Focus returns to where it was.
 * @param {{title: string, text?: string, label: string, yes: string, most?: number, isDangerous?: boolean}} question `isDangerous`: it cannot be brought back
 * @returns {Promise<string|null>} null when it was cancelled
 */
export function ask({ title, text = "", label, yes, most = 1000, isDangerous = false }) {
  const dialog = document.createElement("dialog");
  dialog.className = "box ask";
  dialog.setAttribute("aria-labelledby", "ask-title");
  render(
    html`<form method="dialog">
      <h2 id="ask-title">${title}</h2>
      <p>${text}</p>
      <div class="field"><label for="ask-words">${label}</label><input class="input" id="ask-words" required maxlength=${most} autocomplete="off"></div>
      <div class="acts">
        <button class="button ${isDangerous ? "danger" : "primary"}" value="yes">${yes}</button>
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
