import { gettext } from "../live/words.js";
import { confirm } from "../parts/confirm.js";
import "./sheet.js";

/**
 * Lets somebody write formatted text, beginning with this HTML. Asks before what was written is lost.
 * @param {{html?: string, limit: number}} what `limit`: characters of HTML, all formatting counted
 * @returns {Promise<string | null>} HTML of the allowed tags alone; null when nothing is to be sent
 */
export function writeRich({ html = "", limit }) {
  const dialog = document.createElement("dialog");
  const sheet = document.createElement("hd-rich-sheet");
  dialog.className = "sheet rich-sheet";
  dialog.setAttribute("aria-labelledby", "rich-title");
  Object.assign(sheet, { html, limit });
  dialog.append(sheet);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    let written = null;
    const leave = async () => {
      if (!sheet.hasChanged || (await isDiscarded())) dialog.close();
    };
    sheet.addEventListener("attach", ({ detail }) => {
      written = detail;
      dialog.close();
    });
    sheet.addEventListener("leave", leave);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault(); // a phone's "back"; Escape does not come this far
      leave();
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(written);
    });
  });
}

function isDiscarded() {
  return confirm({
    title: gettext("Discard what you have written?"),
    text: gettext("It is not kept anywhere."),
    yes: gettext("Discard"),
    no: gettext("Keep writing"),
    isDangerous: true,
  });
}
