import { html, nothing } from "lit";
import { duration } from "../live/dates.js";
import { lengthOf } from "../live/said.js";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import { fileAt } from "./addresses.js";
import { pace, takeFloor } from "./floor.js";
import { sought } from "./measures.js";
import { downloadTool, unplayable } from "./unplayable.js";
import { wave } from "./wave.js";

/** `<hd-voice .part>`: a sound with its waveform, which is also the slider that seeks in it. */
export class Voice extends Element {
  static properties = {
    part: { attribute: false },
    isPlaying: { state: true },
    isBroken: { state: true },
    at: { state: true },
    heard: { state: true },
  };

  constructor() {
    super();
    this.at = 0;
    /** The length as the browser knows it; a recording without an index has none until it was heard. */
    this.heard = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(pace, "change");
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.audio?.pause();
  }

  get audio() {
    return this.querySelector("audio");
  }

  get length() {
    return this.heard ?? this.part.duration ?? 0;
  }

  updated() {
    if (this.audio) this.audio.defaultPlaybackRate = this.audio.playbackRate = pace.value;
  }

  render() {
    const { part } = this;
    if (this.isBroken) return unplayable(part, gettext("This recording cannot be played here."), () => (this.isBroken = false));
    const word = this.isPlaying ? gettext("Pause") : gettext("Play the voice message");
    return html`
      <audio preload="metadata" src=${fileAt(part)} @play=${this.began} @pause=${() => (this.isPlaying = false)} @ended=${this.ended}
        @timeupdate=${(event) => (this.at = event.target.currentTime)} @durationchange=${this.measured} @error=${() => (this.isBroken = true)}></audio>
      <button class="play" type="button" aria-label=${word} @click=${this.toggle}>${this.isPlaying ? icon("pause") : icon("play")}</button>
      <div class="course">${this.slider()}<span class="quiet">${this.isPlaying || this.at ? `${duration(this.at * 1000)} / ` : nothing}${lengthOf(this.length) || "–:––"}</span></div>
      <button class="pace" type="button" aria-label=${gettext("Speed: %(pace)s×", { pace: pace.value })} @click=${() => pace.next()}>${pace.value}×</button>
      ${downloadTool(part)}`;
  }

  slider() {
    const { at, length } = this;
    const said = gettext("%(at)s of %(length)s", { at: duration(at * 1000), length: lengthOf(length) || "–:––" });
    return html`<div class="wave" role="slider" tabindex="0" aria-label=${gettext("Place in the recording")} aria-valuemin="0"
      aria-valuemax=${Math.round(length)} aria-valuenow=${Math.min(Math.round(length), Math.floor(at))} aria-valuetext=${said}
      @keydown=${this.key} @pointerdown=${this.point} @pointermove=${this.point}>${wave(this.part.peaks, length ? at / length : 0)}</div>`;
  }

  async toggle() {
    if (this.isPlaying) return this.audio.pause();
    try {
      await this.audio.play();
    } catch (error) {
      if (error.name === "NotSupportedError") this.isBroken = true;
    }
  }

  began(event) {
    takeFloor(event.target);
    this.isPlaying = true;
  }

  ended() {
    this.isPlaying = false;
    this.seek(0);
  }

  measured({ target }) {
    if (Number.isFinite(target.duration)) this.heard = target.duration;
  }

  seek(at) {
    this.audio.currentTime = this.at = at;
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === " " || event.key === "Enter") this.toggle();
    else {
      const at = sought(event.key, this.at, this.length);
      if (at === null) return;
      this.seek(at);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** A press, and moves while it lasts. */
  point(event) {
    if (!(event.buttons & 1) || !this.length) return;
    const box = event.currentTarget;
    if (event.type === "pointerdown") box.setPointerCapture(event.pointerId);
    const { left, width } = box.getBoundingClientRect();
    this.seek(Math.min(1, Math.max(0, (event.clientX - left) / width)) * this.length);
  }
}

customElements.define("hd-voice", Voice);
