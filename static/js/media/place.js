import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import { isComposing } from "../parts/typing-box.js";
import "./map-box.js";
import { LABEL_MAX, locate, PlaceChoice } from "./place-choice.js";
import { positionWords } from "./position.js";

/**
 * Asks which place to send: this device's, one typed, or one on the map. Nothing is sent here.
 * @returns {Promise<{lat: number, lng: number, accuracy: number|null, label: string}|null>} null: none
 */
export function choosePlace() {
  const asking = document.createElement("hd-place");
  document.body.append(asking);
  return asking.answer;
}

class Place extends Element {
  static properties = { mistake: { state: true }, trouble: { state: true }, isLocating: { state: true } };

  #place = null;

  constructor() {
    super();
    this.choice = new PlaceChoice();
    this.listen(this.choice, "change");
    this.answer = new Promise((resolve) => (this.resolve = resolve));
  }

  firstUpdated() {
    this.querySelector("dialog").showModal();
  }

  render() {
    return html`<dialog class="box place-dialog" aria-labelledby="place-title" @close=${this.closed}>
      <form novalidate @submit=${this.submit}>
        <h2 id="place-title">${gettext("Send a position")}</h2>
        ${this.device()} ${this.typing()}
        ${document.documentElement.dataset.tiles ? this.map() : nothing}
        <div class="field">
          <label for="place-label">${gettext("Name of the place (optional)")}</label>
          <input class="input" id="place-label" maxlength=${LABEL_MAX} autocomplete="off" .value=${this.choice.label}
            @input=${(event) => this.choice.name(event.target.value)} @keydown=${composes}>
        </div>
        <section class="to-send" role="status">${this.preview()}</section>
        <div class="acts">
          <button class="button primary">${icon("send")} ${gettext("Send position")}</button>
          <button class="button" type="button" @click=${() => this.querySelector("dialog").close()}>${gettext("Cancel")}</button>
        </div>
      </form>
    </dialog>`;
  }

  device() {
    return html`<div class="field">
      <button class="button" type="button" aria-disabled=${Boolean(this.isLocating)} @click=${this.locate}>
        ${icon("locate-fixed")} ${this.isLocating ? gettext("Looking for your position…") : gettext("Use my position")}
      </button>
      <p class="error" role="alert">${this.trouble}</p>
    </div>`;
  }

  typing() {
    return html`<div class="field">
      <label for="place-typed">${gettext("Coordinates")}</label>
      <input class="input" id="place-typed" autocomplete="off" spellcheck="false" dir="ltr" .value=${this.choice.typed}
        aria-invalid=${this.mistake ? "true" : nothing} aria-describedby="place-help place-mistake" @input=${this.type} @change=${this.judge} @keydown=${composes}>
      <p class="error" id="place-mistake" role="alert">${this.mistake}</p>
      <p class="help" id="place-help">${gettext("Latitude, longitude in WGS-84, for example 31.2304, 121.4737")}</p>
    </div>`;
  }

  map() {
    return html`<hd-map .point=${this.choice.place} .label=${gettext("Choose a place")} .isChoosing=${true} @map-chosen=${({ detail }) => this.point(detail)}></hd-map>`;
  }

  preview() {
    const { place } = this.choice;
    if (!place) return html`<p class="quiet">${gettext("Nothing is sent before you have seen it here.")}</p>`;
    return html`<p class="quiet">${gettext("This will be sent:")}</p>${positionWords(place)}`;
  }

  type(event) {
    this.choice.type(event.target.value);
    if (this.mistake) this.judge();
  }

  /** While nothing is typed nothing is wrong, until one wants to send it. */
  judge() {
    this.mistake = this.choice.typed.trim() ? this.choice.mistake : "";
  }

  point(point) {
    this.choice.point(point);
    this.mistake = this.trouble = "";
  }

  async locate() {
    if (this.isLocating) return;
    Object.assign(this, { isLocating: true, trouble: "", mistake: "" });
    try {
      this.choice.measure(await locate(navigator.geolocation));
    } catch (error) {
      this.trouble = error.message;
    } finally {
      this.isLocating = false;
    }
  }

  async submit(event) {
    event.preventDefault();
    this.mistake = this.choice.mistake;
    if (!this.mistake) {
      this.#place = this.choice.place;
      return this.querySelector("dialog").close();
    }
    await this.updateComplete;
    this.querySelector("#place-typed").focus();
  }

  closed() {
    this.resolve(this.#place);
    this.remove();
  }
}

/** Enter within an input method chooses characters. */
function composes(event) {
  if (event.key === "Enter" && isComposing(event)) event.preventDefault();
}

customElements.define("hd-place", Place);
