import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { isComposing } from "../parts/typing-box.js";
import { DeskElement } from "./element.js";
import { nameOf } from "./names.js";

const REASON_MAX = 1000;
const SUBJECT_MAX = 200;

/** Three right ways to end a conversation; each opens only its own fields. What is done here is not undone. */
export class EndDialog extends DeskElement {
  static properties = {
    way: { state: true },
    team: { state: true },
    errors: { state: true },
    isBusy: { state: true },
  };

  #id = null;

  constructor() {
    super();
    this.errors = {};
  }

  get #summary() {
    return this.desk.summary(this.#id);
  }

  open(id) {
    this.#id = id;
    Object.assign(this, { way: null, team: this.#summary.team.id, errors: {}, isBusy: false });
    this.updateComplete.then(() => {
      this.querySelector("form").reset();
      this.querySelector("dialog").showModal();
    });
  }

  render() {
    return html`
      <dialog class="sheet" aria-labelledby="end-title" @close=${() => (this.#id = null)}>
        ${this.#id && this.#summary ? this.#form() : html`<form></form>`}
      </dialog>`;
  }

  #form() {
    const { ticket, contact } = this.#summary;
    const words = {
      solved: ticket ? gettext("Ticket #%(number)s is marked as solved.", { number: ticket }) : gettext("A solved ticket is made of it."),
      unresolved: ticket ? gettext("Ticket #%(number)s stays open; someone carries on.", { number: ticket }) : gettext("An open ticket is made of it; someone carries on."),
      rejected: gettext("Harassment or nonsense. The ticket is put away as deleted."),
    };
    return html`
      <form class="dialog-body" novalidate @submit=${this.#submit} @keydown=${this.#key}>
        <header><div>
          <h2 id="end-title">${gettext("End the conversation with %(name)s", { name: nameOf(contact) })}</h2>
          <p>${gettext("This cannot be undone.")}</p>
        </div></header>
        ${this.errors.form ? html`<p class="form-error" role="alert">${this.errors.form}</p>` : nothing}
        <div class="choices" role="radiogroup" aria-labelledby="end-title">
          ${this.#choice("solved", icon("circle-check"), gettext("Solved"), words.solved, this.#solvedFields)}
          ${this.#choice("unresolved", icon("circle-dashed"), gettext("Unresolved"), words.unresolved, this.#unresolvedFields)}
          ${this.#choice("rejected", icon("ban"), gettext("Reject"), words.rejected, this.#rejectedFields)}
        </div>
        <footer>
          <button class="button" type="button" @click=${() => this.querySelector("dialog").close()}>${gettext("Cancel")}</button>
          <button class="button ${this.way === "rejected" ? "reject" : "primary"}" ?disabled=${this.isBusy}>${this.#verb()}</button>
        </footer>
      </form>`;
  }

  #verb() {
    const words = { solved: gettext("End as solved"), unresolved: gettext("End as unresolved"), rejected: gettext("Reject") };
    return words[this.way] ?? gettext("End");
  }

