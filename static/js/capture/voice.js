import { html, nothing } from "lit";
import { duration } from "../live/dates.js";
import { gettext, ngettext } from "../live/words.js";
import { confirm } from "../parts/confirm.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import { openMicrophone } from "./recorder-microphone.js";
import "./voice-playback.js";
import { VoiceTake } from "./voice-take.js";
import { whyEnded, whyNoVoice } from "./voice-words.js";

const WORTH_ASKING = 3;

/**
 * `<hd-voice-recorder .seconds>`: records as soon as it is there, and stands in the place of the text box. Enter sends, Escape discards.
 * Fires `voice-recorded` (detail: the File) or `voice-discarded`, once; then it is to be taken away.
 */
export class VoiceRecorder extends Element {
  static properties = {
    seconds: { attribute: false },
    state: { state: true },
    failure: { state: true },
  };

  #take = null;
  #file = null;
  #left = null;
  #isOver = false;

  constructor() {
    super();
    Object.assign(this, { seconds: 300, state: "asking", failure: "" });
    this.addEventListener("keydown", this.#key);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#isOver = true;
    this.#take?.stop("discarded");
  }

  /** Asks for the microphone and records. */
  #begin = async () => {
    Object.assign(this, { state: "asking", failure: "" });
    try {
      const stream = await openMicrophone();
      if (this.#isOver) return stopTracks(stream); // taken away while the browser asked
      this.#record(stream);
    } catch (error) {
      Object.assign(this, { state: "failed", failure: whyNoVoice(error) });
    }
    await this.updateComplete;
    if (this.state === "recording") this.#take.measure(this.querySelector("canvas"));
    this.#focus();
  };

  #record(stream) {
    try {
      this.#take = new VoiceTake(stream, this.seconds);
      this.#take.addEventListener("change", () => this.requestUpdate());
      this.#take.ended.then((reason) => this.#ended(reason));
      this.#take.start();
      this.state = "recording";
    } catch (error) {
      stopTracks(stream);
      throw error;
    }
  }

  async #ended(reason) {
    if (reason === "discarded") return;
    this.#file = await this.#take.file();
    if (reason === "send" && this.#file.size) return this.#send();
    Object.assign(this, this.#file.size ? { state: "stopped" } : { state: "failed", failure: gettext("Nothing was recorded.") });
    await this.updateComplete;
    this.#focus();
  }

  /** Keys are heard here; no button is under the finger that pressed Enter. */
  #focus() {
    if (!this.contains(document.activeElement)) this.querySelector(".voice")?.focus();
  }

  #key = (event) => {
    const isOnButton = event.target.closest("button, input");
    if (event.key === "Escape") this.#discard();
    else if (event.key === "Enter" && !isOnButton) this.#send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #stop() {
    this.#take.stop("asked");
    this.querySelector(".voice").focus();
  }

  #send() {
    if (this.state === "recording" && this.#take.state !== "stopped") return this.#take.stop("send");
    if (this.state === "failed" || !this.#file || this.#isOver) return undefined;
    this.#isOver = true;
    return this.say("voice-recorded", this.#file);
  }

  async #discard() {
    if (this.#isOver) return;
    const isWorthAsking = (this.#take?.seconds ?? 0) > WORTH_ASKING;
    if (isWorthAsking && !(await this.#isDiscardMeant())) return;
    this.#isOver = true;
    this.#take?.stop("discarded");
    this.say("voice-discarded");
  }

  /** It waits while one decides. */
  async #isDiscardMeant() {
    this.#take.pause();
    const isMeant = await confirm({ title: gettext("Discard the voice message?"), text: gettext("It cannot be brought back."), yes: gettext("Discard"), isDangerous: true });
    if (!isMeant) this.#take.resume();
    return isMeant;
  }

  render() {
    const looks = { asking: this.#asking, recording: this.#recording, stopped: this.#stopped, failed: this.#failed };
    return html`<div class="voice ${this.state} ${this.#take?.warning ? "near" : ""}" role="group" tabindex="-1" aria-label=${gettext("Voice message")}>
        ${looks[this.state].call(this)}
      </div>
      <p class="voice-told" role="status">${this.#told()}</p>`;
  }

  #asking() {
    return html`${this.#discardButton()}<p class="voice-words">${gettext("Allow the microphone in the browser's question.")}</p>`;
  }

  #recording() {
    return html`
      ${this.#discardButton()}
      <span class="recorder-dot" aria-hidden="true"></span>
      <span class="voice-clock" role="timer" aria-label=${gettext("Recorded so far")}>${duration(this.#take.seconds * 1000)}</span>
      <canvas class="voice-meter" aria-hidden="true"></canvas>
      <button class="tool voice-stop" type="button" aria-label=${gettext("Stop and listen")} title=${gettext("Stop and listen")} @click=${this.#stop}>${icon("square")}</button>
      ${this.#sendButton()}`;
  }

  #stopped() {
    return html`
      ${this.#discardButton()}
      <hd-voice-playback .file=${this.#file} .seconds=${this.#take.seconds}></hd-voice-playback>
      ${this.#sendButton()}`;
  }

  #failed() {
    return html`
      <p class="voice-words" role="alert">${icon("mic-off")}<span>${this.failure}</span></p>
      <span class="voice-acts">
        <button class="button" type="button" @click=${this.#begin}>${gettext("Try again")}</button>
        <button class="button" type="button" @click=${this.#discard}>${gettext("Close")}</button>
      </span>`;
  }

  #discardButton() {
    return html`<button class="tool" type="button" aria-label=${gettext("Discard")} title=${gettext("Discard")} @click=${this.#discard}>${icon("trash-2")}</button>`;
  }

  #sendButton() {
    return html`<button class="voice-send" type="button" aria-label=${gettext("Send")} title=${gettext("Send")} @click=${this.#send}>${icon("send-horizontal")}</button>`;
  }

  /** Said once, in words that do not change with every second. */
  #told() {
    if (this.state === "stopped") return whyEnded(this.#take.reason);
    if (this.state !== "recording") return nothing;
    if (this.#take.warning) {
      this.#left ??= Math.ceil(this.seconds - this.#take.seconds);
      return html`${icon("triangle-alert")}<span>${ngettext("%(n)s second left.", "%(n)s seconds left.", this.#left, { n: this.#left })}</span>`;
    }
    return this.#take.isSilent ? gettext("Nothing is heard. Is the right microphone chosen, and not muted?") : nothing;
  }
}

function stopTracks(stream) {
  for (const track of stream.getTracks()) track.stop();
}

customElements.define("hd-voice-recorder", VoiceRecorder);
