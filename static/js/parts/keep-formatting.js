import { html, render, nothing } from "lit";
import { later } from "../live/later.js";
import { gettext } from "../live/words.js";
import { icon } from "./icon.js";
import { formattedIn } from "./pasted.js";

/**
 * What is pasted goes in as plain text; when it was formatted, sending it as it looked is offered in `where`.
 * @param {DataTransfer} clipboard @param {Element} where @param {(parts: Object[]) => void} send
 */
export function offerFormatting(clipboard, where, send) {
  const source = formattedIn(clipboard);
  const stop = () => render(nothing, where);
  if (!source) return stop();
  const keep = async () => {
    stop();
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
