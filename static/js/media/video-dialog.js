import { html, render } from "lit";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import "./video.js";

/** A video over the page, out of a list where it has no room. Focus returns to where it was. @param {Object} part */
export function showVideo(part) {
  const dialog = document.createElement("dialog");
  dialog.className = "box video-dialog";
  dialog.setAttribute("aria-label", gettext("Video %(name)s", { name: part.name }));
  render(
    html`<button class="tool" type="button" aria-label=${gettext("Close")} @click=${() => dialog.close()}>${icon("x")}</button>
      <hd-video .part=${part}></hd-video>`,
    dialog,
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
