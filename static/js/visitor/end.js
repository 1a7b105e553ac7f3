import { html, nothing } from "lit";
import { keepDraft } from "../live/drafts.js";
import { wordsOf } from "../live/sendable.js";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import "./rating.js";
import { endWords } from "./words.js";

/** `<hd-end .visit .conversation>`: after the end: why, the rating, and the way to a new conversation. */
export class End extends Element {
  static properties = { visit: { attribute: false }, conversation: { attribute: false }, isSkipped: { state: true } };

  willUpdate(changed) {
    if (!changed.has("conversation")) return;
    this.unwatch();
    this.watch(this.visit.store, this.conversation);
    this.listen(this.visit.outbox, "change");
    this.isSkipped = false;
  }

  /** What was typed too late: unsent messages and the draft. */
  get late() {
    const unsent = this.visit.outbox.pending(this.conversation).map(wordsOf);
    return [...unsent, this.visit.talk.draft(this.conversation)].filter(Boolean).join("\n");
  }

  render() {
    const { summary } = this.visit.store.get(this.conversation);
    const isAsked = summary.is_rating_asked && !this.isSkipped;
    return html`<section class="end">
      <p class="end-why" role="status">${icon("circle-check")} ${endWords(summary.disposition)}</p>
      ${this.late ? this.unsent() : nothing} ${isAsked ? this.rating() : nothing}
      ${summary.score ? html`<p class="end-thanks">${gettext("Thank you for your rating.")}</p>` : nothing}
      ${this.late || isAsked ? nothing : this.again()}
    </section>`;
  }

  rating() {
    return html`<hd-rating .visit=${this.visit} .conversation=${this.conversation} @skip=${() => (this.isSkipped = true)}></hd-rating>`;
  }

  again() {
    return html`<button class="button primary" type="button" @click=${() => this.visit.again()}>
      ${icon("message-circle-plus")} ${gettext("Start a new chat")}
    </button>`;
  }

  unsent() {
    return html`<div class="late">
      <p>${gettext("This was not sent, because the conversation had ended:")}</p>
      <blockquote>${this.late}</blockquote>
      <div class="acts">
        <button class="button primary" type="button" @click=${this.restart}>${gettext("Start a new chat with it")}</button>
        <button class="button" type="button" @click=${this.discard}>${gettext("Discard")}</button>
      </div>
    </div>`;
  }

  /** Kept here until the new conversation has it. */
  async restart() {
    await this.visit.again(this.late);
    if (this.visit.place.name === "talk") this.discard();
  }

  discard() {
    for (const { client_id: id } of this.visit.outbox.pending(this.conversation)) this.visit.outbox.remove(id);
    keepDraft(this.conversation, "");
    this.requestUpdate();
  }
}

customElements.define("hd-end", End);
