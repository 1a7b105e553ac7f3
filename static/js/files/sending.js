import { html, nothing } from "lit";
import { markdown } from "../live/markdown.js";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import { uploaderAt } from "./carry.js";
import { progress, thumbnail } from "./going.js";

/** The parts of a message that is on its way. @param {import("../live/sendable.js").Item} item @param {{uploads: string, outbox: Object}} where */
export function sending(item, { uploads, outbox }) {
  return item.fields.parts.map((part) => partOf(part, item, uploads, outbox));
}

function partOf(part, item, uploads, outbox) {
  if (part.type === "text") return markdown(part.text);
  if (part.type === "position") return html`<p>${icon("map-pin")} ${part.label || `${part.lat.toFixed(5)}, ${part.lng.toFixed(5)}`}</p>`;
  if (part.type === "html") return html`<p>${icon("file-text")} ${gettext("Formatted text")}</p>`;
  return html`<hd-sending .local=${part.local ?? part.was} .item=${item} .uploads=${uploads} .outbox=${outbox}></hd-sending>`;
}

/** `<hd-sending .local .item .uploads .outbox>`: one file of it, how far it is, and the way to stop it. */
export class Sending extends Element {
  static properties = {
    local: { attribute: false },
    item: { attribute: false },
    uploads: { attribute: false },
    outbox: { attribute: false },
    going: { state: true },
  };

  willUpdate(changed) {
    if (!changed.has("local")) return;
    this.unwatch();
    const uploader = uploaderAt(this.uploads);
    this.listen(uploader, "change");
    uploader.resume(this.local).then((going) => (this.going = going));
  }

  render() {
    const going = uploaderAt(this.uploads).get(this.local) ?? this.going;
    if (!going) return nothing;
    return html`<div class="sending ${going.state}">
      ${thumbnail(going)}
      <span class="tray-words"><bdi class="tray-name">${going.file.name}</bdi>${progress(going)}</span>
      ${going.state === "ready" ? nothing : html`<button class="tool" type="button" aria-label=${gettext("Cancel %(name)s", { name: going.file.name })} @click=${this.cancel}>${icon("x")}</button>`}
    </div>`;
  }

  /** The whole message with it: nobody knows what it would mean without. */
  cancel() {
    for (const part of this.item.fields.parts) if (part.local) uploaderAt(this.uploads).drop(part.local);
    this.outbox.remove(this.item.client_id);
  }
}

customElements.define("hd-sending", Sending);
