import { html } from "lit";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { DeskElement } from "./element.js";

/** The session has ended: the page stays as it is underneath, and what was typed is kept in this browser. */
export class SignedOut extends DeskElement {
  updated() {
    const dialog = this.querySelector("dialog");
    if (this.desk.isSignedOut && !dialog.open) dialog.showModal();
  }

  render() {
    return html`
      <dialog class="sheet" aria-labelledby="signed-out-title" @cancel=${(event) => event.preventDefault()}>
        <div class="dialog-body">
          <header>${icon("log-in")}<div>
            <h2 id="signed-out-title">${gettext("You are signed out")}</h2>
            <p>${gettext("Sign in to go on. What you have typed is kept in this browser.")}</p>
          </div></header>
          <footer><a class="button primary" href=${location.pathname}>${gettext("Sign in")}</a></footer>
        </div>
      </dialog>`;
  }
}
customElements.define("hd-signed-out", SignedOut);
