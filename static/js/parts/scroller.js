const NEAR_BOTTOM = 80;
const NEAR_TOP = 200;
const SEEN_AFTER = 1_000;

/**
 * Keeps a thread where its reader is: at the bottom when they were there, else where they were.
 * Calls `onseen(seq)` when the newest line in view has been looked at for a second, `ontop()` near the top.
 */
export class Scroller {
  isAtBottom = true;
  #fromBottom = 0;
  #height = 0;
  #whole = 0;
  #seen = null;

  /** @param {HTMLElement} box @param {{onseen: (seq: number) => void, ontop: () => void, onmove: () => void}} on */
  constructor(box, on) {
    this.box = box;
    this.on = on;
    box.addEventListener("scroll", () => this.#moved(), { passive: true });
    this.resizes = new ResizeObserver(() => this.#resized());
    for (const sized of [box, ...box.children]) this.resizes.observe(sized); // lines grow when what they hold is loaded
    this.look = () => this.#look();
    addEventListener("focus", this.look);
    document.addEventListener("visibilitychange", this.look);
  }

  end() {
    this.resizes.disconnect();
    clearTimeout(this.#seen);
    removeEventListener("focus", this.look);
    document.removeEventListener("visibilitychange", this.look);
  }

  toBottom() {
    this.box.scrollTop = this.box.scrollHeight;
    this.isAtBottom = true;
    this.#look();
  }

  /** Before lines are added. */
  hold() {
    this.#fromBottom = this.box.scrollHeight - this.box.scrollTop;
  }

  /** After: `above` when they came in front. @param {boolean} above */
  settle(above) {
    if (above) this.box.scrollTop = this.box.scrollHeight - this.#fromBottom;
    else if (this.isAtBottom) this.toBottom();
    this.#whole = this.box.scrollHeight;
    this.#look();
  }

  #resized() {
    this.#height = this.box.clientHeight;
    this.#whole = this.box.scrollHeight;
    if (this.isAtBottom) this.toBottom();
  }

  #moved() {
    const { scrollTop, scrollHeight, clientHeight } = this.box;
    // A box that has just become smaller (the composer came) or longer has not been scrolled by anybody.
    const isSame = clientHeight === this.#height && scrollHeight === this.#whole;
    this.#whole = scrollHeight;
    if (isSame) this.isAtBottom = scrollHeight - scrollTop - clientHeight <= NEAR_BOTTOM;
    if (scrollTop < NEAR_TOP) this.on.ontop();
    this.on.onmove();
    this.#look();
  }

  #look() {
    clearTimeout(this.#seen);
    if (document.hidden || !document.hasFocus()) return;
    this.#seen = setTimeout(() => {
      const seq = this.#lowestInView();
      if (seq && !document.hidden && document.hasFocus()) this.on.onseen(seq);
    }, SEEN_AFTER);
  }

  #lowestInView() {
    const bottom = this.box.getBoundingClientRect().bottom + 4;
    const lines = this.box.querySelectorAll("[data-seq]");
    for (let index = lines.length - 1; index >= 0; index -= 1) {
      const { top, height } = lines[index].getBoundingClientRect();
      if (top + Math.min(height, 40) <= bottom) return Number(lines[index].dataset.seq);
    }
    return 0;
  }
}
