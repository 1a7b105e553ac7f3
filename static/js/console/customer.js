import { html, nothing } from "lit";
import { momentOf } from "../live/dates.js";
import { gettext } from "../live/words.js";
import "../parts/conversation-files.js";
import { icon } from "../parts/icon.js";
import { addresses, read } from "./api.js";
import { DeskElement } from "./element.js";
import { OTHER_TAB } from "./tabs.js";
import { dispositionName, languageName, nameOf, ticketStateName } from "./names.js";
import { Route } from "./route.js";

const MOST_KEPT = 20;

/** Who the visitor is, and what was before. */
export class Customer extends DeskElement {
  static properties = { known: { state: true }, tab: { state: true } };

  #known = new Map();
  #asked = null;

  constructor() {
    super();
    this.tab = "customer";
  }

  willUpdate(changed) {
    super.willUpdate(changed);
    const { current, isPaneOpen } = this.desk;
    const summary = current && this.desk.store.get(current)?.summary;
    // Asked again when it ends: a ticket has come.
    const asked = summary?.contact ? `${current} ${summary.state}` : null;
    if (isPaneOpen && asked && asked !== this.#asked) this.#read(current, asked);
  }

  async #read(id, asked) {
    this.#asked = asked;
    try {
      const answer = await read(addresses.contact(id));
      this.#known.delete(id);
      this.#known.set(id, answer);
      if (this.#known.size > MOST_KEPT) this.#known.delete(this.#known.keys().next().value);
    } catch {
      this.#asked = null; // the next change asks again
    }
    this.requestUpdate();
  }

  render() {
    const { desk } = this;
    const { current } = desk;
    return html`
      <header class="pane-head">
        <h2 class="sr">${this.tab === "customer" ? gettext("Customer") : gettext("Files")}</h2>
        <div class="pane-tabs" role="tablist" aria-label=${gettext("What is shown here")} @keydown=${this.#tabKey}>
          ${this.#tab("customer", gettext("Customer"))} ${this.#tab("files", gettext("Files"))}
        </div>
        <button class="tool" aria-label=${gettext("Close the customer pane")} @click=${() => desk.togglePane(false)}>${icon("x")}</button>
      </header>
      <div class="pane-body" id="customer" tabindex="-1" role="tabpanel" aria-labelledby="pane-tab-${this.tab}">${current ? this.#shown(current) : html`<p class="card quiet">${gettext("Open a conversation to see its customer.")}</p>`}</div>
    `;
  }

  #shown(id) {
    if (this.tab === "customer") return this.#cards(id);
    return html`<div class="card"><hd-conversation-files .store=${this.desk.store} .conversation=${id} .nameOf=${fileOwner}></hd-conversation-files></div>`;
  }

  #tab(name, words) {
    const isChosen = this.tab === name;
    return html`<button type="button" role="tab" id="pane-tab-${name}" aria-controls="customer" aria-selected=${isChosen ? "true" : "false"}
      tabindex=${isChosen ? 0 : -1} @click=${() => (this.tab = name)}>${words}</button>`;
  }

  #tabKey = (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    this.tab = this.tab === "customer" ? "files" : "customer";
    this.updateComplete.then(() => this.querySelector("[role=tab][aria-selected=true]").focus());
  };

  #cards(id) {
    const known = this.#known.get(id);
    const contact = { ...this.desk.row(id)?.contact, ...this.desk.store.get(id)?.summary.contact, ...known?.contact };
    return html`${this.#person(contact)} ${known ? html`${this.#tickets(known.tickets)} ${this.#past(known.conversations.filter((one) => one.id !== id))}` : nothing}`;
  }

  #person(contact) {
    const fact = (word, value) => (value ? html`<dt>${word}</dt><dd>${value}</dd>` : nothing);
    const mail = contact.email && html`<a class="plain-link" href="mailto:${encodeURIComponent(contact.email).replace("%40", "@")}">${contact.email}</a>`;
    return html`
      <section class="card">
        <h3 class="who" lang=${contact.language ?? nothing}>${nameOf(contact)}</h3>
        <dl>
          ${fact(gettext("E-mail"), mail)}
          ${fact(gettext("Language"), contact.language && languageName(contact.language))}
          ${fact(gettext("Page"), contact.page && pageLink(contact.page))}
          ${fact(gettext("Came from"), contact.referrer && pageLink(contact.referrer))}
          ${fact(gettext("Device"), contact.device)}
        </dl>
        ${contact.name || contact.email ? nothing : html`<p class="quiet">${gettext("This visitor has left no name and no address.")}</p>`}
      </section>`;
  }

  #tickets(tickets) {
    const { urls } = this.desk.boot;
    return html`
      <section class="card">
        <h3>${gettext("Tickets")} <span class="total">${tickets.length || ""}</span></h3>
        ${tickets.length ? html`<ul class="past">${tickets.map((ticket) => html`<li><a href="${urls.tickets}${ticket.number}/" target=${OTHER_TAB}>
          <span class="what">#${ticket.number} ${ticket.subject}</span><span class="when">${ticketStateName(ticket.state)}</span>
          <span class="sub">${momentOf(ticket.created_at)}</span></a></li>`)}</ul>`
          : html`<p class="quiet">${gettext("No ticket yet.")}</p>`}
      </section>`;
  }

  #past(conversations) {
    return html`
      <section class="card">
        <h3>${gettext("Past conversations")} <span class="total">${conversations.length || ""}</span></h3>
        ${conversations.length ? html`<ul class="past">${conversations.map((one) => html`<li><a href=${Route.address(one.id)} @click=${(event) => this.#open(event, one.id)}>
          <span class="what">${one.service}</span><span class="when">${dispositionName(one.disposition)}</span>
          <span class="sub">${momentOf(one.ended_at)}${one.agent ? ` · ${one.agent}` : ""}</span></a></li>`)}</ul>`
          : html`<p class="quiet">${gettext("This is the first one.")}</p>`}
      </section>`;
  }

  #open(event, id) {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    this.desk.open(id);
  }
}
customElements.define("hd-customer", Customer);

function fileOwner(entry) {
  return entry.author?.name || gettext("Visitor");
}

/** Only web addresses become links; the page's name says enough. */
function pageLink(address) {
  const url = URL.parse?.(address) ?? null;
  if (!url || !/^https?:$/.test(url.protocol)) return address;
  const said = url.pathname === "/" ? url.host : url.host + url.pathname;
  return html`<a class="plain-link" href=${url.href} target="_blank" rel="noopener noreferrer nofollow">${said}</a>`;
}
