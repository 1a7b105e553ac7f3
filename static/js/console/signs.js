import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { DeskElement } from "./element.js";
import { settings } from "./settings.js";

const ASK_AFTER = 1500;

/**
 * Signs above the foot of the rail when the page needs something of its reader: a click for the sound, a reload for a
 * new version. Not a bar at the top: it would move the page under the very click that makes it go away.
 */
export class Signs extends DeskElement {
  static properties = { isSettled: { state: true } };

  #build = null;

  subscribe() {
    this.listen(settings, "change");
    this.listen(this.desk.socket, "hello");
    // The first click anywhere frees the sound; the tab last clicked in is the one that rings.
    const free = () => this.#free();
    for (const name of ["pointerdown", "keydown"]) {
      addEventListener(name, free, { capture: true });
      this.until(() => removeEventListener(name, free, { capture: true }));
    }
    const timer = setTimeout(() => (this.isSettled = true), ASK_AFTER);
    this.until(() => clearTimeout(timer));
  }

  async #free() {
    const { ringer } = this.desk;
    if (ringer.isHolder && !ringer.sounds.isBlocked) return;
    await ringer.unlock();
    this.requestUpdate();
  }

  get #isNew() {
    const { build } = this.desk.store;
    this.#build ??= build;
    return this.#build !== build;
  }

  render() {
    const { ringer, you } = this.desk;
    const isMute = this.isSettled && settings.get("sound") && you.availability === "online" && ringer.sounds.isBlocked;
    const silent = gettext("Silent until you click: turn the sound on");
    const newer = gettext("A new version is ready: reload");
    return html`
      ${this.#isNew ? html`<a class="sign" href=${location.pathname} title=${newer} aria-label=${newer}>${icon("refresh-cw")}</a>` : nothing}
      ${isMute ? html`<button class="sign" title=${silent} aria-label=${silent} @click=${() => this.#free()}>${icon("volume-x")}</button>` : nothing}
    `;
  }
}
customElements.define("hd-signs", Signs);
