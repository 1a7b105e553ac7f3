import { html, nothing, render } from "lit";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { most, whyNoScreen } from "./recorder-words.js";

const MOST = { width: { max: 1920 }, height: { max: 1200 }, frameRate: { max: 30 } };

/** Asks the browser for a screen, a window or a tab; must be called in answer to a click. */
function askForScreen() {
  const wishes = { selfBrowserSurface: "include", surfaceSwitching: "include", systemAudio: "include" };
  return navigator.mediaDevices.getDisplayMedia({ video: MOST, audio: true, ...wishes });
}

/**
 * The question before a recording. The browser's own choice of a screen follows from its button.
 * @param {{limits: import("./recorder-limits.js").Limits, isMicrophoneOn: boolean}} options
 * @returns {Promise<{screen: MediaStream, isMicrophoneWanted: boolean}|null>}
 */
export function askToRecord({ limits, isMicrophoneOn }) {
  return new Promise((resolve) => new Question(limits, isMicrophoneOn, resolve).open());
}

class Question {
  #dialog = document.createElement("dialog");
  #error = null;
  #isAsking = false;
  #answer = null;

  constructor(limits, isMicrophoneOn, resolve) {
    Object.assign(this, { limits, isMicrophoneOn, resolve });
  }

  open() {
    this.#dialog.className = "box recorder-box";
    this.#dialog.setAttribute("aria-labelledby", "recorder-title");
    this.#draw();
    document.body.append(this.#dialog);
    this.#dialog.addEventListener("close", () => {
      this.#dialog.remove();
      this.resolve(this.#answer);
    });
    this.#dialog.showModal();
  }

  #draw() {
    render(
      html`<form @submit=${this.#submit}>
        <h2 id="recorder-title">${gettext("Record the screen")}</h2>
        <p class="recorder-what">${most(this.limits)}</p>
        <label class="recorder-switch">
          ${icon("mic")}<span>${gettext("Record my voice too")}</span>
          <input type="checkbox" role="switch" .checked=${this.isMicrophoneOn} @change=${({ target }) => (this.isMicrophoneOn = target.checked)}>
        </label>
        ${this.#error ? html`<p class="recorder-error" role="alert">${icon("triangle-alert")}<span>${this.#error}</span></p>` : nothing}
        <div class="recorder-acts">
          <button class="button primary" autofocus aria-disabled=${this.#isAsking}>${icon("monitor-up")}${gettext("Choose what to record")}</button>
          <button class="button" type="button" @click=${() => this.#dialog.close()}>${gettext("Cancel")}</button>
        </div>
      </form>`,
      this.#dialog,
    );
  }

  #submit = async (event) => {
    event.preventDefault();
    if (this.#isAsking) return;
    const asked = askForScreen();
    this.#become(true, null);
    try {
      this.#take(await asked);
    } catch (error) {
      this.#become(false, whyNoScreen(error));
    }
  };

  #take(screen) {
    if (!this.#dialog.open) return screen.getTracks().forEach((track) => track.stop()); // cancelled while the browser asked
    this.#answer = { screen, isMicrophoneWanted: this.isMicrophoneOn };
    this.#dialog.close();
  }

  #become(isAsking, error) {
    this.#isAsking = isAsking;
    this.#error = error;
    this.#draw();
  }
}
