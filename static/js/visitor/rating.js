import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { scoreWords } from "./words.js";

/** `<hd-rating .visit .conversation>`: 1 to 5 with a word each, a comment, or nothing at all. Fires `skip`. */
export class Rating extends Element {
  static properties = {
    visit: { attribute: false },
    conversation: { attribute: false },
    score: { state: true },
    problem: { state: true },
    isSending: { state: true },
  };

  async send(event) {
    event.preventDefault();
    if (!this.score) {
      this.problem = gettext("Please choose from 1 to 5, or skip.");
      return;
    }
    this.isSending = true;
    const comment = event.target.elements.comment.value.trim();
    try {
      await this.visit.talk.rate(this.conversation, this.score, comment);
    } catch (error) {
      this.problem = error.message;
    }
    this.isSending = false;
  }

  render() {
    const { agent } = this.visit.store.get(this.conversation).summary;
    const title = agent ? gettext("How was your chat with %(name)s?", { name: agent.name }) : gettext("How was your chat?");
    return html`<form class="rating" @submit=${this.send}>
      <fieldset>
        <legend>${title}</legend>
        <div class="scores">${[1, 2, 3, 4, 5].map((score) => this.choice(score))}</div>
      </fieldset>
      ${this.score ? this.comment() : nothing} ${this.problem ? html`<p class="errors" role="alert">${this.problem}</p>` : nothing}
      <div class="acts">
        <button class="button primary" aria-disabled=${Boolean(this.isSending)}>${gettext("Send rating")}</button>
        <button class="button" type="button" @click=${() => this.say("skip")}>${gettext("Skip")}</button>
      </div>
    </form>`;
  }

  choice(score) {
    return html`<label class="score ${score === this.score ? "chosen" : ""}">
      <input type="radio" name="score" value=${score} @change=${() => this.choose(score)} />
      <b>${score}</b><span>${scoreWords(score)}</span>
    </label>`;
  }

  choose(score) {
    this.score = score;
    this.problem = "";
  }

  comment() {
    return html`<div class="field">
      <label for="rating-comment">${gettext("Anything to add?")} <span class="optional">${gettext("(optional)")}</span></label>
      <textarea class="input" id="rating-comment" name="comment" rows="2" maxlength="1000"></textarea>
    </div>`;
  }
}

customElements.define("hd-rating", Rating);
