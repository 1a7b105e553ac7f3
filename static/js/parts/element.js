import { LitElement } from "lit";

/** An element in the light DOM that draws itself again when what it shows has changed. */
export class Element extends LitElement {
  #offs = [];

  createRenderRoot() {
    return this;
  }

  /** Draws again on these topics of the store, until `unwatch`. @param {{on: Function}} store @param {...string} topics */
  watch(store, ...topics) {
    for (const topic of topics) this.#offs.push(store.on(topic, () => this.requestUpdate()));
  }

  /** Draws again on these events, until `unwatch`. @param {EventTarget} target @param {...string} names */
  listen(target, ...names) {
    const again = () => this.requestUpdate();
    for (const name of names) {
      target.addEventListener(name, again);
      this.#offs.push(() => target.removeEventListener(name, again));
    }
  }

  /** Keeps what ends a subscription, until `unwatch`. @param {() => void} off */
  until(off) {
    this.#offs.push(off);
  }

  unwatch() {
    for (const off of this.#offs.splice(0)) off();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unwatch();
  }

  /** A bubbling event with a detail. @param {string} name @param {*} [detail] */
  say(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
