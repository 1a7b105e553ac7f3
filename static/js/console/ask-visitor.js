import { html } from "lit";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import "../parts/menu-button.js";
import { DeskElement } from "./element.js";

/** `<hd-ask-visitor .desk .conversation>`: asks the visitor for something that only they can give; they see a card and decide. */
export class AskVisitor extends DeskElement {
  static properties = { conversation: { attribute: false } };

  render() {
    return html`<hd-menu-button .label=${gettext("Ask the visitor for…")} .sign=${icon("hand")} .isUp=${true} .items=${this.#items}></hd-menu-button>`;
  }

  #items = () => [
    { name: "screenshot", sign: icon("scissors"), words: gettext("a screenshot"), act: () => this.#ask("screenshot") },
    { name: "recording", sign: icon("circle-dot"), words: gettext("a recording of the screen"), act: () => this.#ask("recording") },
    { name: "photo", sign: icon("camera"), words: gettext("a photo"), act: () => this.#ask("photo") },
    { name: "position", sign: icon("map-pin"), words: gettext("a position"), act: () => this.#ask("position") },
  ];

  async #ask(wanted) {
    try {
      await this.desk.socket.command("consent.ask", { conversation: this.conversation, wanted });
    } catch (error) {
      this.desk.notice(error.message);
    }
  }
}

customElements.define("hd-ask-visitor", AskVisitor);
