import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { clock } from "../live/clock.js";
import { gettext, ngettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { DeskElement } from "./element.js";
import { GROUPS } from "./order.js";
import { rowTemplate } from "./row.js";
import { settings } from "./settings.js";

const SKELETON_AFTER = 150;

/** The conversations: mine, waiting, in progress in my teams. Nothing moves while somebody points at it. */
export class List extends DeskElement {
  static properties = { focused: { state: true }, isSlow: { state: true } };

  #isPointed = false;
  #isPlaced = false;

  subscribe() {
    this.listen(settings, "change");
    this.until(clock.tick(() => this.requestUpdate()));
    const timer = setTimeout(() => (this.isSlow = true), SKELETON_AFTER);
    this.until(() => clearTimeout(timer));
  }

  /** Puts the focus on the first row that is still there; nobody is pointing at it yet, so nothing is held. */
  focusRow() {
    this.#isPlaced = true;
    this.querySelector(".row:not(.gone)")?.focus();
    this.#isPlaced = false;
  }

  render() {
    const { desk } = this;
    return html`
      <header class="list-head">
        ${desk.current ? html`<h2 class="sr">${gettext("Conversations")}</h2>` : html`<h1 class="sr">${gettext("Conversations")}</h1>`}
        <div class="filter">
          ${icon("search")}
          <input class="input" type="search" aria-label=${gettext("Filter conversations")} placeholder=${gettext("Filter by name, service, text")}
            .value=${desk.filter} @input=${(event) => desk.setFilter(event.target.value)} @keydown=${this.#filterKey}>
        </div>
      </header>
      ${desk.order.moved ? html`<button class="moved" @click=${this.#apply}>${ngettext("%(n)s moved ↑", "%(n)s moved ↑", desk.order.moved, { n: desk.order.moved })}</button>` : nothing}
      <div class="rows" id="list" tabindex="-1"
        @pointerover=${this.#point} @pointerleave=${this.#leave} @focusin=${this.#focus} @focusout=${this.#blur} @keydown=${this.#key} @click=${this.#click}>
        ${desk.isLoaded ? this.#groups() : this.isSlow ? html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i><i></i></div>` : nothing}
      </div>
    `;
  }

  #groups() {
    const { desk } = this;
    const groups = desk.onlyGroup ? [desk.onlyGroup] : GROUPS;
    if (desk.filter && !desk.order.sequence(desk.filter).length) {
      return html`<div class="empty">
        <p>${gettext("No conversation matches “%(filter)s”.", { filter: desk.filter })}</p>
        <button class="button" @click=${() => desk.setFilter("")}>${gettext("Clear the filter")}</button>
      </div>`;
    }
    return groups.map((group) => this.#group(group));
  }

  #group(group) {
    const { desk } = this;
    const isClosed = settings.get("closed").includes(group) && !desk.filter && !desk.onlyGroup;
    const rows = isClosed ? [] : desk.order.shown(group, desk.filter);
    const now = clock.now();
    const reachable = this.#reachable();
    return html`
      <section class="group" data-group=${group} aria-labelledby="group-${group}">
        <h2 id="group-${group}">
          <button aria-expanded=${isClosed ? "false" : "true"} @click=${() => this.#fold(group, isClosed)}>
            ${icon("chevron-down")}<span>${groupName(group)}</span> <span class="total">${desk.order.count(group)}</span>
          </button>
        </h2>
        ${rows.length ? html`<ul role="list">${repeat(rows, (row) => row.id, (row) => html`<li>${rowTemplate(row, {
          desk, group, now, isCurrent: row.id === desk.current, isReachable: row.id === reachable,
        })}</li>`)}</ul>` : isClosed || desk.filter ? nothing : html`<p class="none">${noneIn(group)}</p>`}
      </section>`;
  }

  /** The one row the Tab key reaches. */
  #reachable() {
    const { desk } = this;
    const ids = desk.order.sequence(desk.filter).map((row) => row.id);
    return [this.focused, desk.current].find((id) => ids.includes(id)) ?? ids[0];
  }

  #fold(group, isClosed) {
    const others = settings.get("closed").filter((name) => name !== group);
    settings.set("closed", isClosed ? others : [...others, group]);
  }

  #point = (event) => {
    if (event.pointerType === "touch") return;
    this.#isPointed = true;
    this.desk.order.hold(groupAround(event.target));
  };

  #leave = () => {
    this.#isPointed = false;
    if (!this.querySelector(".row:focus-visible")) this.#apply();
  };

  #focus = (event) => {
    if (!event.target.matches(".row")) return;
    this.focused = event.target.dataset.id;
    if (!this.#isPlaced && event.target.matches(":focus-visible")) this.desk.order.hold(groupAround(event.target));
  };

  #blur = (event) => {
    if (!this.#isPointed && !event.relatedTarget?.matches?.(".row")) this.#apply();
  };

  #apply = () => {
    this.desk.order.release();
    this.desk.changed();
    if (this.#isPointed) this.desk.order.hold();
  };

  #click = (event) => {
    const row = event.target.closest(".row");
    if (!row || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    this.desk.open(row.dataset.id);
    // Opened with Enter: on to the answer. With the mouse the focus stays where the hand is.
    if (event.detail === 0) this.say("hd-write");
  };

  #key = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !event.target.matches(".row")) return;
    const rows = [...this.querySelectorAll(".row")];
    const at = rows.indexOf(event.target);
    const steps = { ArrowDown: at + 1, KeyJ: at + 1, ArrowUp: at - 1, KeyK: at - 1, Home: 0, End: rows.length - 1 };
    const next = rows[Math.min(rows.length - 1, Math.max(0, steps[event.code] ?? NaN))];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  #filterKey = (event) => {
    if (event.key === "ArrowDown") this.querySelector(".row")?.focus();
    else if (event.key === "Escape") this.desk.setFilter("");
    else return;
    event.preventDefault();
  };
}
customElements.define("hd-list", List);

function groupAround(node) {
  return node.closest(".group")?.dataset.group ?? null;
}

function groupName(group) {
  return { mine: gettext("Mine"), waiting: gettext("Waiting"), team: gettext("Team in progress") }[group];
}

function noneIn(group) {
  return {
    mine: gettext("You have no conversation."),
    waiting: gettext("Nobody is waiting."),
    team: gettext("Your teams have no other conversation."),
  }[group];
}
