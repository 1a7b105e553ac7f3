import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { confirm } from "../parts/confirm.js";
import { Element } from "../parts/element.js";
import { waitWords } from "./words.js";

const ANNOUNCE_EVERY = 15_000;

/** `<hd-wait .visit .conversation>`: the place in the queue, and the ways out of it. */
export class Wait extends Element {
  static properties = { visit: { attribute: false }, conversation: { attribute: false }, spoken: { state: true } };

  constructor() {
    super();
    this.best = Infinity;
    this.start = 0;
    this.spoken = "";
    this.spokenAt = -Infinity;
  }

  firstUpdated() {
    this.watch(this.visit.store, this.conversation);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.later);
  }

  /** A position once shown never goes up: who was let past by priority only sees the estimate. */
  willUpdate() {
    const { position, wait_minutes: minutes } = this.queue ?? {};
    this.position = position && position <= this.best ? position : null;
    if (position) [this.best, this.start] = [Math.min(this.best, position), Math.max(this.start, position)];
    this.estimate = waitWords(minutes);
    this.announce();
  }

  get queue() {
    return this.visit.store.get(this.conversation)?.queue;
  }

  get isStaffed() {
    return this.queue?.is_staffed ?? true;
  }

  /** Politely: only what changed, at most every 15 s. */
  announce() {
    const words = [this.title(), this.estimate].filter(Boolean).join(", ");
    if (!this.queue || words === this.spoken) return;
    const wait = this.spokenAt + ANNOUNCE_EVERY - Date.now();
    clearTimeout(this.later);
    if (wait > 0) {
      this.later = setTimeout(() => this.announce(), wait);
      return;
    }
    [this.spoken, this.spokenAt] = [words, Date.now()];
  }

  title() {
    if (!this.isStaffed) return gettext("Nobody is here right now. You keep your place.");
    if (this.position) return gettext("You are number %(n)s", { n: this.position });
    return gettext("You will be connected soon");
  }

  render() {
    return html`<section class="wait">
      <p class="sr" role="status">${this.spoken}</p>
      ${this.isStaffed && this.position ? this.number() : html`<p class="wait-title">${this.title()}</p>`}
      ${this.estimate && this.isStaffed ? html`<p class="wait-estimate">${this.estimate}</p>` : nothing}
      <div class="acts">
        <button class="button ${this.isStaffed ? "" : "primary"}" type="button" @click=${this.write}>${gettext("Leave a message")}</button>
        <button class="button" type="button" @click=${this.cancel}>${gettext("Stop waiting")}</button>
      </div>
    </section>`;
  }

  number() {
    const [before, after] = gettext("You are number %(n)s").split("%(n)s");
    return html`<p class="wait-title">${before}<b>${this.position}</b>${after}</p>
      <progress max=${this.start + 1} value=${this.start + 1 - this.position} aria-hidden="true"></progress>`;
  }

  write() {
    const { service } = this.visit.store.get(this.conversation).summary;
    const typed = this.visit.talk.draft(this.conversation);
    this.visit.go({ name: "write", service, text: typed, from: this.conversation });
  }

  async cancel() {
    const { store } = this.visit;
    const isSure = await confirm({
      title: gettext("Stop waiting?"),
      text: gettext("You lose your place in the queue."),
      yes: gettext("Stop waiting"),
      no: gettext("Keep waiting"),
      until: (close) => store.on(this.conversation, () => store.get(this.conversation).summary.state !== "waiting" && close()),
    });
    if (isSure) await this.visit.talk.leave(this.conversation).catch(() => {});
  }
}

customElements.define("hd-wait", Wait);
