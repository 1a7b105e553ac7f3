import { html, render } from "lit";
import { gettext } from "../live/words.js";
import "../parts/conversation-files.js";

/** All files of the conversation on the page. @param {import("./visit.js").Visit} visit */
export function showFiles(visit) {
  const dialog = document.createElement("dialog");
  dialog.className = "box files-box";
  dialog.setAttribute("aria-labelledby", "files-title");
  const nameOf = (entry) => (entry.author?.role === "visitor" ? gettext("You") : entry.author?.name || gettext("Agent"));
  render(
    html`<h2 id="files-title">${gettext("Files")}</h2>
      <hd-conversation-files .store=${visit.store} .conversation=${visit.place.id} .nameOf=${nameOf}></hd-conversation-files>
      <form method="dialog" class="acts"><button class="button">${gettext("Close")}</button></form>`,
    dialog,
  );
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
