/** Which conversation is open stands in the address, so that reload, links and the back button work. */

const HOME = "/console/";
const OPEN = /^\/console\/c\/([0-9a-f-]{36})\/?$/;

export class Route extends EventTarget {
  /** Id of the open conversation, or null. */
  conversation = null;

  /** @param {{location: Location, history: History, addEventListener: Function}} [page] */
  constructor(page = globalThis.window) {
    super();
    this.page = page;
    this.#read();
    page.addEventListener("popstate", () => this.#moved());
  }

  static address(id) {
    return id ? `${HOME}c/${id}/` : HOME;
  }

  /**
   * From the list one conversation follows another without a new step of history each time:
   * "back" leads to the list, not through every conversation looked at.
   */
  go(id) {
    if (id === this.conversation) return;
    const state = { fromList: true };
    if (this.conversation && id) this.page.history.replaceState(this.page.history.state, "", Route.address(id));
    else this.page.history.pushState(state, "", Route.address(id));
    this.#moved();
  }

  /** To the list: a step back when the list is where we came from. */
  leave() {
    if (this.page.history.state?.fromList && this.conversation) this.page.history.back();
    else this.go(null);
  }

  #moved() {
    this.#read();
    this.dispatchEvent(new Event("change"));
  }

  #read() {
    this.conversation = OPEN.exec(this.page.location.pathname)?.[1] ?? null;
  }
}
