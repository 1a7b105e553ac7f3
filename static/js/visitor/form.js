import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { answers, faults, fieldOf, summary } from "./fields.js";

/** A form that checks itself, sends once, and shows what the server refuses. Subclasses say `fields`, `send` and `render`. */
export class Form extends Element {
  static properties = {
    visit: { attribute: false },
    place: { attribute: false },
    errors: { state: true },
    refusal: { state: true },
    isSending: { state: true },
  };

  constructor() {
    super();
    this.errors = {};
    this.refusal = "";
    this.isSending = false;
  }

  async submit(event) {
    event.preventDefault();
    if (this.isSending) return;
    this.refusal = "";
    this.errors = faults(event.target);
    if (Object.keys(this.errors).length) return this.showErrors();
    this.isSending = true;
    try {
      await this.send(answers(event.target));
    } catch (error) {
      this.refuse(error);
    } finally {
      this.isSending = false;
    }
  }

  refuse(error) {
    if (error.field && this.fields.some(({ name }) => name === error.field)) this.errors = { [error.field]: error.message };
    else this.refusal = error.message;
    this.showErrors();
  }

  async showErrors() {
    await this.updateComplete;
    this.querySelector(".errors-box")?.focus();
  }

  form(button, more = nothing) {
    return html`<form class="form" novalidate @submit=${this.submit}>
      ${summary(this.errors, this.fields, this.refusal)}
      ${this.fields.map((field) => fieldOf(field, { value: this.known?.[field.name], error: this.errors[field.name], label: field.label }))}
      <div class="acts">
        <button class="button primary" aria-disabled=${this.isSending}>${this.isSending ? gettext("Sending…") : button}</button>
        ${more}
      </div>
    </form>`;
  }
}

/** `<hd-ask .visit .place>`: what the service wants to know before the conversation. */
export class Ask extends Form {
  get fields() {
    return this.place.asked;
  }

  connectedCallback() {
    super.connectedCallback();
    this.known = { text: this.place.text };
    if (this.place.error) this.refusal = this.place.error.message;
  }

  send(given) {
    return this.visit.request(this.place.service, { text: this.place.text, ...given });
  }

  render() {
    const { service } = this.place;
    return html`<div class="form-page">
      <h1 tabindex="-1" data-focus>${service.name}</h1>
      ${service.help ? html`<p class="lead">${service.help}</p>` : nothing} ${this.form(gettext("Start chat"))}
    </div>`;
  }
}

customElements.define("hd-ask", Ask);
