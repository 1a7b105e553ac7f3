import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import "../parts/connection.js";
import "./conversation.js";
import "./customer.js";
import { DeskElement } from "./element.js";
import "./end-dialog.js";
import "./key-sheet.js";
import { listen } from "./keys.js";
import "./list.js";
import "./rail.js";
import { settings } from "./settings.js";
import "./signed-out.js";
import "./splitter.js";
import "./still-there.js";
import "./toasts.js";

const WIDE = "(width >= 1280px)";

/** Where F6 stops: the parts of the page in the order they are read; of each what comes first here and is there. */
const STOPS = [".rail a", "hd-list .row[tabindex='0'], hd-list input", "hd-thread .thread-scroll, .talk .empty button", "hd-composer textarea", ".pane-body"];

/** The frame: rail, list, conversation, customer; and what the keyboard does across them. */
export class Console extends DeskElement {
  #isReady = false;
  #wasPaneOpen = false;

  subscribe() {
    this.listen(this.desk.socket, "state");
    this.until(listen((act) => this.#run(act)));
    const wide = matchMedia(WIDE);
    const settle = () => this.desk.togglePane((this.#wasPaneOpen = wide.matches && settings.get("pane")));
    wide.addEventListener("change", settle);
    this.until(() => wide.removeEventListener("change", settle));
  }

  firstUpdated() {
    this.desk.togglePane((this.#wasPaneOpen = this.#isWide && settings.get("pane")));
    this.#isReady = true;
  }

  /** On a wide page the pane is part of the frame and stays as it was left; elsewhere it is a drawer. */
  updated() {
    const { isPaneOpen } = this.desk;
    if (!this.#isReady || isPaneOpen === this.#wasPaneOpen) return;
    this.#wasPaneOpen = isPaneOpen;
    if (this.#isWide) settings.set("pane", isPaneOpen);
    else this.querySelector(isPaneOpen ? ".pane .tool" : "hd-conversation-head [aria-pressed]")?.focus();
  }

  get #isWide() {
    return matchMedia(WIDE).matches;
  }

  render() {
    const { desk } = this;
    this.classList.toggle("has-talk", Boolean(desk.current));
    this.classList.toggle("is-away", !desk.socket.isLive);
    this.classList.toggle("no-pane", !desk.isPaneOpen);
    this.classList.toggle("pane-open", desk.isPaneOpen);
    return html`
      <div class="bars" role="region" aria-label=${gettext("Connection")}><hd-connection tells-back .socket=${desk.socket} .outbox=${desk.outbox}></hd-connection></div>
      ${this.#skips()}
      <nav class="rail" aria-label=${gettext("Main")}><hd-rail .desk=${desk}></hd-rail></nav>
      <main>
        <section class="list" aria-label=${gettext("Conversations")} @hd-write=${() => this.#write()}>
          <hd-list .desk=${desk}></hd-list>
          <hd-splitter class="at-end" name="list" least="240" most="420" usual="320" aria-label=${gettext("Width of the list")}></hd-splitter>
        </section>
        <section class="talk" id="talk" tabindex="-1" aria-label=${gettext("Open conversation")}><hd-conversation .desk=${desk}></hd-conversation></section>
      </main>
      <aside class="pane" aria-label=${gettext("Customer")} @keydown=${this.#paneKey}>
        <hd-splitter class="at-start" name="pane" least="260" most="480" usual="320" .isAfter=${true} aria-label=${gettext("Width of the customer pane")}></hd-splitter>
        <hd-customer .desk=${desk}></hd-customer>
      </aside>
      ${desk.isPaneOpen ? html`<div class="veil" @click=${() => desk.togglePane(false)}></div>` : nothing}
      <hd-end-dialog .desk=${desk}></hd-end-dialog>
      <hd-key-sheet></hd-key-sheet>
      <hd-still-there .desk=${desk}></hd-still-there>
      <hd-signed-out .desk=${desk}></hd-signed-out>
      <hd-toasts .desk=${desk}></hd-toasts>
    `;
  }

  #skips() {
    const skip = (to, words) => html`<a class="skip" href="#${to}" @click=${(event) => this.#skip(event, to)}>${words}</a>`;
    return html`<div class="skips">
      ${skip("list", gettext("To the conversations"))}
      ${this.desk.current ? html`${skip("talk", gettext("To the open conversation"))} ${skip("writing", gettext("To the answer"))}` : nothing}
    </div>`;
  }

  /** The first of these selectors that is there, not what stands first on the page. */
  #first(selectors) {
    return selectors.split(", ").map((one) => this.querySelector(one)).find(Boolean);
  }

  #skip(event, to) {
    event.preventDefault();
    const target = { list: "hd-list .row[tabindex='0'], hd-list input", talk: "hd-thread .thread-scroll, .talk", writing: "hd-composer textarea, .talk" }[to];
    this.#first(target)?.focus();
  }

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("hd-end", () => this.#run("end"));
    this.addEventListener("hd-keys", () => this.#run("keys"));
    this.addEventListener("hd-ended", ({ detail }) => this.#ended(detail.ticket));
  }

  #run(act) {
    const { desk } = this;
    const acts = {
      next: () => this.#step(1),
      previous: () => this.#step(-1),
      unread: () => desk.open(this.#nextUnread() ?? desk.current),
      reply: () => this.querySelector("hd-composer")?.show("reply"),
      note: () => this.querySelector("hd-composer")?.show("note"),
      end: () => desk.summary(desk.current)?.can?.includes("conversation.end") && this.querySelector("hd-end-dialog").open(desk.current),
      pane: () => desk.togglePane(),
      me: () => this.querySelector("hd-status-menu").open(),
      forward: () => this.#stop(1),
      back: () => this.#stop(-1),
      keys: () => this.querySelector("hd-key-sheet").open(),
    };
    acts[act]();
  }

  #write() {
    this.updateComplete.then(() => requestAnimationFrame(() => this.querySelector("hd-composer")?.focusBox()));
  }

  #step(by) {
    const ids = this.desk.order.sequence(this.desk.filter).map((row) => row.id);
    const at = ids.indexOf(this.desk.current);
    const next = at < 0 ? ids[by > 0 ? 0 : ids.length - 1] : ids[at + by];
    if (next) this.desk.open(next);
  }

  #nextUnread() {
    const open = this.desk.mine.filter((row) => row.id !== this.desk.current && (this.desk.unread(row) || row.unanswered_since_at));
    return open.sort((a, b) => ((a.unanswered_since_at ?? "~") < (b.unanswered_since_at ?? "~") ? -1 : 1))[0]?.id;
  }

  #paneKey = (event) => {
    if (event.key === "Escape" && !this.#isWide) this.desk.togglePane(false);
  };

  #stop(by) {
    const stops = STOPS.map((where) => this.#first(where)).filter((it) => it?.checkVisibility({ visibilityProperty: true }));
    const parts = stops.map((it) => it.closest(".rail, .list, hd-composer, .talk, .pane"));
    const here = parts.findIndex((part) => part.contains(document.activeElement) && !(part.matches(".talk") && document.activeElement.closest("hd-composer")));
    const next = here < 0 ? (by > 0 ? 0 : stops.length - 1) : (here + by + stops.length) % stops.length;
    stops[next]?.focus();
  }

  /** On to the next one: the focus goes into the list; a phone goes back to it. */
  #ended(ticket) {
    const { desk } = this;
    const { tickets } = desk.boot.urls;
    const link = ticket && tickets ? { href: `${tickets}${ticket}/`, text: gettext("Ticket #%(number)s", { number: ticket }) } : null;
    desk.notice(gettext("The conversation has ended."), link);
    if (matchMedia("(width < 900px)").matches) return desk.open(null);
    requestAnimationFrame(() => this.querySelector("hd-list").focusRow());
  }
}
customElements.define("hd-console", Console);
