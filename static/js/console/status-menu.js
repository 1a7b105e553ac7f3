import { html, nothing } from "lit";
import { gettext, language } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { change, goOnline } from "./availability.js";
import { DeskElement } from "./element.js";
import { initial } from "./names.js";
import { settings, themeNow, useTheme } from "./settings.js";

const LANGUAGES = [["en", "English"], ["zh-hans", "简体中文"]];
const MOST = 100;

/** Availability, capacity, sound, language, colours and the way out, at the foot of the rail. */
export class StatusMenu extends DeskElement {
  subscribe() {
    this.listen(settings, "change");
  }

  open() {
    this.querySelector("[popover]").showPopover();
  }

  get #state() {
    const { availability, capacity } = this.desk.you;
    return availability === "online" && capacity === 0 ? "busy" : availability;
  }

  render() {
    const { you } = this.desk;
    return html`
      <button class="me" popovertarget="status-menu" aria-haspopup="dialog">
        <span class="face" aria-hidden="true">${initial(you.name)}<span class="dot ${this.#state}"></span></span>
        <span class="rail-word">${gettext("Me")}</span>
        <span class="sr">${gettext("Status: %(state)s,", { state: stateWord(this.#state) })}</span>
        <span class="load tabular">${you.load}/${you.capacity}</span>
        <span class="sr">${gettext("conversations")}</span>
      </button>
      <div id="status-menu" class="status-menu" popover role="dialog" aria-label=${gettext("My status")} @toggle=${this.#toggled}>
        <h2>${you.name}</h2>
        ${this.#availability(you)} ${this.#capacity(you)} ${this.#switches()} ${this.#page()}
      </div>
    `;
  }

  #toggled = (event) => {
    if (event.newState === "open") this.querySelector("[name=availability]:checked")?.focus();
  };

  #availability({ availability, reason }) {
    const pick = (value, word) => html`
      <label class="pick">
        <input type="radio" name="availability" .checked=${availability === value} @change=${() => this.#choose(value)}>
        <span class="grow">${word}</span><span class="dot ${value}" aria-hidden="true"></span>
      </label>`;
    return html`
      <section>
        <fieldset>
          <legend>${gettext("Availability")}</legend>
          ${pick("online", gettext("Online"))} ${pick("away", gettext("Away"))}
          ${availability === "away" ? html`
            <input class="input" maxlength="80" aria-label=${gettext("Reason for being away")} placeholder=${gettext("Reason, e.g. lunch")}
              .value=${reason ?? ""} @change=${(event) => this.#choose("away", event.target.value)}>` : nothing}
          ${pick("offline", gettext("Offline"))}
        </fieldset>
      </section>`;
  }

  #choose(availability, reason = "") {
    if (availability === "online") return goOnline(this.desk);
    change(this.desk, "availability.set", { availability, ...(reason.trim() && { reason: reason.trim() }) });
  }

  #capacity({ capacity, load }) {
    const set = (value) => change(this.desk, "capacity.set", { capacity: Math.min(MOST, Math.max(0, value)) });
    return html`
      <section>
        <h3 id="capacity-word">${gettext("Capacity")}</h3>
        <div class="stepper" role="group" aria-labelledby="capacity-word">
          <button class="tool" aria-label=${gettext("Fewer conversations")} ?disabled=${capacity <= 0} @click=${() => set(capacity - 1)}>${icon("minus")}</button>
          <output aria-live="polite">${capacity}</output>
          <button class="tool" aria-label=${gettext("More conversations")} ?disabled=${capacity >= MOST} @click=${() => set(capacity + 1)}>${icon("plus")}</button>
        </div>
        <p class="hint ${capacity ? "" : "busy"}">${capacity
          ? gettext("You have %(load)s of at most %(capacity)s conversations.", { load, capacity })
          : gettext("Busy: nothing is connected to me.")}</p>
      </section>`;
  }

  #switches() {
    const row = (name, word, change) => html`
      <label class="pick">
        <span class="grow">${word}</span>
        <input class="switch" type="checkbox" role="switch" .checked=${settings.get(name)} @change=${change}>
      </label>`;
    return html`
      <section>
        ${row("sound", gettext("Sound"), (event) => this.#sound(event.target.checked))}
        ${row("notices", gettext("Desktop notifications"), (event) => this.#notices(event.target))}
        ${globalThis.Notification?.permission === "denied"
          ? html`<p class="hint">${gettext("The browser blocks notifications from this site.")}</p>` : nothing}
      </section>`;
  }

  async #sound(isOn) {
    settings.set("sound", isOn);
    if (isOn && (await this.desk.ringer.unlock())) this.desk.ringer.sounds.play("pop");
  }

  async #notices(box) {
    const isAllowed = box.checked && (await this.desk.ringer.allowNotifications());
    settings.set("notices", isAllowed);
    box.checked = isAllowed;
  }

  #page() {
    const { urls } = this.desk.boot;
    const part = (name, value, word, isOn, choose) => html`
      <label><input type="radio" name=${name} .checked=${isOn} @change=${() => choose(value)}><span>${word}</span></label>`;
    const themes = [["auto", gettext("Auto")], ["light", gettext("Light")], ["dark", gettext("Dark")]];
    return html`
      <section class="page-choices">
        <h3>${gettext("Colours")}</h3>
        <div class="segments" role="radiogroup" aria-label=${gettext("Colours")}>
          ${themes.map(([value, word]) => part("theme", value, word, themeNow() === value, useTheme))}
        </div>
        <h3>${gettext("Language")}</h3>
        <div class="segments" role="radiogroup" aria-label=${gettext("Language")}>
          ${LANGUAGES.map(([value, word]) => part("page-language", value, word, language() === value, chooseLanguage))}
        </div>
      </section>
      <section class="ways">
        <button class="pick of-keys" @click=${() => this.say("hd-keys")}>
          ${icon("keyboard")}<span class="grow">${gettext("Keyboard shortcuts")}</span><kbd>?</kbd></button>
        ${urls.password ? html`<a class="pick" href=${urls.password}>${icon("key-round")}<span>${gettext("Change password")}</span></a>` : nothing}
        <button class="pick" type="submit" form="sign-out">${icon("log-out")}<span>${gettext("Sign out")}</span></button>
      </section>`;
  }
}
customElements.define("hd-status-menu", StatusMenu);

function stateWord(state) {
  const words = { online: gettext("online"), busy: gettext("busy"), away: gettext("away"), offline: gettext("offline") };
  return words[state];
}

/** The page is rendered anew in the other language; drafts and unsent messages are kept in the browser. */
function chooseLanguage(value) {
  const form = document.getElementById("language");
  form.elements.language.value = value;
  form.elements.next.value = location.pathname;
  form.submit();
}
