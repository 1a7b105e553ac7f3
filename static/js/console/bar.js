import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { DeskElement } from "./element.js";
import { settings } from "./settings.js";

const ASK_AFTER = 1500;

/** One line at the top when the page needs something of its reader: a click for the sound, a reload for a new version. */
export class Bar extends DeskElement {
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
    if (this.#isNew) {
      return html`<div class="bar" role="status">${icon("refresh-cw")} <span>${gettext("A new version is ready.")}</span>
        <a class="plain-link" href=${location.pathname}>${gettext("Reload")}</a></div>`;
    }
    const isMute = this.isSettled && settings.get("sound") && this.desk.you.availability === "online" && this.desk.ringer.sounds.isBlocked;
    if (!isMute) return nothing;
    return html`<div class="bar">${icon("volume-x")} <span>${gettext("The browser keeps this page silent until you click into it.")}</span>
      <button class="link" @click=${() => this.#free()}>${gettext("Turn the sound on")}</button></div>`;
  }
}
customElements.define("hd-bar", Bar);
