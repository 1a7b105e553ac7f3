import { html } from "lit";
import { gettext } from "../live/words.js";
import "../parts/connection.js";
import { Element } from "../parts/element.js";
import { loadChat } from "./chat-part.js";
import "./form.js";
import "./header.js";
import "./menu.js";
import "./message-form.js";
import "./thanks.js";
import { Bell } from "./bell.js";
import { Visit } from "./visit.js";

const RELOAD_AGAIN_AFTER = 30_000;
const RELOAD_CHAT_AFTER = 2_000;

/** `<hd-visitor .boot>`: the whole page. */
export class Visitor extends Element {
  static properties = { boot: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    this.visit = new Visit(this.boot);
    this.placeName = this.visit.place.name;
    this.bell = new Bell(this.visit);
    this.listen(this.visit, "change");
    this.watch(this.visit.store, "conversations");
    this.visit.addEventListener("change", () => this.arrive());
    this.visit.socket.addEventListener("state", ({ detail }) => detail.code === 4401 && this.reload());
    this.visit.start();
  }

  /** The server does not know this browser any more: a fresh page brings a fresh key, but not in a loop. */
  reload() {
    const last = Number(sessionStorage.getItem("hd.reloaded") ?? 0);
    if (Date.now() - last < RELOAD_AGAIN_AFTER) return;
    sessionStorage.setItem("hd.reloaded", String(Date.now()));
    location.reload();
  }

  /** A new place begins at its heading, for the eye and for screen readers; not the one the server leads to at first. */
  async arrive() {
    const { name } = this.visit.place;
    const isFirst = this.visit.isKnown && !this.isKnown;
    this.isKnown = this.visit.isKnown;
    if (name === this.placeName) return;
    this.placeName = name;
    await this.updateComplete;
    if (!isFirst) this.querySelector("[data-focus]")?.focus();
  }

  render() {
    return html`
      <hd-visitor-header .visit=${this.visit} .bell=${this.bell}></hd-visitor-header>
      <hd-connection .socket=${this.visit.socket} .outbox=${this.visit.outbox}></hd-connection>
      <main class="place at-${this.visit.place.name}" @pointerover=${this.expect} @focusin=${this.expect}>${this.body()}</main>
    `;
  }

  body() {
    const { visit } = this;
    const { place } = visit;
    switch (place.name) {
      case "ask":
        return html`<hd-ask .visit=${visit} .place=${place}></hd-ask>`;
      case "write":
        return html`<hd-message-form .visit=${visit} .place=${place}></hd-message-form>`;
      case "thanks":
        return html`<hd-thanks .visit=${visit} .place=${place}></hd-thanks>`;
      case "talk":
        return this.chat(place.id);
      default:
        return html`<hd-menu .visit=${visit}></hd-menu>`;
    }
  }

  /** Who points at a service will want the chat. */
  expect() {
    loadChat().catch(() => {});
  }

  chat(id) {
    if (customElements.get("hd-chat")) return html`<hd-chat .visit=${this.visit} .conversation=${id}></hd-chat>`;
    loadChat().then(() => this.requestUpdate(), () => setTimeout(() => this.requestUpdate(), RELOAD_CHAT_AFTER));
    return html`<p class="place-wait" role="status">${gettext("Loading…")}</p>`;
  }

  updated() {
    const one = this.visit.current;
    const name = one?.summary.agent?.name ?? one?.summary.service?.name;
    const site = this.boot.site.name;
    this.bell.title(name ? gettext("%(name)s – %(site)s", { name, site }) : site);
  }
}

customElements.define("hd-visitor", Visitor);
