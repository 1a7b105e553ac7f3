import { html, nothing } from "lit";
import { dayOf } from "../live/dates.js";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import { leaves, search } from "./services.js";
import { waitWords } from "./words.js";

const REFRESH_EVERY = 20_000;
const SEARCH_FROM = 5;
const RECENT = 3;

/** `<hd-menu .visit>`: the services, as tiles on two levels. */
export class Menu extends Element {
  static properties = { visit: { attribute: false }, group: { state: true }, words: { state: true } };

  constructor() {
    super();
    this.group = null;
    this.words = "";
    this.onKey = (event) => this.pressed(event);
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("keydown", this.onKey);
    this.refreshing = setInterval(() => document.hidden || this.visit.refreshMenu(), REFRESH_EVERY);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.onKey);
    clearInterval(this.refreshing);
  }

  firstUpdated() {
    this.listen(this.visit, "change");
    this.watch(this.visit.store, "conversations");
    if (this.visit.isKnown) this.visit.refreshMenu();
  }

  /** What the tiles show: the hits of the search, one group, or the first level. */
  get tiles() {
    const { services } = this.visit;
    if (this.words.trim()) return search(services, this.words);
    const level = this.group ? (services.find(({ id }) => id === this.group)?.children ?? services) : services;
    return level.map((service) => ({ service, path: "" }));
  }

  /** 1–9 choose a tile while nobody is typing. */
  pressed(event) {
    if (event.target.closest("input, textarea, select, dialog") || event.ctrlKey || event.altKey || event.metaKey) return;
    const tile = /^[1-9]$/.test(event.key) && this.tiles[Number(event.key) - 1];
    if (tile) this.pick(tile.service);
  }

  pick(service) {
    if (!service.children.length) return this.visit.choose(service);
    this.words = "";
    this.enter(service.id);
  }

  async enter(group) {
    this.group = group;
    await this.updateComplete;
    this.querySelector("h1").focus();
  }

  render() {
    const { services } = this.visit;
    const group = services.find(({ id }) => id === this.group);
    return html`<div class="menu-page">
      ${group ? html`<button class="link back" type="button" @click=${() => this.enter(null)}>${icon("chevron-left")} ${gettext("All services")}</button>` : nothing}
      <h1 tabindex="-1" data-focus>${group?.name ?? gettext("How can we help?")}</h1>
      ${leaves(services).length >= SEARCH_FROM ? this.searchBox() : nothing}
      <ul class="tiles">${this.tiles.map((tile, index) => this.tile(tile, index))}</ul>
      ${this.visit.starting ? html`<p class="starting" role="status">${gettext("Starting your chat…")}</p>` : nothing}
      ${this.tiles.length ? nothing : this.empty()} ${group || this.words ? nothing : this.recent()}
    </div>`;
  }

  searchBox() {
    return html`<label class="search">
      <span class="sr">${gettext("Search services")}</span>${icon("search")}
      <input class="input" type="search" autocomplete="off" placeholder=${gettext("Search services")} .value=${this.words}
        @input=${(event) => (this.words = event.target.value)} />
    </label>`;
  }

  tile({ service, path }, index) {
    return html`<li>
      <button class="tile" type="button" aria-busy=${service === this.visit.starting} @click=${() => this.pick(service)}>
        <span class="tile-words">
          ${path ? html`<small>${path}</small>` : nothing}
          <b>${service.name}</b>${service.help ? html`<span>${service.help}</span>` : nothing}
        </span>
        ${this.state(service)} <kbd aria-hidden="true">${index < 9 ? index + 1 : ""}</kbd>
      </button>
    </li>`;
  }

  state(service) {
    if (service.children.length) return html`<span class="tile-state">${icon("chevron-right")}</span>`;
    if (service.state === "online") return html`<span class="tile-state ok">${icon("circle-check")} ${gettext("online")}</span>`;
    if (service.state === "waiting") {
      return html`<span class="tile-state warn">${icon("clock")} ${waitWords(service.wait_minutes) || gettext("short wait")}</span>`;
    }
    return html`<span class="tile-state">${icon("mail")} ${gettext("leave a message")}</span>`;
  }

  empty() {
    const words = this.words ? gettext("Nothing found. Try another word.") : gettext("There is no service to choose yet.");
    return html`<p class="nothing" role="status">${words}</p>`;
  }

  recent() {
    const ended = this.visit.ended.slice(0, RECENT);
    if (!ended.length) return nothing;
    return html`<section class="recent">
      <h2>${gettext("Your conversations")}</h2>
      <ul>
        ${ended.map(({ id, summary }) => html`<li>
          <button type="button" @click=${() => this.visit.go({ name: "talk", id })}>
            ${icon("history")} <span>${summary.service.name}</span> <time datetime=${summary.requested_at}>${dayOf(summary.requested_at)}</time>
          </button>
        </li>`)}
      </ul>
    </section>`;
  }
}

customElements.define("hd-menu", Menu);
