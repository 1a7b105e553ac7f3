import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { answering, filesIn } from "../parts/answering.js";
import "../parts/attach.js";
import { Element } from "../parts/element.js";
import "../parts/emoji.js";
import { icon } from "../parts/icon.js";
import { offerFormatting, withdrawFormatting } from "../parts/keep-formatting.js";
import { grow, insert, isComposing } from "../parts/typing-box.js";
import { UPLOADS } from "./visit.js";

const LINES = 6;
const COUNT_FROM = 500;

/** `<hd-composer .visit .conversation .hint>`: the box where the visitor writes. */
export class Composer extends Element {
  static properties = {
    visit: { attribute: false },
    conversation: { attribute: false },
    hint: { attribute: false },
    length: { state: true },
    answered: { state: true },
  };

  constructor() {
    super();
    this.length = 0;
    this.answered = null;
  }

  get box() {
    return this.querySelector("textarea");
  }

  get attach() {
    return this.querySelector("hd-attach");
  }

  get limits() {
    return { ...this.visit.boot.limits, ...this.visit.store.limits };
  }

  updated(changed) {
    if (!changed.has("conversation")) return;
    this.answered = null;
    this.box.value = this.visit.talk.draft(this.conversation);
    this.changed();
    if (matchMedia("(pointer: fine)").matches) this.box.focus();
  }

  /** A message that failed comes back to be edited, its files with it. @param {import("../live/sendable.js").Item} item */
  take({ text, fields }) {
    if (fields?.parts) this.attach.restore(fields.parts);
    else this.edit((written) => (written ? `${text}\n${written}` : text));
  }

  /** @param {(text: string) => string} change */
  edit(change) {
    this.box.value = change(this.box.value);
    this.box.focus();
    this.typed();
  }

  /** The next message answers this one. @param {Object} entry */
  quote(entry) {
    this.answered = entry;
    this.box.focus();
  }

  typed() {
    this.visit.talk.type(this.conversation, this.box.value);
    this.changed();
  }

  changed() {
    this.length = [...this.box.value].length;
    grow(this.box, LINES);
  }

  onKey(event) {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    this.send();
  }

  onPaste(event) {
    const files = filesIn(event.clipboardData);
    if (files.length) {
      event.preventDefault();
      this.attach.addFiles(files);
    } else {
      offerFormatting(event.clipboardData, this.box, this.querySelector(".offer"), (parts) => this.post({ parts }));
    }
  }

  send(event) {
    event?.preventDefault();
    const text = this.box.value.trim();
    if (this.length > this.limits.text) return;
    const parts = this.attach.take(text);
    if (!text && !parts) return;
    this.box.value = "";
    this.typed();
    this.post(parts ? { parts } : { text });
    withdrawFormatting(this.querySelector(".offer"));
    this.box.focus();
  }

  post(message) {
    const answer = this.answered ? { reply_to: this.answered.seq } : {};
    this.answered = null;
    this.visit.talk.post(this.conversation, { ...message, ...answer });
  }

  render() {
    const left = this.limits.text - this.length;
    const isEmpty = !this.length && !this.attach?.tray?.items.length;
    return html`<form class="composer" @submit=${this.send} @attach-parts=${({ detail: parts }) => this.post({ parts })}
      @attach-mark=${({ detail }) => insert(this.box, detail)} @attach-edit=${({ detail }) => this.edit(detail)} @attach-changed=${() => this.requestUpdate()}>
      ${answering(this.answered, () => (this.answered = null))}
      <div class="offer"></div>
      <div class="composer-box">
        <div class="composer-tools">
          <hd-attach .place=${`${this.conversation}.everyone`} .uploads=${UPLOADS} .limits=${this.limits} .inline=${1}></hd-attach>
          <hd-emoji @emoji=${({ detail }) => insert(this.box, detail)}></hd-emoji>
        </div>
        <textarea rows="1" enterkeyhint="send" aria-label=${gettext("Message")} placeholder=${this.hint} aria-describedby="composer-count"
          @input=${this.typed} @keydown=${this.onKey} @paste=${this.onPaste}></textarea>
        <button class="send" aria-label=${gettext("Send")} aria-disabled=${isEmpty || left < 0}>${icon("send-horizontal")}</button>
      </div>
      <p id="composer-count" class="count ${left < 0 ? "over" : ""}">
        ${left < 0 ? gettext("%(n)s characters too long", { n: -left }) : left <= COUNT_FROM ? gettext("%(n)s characters left", { n: left }) : nothing}
      </p>
    </form>`;
  }
}

customElements.define("hd-composer", Composer);
