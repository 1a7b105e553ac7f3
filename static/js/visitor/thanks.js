import { html } from "lit";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";

/** `<hd-thanks .visit .place>`: the message is in. */
export class Thanks extends Element {
  static properties = { visit: { attribute: false }, place: { attribute: false } };

  render() {
    const { ticket, email } = this.place;
    return html`<div class="form-page thanks">
      <span class="big-icon">${icon("circle-check")}</span>
      <h1 tabindex="-1" data-focus>${gettext("Thank you, your message is in.")}</h1>
      <p>${gettext("Its number is %(number)s. We answer to %(email)s.", { number: ticket, email })}</p>
      <button class="button" type="button" @click=${() => this.visit.go({ name: "menu" })}>${gettext("Back to the services")}</button>
    </div>`;
  }
}

customElements.define("hd-thanks", Thanks);
