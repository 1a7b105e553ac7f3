import { carryFor } from "../live/carry.js";
import { clock } from "../live/clock.js";
import { sweepDrafts } from "../live/drafts.js";
import { insist } from "../live/insist.js";
import { Outbox } from "../live/outbox.js";
import { LiveSocket } from "../live/socket.js";
import { Store } from "../live/store.js";
import { uuid } from "../live/uuid.js";
import { fetchMenu } from "./api.js";
import { cameFrom, filled, find, isOpen, newest, prepare } from "./services.js";
import { Talk } from "./talk.js";

/** Where the chat page's uploads begin; the same browser may be signed in as staff. */
export const UPLOADS = "/uploads/?as=visitor";

/**
 * What the visitor is doing here: the connection, the place on the page, and how a conversation begins. No DOM.
 *
 * `place` is where they are: `menu`, `ask` (pre-chat form of `service`), `write` (leave a message for `service`),
 * `thanks` (message left, `ticket`), or `talk` (the conversation `current`: waiting, active or ended).
 * Fires `change` when the place changes.
 */
export class Visit extends EventTarget {
  place = { name: "menu" };
  /** The service whose conversation is being requested. */
  starting = null;
  /** True once the server has said who this is. */
  isKnown = false;
  #given = {};

  /** @param {Object} boot from the page @param {{socket?: LiveSocket, store?: Store, outbox?: Outbox}} [parts] for tests */
  constructor(boot, parts = {}) {
    super();
    this.boot = boot;
    this.services = boot.menu;
    this.socket = parts.socket ?? new LiveSocket(boot.socket);
    this.store = parts.store ?? new Store({ isMe: (person) => person.role === "visitor" });
    this.outbox = parts.outbox ?? new Outbox({ name: "hd-visitor" });
    this.talk = new Talk(this);
    this.#wire();
  }

  async start() {
    sweepDrafts();
    await this.outbox.load();
    this.socket.open();
  }

  /** What is known of the visitor; nobody gives their name or address twice. */
  get contact() {
    return { ...this.store.you?.contact, ...this.#given };
  }

  /** The conversation on the page, or undefined. */
  get current() {
    return this.place.name === "talk" ? this.store.get(this.place.id) : undefined;
  }

  /** The last one that ended before the current: it stays readable above. */
  get former() {
    const ended = this.ended.filter((one) => one.id !== this.place.id);
    return ended.find((one) => one.summary.requested_at < (this.current?.summary.requested_at ?? ""));
  }

  /** Ended conversations, newest first. */
  get ended() {
    return newest(this.store).filter((one) => !isOpen(one));
  }

  go(place) {
    this.place = place;
    if (place.name === "talk") this.talk.follow(place.id);
    this.dispatchEvent(new CustomEvent("change"));
  }

  /** The visitor picked a service: whatever it still needs is asked, else the conversation is requested. */
  async choose(service, text = "") {
    if (this.starting) return;
    const asked = prepare(service, this.contact);
    if (service.state === "closed") return this.go({ name: "write", service, text });
    if (asked.length) return this.go({ name: "ask", service, asked, text });
    this.starting = service;
    this.go(this.place);
    await this.request(service, { text }).catch((error) => this.go({ name: "ask", service, asked, text, error }));
    this.starting = null;
  }

  /** @param {Object} service @param {{name?: string, email?: string, text?: string}} answers */
  async request(service, answers) {
    const given = filled(service, this.contact, answers);
    const fields = { service: service.slug, language: this.boot.language, client_id: uuid(), ...cameFrom(), ...given };
    try {
      const { conversation } = await insist(this.socket, "conversation.request", fields);
      this.#remember(given);
      this.store.learn(conversation);
      this.go({ name: "talk", id: conversation.id });
    } catch (error) {
      if (error.code !== "conflict") throw error;
      this.go({ name: "write", service, text: given.text, why: error.message });
    }
  }

  #remember({ name, email }) {
    Object.assign(this.#given, name && { name }, email && { email });
  }

  /** Begins anew after an end, with the same service where it still exists. */
  async again(text = "") {
    const { service } = this.current?.summary ?? {};
    const known = service && find(this.services, service.slug);
    if (known && text) return this.choose(known, text);
    return this.go({ name: "menu" });
  }

  async leaveMessage(service, fields) {
    const { ticket } = await insist(this.socket, "message.leave", { service: service.slug, ...fields });
    this.#remember(fields);
    this.go({ name: "thanks", ticket, email: fields.email });
  }

  async refreshMenu() {
    this.services = (await fetchMenu()) ?? this.services;
    this.dispatchEvent(new CustomEvent("change"));
  }

  #wire() {
    this.socket.addEventListener("frame", ({ detail }) => this.#hear(detail));
    this.socket.addEventListener("hello", ({ detail }) => this.#hello(detail));
    this.socket.addEventListener("pong", ({ detail }) => clock.sync(detail.server_time, detail.rtt));
    this.store.addEventListener("hole", ({ detail }) => this.talk.resume([{ id: detail.conversation, after: detail.after }]));
    this.store.on("conversations", () => this.#notice());
    this.outbox.addEventListener("sent", ({ detail }) => this.store.acknowledge(detail.entry));
    carryFor(this.outbox, UPLOADS, () => this.talk.flush());
  }

  #hear(frame) {
    this.store.apply(frame);
    if (frame.type === "conversation.opened") this.talk.follow(frame.conversation);
  }

  #hello({ server_time: serverTime }) {
    clock.sync(serverTime);
    const isFirst = !this.isKnown;
    this.isKnown = true;
    this.talk.resume(this.store.resumePoints());
    this.talk.flush();
    if (isFirst) this.#arrive();
  }

  /** First hello: back to the open conversation, to a rating that is asked, or where the link leads. */
  #arrive() {
    const [last] = newest(this.store);
    if (last && (isOpen(last) || last.summary.is_rating_asked)) return this.go({ name: "talk", id: last.id });
    const linked = this.boot.deep_link && find(this.services, this.boot.deep_link);
    if (linked) this.choose(linked);
    else this.go(this.place);
  }

  /** Another tab of this browser may have begun a conversation: there is one at a time. */
  #notice() {
    const open = newest(this.store).find(isOpen);
    if (!open || !this.isKnown || this.place.id === open.id) return;
    const isWriting = this.place.from === open.id && open.summary.state === "waiting";
    if (!isWriting) this.go({ name: "talk", id: open.id });
  }
}
