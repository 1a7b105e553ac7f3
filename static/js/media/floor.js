let speaker = null;

/** One recording sounds at a time: whoever begins silences the one before. @param {HTMLMediaElement} next */
export function takeFloor(next) {
  if (speaker !== next) speaker?.pause();
  speaker = next;
}

/** How fast voices are played: chosen once for all of the page. */
class Pace extends EventTarget {
  #paces = [1, 1.5, 2];

  get value() {
    return this.#paces[0];
  }

  next() {
    this.#paces.push(this.#paces.shift());
    this.dispatchEvent(new Event("change"));
  }
}

export const pace = new Pace();
