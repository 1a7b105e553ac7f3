import { html, nothing } from "lit";
import { later } from "../live/later.js";
import { gettext } from "../live/words.js";
import { Element } from "./element.js";

/** `<hd-conversation-files .store .conversation .nameOf>`: all files of a conversation, also those of entries that are not loaded. */
export class ConversationFiles extends Element {
  static properties = {
    store: { attribute: false },
    conversation: { attribute: false },
    nameOf: { attribute: false },
    fetched: { state: true },
    hasFailed: { state: true },
  };

  willUpdate(changed) {
    const before = this.removed;
    this.removed = this.#live.filter(({ type }) => type === "message.redacted").length;
    if (changed.has("conversation")) {
      this.unwatch();
      this.watch(this.store, this.conversation);
      this.fetched = null;
      this.#fetch(this.conversation);
    } else if (this.removed > before) this.#fetch(this.conversation); // what was removed may be of before what is loaded
  }

  get #live() {
    return this.store.get(this.conversation)?.entries ?? [];
  }

  async #fetch(id) {
    this.hasFailed = false;
    try {
      const [answer] = await Promise.all([
        fetch(`/api/conversations/${id}/files/`),
        later(() => import("../media/files-pane.js"), "media"),
      ]);
      if (!answer.ok) throw new Error(answer.status);
      const { entries } = await answer.json();
      if (id === this.conversation) this.fetched = entries;
    } catch {
      this.hasFailed = true;
    }
  }

  /** What is known live is newer than what was fetched. */
  get #entries() {
    const known = new Map([...this.fetched, ...this.#live].map((entry) => [entry.seq, entry]));
    return [...known.values()].sort((a, b) => b.seq - a.seq);
  }

  render() {
    if (this.hasFailed) return html`<p class="quiet">${gettext("Could not be loaded.")} <button class="link" type="button" @click=${() => this.#fetch(this.conversation)}>${gettext("Retry")}</button></p>`;
    if (!this.fetched) return nothing;
    return html`<hd-files .entries=${this.#entries} .zip=${`/chat/files/${this.conversation}.zip`} .nameOf=${this.nameOf}></hd-files>`;
  }
}

customElements.define("hd-conversation-files", ConversationFiles);
