import { html, nothing } from "lit";
import { duration } from "../live/dates.js";
import { gettext, ngettext } from "../live/words.js";
import { sizeOf } from "../media/measures.js";
import { confirm } from "../parts/confirm.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";

const HEIGHT = "--recorder-bar";
/** Before that there is only the head of a file. */
const WORTH_TELLING = 10_000;

/** `<hd-recorder-bar .recording>`: what is to be seen of a running recording, above the page and beside what people do there. */
export class RecorderBar extends Element {
  static properties = { recording: { attribute: false } };

  #size = new ResizeObserver(([{ target }]) => root().style.setProperty(HEIGHT, `${target.offsetHeight}px`));
  #warned = null;

  connectedCallback() {
    super.connectedCallback();
    this.listen(this.recording, "change");
    root().classList.add("is-recording");
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#size.disconnect();
    root().classList.remove("is-recording");
    root().style.removeProperty(HEIGHT);
  }

  firstUpdated() {
    this.#size.observe(this.querySelector(".recorder-bar"));
  }

  get #take() {
    return this.recording.take;
  }

  async #discard() {
    const question = {
      title: gettext("Discard the recording?"),
      text: gettext("It goes on while you decide."),
      yes: gettext("Discard the recording"),
      no: gettext("Go on recording"),
      isDangerous: true,
      until: (close) => this.#onEnd(close),
    };
    if (await confirm(question)) this.#take.stop("discarded");
  }

  #onEnd(close) {
    this.#take.addEventListener("ended", close);
    return () => this.#take.removeEventListener("ended", close);
  }

  #turn() {
    if (this.#take.state === "paused") this.#take.resume();
    else this.#take.pause();
  }

  render() {
    const { warning } = this.#take;
    return html`<section class="recorder-bar ${warning ? "near" : ""}" aria-label=${gettext("Screen recording")}>
      <div class="recorder-row">${this.#state()}${this.#tools()}</div>
      <p class="recorder-told" role="status">${this.#told(warning)}</p>
    </section>`;
  }

  #state() {
    const { state, seconds, size, limits } = this.#take;
    const isPaused = state === "paused";
    return html`
      <span class="recorder-dot ${isPaused ? "paused" : ""}" aria-hidden="true"></span>
      <span class="recorder-word">${isPaused ? gettext("Paused") : gettext("Recording")}</span>
      <span class="recorder-clock" role="timer" aria-label=${gettext("Recorded so far")}>
        <b>${duration(seconds * 1000)}</b>${Number.isFinite(limits.seconds) ? html`<span class="recorder-most"> / ${duration(limits.seconds * 1000)}</span>` : nothing}
      </span>
      <span class="recorder-size">${size > WORTH_TELLING ? sizeOf(size) : nothing}</span>`;
  }

  #tools() {
    const isPaused = this.#take.state === "paused";
    const isHeard = this.recording.sound.isMicrophoneOn;
    const turn = isPaused ? gettext("Resume") : gettext("Pause");
    const microphone = isHeard ? gettext("Microphone is on") : gettext("Microphone is off");
    return html`
      <button class="tool recorder-microphone ${isHeard ? "on" : ""}" role="switch" aria-checked=${isHeard} aria-label=${gettext("Microphone")} title=${microphone}
        @click=${() => this.recording.switchMicrophone(!isHeard)}>${isHeard ? icon("mic") : icon("mic-off")}</button>
      <button class="tool" aria-label=${turn} title=${turn} @click=${this.#turn}>${isPaused ? icon("play") : icon("pause")}</button>
      <button class="tool" aria-label=${gettext("Discard the recording")} title=${gettext("Discard the recording")} @click=${this.#discard}>${icon("trash-2")}</button>
      <button class="button recorder-stop" @click=${() => this.#take.stop("asked")}>${icon("square")}${gettext("Stop")}</button>`;
  }

  /** A warning is said once, in words that do not change with every second. */
  #told(warning) {
    if (warning) {
      const left = Math.ceil(this.#take.limits.seconds - this.#take.seconds);
      if (this.#warned?.warning !== warning) this.#warned = { warning, text: warned(warning, left) };
      return html`${icon("triangle-alert")}<span>${this.#warned.text}</span>`;
    }
    if (this.recording.isMicrophoneRefused) return html`${icon("mic-off")}<span>${gettext("There is no microphone, or it is blocked: your voice is not recorded.")}</span>`;
    return nothing;
  }
}

function warned(warning, n) {
  if (warning === "size") return gettext("Almost as large as it may be: it stops by itself soon.");
  return ngettext("%(n)s second left: it then stops by itself.", "%(n)s seconds left: it then stops by itself.", n, { n });
}

function root() {
  return document.documentElement;
}

customElements.define("hd-recorder-bar", RecorderBar);
