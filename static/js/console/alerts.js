import { said } from "../live/said.js";
import { gettext } from "../live/words.js";
import { nameHere } from "./names.js";
import { settings } from "./settings.js";

/** What rings, pops and is counted in the tab's title. Sounds come from the socket's frames: hidden tabs have no timely timers. */
export class Alerts {
  #mine = null;
  #count = 0;
  #looks;
  #keys = new Map();

  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this.desk = desk;
  }

  start() {
    const { desk } = this;
    desk.store.addEventListener("entry", ({ detail }) => detail.isNew && this.#entry(detail));
    desk.addEventListener("change", () => this.#changed());
    settings.addEventListener("change", ({ detail }) => {
      if (detail.name === "sound") desk.ringer.isMuted = !detail.value;
    });
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("pagehide", () => desk.ringer.look(null));
  }

  #changed() {
    this.#look();
    this.#connected();
    const count = this.desk.unreadTotal;
    if (count !== this.#count) this.desk.ringer.badge.show((this.#count = count));
  }

  #look() {
    const looks = document.hidden ? null : this.desk.current;
    if (looks === this.#looks) return;
    this.#looks = looks;
    this.desk.ringer.look(looks);
    if (looks) this.#stop(looks);
  }

  /** A conversation became mine: rings until I open it. Those there when the page opened do not. */
  #connected() {
    if (!this.desk.isLoaded) return;
    const mine = new Map(this.desk.mine.map((row) => [row.id, row]));
    for (const [id, row] of mine) if (this.#mine && !this.#mine.has(id)) this.#ringFor(row);
    for (const id of this.#mine?.keys() ?? []) if (!mine.has(id)) this.#stop(id);
    this.#mine = mine;
  }

  #ringFor(row) {
    if (this.desk.current === row.id && !document.hidden) return;
    this.desk.ringer.ring({
      key: this.#keyOf(row),
      sound: "ring",
      conversation: row.id,
      isRepeated: true,
      ...this.#note(gettext("New conversation: %(name)s", { name: row.contact.name }), nameHere(row.service), row.id),
    });
  }

  #entry({ conversation, entry }) {
    const row = this.desk.row(conversation.id);
    const isMine = row?.owner?.id === this.desk.you.id;
    if (entry.author && this.desk.store.me(conversation.id)?.id === entry.author.id) {
      return this.#stop(conversation.id); // answered, here or in another tab
    }
    if (!isMine || entry.type !== "message.posted") return;
    this.desk.ringer.ring({
      key: `${conversation.id}:${entry.seq}`,
      sound: "pop",
      conversation: conversation.id,
      ...(document.hidden ? this.#note(entry.author?.name, said(entry), conversation.id) : {}),
    });
  }

  /** A conversation may become mine more than once: each time is an event of its own. */
  #keyOf({ id, connected_at: at, owner }) {
    const key = `${id}:${at}:${owner?.id}`;
    this.#keys.set(id, key);
    return key;
  }

  #stop(id) {
    if (this.#keys.has(id)) this.desk.ringer.stop(this.#keys.get(id));
    this.#keys.delete(id);
  }

  #note(title, body, id) {
    if (!settings.get("notices")) return {};
    return { title, body, onclick: () => this.desk.open(id) };
  }
}
