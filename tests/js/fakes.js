/** A world that stands still: timers moved by hand, sockets without a network. */

export class FakeTimers {
  #now = 1_700_000_000_000;
  #next = 1;
  #due = new Map();

  now = () => this.#now;

  set = (fn, ms) => {
    this.#due.set(this.#next, { fn, at: this.#now + ms });
    return this.#next++;
  };

  clear = (id) => this.#due.delete(id);

  /** Lets time pass, with room for promises after each timer. */
  async pass(ms) {
    const end = this.#now + ms;
    for (;;) {
      const [next] = [...this.#due].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at || a[0] - b[0]);
      if (!next) break;
      this.#due.delete(next[0]);
      this.#now = Math.max(this.#now, next[1].at);
      next[1].fn();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

export async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A WebSocket class whose sockets are driven by the test. */
export function fakeSockets() {
  return class FakeWebSocket {
    static all = [];

    static get last() {
      return this.all.at(-1);
    }

    constructor(url, protocol) {
      Object.assign(this, { url, protocol, sent: [], closedWith: null });
      this.constructor.all.push(this);
    }

    send(text) {
      this.sent.push(JSON.parse(text));
    }

    close(code) {
      this.closedWith = code;
    }

    /** The server says something. */
    says(frame) {
      this.onmessage({ data: JSON.stringify(frame) });
    }

    hello(more = {}) {
      this.says({ type: "hello", you: {}, server_time: "2026-03-03T15:04:05.123Z", build: "b", limits: {}, conversations: [], ...more });
    }

    /** The network or the server hangs up. */
    drops(code = 1006) {
      this.onclose({ code });
    }
  };
}

export function recorded(target, name) {
  const found = [];
  target.addEventListener(name, (event) => found.push(event.detail));
  return found;
}

const AT = "2026-03-03T15:04:05.000Z";

export function entry(seq, more = {}) {
  return {
    type: "message.posted", conversation: "c1", seq, author: { id: 1, role: "visitor", name: "Ann" }, audience: "everyone",
    text: `line ${seq}`, payload: { v: 1 }, at: AT, client_id: null, ...more,
  };
}

export function resumed(first, last, more = {}) {
  const participants = [
    { id: 1, role: "visitor", name: "Ann", user: null, read_seq: 0, read_at: null, is_online: true },
    { id: 2, role: "agent", name: "Li", user: 7, read_seq: 0, read_at: null, is_online: true },
  ];
  const conversation = { id: "c1", state: "active", requested_at: AT, last_seq: last };
  return { type: "conversation.resumed", conversation, participants, last_seq: last, first, ...more };
}
