import { html, nothing } from "lit";
import { dayOf } from "../live/dates.js";
import { readByOthers, SPOKEN, timeline } from "../live/timeline.js";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { message } from "../parts/message.js";
import { systemWords } from "./words.js";

/** `<hd-former .visit .conversation>`: the conversation before this one, to read. */
export class Former extends Element {
  static properties = { visit: { attribute: false }, conversation: { attribute: false } };

  willUpdate(changed) {
    if (!changed.has("conversation")) return;
    this.unwatch();
    this.watch(this.visit.store, this.conversation);
    this.visit.talk.follow(this.conversation);
  }

  render() {
    const one = this.visit.store.get(this.conversation);
    const { service, requested_at: at } = one.summary;
    if (!one.entries.length) return nothing;
    const title = gettext("Earlier: %(service)s, %(day)s", { service: service.name, day: dayOf(at) });
    return html`<details class="former">
      <summary>${title}</summary>
      <ol class="thread">${this.lines(one)}</ol>
    </details>`;
  }

  lines(one) {
    const me = this.visit.store.me(this.conversation);
    const read = readByOthers(one, me);
    return timeline(one, [], me).map((line) => {
      if (SPOKEN.has(line.kind)) return message(line, { name: this.nameOf(line, one), read, isLastRead: false, act: () => {} });
      const words = systemWords(line.entry);
      return words ? html`<li class="system">${words}</li>` : nothing;
    });
  }

  nameOf({ isMine, entry }, one) {
    return isMine ? "" : (entry.author?.name ?? one.summary.team?.name ?? gettext("Agent"));
  }
}

customElements.define("hd-former", Former);
