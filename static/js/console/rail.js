import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { DeskElement } from "./element.js";
import "./signs.js";
import "./status-menu.js";
import { OTHER_TAB } from "./tabs.js";

/** The places of the product on the left; a bar at the bottom of a phone. */
export class Rail extends DeskElement {
  render() {
    const { boot, unreadTotal, order, onlyGroup } = this.desk;
    return html`
      <ul>
        ${this.#place({ href: "/console/", icon: "messages-square", word: gettext("Conversations"), group: null, count: unreadTotal, isHere: onlyGroup !== "waiting" })}
        ${this.#place({ href: "/console/", icon: "hourglass", word: gettext("Waiting"), group: "waiting", count: order.count("waiting"), isQuiet: true, isHere: onlyGroup === "waiting" })}
        ${boot.urls.tickets ? this.#place({ href: boot.urls.tickets, icon: "ticket", word: gettext("Tickets") }) : nothing}
        ${boot.urls.admin ? this.#place({ href: boot.urls.admin, icon: "settings", word: gettext("Administration"), isWide: true }) : nothing}
      </ul>
      <hd-signs class="push" .desk=${this.desk}></hd-signs>
      <hd-status-menu .desk=${this.desk}></hd-status-menu>
    `;
  }

  #place({ href, icon: name, word, group, count = 0, isHere = false, isQuiet = false, isWide = false }) {
    const classes = group === "waiting" ? "of-phone" : isWide ? "of-wide" : nothing;
    return html`
      <li class=${classes}>
        <a href=${href} title=${word} aria-current=${isHere ? "page" : nothing} 
          target=${group === undefined ? OTHER_TAB : nothing} @click=${group === undefined ? null : (event) => this.#show(event, group)}>
          ${icon(name)}<span class="rail-word">${word}</span>
        </a>
        ${count ? html`<span class="count rail-badge ${isQuiet ? "quiet" : ""}" aria-hidden="true">${count > 99 ? "99+" : count}</span>` : nothing}
      </li>
    `;
  }

  #show(event, group) {
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    this.desk.showGroup(group);
  }
}
customElements.define("hd-rail", Rail);
