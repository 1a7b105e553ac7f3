import { html, nothing } from "lit";
import { keepDraft, readDraft } from "../live/drafts.js";
import { gettext } from "../live/words.js";
import { answering, filesIn } from "../parts/answering.js";
import "../parts/attach.js";
import "../parts/emoji.js";
import { icon } from "../parts/icon.js";
import { offerFormatting, withdrawFormatting } from "../parts/keep-formatting.js";
import { grow, insert, isComposing } from "../parts/typing-box.js";
import { counter } from "./composer-counter.js";
import { NOTE_DRAFT, REPLY_DRAFT } from "./composer-draft.js";
import "./ask-visitor.js";
import { UPLOADS } from "./desk.js";
import { DeskElement } from "./element.js";
import { emphasise } from "./emphasis.js";
import { nameOf } from "./names.js";

const LINES = 10;
const TYPING_EVERY = 3000;

/** What is written: a reply to the visitor or a note for colleagues, each with its own draft and its own look. */
export class Composer extends DeskElement {
  static properties = { summary: { attribute: false }, length: { state: true }, answered: { state: true } };

  #tabs = new Map();
  #shown = "";
  #typedAt = 0;

  constructor() {
    super();
    Object.assign(this, { length: 0, answered: null });
  }

  get attach() {
    return this.querySelector("hd-attach");
  }

  /** Reply, unless a note was being written in this very conversation or nothing else is allowed. */
  get tab() {
    const chosen = this.#tabs.get(this.summary.id) ?? "reply";
    if (this.#can[chosen]) return chosen;
    return chosen === "reply" ? "note" : "reply";
  }

  get #box() {
    return this.querySelector("textarea");
  }

