import { html, render, nothing } from "lit";
import { later } from "../live/later.js";
import { gettext } from "../live/words.js";
import { icon } from "./icon.js";
import { formattedIn } from "./pasted.js";

/**
 * What is pasted goes in as plain text; when it was formatted, sending it as it looked is offered in `where`.
 * @param {DataTransfer} clipboard @param {HTMLTextAreaElement} box @param {Element} where @param {(parts: Object[]) => void} send
 */
export function offerFormatting(clipboard, box, where, send) {
  const source = formattedIn(clipboard);
  const plain = clipboard.getData("text/plain").replace(/\r\n?/g, "\n");
  withdrawFormatting(where);
  if (!source) return;
  const stop = () => {
    withdrawFormatting(where);
    box.focus();
  };
  const keep = async () => {
    stop();
    takeOut(box, plain);
    const { tidy } = await later(() => import("../rich/paste.js"), "media");
    send([{ type: "html", html: await tidy(source) }]);
  };
  render(
    html`<p class="offer-line">${icon("type")} <span>${gettext("This was formatted text.")}</span>
      <button class="link" type="button" @click=${keep}>${gettext("Send it with its formatting")}</button>
      <button class="tool" type="button" aria-label=${gettext("Close")} @click=${stop}>${icon("x")}</button></p>`,
    where,
  );
}

/** The words have gone, with or without it. @param {Element} where */
export function withdrawFormatting(where) {
  render(nothing, where);
}

/** What goes with its formatting is not sent a second time. */
function takeOut(box, text) {
  const at = box.value.indexOf(text);
  if (!text || at < 0) return;
  box.setRangeText("", at, at + text.length, "end");
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
