import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { confirm } from "../parts/confirm.js";
import "../parts/consent.js";
import "../parts/drop.js";
import "../parts/thread.js";
import "./composer.js";
import "./end.js";
import "./former.js";
import "./wait.js";
import { UPLOADS } from "./visit.js";
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

  get composer() {
    return this.querySelector("hd-composer");
  }

  edit({ detail: item }) {
    this.composer?.take(item);
  }

  async takeBack({ detail: entry }) {
    const isSure = await confirm({
      title: gettext("Take this message back?"),
      text: gettext("Its content is removed for everyone."),
      yes: gettext("Take back"),
    });
    if (isSure) await this.visit.talk.takeBack(entry).catch(() => {});
  }

  /** The browser lets capture begin only right after the click, so it begins before the answer is sent. */
  accept({ detail: entry }) {
    const { attach } = this.composer;
    const deeds = { screenshot: () => attach.screenshot(), recording: () => attach.record(), photo: () => attach.photo(), position: () => attach.position() };
    deeds[entry.payload.wanted]();
    this.visit.talk.answer(entry, "accepted").catch(() => {});
  }

  decline({ detail: entry }) {
    this.visit.talk.answer(entry, "declined").catch(() => {});
  }

  card(entry, one) {
    if (entry.type !== "consent.asked") return null;
    return html`<hd-consent .entry=${entry} .conversation=${one} .name=${entry.author?.name ?? ""} .isAsked=${true}></hd-consent>`;
  }

  render() {
    const { visit, conversation } = this;
    const one = visit.store.get(conversation);
    const label = one.summary.agent
      ? gettext("Conversation with %(name)s", { name: one.summary.agent.name })
      : gettext("Your conversation");
    const isEnded = one.summary.state === "ended";
    return html`<div class="talk" @thread-read=${({ detail }) => visit.talk.read(detail)} @thread-older=${({ detail }) => visit.talk.older(detail)}
      @thread-retry=${() => visit.talk.flush()} @thread-edit=${this.edit} @message-quote=${({ detail }) => this.composer?.quote(detail)}
      @message-take-back=${this.takeBack} @consent-accept=${this.accept} @consent-decline=${this.decline}>
      ${one.summary.state === "waiting" ? html`<hd-wait .visit=${visit} .conversation=${conversation}></hd-wait>` : nothing}
      <hd-thread .store=${visit.store} .outbox=${visit.outbox} .conversation=${conversation} .label=${label}
        .words=${threadWords} .card=${this.card} .can=${isEnded ? [] : ["message.post"]} .uploads=${UPLOADS} .nameOf=${(entry) => this.nameOf(entry)} .above=${this.above()} .hidesUnsent=${isEnded}></hd-thread>
      ${isEnded ? html`<hd-end .visit=${visit} .conversation=${conversation}></hd-end>` : this.writing(one)}
      ${isEnded ? nothing : html`<hd-drop .label=${gettext("Drop files to send them")} @dropped=${({ detail }) => this.composer.attach.addFiles(detail)}></hd-drop>`}
    </div>`;
  }

  above() {
    const former = this.visit.former;
    return former ? html`<hd-former .visit=${this.visit} .conversation=${former.id}></hd-former>` : nothing;
  }

  writing({ summary }) {
    const hint = summary.state === "waiting" ? gettext("Describe your problem…") : gettext("Message…");
    return html`<hd-composer .visit=${this.visit} .conversation=${this.conversation} .hint=${hint}></hd-composer>`;
  }
}

customElements.define("hd-chat", Chat);
