import { html, nothing } from "lit";
import { asked } from "../live/asked.js";
import { clock } from "../live/clock.js";
import { duration } from "../live/dates.js";
import { gettext } from "../live/words.js";
import { Element } from "./element.js";
import { icon } from "./icon.js";

/** The answer to a card, found in the log. @param {import("../live/conversation.js").Conversation} one @param {Object} entry */
function answerTo(one, { payload }) {
  return one.entries.find((other) => other.type === "consent.answered" && other.payload.consent === payload.consent)?.payload.answer;
}

/**
 * `<hd-consent .entry .conversation .name .isAsked>`: the agent asks for something. Who is asked (`isAsked`) decides here; the
 * others see how it stands. Fires (bubbling) `consent-accept` and `consent-decline` (detail: the entry).
 */
export class Consent extends Element {
  static properties = { entry: { attribute: false }, conversation: { attribute: false }, name: { attribute: false }, isAsked: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    this.until(clock.tick(() => this.requestUpdate()));
  }

  render() {
    const { entry, conversation, isAsked } = this;
    const left = Date.parse(entry.payload.until) - clock.now();
    const isOver = conversation.summary.state === "ended";
    const answer = answerTo(conversation, entry) ?? (left <= 0 || isOver ? "expired" : null);
    return html`<div class="consent ${answer ?? "open"}">
      <p class="consent-ask">${SIGNS[entry.payload.wanted]()} <span>${isAsked ? asked(entry.payload.wanted, this.name) : asking(entry.payload.wanted)}</span></p>
      ${entry.text ? html`<p class="consent-why">“<bdi>${entry.text}</bdi>”</p>` : nothing}
      ${answer ? html`<p class="consent-answer">${ANSWERS[answer]?.() ?? answer}</p>` : isAsked ? this.#acts(left) : html`<p class="consent-answer">${gettext("No answer yet")} · <span class="tabular">${duration(left)}</span></p>`}
    </div>`;
  }

  #acts(left) {
    return html`<div class="consent-acts">
      <button class="button primary" type="button" @click=${() => this.say("consent-accept", this.entry)}>${DEEDS[this.entry.payload.wanted]()}</button>
      <button class="button" type="button" @click=${() => this.say("consent-decline", this.entry)}>${gettext("No, thanks")}</button>
      <span class="tabular consent-left" aria-hidden="true">${duration(left)}</span>
    </div>
    <p class="consent-note">${gettext("You see everything before it is sent.")}</p>`;
  }
}

customElements.define("hd-consent", Consent);

const SIGNS = {
  screenshot: () => icon("scissors"),
  recording: () => icon("circle-dot"),
  photo: () => icon("camera"),
  position: () => icon("map-pin"),
};

const DEEDS = {
  screenshot: () => gettext("Take a screenshot"),
  recording: () => gettext("Record the screen"),
  photo: () => gettext("Take a photo"),
  position: () => gettext("Choose a position"),
};

const ANSWERS = {
  accepted: () => gettext("Accepted"),
  declined: () => gettext("Declined"),
  expired: () => gettext("Not answered in time"),
};

/** What staff read. @param {string} wanted */
function asking(wanted) {
  const words = {
    screenshot: gettext("The visitor was asked for a screenshot."),
    recording: gettext("The visitor was asked for a recording of the screen."),
    photo: gettext("The visitor was asked for a photo."),
    position: gettext("The visitor was asked for a position."),
  };
  return words[wanted];
}