  get #limit() {
    return this.desk.store.limits.text ?? 4000;
  }

  get #can() {
    return { reply: this.summary.can.includes("message.post"), note: this.summary.can.includes("note.add") };
  }

  /** @param {"reply" | "note"} tab */
  show(tab) {
    this.#choose(tab);
    this.updateComplete.then(() => this.#box.focus());
  }

  #choose(tab) {
    this.#tabs.set(this.summary.id, tab);
    this.requestUpdate();
  }

  focusBox() {
    this.#box?.focus();
  }

  /** The next message answers this one; a note is answered by a note. @param {Object} entry */
  quote(entry) {
    this.show(entry.type === "note.added" ? "note" : this.tab);
    this.answered = entry;
  }

  /** A failed message comes back to be written better, its files with it. */
  take({ type, text, fields }) {
    this.show(type === "note.add" ? "note" : "reply");
    this.updateComplete.then(() => (fields?.parts ? this.attach.restore(fields.parts) : insert(this.#box, text)));
  }

  #write(text) {
    this.#box.value = text;
    this.#input();
    this.#box.focus();
  }

  /** Each conversation and each tab has its own text. */
  updated() {
    const place = `${this.summary.id} ${this.tab}`;
    if (place === this.#shown) return;
    this.#shown = place;
    if (this.answered?.conversation !== this.summary.id) this.answered = null;
    this.#box.value = readDraft(this.summary.id, this.#draft);
    this.length = this.#box.value.length;
    grow(this.#box, LINES);
  }

  get #draft() {
    return this.tab === "note" ? NOTE_DRAFT : REPLY_DRAFT;
  }

  render() {
    const isNote = this.tab === "note";
    const name = nameOf(this.summary.contact);
    const tab = (id, word, sign) => this.#can[id] ? html`
      <button type="button" role="tab" id="tab-${id}" class=${id} aria-controls="writing" aria-selected=${this.tab === id ? "true" : "false"}
        tabindex=${this.tab === id ? 0 : -1} @click=${() => this.show(id)}>${sign} ${word}</button>` : nothing;
    return html`
      <form class="composer ${isNote ? "is-note" : ""}" aria-label=${gettext("Answer")} @submit=${(event) => this.#send(event)}
        @attach-parts=${({ detail: parts }) => this.#post({ parts })} @attach-mark=${({ detail }) => insert(this.#box, detail)}
        @attach-edit=${({ detail: edit }) => this.#write(edit(this.#box.value))}>
        <div class="tabs" role="tablist" aria-label=${gettext("Who reads it")} @keydown=${this.#tabKey}>
          ${tab("reply", gettext("Reply"), icon("reply"))} ${tab("note", gettext("Note"), icon("lock"))}
        </div>
        ${answering(this.answered, () => (this.answered = null))}
        <div class="offer"></div>
        <div class="write-box" role="tabpanel" id="writing" aria-labelledby="tab-${this.tab}">
          <textarea rows="1" @input=${this.#input} @keydown=${this.#key} @paste=${this.#paste}
            aria-label=${isNote ? gettext("Note for colleagues") : gettext("Reply to %(name)s", { name })}
            placeholder=${isNote ? gettext("Only colleagues can read this note.") : gettext("Write a reply to %(name)s", { name })}></textarea>
          <div class="tools">
            <hd-emoji @emoji=${(event) => insert(this.#box, event.detail)}></hd-emoji>
            <hd-attach .place=${`${this.summary.id}.${isNote ? "staff" : "everyone"}`} .uploads=${UPLOADS} .limits=${this.desk.store.limits}
              .hasRich=${true} .inline=${matchMedia("(width < 640px)").matches ? 1 : 9}></hd-attach>
            ${!isNote && this.summary.can.includes("consent.ask") ? html`<hd-ask-visitor .desk=${this.desk} .conversation=${this.summary.id}></hd-ask-visitor>` : nothing}
            <span class="space"></span>
            ${counter(this.length, this.#limit)}
            <button class="button primary" aria-disabled=${this.length > this.#limit ? "true" : nothing}>
              ${isNote ? icon("lock") : icon("send-horizontal")} ${isNote ? gettext("Add note") : gettext("Send")}</button>
          </div>
        </div>
      </form>`;
  }

  #input = () => {
    const text = this.#box.value;
    keepDraft(this.summary.id, text, this.#draft);
    this.length = text.length;
    grow(this.#box, LINES);
    if (this.tab === "reply" && text) this.#tellTyping();
  };

  #tellTyping() {
    const now = Date.now();
    if (now - this.#typedAt < TYPING_EVERY) return;
    this.#typedAt = now;
    this.desk.showTyping(this.summary.id);
  }

  #key = (event) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "Escape") {
      this.#box.blur();
    } else if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      if (emphasise(this.#box, event.code)) event.preventDefault();
    }
  };

  #tabKey = (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const other = this.tab === "reply" ? "note" : "reply";
    if (!this.#can[other]) return;
    this.#choose(other);
    this.updateComplete.then(() => this.querySelector("[role=tab][aria-selected=true]").focus());
  };

  #send(event) {
    event?.preventDefault();
    const text = this.#box.value.trim();
    const parts = text.length <= this.#limit ? this.attach.take(text) : null;
    if ((!text && !parts) || text.length > this.#limit) return this.#box.focus();
    this.#post(parts ? { parts } : { text });
    withdrawFormatting(this.querySelector(".offer"));
    this.#write("");
    this.#typedAt = 0;
  }

  #post(message) {
    const answer = this.answered ? { reply_to: this.answered.seq } : {};
    this.answered = null;
    this.desk.post({ ...message, ...answer }, { type: this.tab === "note" ? "note.add" : "message.post", conversation: this.summary.id });
  }

  #paste = (event) => {
    const files = filesIn(event.clipboardData);
    if (!files.length) return offerFormatting(event.clipboardData, this.#box, this.querySelector(".offer"), (parts) => this.#post({ parts }));
    event.preventDefault();
    this.attach.addFiles(files);
  };
}
customElements.define("hd-composer", Composer);
