import { html, nothing } from "lit";
import { clock } from "../live/clock.js";
import { duration } from "../live/dates.js";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { DeskElement } from "./element.js";
import { languageName, nameHere, nameOf } from "./names.js";
import { MARKS, waitOf } from "./waits.js";

/** Who it is, where they came from, how long they have been waiting, and what can be done with the conversation. */
export class ConversationHead extends DeskElement {
  subscribe() {
    this.until(this.desk.store.on("conversations", () => this.requestUpdate()));
    this.until(clock.tick(() => this.requestUpdate()));
  }

  render() {
    const { desk } = this;
    const summary = desk.summary(desk.current);
    const row = desk.row(desk.current);
    const contact = { ...summary?.contact, ...row?.contact };
    return html`
      <header class="talk-head">
        <button class="tool back" aria-label=${gettext("Back to the list")} @click=${() => desk.open(null)}>${icon("chevron-left")}</button>
        <h1 lang=${contact.language ?? nothing}>${summary ? nameOf(contact) : nothing}</h1>
        ${summary ? html`<div class="facts">${this.#facts(summary, contact, row)}</div>` : nothing}
        <div class="actions">
          ${summary?.can?.includes("conversation.end") ? html`
            <button class="button end" aria-keyshortcuts="Alt+E" title=${gettext("End the conversation (Alt+E)")} @click=${() => this.say("hd-end")}>${gettext("End…")}</button>` : nothing}
          <button class="tool" aria-label=${gettext("Customer")} title=${gettext("Customer (Alt+O)")} aria-keyshortcuts="Alt+O"
            aria-pressed=${desk.isPaneOpen ? "true" : "false"} @click=${() => desk.togglePane()}>${icon("panel-right")}</button>
        </div>
      </header>`;
  }

  #facts(summary, contact, row) {
    return html`
      <span class="presence"><i class="dot ${contact.is_online ? "online" : ""}"></i>${contact.is_online ? gettext("online") : gettext("left the page")}</span>
      ${this.#timer(summary, row)}
      <span class="chip">${nameHere(summary.service)}</span>
      <span class="chip">${languageName(summary.language)}</span>
      ${summary.owner && summary.owner.id !== this.desk.you.id ? html`<span class="chip">${icon("headset")} ${summary.owner.name}</span>` : nothing}
      ${summary.ticket ? html`<span class="chip">${icon("ticket")} #${summary.ticket}</span>` : nothing}
    `;
  }

  #timer(summary, row) {
    const wait = waitOf({ ...summary, ...row, state: summary.state }, clock.now());
    if (!wait) return nothing;
    const said = summary.state === "waiting" ? gettext("In the queue") : gettext("Waiting for a reply");
    return html`<span class="chip tabular ${wait.level}" title=${said}>
      <span aria-hidden="true">${MARKS[wait.level]}</span><span class="sr">${said}</span>${duration(wait.seconds * 1000)}</span>`;
  }
}
customElements.define("hd-conversation-head", ConversationHead);
