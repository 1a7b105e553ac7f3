import { html } from "lit";
import { clock } from "../live/clock.js";
import { said } from "../live/said.js";
import { gettext } from "../live/words.js";
import { Element } from "./element.js";
import { icon } from "./icon.js";
import "./menu-button.js";

const TAKE_BACK_WITHIN = 5 * 60_000;

/**
 * `<hd-message-menu .entry .isMine .can>`: what can be done with a message. `can` are verbs of the conversation's summary.
 * Fires (bubbling) `message-quote`, `message-take-back`, `message-redact` (detail: the entry).
 */
export class MessageMenu extends Element {
  static properties = { entry: { attribute: false }, isMine: { attribute: false }, can: { attribute: false } };

  render() {
    return html`<hd-menu-button .label=${gettext("More about this message")} .sign=${icon("ellipsis")} .items=${this.#items}></hd-menu-button>`;
  }

  #items = () => {
    const { entry, isMine, can } = this;
    const isFresh = clock.now() - Date.parse(entry.at) < TAKE_BACK_WITHIN;
    const mayWrite = can.includes(entry.type === "note.added" ? "note.add" : "message.post");
    const copy = () => navigator.clipboard?.writeText(entry.text).catch(() => {});
    return [
      mayWrite && { name: "quote", sign: icon("reply"), words: gettext("Quote"), act: () => this.say("message-quote", entry) },
      entry.text && { name: "copy", sign: icon("copy"), words: gettext("Copy the text"), act: copy },
      isMine && isFresh && mayWrite && { name: "take-back", sign: icon("undo-2"), words: gettext("Take back"), act: () => this.say("message-take-back", entry) },
      can.includes("message.redact") && { name: "redact", sign: icon("eraser"), words: gettext("Remove the content…"), act: () => this.say("message-redact", entry) },
    ];
  };
}

customElements.define("hd-message-menu", MessageMenu);

/** What is answered, above the answer. @param {{seq: number, name: string, text: string, kinds: string[], is_redacted: boolean}} quote */
export function quoted({ seq, name, text, kinds, is_redacted: isGone }) {
  const words = isGone ? gettext("This message was removed.") : said({ text, payload: { parts: kinds.map((type) => ({ type })) } });
  return html`<a class="quote" href="#message-${seq}"><b><bdi>${name || gettext("Agent")}</bdi></b> <span>${words}</span></a>`;
}