  #choice(way, sign, word, what, fields) {
    const isChosen = this.way === way;
    return html`
      <div class="choice ${way} ${isChosen ? "chosen" : ""}">
        <label @click=${(event) => event.detail && this.#focusIn(way)}>
          <input type="radio" name="disposition" value=${way} .checked=${isChosen} @change=${() => this.#choose(way)}>
          ${sign}<strong>${word}</strong><span class="what">${what}</span>
        </label>
        ${isChosen ? html`<div class="fields">${fields.call(this)}</div>` : nothing}
      </div>`;
  }

  #choose(way) {
    Object.assign(this, { way, errors: {} });
  }

  /** Chosen by a click or a digit: on to its field. With the arrow keys the focus stays among the choices. */
  async #focusIn(way) {
    this.#choose(way);
    await this.updateComplete;
    const field = this.querySelector(`.${way} :is([name=subject], [name=reason])`);
    (field ?? this.querySelector(`[value=${way}]`)).focus();
  }

  #solvedFields() {
    return html`<label class="check"><input type="checkbox" name="is_rating_asked" checked> ${gettext("Ask the visitor for a rating")}</label>`;
  }

  #unresolvedFields() {
    const { teams, colleagues } = this.desk.boot;
    const members = colleagues.filter((one) => one.teams.includes(this.team));
    return html`
      ${this.#field("subject", gettext("Subject"), (more) => html`<input class="input" name="subject" id="end-subject" maxlength=${SUBJECT_MAX}
        placeholder=${gettext("What is left to do")} aria-invalid=${more.invalid} aria-describedby=${more.by}>`)}
      <div class="two">
        ${this.#field("team", gettext("Team"), (more) => html`<select class="input" name="team" id="end-team" aria-invalid=${more.invalid} aria-describedby=${more.by}
          @change=${(event) => (this.team = Number(event.target.value))}>
          ${teams.map((one) => html`<option value=${one.id} ?selected=${one.id === this.team}>${one.name}</option>`)}</select>`)}
        ${this.#field("assignee", gettext("Who carries on"), (more) => html`<select class="input" name="assignee" id="end-assignee" aria-invalid=${more.invalid} aria-describedby=${more.by}>
          <option value="">${gettext("Nobody yet")}</option>
          ${members.map((one) => html`<option value=${one.id}>${one.id === this.desk.you.id ? gettext("%(name)s (you)", { name: one.name }) : one.name}</option>`)}</select>`)}
      </div>`;
  }

  #rejectedFields() {
    return this.#field("reason", gettext("Reason"), (more) => html`<textarea class="input" name="reason" id="end-reason" rows="3" maxlength=${REASON_MAX} required
      placeholder=${gettext("What happened; supervisors will read it")} aria-invalid=${more.invalid} aria-describedby=${more.by}></textarea>`);
  }

  #field(name, word, input) {
    const error = this.errors[name];
    const more = { invalid: error ? "true" : nothing, by: error ? `end-${name}-error` : nothing };
    return html`<div class="field">
      <label for="end-${name}">${word}</label>${input(more)}
      ${error ? html`<p class="error" id="end-${name}-error" role="alert">${error}</p>` : nothing}
    </div>`;
  }

  /** Enter confirms, also in the box for the reason; Shift+Enter makes a new line; 1, 2, 3 choose. */
  #key = (event) => {
    if (isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    const inText = event.target.matches("textarea, input:not([type=radio]):not([type=checkbox]), select");
    const way = { Digit1: "solved", Digit2: "unresolved", Digit3: "rejected" }[event.code];
    if (way && !inText) this.#focusIn(way);
    else if (event.key === "Enter" && !event.shiftKey && event.target.matches("textarea")) this.querySelector("form").requestSubmit();
    else return;
    event.preventDefault();
  };

  #submit = async (event) => {
    event.preventDefault();
    if (this.isBusy) return;
    const fields = this.#fields(new FormData(event.target));
    this.errors = this.#missing(fields);
    if (Object.keys(this.errors).length) return this.#focusError();
    this.isBusy = true;
    try {
      const { ticket } = await this.desk.socket.command("conversation.end", fields);
      this.#ended(ticket);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.isBusy = false;
    }
  };

  #fields(form) {
    const fields = { conversation: this.#id, disposition: this.way };
    if (this.way === "solved") fields.is_rating_asked = form.has("is_rating_asked");
    if (this.way === "rejected") fields.reason = form.get("reason").trim();
    if (this.way !== "unresolved") return fields;
    const subject = form.get("subject").trim();
    const assignee = Number(form.get("assignee"));
    return { ...fields, team: Number(form.get("team")), ...(subject && { subject }), ...(assignee && { assignee }) };
  }

  #missing({ disposition, reason }) {
    if (!disposition) return { form: gettext("Choose how it ended.") };
    return disposition === "rejected" && !reason ? { reason: gettext("A rejection needs a reason.") } : {};
  }

  #ended(ticket) {
    this.querySelector("dialog").close();
    this.say("hd-ended", { ticket });
  }

  #failed(error) {
    if (error.code === "conflict" && error.state === "ended") return this.#ended(null); // it was done before the connection was lost
    const text = error.name === "Lost" ? gettext("The connection was lost. Try again when it is back.") : error.message;
    const isHere = ["subject", "team", "assignee", "reason"].includes(error.field);
    this.errors = { [isHere ? error.field : "form"]: text };
    this.#focusError();
  }

  async #focusError() {
    await this.updateComplete;
    (this.querySelector("[aria-invalid=true]") ?? this.querySelector("[type=radio]")).focus();
  }
}
customElements.define("hd-end-dialog", EndDialog);
