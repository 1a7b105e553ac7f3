import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import { mark, without } from "./compose.js";
import { progress, thumbnail } from "./going.js";

/**
 * `<hd-tray .tray>`: the attached files, above the words. Fires `tray-mark` (detail: the mark to be put into the text), and
 * bubbling `attach-edit` (detail: what becomes of the text). */
export class TrayView extends Element {
  static properties = { tray: { attribute: false } };

  willUpdate(changed) {
    if (!changed.has("tray")) return;
    this.unwatch();
    this.listen(this.tray, "change");
  }

  render() {
    return html`<ul class="tray" aria-label=${gettext("Attached")}>${this.tray.items.map((going, index) => this.#item(going, index + 1))}</ul>`;
  }

  #item(going, n) {
    const { file, local, state } = going;
    return html`<li class="tray-item ${state}">
      ${thumbnail(going)}
      <span class="tray-words"><bdi class="tray-name">${file.name}</bdi>${progress(going)}</span>
      ${state === "failed" ? html`<button class="tool" type="button" aria-label=${gettext("Try %(name)s again", { name: file.name })} @click=${() => this.tray.retry(local)}>${icon("rotate-cw")}</button>` : nothing}
      ${file.type.startsWith("image/") && state !== "failed" ? html`<button class="tool" type="button" aria-label=${gettext("Put %(name)s into the text", { name: file.name })}
        title=${gettext("Put into the text")} @click=${() => this.say("tray-mark", mark(n))}>${icon("text-cursor-input")}</button>` : nothing}
      <button class="tool" type="button" aria-label=${gettext("Remove %(name)s", { name: file.name })} @click=${() => this.#remove(local, n)}>${icon("x")}</button>
    </li>`;
  }

  #remove(local, n) {
    this.tray.remove(local);
    this.say("attach-edit", (text) => without(text, n));
  }
}

customElements.define("hd-tray", TrayView);
