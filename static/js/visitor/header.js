import { html, nothing } from "lit";
import { later } from "../live/later.js";
import { gettext } from "../live/words.js";
import { confirm } from "../parts/confirm.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import { isOpen } from "./services.js";
import { chooseLanguage, chooseTextSize, textSize } from "./reading.js";

/** `<hd-visitor-header .visit .bell>`: who is there, the way back, and the menu. */
export class Header extends Element {
  static properties = { visit: { attribute: false }, bell: { attribute: false }, isOpen: { state: true } };

  constructor() {
    super();
    this.onOutside = (event) => this.querySelector(".options")?.contains(event.target) || this.close();
  }

  firstUpdated() {
    this.listen(this.visit, "change");
    this.watch(this.visit.store, "conversations");
  }

  render() {
    const one = this.visit.current;
    return html`<header class="top">
      ${this.back(one)} ${one ? this.talk(one) : this.site()}
      <button class="tool" type="button" aria-pressed=${this.bell.isMuted} aria-label=${gettext("Mute sound")} @click=${this.mute}>
        ${this.bell.isMuted ? icon("volume-x") : icon("volume-2")}
      </button>
      <div class="options" @keydown=${this.onKey}>
        <button class="tool" type="button" aria-label=${gettext("Options")} aria-expanded=${Boolean(this.isOpen)} @click=${this.toggle}>
          ${icon("ellipsis")}
        </button>
        ${this.isOpen ? this.options(one) : nothing}
      </div>
    </header>`;
  }

  site() {
    const { name } = this.visit.boot.site;
    return html`<div class="who"><span class="logo" aria-hidden="true">${[...name][0]}</span><p class="who-name">${name}</p></div>`;
  }

  talk(one) {
    const { service, agent, state } = one.summary;
    const staff = [...one.participants.values()].find((person) => person.name === agent?.name && person.role !== "visitor");
    const isThere = state === "active" && (staff?.is_online ?? true);
    return html`<div class="who">
      <span class="logo" aria-hidden="true">${agent ? [...agent.name][0] : icon("message-circle")}</span>
      <div>
        <h1 class="who-name" tabindex="-1" data-focus>${agent?.name ?? service?.name}</h1>
        <p class="who-more">
          ${agent ? html`<span class="dot ${isThere ? "on" : ""}"></span><span class="sr">${isThere ? gettext("online") : gettext("away")}</span> ${service?.name}` : gettext("Waiting")}
        </p>
      </div>
    </div>`;
  }

  back(one) {
    const { name } = this.visit.place;
    if (name === "menu" || (one && isOpen(one))) return nothing;
    return html`<button class="tool" type="button" aria-label=${gettext("Back to the services")} @click=${() => this.visit.go({ name: "menu" })}>
      ${icon("chevron-left")}
    </button>`;
  }

  options(one) {
    const size = textSize();
    return html`<div class="menu">
      <div class="menu-row">
        <span>${gettext("Text size")}</span>
        <button class="tool" type="button" aria-label=${gettext("Smaller text")} ?disabled=${size === 0} @click=${() => this.resize(size - 1)}>${icon("a-arrow-down")}</button>
        <button class="tool" type="button" aria-label=${gettext("Larger text")} ?disabled=${size === 2} @click=${() => this.resize(size + 1)}>${icon("a-arrow-up")}</button>
      </div>
      ${this.visit.boot.languages.map(([code, name]) => this.language(code, name))}
      ${this.bell.canAskForNotifications ? this.item(icon("bell"), gettext("Notify me of replies"), () => this.notify()) : nothing}
      ${one ? this.item(icon("folder"), gettext("Files"), () => this.files()) : nothing}
      ${one && isOpen(one) ? this.item(icon("log-out"), gettext("End chat"), () => this.end()) : nothing}
    </div>`;
  }

  language(code, name) {
    const isCurrent = code === this.visit.boot.language;
    return html`<button type="button" lang=${code} aria-current=${isCurrent ? "true" : nothing} @click=${() => chooseLanguage(this.visit, code)}>
      ${isCurrent ? icon("check") : icon("languages")} ${name}
    </button>`;
  }

  item(picture, words, act) {
    return html`<button type="button" @click=${act}>${picture} ${words}</button>`;
  }

  toggle() {
    if (this.isOpen) return this.close();
    this.isOpen = true;
    this.cover(true);
    document.addEventListener("pointerdown", this.onOutside);
  }

  close() {
    this.isOpen = false;
    this.cover(false);
    document.removeEventListener("pointerdown", this.onOutside);
  }

  /** What lies below the open menu cannot be hit by mistake. */
  cover(isCovered) {
    for (const part of document.querySelector("main").children) part.inert = isCovered;
  }

  onKey(event) {
    if (event.key !== "Escape" || !this.isOpen) return;
    this.close();
    this.querySelector(".options button").focus();
  }

  mute() {
    this.bell.isMuted = !this.bell.isMuted;
    this.requestUpdate();
  }

  resize(size) {
    chooseTextSize(size);
    this.requestUpdate();
  }

  async notify() {
    this.close();
    await this.bell.ringer.allowNotifications();
    this.requestUpdate();
  }

  async files() {
    this.close();
    const { showFiles } = await later(() => import("./files-dialog.js"), "media");
    showFiles(this.visit);
  }

  async end() {
    this.close();
    const { id } = this.visit.place;
    const isSure = await confirm({
      title: gettext("End this chat?"),
      text: gettext("You can read it afterwards and start a new one at any time."),
      yes: gettext("End chat"),
      no: gettext("Keep chatting"),
      until: (close) => this.visit.store.on(id, () => this.visit.store.get(id).summary.state === "ended" && close()),
    });
    if (isSure) await this.visit.talk.leave(id).catch(() => {});
  }
}

customElements.define("hd-visitor-header", Header);
