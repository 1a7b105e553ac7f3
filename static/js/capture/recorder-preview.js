import { html, nothing, render } from "lit";
import { duration } from "../live/dates.js";
import { gettext } from "../live/words.js";
import { sizeOf } from "../media/measures.js";
import { confirm } from "../parts/confirm.js";
import { icon } from "../parts/icon.js";

/**
 * Shows what was recorded.
 * @param {{file: File, seconds: number, note?: string, isUnfinished?: boolean}} recorded `isUnfinished`: left by an earlier page; one may decide later
 * @returns {Promise<"attach"|"again"|"later"|"discard">}
 */
export function showRecording(recorded) {
  return new Promise((resolve) => new Preview(recorded, resolve).open());
}

class Preview {
  #dialog = document.createElement("dialog");
  #choice = null;
  #isUnplayable = false;

  constructor({ file, seconds, note = "", isUnfinished = false }, resolve) {
    Object.assign(this, { file, seconds, note, isUnfinished, resolve, address: URL.createObjectURL(file) });
  }

  open() {
    this.#dialog.className = "box recorder-box recorder-preview";
    this.#dialog.setAttribute("aria-labelledby", "recorder-preview-title");
    this.#dialog.addEventListener("cancel", this.#leave);
    this.#dialog.addEventListener("close", () => this.#closed());
    this.#draw();
    document.body.append(this.#dialog);
    this.#dialog.showModal();
  }

  #draw() {
    render(
      html`
        <h2 id="recorder-preview-title">${gettext("Your recording")}</h2>
        ${this.note ? html`<p class="recorder-note">${icon("triangle-alert")}<span>${this.note}</span></p>` : nothing}
        ${this.file.size ? this.#player() : html`<p class="recorder-what">${gettext("Nothing was recorded.")}</p>`}
        <div class="recorder-acts">${this.#buttons()}</div>`,
      this.#dialog,
    );
  }

  #player() {
    return html`
      ${this.#isUnplayable
        ? html`<p class="recorder-note">${icon("triangle-alert")}<span>${gettext("This browser cannot play it. It can be attached all the same.")}</span></p>`
        : html`<video controls playsinline preload="auto" aria-label=${gettext("Your recording")} .src=${this.address} @error=${this.#unplayable}></video>`}
      <p class="recorder-what">${duration(this.seconds * 1000)} · ${sizeOf(this.file.size)}</p>`;
  }

  #buttons() {
    const again = html`<button class="button" @click=${() => this.#choose("again")}>${icon("rotate-ccw")}${gettext("Record again")}</button>`;
    const later = html`<button class="button" @click=${() => this.#choose("later")}>${gettext("Not now")}</button>`;
    const discard = html`<button class="button danger" @click=${this.#discard}>${icon("trash-2")}${gettext("Discard")}</button>`;
    const attach = html`<button class="button primary" autofocus @click=${() => this.#choose("attach")}>${icon("paperclip")}${gettext("Attach")}</button>`;
    const close = html`<button class="button" @click=${() => this.#choose("discard")}>${gettext("Close")}</button>`;
    if (!this.file.size) return html`${again}${close}`;
    return html`${attach}${this.isUnfinished ? later : again}${discard}`;
  }

  #unplayable = () => {
    this.#isUnplayable = true;
    this.#draw();
  };

  #leave = (event) => {
    event.preventDefault();
    if (this.isUnfinished) this.#choose("later");
    else if (!this.file.size) this.#choose("discard");
    else this.#discard();
  };

  #discard = async () => {
    const question = { title: gettext("Discard this recording?"), text: gettext("It cannot be brought back."), yes: gettext("Discard"), isDangerous: true };
    if (await confirm(question)) this.#choose("discard");
  };

  #choose(choice) {
    this.#choice = choice;
    this.#dialog.close();
  }

  /** A browser may close it without asking (Android's way back): what was recorded is not lost by that. */
  #closed() {
    if (!this.#choice) return this.#dialog.showModal();
    this.#dialog.remove();
    URL.revokeObjectURL(this.address);
    this.resolve(this.#choice);
  }
}
