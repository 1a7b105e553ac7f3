import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { dayOf, isSameDay, timeOf } from "../live/dates.js";
import { marks, readByOthers, SPOKEN, timeline, unread } from "../live/timeline.js";
import { gettext, ngettext } from "../live/words.js";
import { Element } from "./element.js";
import { icon } from "./icon.js";
import { message } from "./message.js";
import { Scroller } from "./scroller.js";
import { walk } from "./walk.js";

/**
 * `<hd-thread .store .outbox .conversation=${id} .label .words .nameOf .tellsMissed>`: the lines of one conversation.
 * `words(entry, conversation)` says what a system line reads (null: it is not shown); `nameOf(entry)` names authors;
 * `tellsMissed` marks what came while the page was offline; `above` is a template to stand before the first line;
 * `hidesUnsent` leaves out what is only in the outbox; `can` are the reader's verbs here; `uploads` is where uploads begin;
 * `card(entry, conversation)` may give a template that stands for a system line.
 *
 * Fires (bubbling): `thread-read` {conversation, seq}, `thread-older` {conversation, before}, and for a failed message
 * `thread-retry` (queued again: flush), `thread-edit` (taken out: put its text into the box); detail: the item.
 */
export class Thread extends Element {
  static properties = {
    store: { attribute: false },
    outbox: { attribute: false },
    conversation: { attribute: false },
    label: { attribute: false },
    words: { attribute: false },
    nameOf: { attribute: false },
    tellsMissed: { attribute: false },
    above: { attribute: false },
    hidesUnsent: { attribute: false },
    can: { attribute: false },
    uploads: { attribute: false },
    card: { attribute: false },
    behind: { state: true },
  };

