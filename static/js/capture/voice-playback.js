import { html } from "lit";
import { duration } from "../live/dates.js";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";

const STEP = 0.1;

/** `<hd-voice-playback .file .seconds>`: listen to it before it is sent. */
export class VoicePlayback extends Element {
  static properties = {
    file: { attribute: false },
    seconds: { attribute: false },
    at: { state: true },
    isPlaying: { state: true },
  };

  #sound = new Audio();
  #address = null;
  #frame = null;

  constructor() {
    super();
    Object.assign(this, { at: 0, isPlaying: false });
    this.#sound.addEventListener("play", () => this.#follow());
    this.#sound.addEventListener("pause", () => (this.isPlaying = false));
    this.#sound.addEventListener("ended", () => (this.at = 0));
  }

  willUpdate(changed) {
    if (!changed.has("file")) return;
    this.#release();
    this.#address = URL.createObjectURL(this.file);
    this.#sound.src = this.#address;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#sound.pause();
    cancelAnimationFrame(this.#frame);
    this.#release();
  }

  #release() {
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = null;
  }

  #follow() {
    this.isPlaying = true;
    const look = () => {
      if (!this.isPlaying) return;
      this.at = this.#sound.currentTime;
      this.#frame = requestAnimationFrame(look);
    };
    look();
  }

  #turn() {
    if (this.isPlaying) this.#sound.pause();
    else this.#sound.play().catch(() => {});
  }

  #seek({ target }) {
    this.at = this.#sound.currentTime = Number(target.value);
  }

  render() {
    const word = this.isPlaying ? gettext("Pause") : gettext("Play");
    const [at, whole] = [duration(this.at * 1000), duration(this.seconds * 1000)];
    return html`
      <button class="tool voice-play" type="button" aria-label=${word} title=${word} @click=${this.#turn}>${this.isPlaying ? icon("pause") : icon("play")}</button>
      <input class="voice-place" type="range" min="0" max=${this.seconds} step=${STEP} .value=${String(this.at)} @input=${this.#seek}
        aria-label=${gettext("Place in the recording")} aria-valuetext=${gettext("%(at)s of %(whole)s", { at, whole })}>
      <span class="voice-clock">${this.at ? at : whole}</span>`;
  }
}

customElements.define("hd-voice-playback", VoicePlayback);
