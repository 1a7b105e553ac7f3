import { html } from "lit";
import { keepDraft } from "../live/drafts.js";
import { gettext } from "../live/words.js";
import { uuid } from "../live/uuid.js";
import { isOpen } from "./services.js";
import { Form } from "./form.js";

/** `<hd-message-form .visit .place>`: nobody is there: a message with an address becomes a ticket. */
export class MessageForm extends Form {
  /** Made once: sent twice over a bad line, it is still one message. */
  clientId = uuid();

  connectedCallback() {
    super.connectedCallback();
    const { name = "", email = "" } = this.visit.contact;
    this.known = { name, email, text: this.place.text ?? "" };
  }

  get fields() {
    return [
      { name: "name", isRequired: false },
      { name: "email", isRequired: true },
      { name: "text", isRequired: true, label: gettext("Your message") },
    ];
  }

  send({ name, email, text }) {
    return this.visit.leaveMessage(this.place.service, { ...(name && { name }), email, text, client_id: this.clientId });
  }

  /** Connected while writing: the text waits in the box of the chat. */
  keep(event) {
    if (this.place.from && event.target.name === "text") keepDraft(this.place.from, event.target.value);
  }

  back() {
    this.visit.go(this.place.from ? { name: "talk", id: this.place.from } : { name: "menu" });
  }

  render() {
    const { service, from, why } = this.place;
    const isWaiting = from && isOpen(this.visit.store.get(from));
    const lead = isWaiting
      ? gettext("Write us what you need and we answer by e-mail. You then no longer wait in the queue.")
      : why || gettext("Nobody is here right now. Write us what you need and we answer by e-mail.");
    return html`<div class="form-page" @input=${this.keep}>
      <h1 tabindex="-1" data-focus>${gettext("Leave a message")}</h1>
      <p class="lead"><b>${service.name}</b> · ${lead}</p>
      ${this.form(gettext("Send message"), html`<button class="button" type="button" @click=${this.back}>${isWaiting ? gettext("Keep waiting") : gettext("Back")}</button>`)}
    </div>`;
  }
}

customElements.define("hd-message-form", MessageForm);
