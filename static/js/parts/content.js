import { html, nothing } from "lit";
import { later } from "../live/later.js";
import { markdown } from "../live/markdown.js";
import { Element } from "./element.js";

let loaded = null;
const waiting = new Set();

async function load() {
  const [shown, sending] = await later(() => Promise.all([import("../media/parts.js"), import("../files/sending.js")]), "media");
  loaded = { parts: shown.parts, sending: sending.sending };
  for (const element of waiting) element.requestUpdate();
  waiting.clear();
}

/**
 * `<hd-content .line .gallery .uploads .outbox>`: what a message holds beside plain text; how it is shown is loaded with the first of
 * them. `gallery` gives all pictures of the conversation, for looking through them.
 */
export class Content extends Element {
  static properties = {
    line: { attribute: false },
    gallery: { attribute: false },
    uploads: { attribute: false },
    outbox: { attribute: false },
  };

  connectedCallback() {
    super.connectedCallback();
    if (loaded) return;
    if (!waiting.size) load();
    waiting.add(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    waiting.delete(this);
  }

  render() {
    const { entry, item, isMine } = this.line;
    if (!loaded) return entry?.text ? markdown(entry.text) : nothing;
    if (entry) return html`${loaded.parts(entry.payload.parts, { isMine, gallery: this.gallery })}`;
    return loaded.sending(item, this);
  }
}

customElements.define("hd-content", Content);
