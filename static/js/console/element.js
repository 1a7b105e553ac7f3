import { Element } from "../parts/element.js";

/** An element of the console: the desk is its one source; what it hears ends with it and begins again when it comes back. */
export class DeskElement extends Element {
  static properties = { desk: { attribute: false } };

  connectedCallback() {
    super.connectedCallback();
    if (this.desk) this.#begin();
  }

  shouldUpdate() {
    return Boolean(this.desk);
  }

  willUpdate(changed) {
    if (changed.has("desk")) this.#begin();
  }

  /** Override: what to hear. The desk's own changes are heard always. */
  subscribe() {}

  #begin() {
    this.unwatch();
    this.listen(this.desk, "change");
    this.subscribe();
  }
}
