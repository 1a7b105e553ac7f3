import { html, nothing } from "lit";
import { timeOf } from "../live/dates.js";
import { gettext, ngettext } from "../live/words.js";
import { Element } from "./element.js";
import { icon } from "./icon.js";

const BACK_FOR = 2_000;

/**
 * `<hd-connection .socket .outbox>`: says when the connection is gone, what waits, and offers to try again.
 * With `tells-back`, also that it is back (two seconds, green).
 */
export class Connection extends Element {
  static properties = {
    socket: { attribute: false },
    outbox: { attribute: false },
    tellsBack: { type: Boolean, attribute: "tells-back" },
    isBack: { state: true },
  };

  firstUpdated() {
    this.listen(this.outbox, "change");
    this.last = this.socket.state;
    this.socket.addEventListener("state", () => this.changed());
  }

  changed() {
    const wasAway = this.last === "offline" || this.last === "reconnecting";
    this.last = this.socket.state;
    this.isBack = Boolean(this.tellsBack && wasAway && this.last === "live");
    if (this.isBack) setTimeout(() => (this.isBack = false), BACK_FOR);
    this.requestUpdate();
  }

  render() {
    const { state } = this.socket;
    const isAway = state === "offline" || state === "stopped";
    const look = this.isBack ? "back" : isAway ? "away" : state;
    return html`<div class="connection ${look}">
      <span role="status">${this.words(state)}</span>
      ${isAway ? html`<button class="link" type="button" @click=${() => this.socket.retry()}>${gettext("Retry now")}</button>` : nothing}
    </div>`;
  }

  words(state) {
    if (this.isBack) return html`${icon("check")} ${gettext("Back online")}`;
    if (state === "reconnecting") return html`${icon("refresh-cw")} ${gettext("Reconnecting…")}`;
    if (state === "stopped") return html`${icon("wifi-off")} ${gettext("The connection was closed.")}`;
    if (state !== "offline") return nothing;
    const { since } = this.socket;
    const away = since ? gettext("Offline since %(time)s", { time: timeOf(since) }) : gettext("Offline");
    const n = this.outbox.pending().length;
    return html`${icon("wifi-off")} ${away}${n ? ` · ${ngettext("%(n)s unsent", "%(n)s unsent", n, { n })}` : nothing}`;
  }
}

customElements.define("hd-connection", Connection);
