import { html, nothing } from "lit";
import { canCapture } from "../capture/can.js";
import { canRecordScreen, canRecordVoice, mayHaveUnfinished } from "../capture/can-record.js";
import { later } from "../live/later.js";
import { gettext } from "../live/words.js";
import { Element } from "./element.js";
import { icon } from "./icon.js";
import "./menu-button.js";

const recorder = () => later(() => import("../capture/recording.js"), "capture");
const isTouch = () => matchMedia("(pointer: coarse)").matches;

/**
 * `<hd-attach .place .uploads .limits .hasRich .inline>`: what can be sent beside words. `place` names conversation and
 * audience: what is attached waits there until it is taken; `uploads` is where uploads begin; `inline` tools are buttons of
 * their own, the others are in a menu.
 *
 * Fires (bubbling) `attach-parts` (detail: parts to be sent at once), `attach-mark` (detail: a mark to be put where the caret
 * is), `attach-edit` (detail: what becomes of the text) and `attach-changed`. `take(text)` gives the parts of a message with what is attached, or null when nothing is.
 */
export class Attach extends Element {
  static properties = {
    place: { attribute: false },
    uploads: { attribute: false },
    limits: { attribute: false },
    hasRich: { attribute: false },
    inline: { attribute: false },
    isSpeaking: { state: true },
    said: { state: true },
  };

  constructor() {
    super();
    this.inline = 2;
    this.tray = null;
  }

  willUpdate(changed) {
    if (!changed.has("place") || !this.place) return;
    this.#become(false);
    this.said = "";
    if (mayHaveUnfinished()) this.#get(() => recorder().then((it) => it.offerUnfinished(this.place)));
    if (this.tray || localStorage.getItem(`hd.tray.${this.place}`)) this.opened().then((tray) => tray.show(this.place));
  }

  /** What is attached; the part of the page that knows how comes with the first file. */
  async opened() {
    const { Tray } = await later(() => import("../files/tray.js"), "media");
    if (!this.tray) {
      this.tray = new Tray(this.uploads);
      this.tray.addEventListener("change", () => this.#changed());
    }
    if (this.tray.place !== this.place) await this.tray.show(this.place);
    return this.tray;
  }

  get tools() {
    const tools = [{ name: "file", sign: icon("paperclip"), words: gettext("Attach files"), act: () => this.#pick("") }];
    if (canRecordVoice()) tools.push({ name: "voice", sign: icon("mic"), words: gettext("Voice message"), act: () => this.#speak() });
    if (isTouch()) tools.push({ name: "photo", sign: icon("camera"), words: gettext("Take a photo"), act: () => this.#pick("camera") });
    if (canCapture()) tools.push({ name: "screenshot", sign: icon("scissors"), words: gettext("Screenshot"), act: () => this.screenshot() });
    if (canRecordScreen()) tools.push({ name: "recording", sign: icon("circle-dot"), words: gettext("Record the screen"), act: () => this.record() });
    tools.push({ name: "position", sign: icon("map-pin"), words: gettext("Position"), act: () => this.position() });
    if (this.hasRich) tools.push({ name: "rich", sign: icon("type"), words: gettext("Formatted text"), act: () => this.write() });
    return tools;
  }

  render() {
    if (this.isSpeaking) return html`<hd-voice-recorder class="speaking" .seconds=${this.limits.voice_seconds}
      @voice-recorded=${({ detail }) => this.#spoken(detail)} @voice-discarded=${() => this.#endSpeaking()}></hd-voice-recorder>`;
    const { tools } = this;
    return html`
      ${tools.slice(0, this.inline).map((tool) => html`<button class="tool" type="button" data-tool=${tool.name} aria-label=${tool.words}
        title=${tool.words} @click=${tool.act}>${tool.sign}</button>`)}
      ${tools.length > this.inline ? this.#menu(tools.slice(this.inline)) : nothing}
      <input type="file" multiple hidden @change=${this.#picked}>
      ${this.said ? html`<p class="attach-said" role="alert">${icon("triangle-alert")} ${this.said}</p>` : nothing}
      ${this.tray?.items.length ? html`<hd-tray .tray=${this.tray} @tray-mark=${({ detail }) => this.say("attach-mark", detail)}></hd-tray>` : nothing}`;
  }

  #menu(tools) {
    const hint = gettext("A phone's browser cannot capture the screen. Take a screenshot with the phone's keys and attach it.");
    return html`<hd-menu-button .label=${gettext("More to send")} .sign=${icon("plus")} .isUp=${true} .items=${() => tools}
      .note=${isTouch() && !canCapture() ? hint : ""}></hd-menu-button>`;
  }

  #pick(how) {
    const input = this.querySelector("input[type=file]");
    input.toggleAttribute("capture", Boolean(how));
    if (how) input.accept = "image/*";
    else input.removeAttribute("accept");
    input.click();
  }

  #picked = ({ target }) => {
    this.addFiles([...target.files]);
    target.value = "";
  };

  /** Also what was pasted or dropped. @param {File[]} files */
  async addFiles(files) {
    if (!files.length) return;
    const tray = await this.opened();
    this.said = tray.add(files, this.limits);
  }

  /** The parts of a message, or null when nothing is attached; what is attached is then gone from here. @param {string} text */
  take(text) {
    return this.tray?.items.length && this.tray.place === this.place ? this.tray.take(text) : null;
  }

  /** A message that was not sent comes back, to be written better. @param {Object[]} parts */
  async restore(parts) {
    if (parts[0].type === "html" && this.hasRich) return this.write(parts[0].html);
    const words = await (await this.opened()).restore(parts);
    this.say("attach-edit", (text) => [words, text].filter(Boolean).join("\n"));
  }

  photo() {
    this.#pick("camera");
  }

  async screenshot() {
    await this.#get(() => later(() => import("../capture/screenshot.js"), "capture").then((it) => it.takeScreenshot()));
  }

  async record() {
    const { recording_seconds: seconds, video: bytes } = this.limits;
    const options = { seconds, bytes, key: this.place };
    await this.#get(() => recorder().then((it) => it.recordScreen(options)));
  }

  async #get(capture) {
    this.said = "";
    try {
      const file = await capture();
      if (file) await this.addFiles([file]);
    } catch (error) {
      this.said = error.message;
    }
  }

  async position() {
    const { choosePlace } = await later(() => import("../media/place.js"), "media");
    const place = await choosePlace();
    if (place) this.say("attach-parts", [{ type: "position", ...place }]);
  }

  async write(written = "") {
    const { writeRich } = await later(() => import("../rich/editor.js"), "rich");
    const text = await writeRich({ html: written, limit: this.limits.html });
    if (text) this.say("attach-parts", [{ type: "html", html: text }]);
  }

  async #speak() {
    await later(() => import("../capture/voice.js"), "capture");
    this.#become(true);
  }

  /** The voice stands where the words are written. */
  #become(isSpeaking) {
    this.isSpeaking = isSpeaking;
    this.closest(".composer")?.classList.toggle("is-speaking", isSpeaking);
  }

  #endSpeaking() {
    this.#become(false);
    this.updateComplete.then(() => this.querySelector("[data-tool=voice], hd-menu-button button")?.focus());
  }

  async #spoken(file) {
    this.#endSpeaking();
    const { uploaderAt } = await later(() => import("../files/carry.js"), "media");
    this.say("attach-parts", [{ type: "file", local: uploaderAt(this.uploads).add(file).local }]);
  }

  #changed() {
    this.requestUpdate();
    this.say("attach-changed");
  }
}

customElements.define("hd-attach", Attach);
