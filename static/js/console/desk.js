import { carryFor } from "../live/carry.js";
import { clock } from "../live/clock.js";
import { sweepDrafts } from "../live/drafts.js";
import { LiveSocket } from "../live/socket.js";
import { Outbox } from "../live/outbox.js";
import { Ringer } from "../live/ringer.js";
import { Store } from "../live/store.js";
import { unread } from "../live/timeline.js";
import { Alerts } from "./alerts.js";
import { Feed } from "./feed.js";
import { Order } from "./order.js";
import { Route } from "./route.js";
import { settings } from "./settings.js";

/** Where uploads begin. */
export const UPLOADS = "/uploads/";

/**
 * The agent's desk: what is known, what is open, and the commands. Without DOM of its own.
 * Event `change`: something of the page as a whole changed (open conversation, rows, availability, filter).
 * Event `notice` (detail: text, link): something to tell in passing.
 */
export class Desk extends EventTarget {
  /** The list has been fetched once. */
  isLoaded = false;
  isSignedOut = false;
  filter = "";
  /** @type {import("./order.js").GroupName | null} the only group shown (a phone's "Waiting") */
  onlyGroup = null;
  isPaneOpen = false;

  #told = 0;

  /** @param {Object} boot what the page was rendered with */
  constructor(boot) {
    super();
    this.boot = boot;
    this.socket = new LiveSocket(boot.socket);
    this.store = new Store();
    this.store.you = boot.you;
    this.outbox = new Outbox({ name: `hd-outbox-staff-${boot.you.id}` });
    this.ringer = new Ringer({ lock: "hd-notifier-staff" });
    this.route = new Route();
    this.order = new Order(() => this.store.list.rows, () => this.you.id);
    this.feed = new Feed(this);
    this.alerts = new Alerts(this);
  }

  get you() {
    return this.store.you;
  }

  /** Id of the open conversation, or null. */
  get current() {
    return this.route.conversation;
  }

  /** Rows of the conversations I own. */
  get mine() {
    return [...this.store.list.rows.values()].filter((row) => this.order.groupOf(row) === "mine");
  }

  async start() {
    const { socket, store, outbox, route } = this;
    this.ringer.isMuted = !settings.get("sound");
    socket.addEventListener("frame", ({ detail }) => store.apply(detail));
    socket.addEventListener("hello", ({ detail }) => this.#arrive(detail));
    socket.addEventListener("pong", ({ detail }) => clock.sync(detail.server_time, detail.rtt));
    socket.addEventListener("state", ({ detail }) => detail.code === 4401 && this.signOut());
    store.addEventListener("hole", ({ detail }) => this.#ask(detail));
    store.on("list", () => this.#listed());
    store.on("you", () => this.changed());
    store.on("conversations", () => this.#counted());
    outbox.addEventListener("sent", ({ detail }) => store.acknowledge(detail.entry));
    carryFor(outbox, UPLOADS, () => this.flush());
    route.addEventListener("change", () => this.#opened());
    sweepDrafts();
    await outbox.load();
    this.alerts.start();
    this.#opened();
    socket.open();
  }

  /** @param {string | null} id */
  open(id) {
    if (id) this.route.go(id);
    else this.route.leave();
  }

  /** @param {boolean} [isOpen] */
  togglePane(isOpen = !this.isPaneOpen) {
    this.isPaneOpen = isOpen;
    this.changed();
  }

  setFilter(text) {
    this.filter = text;
    this.changed();
  }

  /** @param {import("./order.js").GroupName | null} group */
  showGroup(group) {
    this.onlyGroup = group;
    if (this.current) this.open(null);
    this.changed();
  }

  /** The row of a conversation, or what else is known of it. @param {string} id */
  row(id) {
    return this.store.list.rows.get(id) ?? this.store.get(id)?.summary;
  }

  /** The open conversation as the head shows it: the row at once, everything when the socket has told it. @param {string} id */
  summary(id) {
    const row = this.store.list.rows.get(id);
    const one = this.store.get(id);
    if (!one?.isLoaded) return row;
    return { ...one.summary, owner: row ? row.owner : one.summary.owner };
  }

  /** Messages of others that I have not read, in a conversation of mine. @param {Object} row */
  unread(row) {
    const one = this.store.get(row.id);
    const me = this.store.me(row.id);
    if (!one?.isLoaded || !me) return row.unread ?? 0;
    return unread(one, me).length;
  }

  get unreadTotal() {
    return this.mine.reduce((sum, row) => sum + this.unread(row), 0);
  }

  /** @param {{text?: string, parts?: Object[], reply_to?: number}} message @param {{type?: string, conversation?: string}} [how] */
  post(message, { type = "message.post", conversation = this.current } = {}) {
    this.outbox.add({ conversation, ...message, type });
    this.readUpTo(conversation, this.store.get(conversation)?.cursor ?? 0); // who answers has read
    this.flush();
  }

  flush() {
    this.outbox.flush(this.socket);
  }

  showTyping(conversation) {
    this.socket.command("typing.show", { conversation }).catch(() => {});
  }

  /** I have read up to here. @param {string} conversation @param {number} seq */
  readUpTo(conversation, seq) {
    const me = this.store.me(conversation);
    if (!me || seq <= (me.read_seq ?? 0)) return;
    this.store.readUpTo(conversation, seq);
    this.socket.command("message.read", { conversation, seq }).catch(() => {});
    this.changed();
  }

  signOut() {
    this.isSignedOut = true;
    this.changed();
  }

  notice(text, link = null) {
    this.dispatchEvent(new CustomEvent("notice", { detail: { text, link } }));
  }

  changed() {
    this.#told = this.unreadTotal;
    this.dispatchEvent(new Event("change"));
  }

  #arrive({ server_time: time }) {
    clock.sync(time);
    this.feed.arrive();
    this.flush();
  }

  #ask({ conversation, after }) {
    this.socket.command("conversation.resume", { conversations: [{ id: conversation, after }] }).catch(() => {});
  }

  /** Entries may come after the row that tells of them: whoever counts what is unread counts again. */
  #counted() {
    if (this.unreadTotal !== this.#told) this.changed();
  }

  #listed() {
    this.order.arrange();
    this.feed.sync();
    this.changed();
  }

  #opened() {
    this.feed.sync();
    this.changed();
  }
}
