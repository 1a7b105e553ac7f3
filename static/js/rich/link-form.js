import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { addressOf } from "./addresses.js";

/** Where a link leads: a line below the buttons. Says `link-set` with the address; null: no link any more. */
export class LinkForm extends Element {
  static properties = { address: { attribute: false }, isWrong: { state: true } };

  get #box() {
    return this.querySelector("input");
  }

  firstUpdated() {
    this.#box.value = this.address ?? "";
    this.#box.select();
  }

  render() {
    return html`
      <form class="rich-link" novalidate @submit=${this.#submit}>
        <label for="rich-address">${gettext("Address of the link")}</label>
        <input class="input" id="rich-address" type="text" inputmode="url" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="2000"
          placeholder="https://" aria-invalid=${this.isWrong ? "true" : nothing} aria-describedby=${this.isWrong ? "rich-address-error" : nothing}
          @input=${() => (this.isWrong = false)}>
        <button class="button">${gettext("Set link")}</button>
        ${this.address ? html`<button class="button" type="button" @click=${() => this.say("link-set", null)}>${gettext("Remove link")}</button>` : nothing}
        ${this.isWrong ? html`<p class="error" id="rich-address-error" role="alert">
          ${gettext("A web, mail or phone address is needed, such as https://example.org.")}</p>` : nothing}
      </form>`;
  }

  #submit = (event) => {
    event.preventDefault();
    const address = addressOf(this.#box.value);
    if (address) return this.say("link-set", address);
    this.isWrong = true;
    this.#box.focus();
  };
}
customElements.define("hd-link-form", LinkForm);
