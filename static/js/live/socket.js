import { backoff } from "./backoff.js";
import { Lost, Refused } from "./errors.js";
import { Heartbeat } from "./heartbeat.js";
import { realTimers } from "./timers.js";

const PROTOCOL = "helpdesk.v1";
const OPEN_WITHIN = 10_000;
const OFFLINE_AFTER = 10_000;
const FINAL = new Set([4400, 4401, 4403]);

/**
 * One live connection that comes back by itself (docs/protocol.md).
 *
 * Events (CustomEvent, read `event.detail`):
 * - `frame`: one parsed event frame (`hello` and `bye` too), in the order of the wire;
 * - `hello`: the hello frame, after `frame` told it: resume and flush now;
 * - `pong`: `{server_time, rtt}`;
 * - `state`: `{state, code, since}`; `state` is `connecting` (first time), `live`, `slow`, `reconnecting` (lost for
 *   less than 10 s), `offline` or `stopped` (with the close `code`; only `retry()` opens it again);
 *   `since` is the time in milliseconds when the connection was lost, else null.
 */
export class LiveSocket extends EventTarget {
  state = "connecting";
  code = null;
  since = null;
  #ws = null;
  #isOpen = false;
  #asked = new Map();
  #ref = 0;
  #failures = 0;
  #bye = null;
  #notBefore = 0;
  #again = null;
  #deadline = null;
  #offline = null;

  /**
   * @param {string} url path ("/ws/visitor/") or whole address
   * @param {Object} [options]
   * @param {typeof WebSocket} [options.WebSocketClass]
   * @param {import("./timers.js").Timers} [options.timers]
   * @param {Window} [options.page] where `online`, `offline` and `visibilitychange` come from
   * @param {() => number} [options.random]
   */
  constructor(url, options = {}) {
    super();
    this.url = url.startsWith("/") ? location.origin.replace(/^http/, "ws") + url : url;
    this.WebSocketClass = options.WebSocketClass ?? globalThis.WebSocket;
    this.timers = options.timers ?? realTimers;
    this.random = options.random ?? Math.random;
    this.heartbeat = new Heartbeat({
      ping: () => this.command("ping"),
      pong: (frame, rtt) => this.#pong(frame, rtt),
      slow: () => this.#become("slow"),
      dead: () => this.#drop(4408),
    }, this.timers);
    this.#listen(options.page ?? globalThis.window);
  }

  /** True while commands can be sent. */
  get isLive() {
    return this.#isOpen;
  }

  open() {
    if (!this.#ws) this.#connect();
  }

  /** Closes for good: no more events, no reconnecting. */
  close() {
    this.timers.clear(this.#again);
    this.#leave(1000);
    this.#become("stopped", 1000);
  }

  /** Connects now instead of after the wait; also out of `stopped`. */
  retry() {
    if (this.#ws || this.timers.now() < this.#notBefore) return;
    this.#connect();
  }

  /**
   * @param {string} type
   * @param {Object} [fields]
   * @returns {Promise<Object>} the `done` frame; rejects with `Refused` (the server said no) or `Lost` (ask again)
   */
  command(type, fields = {}) {
    if (!this.#isOpen) return Promise.reject(new Lost());
    const ref = String(++this.#ref);
    return new Promise((resolve, reject) => {
      this.#asked.set(ref, { resolve, reject });
      this.#ws.send(JSON.stringify({ type, ref, ...fields }));
    });
  }

  #listen(page) {
    if (!page?.addEventListener) return;
    page.addEventListener("online", () => this.#comeBack());
    page.addEventListener("offline", () => (this.#isOpen ? this.heartbeat.beat() : this.#become("offline")));
    page.document?.addEventListener("visibilitychange", () => page.document.hidden || this.#comeBack());
  }

  #comeBack() {
    if (this.#isOpen) this.heartbeat.beat();
    else if (this.state !== "stopped") this.retry();
  }

  #connect() {
    this.timers.clear(this.#again);
    this.#bye = null;
    const ws = new this.WebSocketClass(this.url, PROTOCOL);
    this.#ws = ws;
    this.#deadline = this.timers.set(() => this.#drop(4408), OPEN_WITHIN);
    ws.onmessage = (event) => ws === this.#ws && this.#receive(JSON.parse(event.data));
    ws.onclose = (event) => ws === this.#ws && this.#lost(event.code);
  }

  #receive(frame) {
    if (frame.type === "done" || frame.type === "error") return this.#answer(frame);
    if (frame.type === "bye") this.#bye = frame;
    if (frame.type === "hello") this.#opened();
    this.#tell("frame", frame);
    if (frame.type === "hello") this.#tell("hello", frame);
  }

  #answer(frame) {
    const ref = frame.ref ?? this.#asked.keys().next().value; // too broken to be named: it was the oldest
    const asked = this.#asked.get(ref);
    this.#asked.delete(ref);
    if (frame.type === "done") asked?.resolve(frame);
    else asked?.reject(new Refused(frame));
  }

  #opened() {
    for (const id of [this.#deadline, this.#offline]) this.timers.clear(id);
    this.#isOpen = true;
    this.#failures = 0;
    this.since = null;
    this.heartbeat.start();
    this.#become("live");
  }

  #pong(frame, rtt) {
    this.#tell("pong", { server_time: frame.server_time, rtt });
    this.#become(rtt > 2000 ? "slow" : "live");
  }

  /** We hang up; the browser's own close event may come much later, so do not wait for it. */
  #drop(code) {
    this.#leave(4408);
    this.#lost(code);
  }

  #leave(code) {
    this.#ws?.close(code);
    this.#forget();
  }

  /** Everyone who waits for an answer is told that none will come. */
  #forget() {
    this.#ws = null;
    this.#isOpen = false;
    for (const id of [this.#deadline, this.#offline]) this.timers.clear(id);
    this.heartbeat.stop();
    for (const { reject } of this.#asked.values()) reject(new Lost());
    this.#asked.clear();
  }

  #lost(code) {
    this.#forget();
    const said = this.#bye?.reconnect;
    if (said === false || FINAL.has(code) || FINAL.has(this.#bye?.code)) {
      return this.#become("stopped", FINAL.has(code) ? code : this.#bye.code);
    }
    const wait = backoff(this.#failures++, this.random());
    const told = typeof said === "number" ? said * 1000 : 0;
    this.#notBefore = this.timers.now() + told;
    this.#again = this.timers.set(() => this.#connect(), Math.max(wait, told));
    this.#fade(code);
  }

  /** Reconnecting for ten seconds, then offline. */
  #fade(code) {
    this.since ??= this.timers.now();
    const left = this.since + OFFLINE_AFTER - this.timers.now();
    const isAway = left <= 0 || globalThis.navigator?.onLine === false;
    this.#become(isAway ? "offline" : "reconnecting", code);
    if (!isAway) this.#offline = this.timers.set(() => this.#become("offline", code), left);
  }

  #become(state, code = null) {
    if (state === this.state && code === this.code) return;
    Object.assign(this, { state, code });
    this.#tell("state", { state, code, since: this.since });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