  constructor() {
    super();
    this.label = "";
    this.words = () => null;
    this.nameOf = (entry) => entry.author?.name || gettext("Agent");
    this.behind = 0;
    this.can = [];
    this.card = () => null;
    this.gallery = () => this.one.entries.flatMap((entry) => entry.payload?.parts ?? []).filter((part) => part.type === "picture");
    this.act = (name, item) => this.settleFailed(name, item);
    this.onReturn = () => document.hidden || this.markFresh(this.store.get(this.conversation)?.cursor);
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.onReturn);
    if (this.conversation) this.begin();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.onReturn);
    this.scroller?.end();
    this.scroller = null;
  }

  begin() {
    this.unwatch();
    this.watch(this.store, this.conversation);
    this.listen(this.outbox, "change");
    Object.assign(this, { fresh: null, isMarked: false, first: undefined, theirs: 0, mine: 0, behind: 0 });
    if (this.scroller) this.scroller.isAtBottom = true;
  }

  /** The "N new" line stands above what was unread when the reader came (back). @param {number} to */
  markFresh(to) {
    const one = this.store.get(this.conversation);
    const me = this.store.me(this.conversation);
    // A visitor who has read nothing yet knows that all is new; staff open many, and want to see where to begin.
    if (!me || (!me.read_seq && me.role === "visitor") || !unread(one, me).length) return;
    this.fresh = { from: (me.read_seq ?? 0) + 1, to, isGreeted: me.role === "visitor" };
    this.requestUpdate();
  }

  willUpdate(changed) {
    if (changed.has("conversation")) this.begin();
    const one = (this.one = this.store.get(this.conversation) ?? this.store.follow(this.conversation));
    const me = this.store.me(this.conversation);
    if (one.isLoaded && !this.isMarked && one.cursor >= one.historyUpTo) {
      this.isMarked = true;
      this.markFresh(one.cursor);
    }
    this.lines = timeline(one, this.hidesUnsent ? [] : this.outbox.pending(this.conversation), me);
    this.read = readByOthers(one, me);
    this.marks = marks(this.lines, this.read.seq, this.fresh);
    this.isOlder = this.first !== undefined && one.first < this.first;
    this.first = one.first;
    this.count();
    this.scroller?.hold();
  }

  /** Own words bring the reader down; others' are counted while the reader is further up. */
  count() {
    const isNews = ({ kind }) => SPOKEN.has(kind) || kind === "consent.asked";
    const theirs = this.lines.filter((line) => !line.isMine && isNews(line)).length;
    const mine = this.lines.filter((line) => line.isMine).length;
    if (this.scroller && !this.isOlder) {
      if (mine > this.mine) this.scroller.isAtBottom = true;
      this.behind = this.scroller.isAtBottom ? 0 : this.behind + Math.max(0, theirs - this.theirs);
    }
    Object.assign(this, { theirs, mine });
  }

  updated() {
    this.scroller ??= new Scroller(this.querySelector(".thread-scroll"), {
      onseen: (seq) => this.seen(seq),
      ontop: () => this.first > 1 && this.say("thread-older", { conversation: this.conversation, before: this.first }),
      onmove: () => this.scroller?.isAtBottom && (this.behind = 0),
    });
    this.scroller.settle(this.isOlder);
  }

  seen(seq) {
    const before = this.store.me(this.conversation)?.read_seq ?? 0;
    if (seq > before) this.say("thread-read", { conversation: this.conversation, seq });
  }

  settleFailed(name, item) {
    if (name === "retry") this.outbox.retry(item.client_id);
    else this.outbox.remove(item.client_id);
    if (name !== "delete") this.say(`thread-${name}`, item);
  }

  render() {
    return html`
      <div class="thread-scroll" tabindex="0" role="log" aria-live="off" aria-label=${this.label} @keydown=${walk}>
        ${this.above ?? nothing}
        <ol class="thread">${repeat(this.lines, (line) => line.key, (line, index) => this.line(line, this.lines[index - 1]))}</ol>
        ${this.typing()}
      </div>
      ${this.behind ? this.pill() : nothing}
    `;
  }

  line(line, before) {
    const lead = [this.day(line, before), this.divider(line, before)];
    return html`${lead}${SPOKEN.has(line.kind) ? this.spoken(line) : this.system(line)}`;
  }

  spoken(line) {
    const name = line.isMine ? "" : this.nameOf(line.entry);
    const { read, act, can, gallery, uploads, outbox } = this;
    return message(line, { name, read, isLastRead: line.key === this.marks.lastRead, act, can, gallery, uploads, outbox });
  }

  system({ entry, at }) {
    const card = this.card(entry, this.one);
    if (card) return html`<li class="card-line" data-seq=${entry.seq}>${card}</li>`;
    const words = this.words(entry, this.one);
    if (!words) return nothing;
    return html`<li class="system" data-seq=${entry.seq}>${words} <time datetime=${at}>${timeOf(at)}</time></li>`;
  }

  day({ at }, before) {
    if (before && isSameDay(before.at, at)) return nothing;
    return html`<li class="day"><time datetime=${at.slice(0, 10)}>${dayOf(at)}</time></li>`;
  }

  divider(line, before) {
    const { newAt, newCount: n } = this.marks;
    if (line.key === newAt && before) return html`<li class="new-line"><span>${ngettext("%(n)s new", "%(n)s new", n, { n })}</span></li>`;
    const isBack = this.tellsMissed && before && line.entry && line.entry.seq === this.one.missed?.from;
    return isBack ? html`<li class="new-line missed"><span>${gettext("While you were offline")}</span></li>` : nothing;
  }

  typing() {
    const names = [...this.one.typing.keys()].map((id) => this.one.participants.get(id)?.name).filter(Boolean);
    if (!names.length) return nothing;
    const said = gettext("%(name)s is typing", { name: names.join(", ") });
    return html`<p class="typing"><span>${said}</span><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span></p>`;
  }

  pill() {
    const n = this.behind;
    return html`<button class="pill" type="button" @click=${() => this.scroller.toBottom()}>
      ${icon("arrow-down")} ${ngettext("%(n)s new message", "%(n)s new messages", n, { n })}
    </button>`;
  }
}

customElements.define("hd-thread", Thread);
