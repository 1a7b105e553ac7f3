import { html, nothing } from "lit";
import { later } from "../live/later.js";
import { markdown } from "../live/markdown.js";
import { Element } from "./element.js";

/** Who only reads needs nothing of what brings files to the server. */
const WAYS = { parts: () => import("../media/parts.js"), sending: () => import("../files/sending.js") };
const loaded = {};
const loading = new Map();

/** @param {"parts"|"sending"} name @returns {Promise<boolean>} whether it is there; else the next try may bring it */
function load(name) {
  const found = (module) => Boolean((loaded[name] = module[name]));
  if (!loading.has(name)) loading.set(name, later(WAYS[name], "media").then(found, () => !loading.delete(name)));
  return loading.get(name);
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

  render() {
    const { entry, item, isMine } = this.line;
    const name = entry ? "parts" : "sending";
    if (!loaded.parts || !loaded[name]) Promise.all([load("parts"), load(name)]).then((all) => all.every(Boolean) && this.requestUpdate());
    if (!loaded[name]) return entry?.text ? markdown(entry.text) : nothing;
    if (entry) return html`${loaded.parts(entry.payload.parts, { isMine, gallery: this.gallery })}`;
    return loaded.sending(item, this);
  }
}

customElements.define("hd-content", Content);
