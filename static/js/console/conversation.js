import { html, nothing } from "lit";
import { gettext, ngettext } from "../live/words.js";
import { announce } from "../parts/announcer.js";
import { icon } from "../parts/icon.js";
import { said } from "../live/said.js";
import "../parts/consent.js";
import "../parts/drop.js";
import "../parts/thread.js";
import { goOnline } from "./availability.js";
import { dispositionName, nameOf } from "./names.js";
import { DeskElement } from "./element.js";
import { redact, takeBack } from "./redaction.js";
import { OTHER_TAB } from "./tabs.js";
import { systemLine } from "./system-lines.js";
import "./composer.js";
import "./conversation-head.js";
import { UPLOADS } from "./desk.js";

const OTHERS_EVERY = 5000;

/** The open conversation: its head, its lines and what is being written; or what to do when none is open. */
export class ConversationPane extends DeskElement {
  #isReadingOlder = false;
  #others = new Map();

  subscribe() {
    this.until(this.desk.store.on("conversations", () => this.requestUpdate()));
    const heard = ({ detail }) => detail.isNew && this.#announce(detail);
    this.desk.store.addEventListener("entry", heard);
    this.until(() => this.desk.store.removeEventListener("entry", heard));
  }

  render() {
    const { current, feed, store } = this.desk;
    if (!current) return this.#nothingOpen();
    if (feed.refusal(current)) return this.#refused();
    const summary = this.desk.summary(current);
    const name = nameOf(summary?.contact);
    return html`
      <hd-conversation-head .desk=${this.desk}></hd-conversation-head>
      <hd-thread id="thread"
        .store=${store} .outbox=${this.desk.outbox} .conversation=${current} .words=${systemLine} .tellsMissed=${true}
        .can=${summary?.can ?? []} .uploads=${UPLOADS} .card=${consentCard}
        @message-quote=${({ detail }) => this.#composer?.quote(detail)}
        @message-take-back=${({ detail }) => takeBack(this.desk, detail)} @message-redact=${({ detail }) => redact(this.desk, detail)}
        .nameOf=${authorName} .label=${gettext("Conversation with %(name)s", { name })}
        @thread-read=${({ detail }) => this.desk.readUpTo(detail.conversation, detail.seq)}
        @thread-older=${({ detail }) => this.#older(detail.conversation)}
        @thread-retry=${() => this.desk.flush()}
        @thread-edit=${({ detail }) => this.#edit(detail)}></hd-thread>
      ${this.#foot(summary)}
      ${summary?.can?.includes("message.post") ? html`<hd-drop .label=${gettext("Drop files to send them to %(name)s", { name })}
        @dropped=${({ detail }) => this.#composer?.attach.addFiles(detail)}></hd-drop>` : nothing}
    `;
  }

  get #composer() {
    return this.querySelector("hd-composer");
  }

  #foot(summary) {
    if (!summary?.can) return nothing;
    if (summary.state === "ended") return this.#endedLine(summary);
    const mayReply = summary.can.includes("message.post");
    const mayWrite = mayReply || summary.can.includes("note.add");
    return html`
      ${mayReply ? nothing : this.#whyNoReply(summary)}
      ${mayWrite ? html`<hd-composer id="composer" .desk=${this.desk} .summary=${summary}></hd-composer>` : nothing}`;
  }

  #whyNoReply({ state, owner }) {
    const words = state === "waiting"
      ? gettext("Waiting. It is connected by itself as soon as somebody of the team has room.")
      : gettext("%(name)s is answering. You are reading along.", { name: owner?.name ?? gettext("A colleague") });
    return html`<p class="closed-line">${state === "waiting" ? icon("hourglass") : icon("eye")} ${words}</p>`;
  }

  #endedLine({ disposition, ticket }) {
    const how = gettext("Ended: %(how)s", { how: dispositionName(disposition) });
    const { tickets } = this.desk.boot.urls;
    return html`<p class="closed-line">
      ${icon("circle-check")} <span>${how}</span>
      ${ticket && tickets ? html`<a href="${tickets}${ticket}/" target=${OTHER_TAB}>${gettext("Ticket #%(number)s", { number: ticket })}</a>` : nothing}
    </p>`;
  }

  #nothingOpen() {
    const { you, order, isLoaded } = this.desk;
    if (you.availability !== "online") {
      return html`<div class="empty">
        ${icon("coffee")}
        <h2>${you.availability === "away" ? gettext("You are away") : gettext("You are offline")}</h2>
        <p>${gettext("Nothing is connected to you. What you have stays with you.")}</p>
        <button class="button primary" @click=${() => goOnline(this.desk)}>${gettext("Go online")}</button>
      </div>`;
    }
    if (!isLoaded) return nothing;
    const waiting = order.count("waiting");
    const mine = order.count("mine");
    return html`<div class="empty">
      ${icon("messages-square")}
      <h2>${mine ? gettext("Choose a conversation") : gettext("You are online")}</h2>
      <p>${waiting ? ngettext("%(n)s person is waiting.", "%(n)s people are waiting.", waiting, { n: waiting }) : gettext("Nobody is waiting.")}
        ${you.capacity === 0 ? gettext("You are busy: nothing is connected to you.") : mine ? nothing : gettext("The next conversation is connected to you by itself.")}</p>
    </div>`;
  }

  #refused() {
    return html`<div class="empty">
      ${icon("lock")}
      <h2>${gettext("This conversation is not here for you")}</h2>
      <p>${gettext("It does not exist, or belongs to a team you are not in.")}</p>
      <button class="button" @click=${() => this.desk.open(null)}>${gettext("To the list")}</button>
    </div>`;
  }

  async #older(id) {
    if (this.#isReadingOlder) return;
    this.#isReadingOlder = true;
    try {
      await this.desk.feed.readOlder(id);
    } catch {
      this.desk.notice(gettext("The older messages could not be loaded. Scroll up to try again."));
    } finally {
      this.#isReadingOlder = false;
    }
  }

  #edit(item) {
    this.#composer?.take(item);
  }

  /** New words of others: spoken for the open conversation, counted for the rest. */
  #announce({ conversation, entry }) {
    const { desk } = this;
    if (entry.type !== "message.posted" || entry.author?.id === desk.store.me(conversation.id)?.id) return;
    const name = entry.author?.name || nameOf(desk.row(conversation.id)?.contact);
    if (conversation.id === desk.current) return announce(`${name}: ${said(entry)}`);
    if (desk.row(conversation.id)?.owner?.id !== desk.you.id) return;
    if (!this.#others.size) setTimeout(() => this.#tellOthers(), OTHERS_EVERY);
    this.#others.set(name, (this.#others.get(name) ?? 0) + 1);
  }

  #tellOthers() {
    for (const [name, n] of this.#others) {
      announce(ngettext("%(n)s new message from %(name)s", "%(n)s new messages from %(name)s", n, { n, name }));
    }
    this.#others.clear();
  }
}
customElements.define("hd-conversation", ConversationPane);

function consentCard(entry, one) {
  return entry.type === "consent.asked" ? html`<hd-consent .entry=${entry} .conversation=${one}></hd-consent>` : null;
}

function authorName(entry) {
  if (entry.type === "greeting.sent") return gettext("Greeting");
  return entry.author?.name || gettext("Visitor");
}
