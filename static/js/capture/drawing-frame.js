import { boxOf, clamp, isInside } from "./drawing-shapes.js";

/** @typedef {import("./drawing-shapes.js").Box} Box @typedef {import("./drawing-shapes.js").Point} Point */

/** The sides and corners by which a frame is pulled, in the order of the Tab key. */
export const EDGES = ["top-left", "top", "top-right", "right", "bottom-right", "bottom", "bottom-left", "left"];

const LEAST = 16;

/** What is going to stay of the picture, while it is being set. `box` is in whole pixels: no half one stays. */
export class Frame {
  #from = null;
  #before = null;

  /** @param {import("./drawing.js").Drawing} drawing */
  constructor(drawing) {
    this.drawing = drawing;
    /** @type {Box} */
    this.box = drawing.crop;
  }

  /** Whether it is another than what stays now. */
  get isSet() {
    return !isSame(this.box, this.drawing.crop);
  }

  /** Inside the frame a drag moves it, elsewhere it spans a new one. @param {Point} at */
  begin(at) {
    [this.#from, this.#before] = [at, this.box];
  }

  /** @param {Point} at */
  extend([x, y]) {
    const [before, whole, [ax, ay]] = [this.#before, this.drawing.whole, this.#from];
    const isMove = isInside(this.#from, before) && !isSame(before, whole);
    const spanned = boxOf(this.#from, [x, y]);
    const isTooSmall = spanned.width < LEAST || spanned.height < LEAST;
    if (isMove) this.#become(shifted(before, x - ax, y - ay, whole));
    else this.#become(isTooSmall ? before : spanned);
  }

  /** Moves one side or corner. @param {string} edge one of EDGES @param {number} dx @param {number} dy */
  pull(edge, dx, dy) {
    this.#become(pulled(this.box, edge, dx, dy, this.drawing.whole));
  }

  /** Where one takes hold of it. @param {string} edge @returns {Point} */
  pointOf(edge) {
    const { x, y, width, height } = this.box;
    const across = edge.includes("left") ? 0 : edge.includes("right") ? 1 : 0.5;
    const down = edge.includes("top") ? 0 : edge.includes("bottom") ? 1 : 0.5;
    return [x + across * width, y + down * height];
  }

  /** Back to the whole picture. */
  open() {
    this.#become(this.drawing.whole);
  }

  #become({ x, y, width, height }) {
    const [left, top] = [Math.round(x), Math.round(y)];
    this.box = { x: left, y: top, width: Math.round(x + width) - left, height: Math.round(y + height) - top };
    this.drawing.changed();
  }
}

/** @param {Box} one @param {Box} other */
export function isSame(one, other) {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

function pulled(box, edge, dx, dy, within) {
  const [least, lowest] = [Math.min(LEAST, within.width), Math.min(LEAST, within.height)];
  let [left, top, right, bottom] = [box.x, box.y, box.x + box.width, box.y + box.height];
  if (edge.includes("left")) left = clamp(left + dx, within.x, right - least);
  if (edge.includes("right")) right = clamp(right + dx, left + least, within.x + within.width);
  if (edge.includes("top")) top = clamp(top + dy, within.y, bottom - lowest);
  if (edge.includes("bottom")) bottom = clamp(bottom + dy, top + lowest, within.y + within.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function shifted(box, dx, dy, within) {
  const x = clamp(box.x + dx, within.x, within.x + within.width - box.width);
  const y = clamp(box.y + dy, within.y, within.y + within.height - box.height);
  return { ...box, x, y };
}
