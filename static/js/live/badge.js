/** The number in the tab's title and on the installed app's icon; while something rings, the title blinks. */
export class Badge {
  #title = null;
  #text = "";
  #count = 0;
  #blink = null;

  /** The title while there is nothing to tell. @param {string} title */
  name(title) {
    if (title === this.#title) return;
    this.#title = title;
    this.#write(false);
  }

  /** @param {number} count @param {string} [text] said in place of the title, e.g. "New reply" */
  show(count, text = "") {
    this.#title ??= document.title.replace(/^● /, ""); // while the screen is recorded
    [this.#count, this.#text] = [count, text];
    this.#write(false);
    const told = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
    told?.catch(() => {});
  }

  /** @param {boolean} isRinging */
  blink(isRinging) {
    clearInterval(this.#blink);
    this.#blink = null;
    this.#title ??= document.title.replace(/^● /, ""); // while the screen is recorded
    let isOn = false;
    if (isRinging) this.#blink = setInterval(() => this.#write((isOn = !isOn)), 1000);
    this.#write(isRinging);
  }

  #write(isOn) {
    const count = this.#count ? `(${this.#count}) ` : "";
    document.title = (isOn ? "● " : "") + count + (this.#text || this.#title);
  }
}
