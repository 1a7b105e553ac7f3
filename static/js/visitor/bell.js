import { asked } from "../live/asked.js";
import { said } from "../live/said.js";
import { Ringer } from "../live/ringer.js";
import { SPOKEN } from "../live/timeline.js";
import { gettext } from "../live/words.js";
import { announce } from "../parts/announcer.js";

const MUTED = "hd.muted";

/** Tells the visitor of a reply: to the ear, in the title, and to screen readers. */
export class Bell {
  #missed = 0;

  /** @param {import("./visit.js").Visit} visit */
  constructor(visit) {
    this.visit = visit;
    this.ringer = new Ringer({ lock: "hd-notifier-visitor" });
    this.ringer.isMuted = localStorage.getItem(MUTED) === "1";
    this.#unlockOnce();
    visit.store.addEventListener("entry", ({ detail }) => this.#heard(detail));
    visit.addEventListener("change", () => this.#look());
    document.addEventListener("visibilitychange", () => this.#look());
  }

  get isMuted() {
    return this.ringer.isMuted;
  }

  set isMuted(value) {
    this.ringer.isMuted = value;
    localStorage.setItem(MUTED, value ? "1" : "0");
  }

  /** Worth offering: there has been a reply, and nobody has decided yet. */
  get canAskForNotifications() {
    return globalThis.Notification?.permission === "default" && Boolean(this.visit.current?.summary.agent);
  }

  /** @param {string} text of the tab while nothing is missed */
  title(text) {
    this.ringer.badge.name(text);
  }

  #unlockOnce() {
    const unlock = () => this.ringer.unlock();
    addEventListener("pointerdown", unlock, { once: true });
    addEventListener("keydown", unlock, { once: true });
  }

  #look() {
    this.ringer.look(document.hidden ? null : (this.visit.current?.id ?? null));
    if (!document.hidden) this.#count(0);
  }

  #heard({ conversation, entry, isNew }) {
    if (!isNew || entry.author?.role === "visitor") return;
    if (entry.type === "conversation.connected") announce(gettext("%(name)s joined", { name: entry.payload.agent.name }));
    if (!SPOKEN.has(entry.type) && entry.type !== "consent.asked") return;
    const name = entry.author?.name ?? conversation.summary.team?.name ?? "";
    const { wanted } = entry.payload;
    const body = wanted ? asked(wanted, name) : said(entry);
    announce(wanted ? body : `${name}: ${body}`);
    if (document.hidden) this.#count(this.#missed + 1);
    const key = `${conversation.id}:${entry.seq}`;
    this.ringer.ring({ key, sound: "pop", conversation: conversation.id, title: name, body });
  }

  #count(missed) {
    this.#missed = missed;
    this.ringer.badge.show(missed, missed ? gettext("New reply") : "");
  }
}
