import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import "../parts/thread.js";
import "./composer.js";
import "./end.js";
import "./former.js";
import "./wait.js";
import { systemWords } from "./words.js";

/** How it ended is said below the thread. */
function threadWords(entry) {
  return entry.type === "conversation.ended" ? null : systemWords(entry);
}

/** `<hd-chat .visit .conversation=${id}>`: one conversation, from waiting to the end. */
export class Chat extends Element {
  static properties = { visit: { attribute: false }, conversation: { attribute: false } };

  willUpdate(changed) {
    if (!changed.has("conversation")) return;
    this.unwatch();
    this.watch(this.visit.store, this.conversation);
  }

  nameOf(entry) {
    return entry.author?.name || this.visit.current?.summary.team?.name || gettext("Agent");
  }

  edit({ detail: item }) {
    this.querySelector("hd-composer")?.take(item.text);
  }

  render() {
    const { visit, conversation } = this;
    const one = visit.store.get(conversation);
    const label = one.summary.agent
      ? gettext("Conversation with %(name)s", { name: one.summary.agent.name })
      : gettext("Your conversation");
    const isEnded = one.summary.state === "ended";
    return html`<div class="talk" @thread-read=${({ detail }) => visit.talk.read(detail)} @thread-older=${({ detail }) => visit.talk.older(detail)}
      @thread-retry=${() => visit.talk.flush()} @thread-edit=${this.edit}>
      ${one.summary.state === "waiting" ? html`<hd-wait .visit=${visit} .conversation=${conversation}></hd-wait>` : nothing}
      <hd-thread .store=${visit.store} .outbox=${visit.outbox} .conversation=${conversation} .label=${label}
        .words=${threadWords} .nameOf=${(entry) => this.nameOf(entry)} .above=${this.above()} .hidesUnsent=${isEnded}></hd-thread>
      ${isEnded ? html`<hd-end .visit=${visit} .conversation=${conversation}></hd-end>` : this.composer(one)}
    </div>`;
  }

  above() {
    const former = this.visit.former;
    return former ? html`<hd-former .visit=${this.visit} .conversation=${former.id}></hd-former>` : nothing;
  }

  composer({ summary }) {
    const hint = summary.state === "waiting" ? gettext("Describe your problem…") : gettext("Message…");
    return html`<hd-composer .visit=${this.visit} .conversation=${this.conversation} .hint=${hint}></hd-composer>`;
  }
}

customElements.define("hd-chat", Chat);
