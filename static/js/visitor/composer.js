import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import "../parts/emoji.js";
import { icon } from "../parts/icon.js";
import { grow, insert, isComposing } from "../parts/typing-box.js";

const LINES = 6;
const COUNT_FROM = 500;

/** `<hd-composer .visit .conversation .hint>`: the box where the visitor writes. */
export class Composer extends Element {
  static properties = {
    visit: { attribute: false },
    conversation: { attribute: false },
    hint: { attribute: false },
    length: { state: true },
  };

  constructor() {
    super();
    this.length = 0;
  }

  get box() {
    return this.querySelector("textarea");
  }

  get most() {
    return this.visit.boot.limits.text;
  }

  updated(changed) {
    if (!changed.has("conversation")) return;
    this.box.value = this.visit.talk.draft(this.conversation);
    this.changed();
    if (matchMedia("(pointer: fine)").matches) this.box.focus();
  }

  /** A message that failed comes back to be edited. @param {string} text */
  take(text) {
    this.box.value = this.box.value ? `${text}\n${this.box.value}` : text;
    this.box.focus();
    this.typed();
  }

  typed() {
    this.visit.talk.type(this.conversation, this.box.value);
    this.changed();
  }

  changed() {
    this.length = [...this.box.value].length;
    grow(this.box, LINES);
  }

  onKey(event) {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
    event.preventDefault();
    this.send();
  }

  send(event) {
    event?.preventDefault();
    const text = this.box.value.trim();
    if (!text || this.length > this.most) return;
    this.box.value = "";
    this.typed();
    this.visit.talk.post(this.conversation, text);
    this.box.focus();
  }

  render() {
    const left = this.most - this.length;
    return html`<form class="composer" @submit=${this.send}>
      <div class="composer-box">
        <div class="composer-tools"><hd-emoji @emoji=${({ detail }) => insert(this.box, detail)}></hd-emoji></div>
        <textarea rows="1" enterkeyhint="send" aria-label=${gettext("Message")} placeholder=${this.hint} aria-describedby="composer-count"
          @input=${this.typed} @keydown=${this.onKey}></textarea>
        <button class="send" aria-label=${gettext("Send")} aria-disabled=${!this.length || left < 0}>${icon("send-horizontal")}</button>
      </div>
      <p id="composer-count" class="count ${left < 0 ? "over" : ""}">
        ${left < 0 ? gettext("%(n)s characters too long", { n: -left }) : left <= COUNT_FROM ? gettext("%(n)s characters left", { n: left }) : nothing}
      </p>
    </form>`;
  }
}

customElements.define("hd-composer", Composer);
