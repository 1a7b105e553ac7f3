import { isSame } from "./drawing-frame.js";
import { History } from "./drawing-history.js";
import { isHit } from "./drawing-shapes.js";

/** @typedef {import("./drawing-shapes.js").Shape} Shape @typedef {import("./drawing-shapes.js").Point} Point @typedef {import("./drawing-shapes.js").Box} Box */

/** What is drawn on a picture, and what of the picture stays; with its history. Fires `change`. */
export class Drawing extends EventTarget {
  #history;
  #lastId = 0;

  /** @param {{width: number, height: number}} picture */
  constructor({ width, height }) {
    super();
    /** @type {Box} */
    this.whole = { x: 0, y: 0, width, height };
    this.#history = new History({ shapes: [], crop: this.whole });
  }

  /** From below to above. @returns {Shape[]} */
  get shapes() {
    return this.#history.now.shapes;
  }

  /** What stays of the picture. @returns {Box} */
  get crop() {
    return this.#history.now.crop;
  }

  get isChanged() {
    return this.shapes.length > 0 || !isSame(this.crop, this.whole);
  }

  get canUndo() {
    return this.#history.canUndo;
  }

  get canRedo() {
    return this.#history.canRedo;
  }

  /** @returns {number} for the next shape */
  newId() {
    return ++this.#lastId;
  }

  /** @param {Shape} shape @returns {Shape} */
  add(shape) {
    this.#next({ shapes: [...this.shapes, shape] });
    return shape;
  }

  /** Puts a shape where the one of the same id was. @param {Shape} shape @param {string} [mark] changes of the same mark are undone together */
  replace(shape, mark) {
    this.#next({ shapes: this.shapes.map((one) => (one.id === shape.id ? shape : one)) }, mark);
    return shape;
  }

  /** @param {Shape} shape */
  remove(shape) {
    this.#next({ shapes: this.shapes.filter(({ id }) => id !== shape.id) });
  }

  /** @param {Box} crop in whole pixels @returns {boolean} whether it is another than before */
  cut(crop) {
    if (isSame(crop, this.crop)) return false;
    this.#next({ crop });
    return true;
  }

  /** @param {Point} point @param {number} slack @returns {Shape|null} the uppermost there */
  shapeAt(point, slack) {
    return this.shapes.filter((shape) => isHit(shape, point, slack)).at(-1) ?? null;
  }

  /** @returns {boolean} whether there was anything */
  undo() {
    return this.#go(-1);
  }

  /** @returns {boolean} whether there was anything */
  redo() {
    return this.#go(1);
  }

  /** What follows is a step of its own, also with the same mark. */
  settle() {
    this.#history.settle();
  }

  #go(step) {
    const isDone = this.#history.go(step);
    this.changed();
    return isDone;
  }

  #next(change, mark) {
    this.#history.add({ ...this.#history.now, ...change }, mark);
    this.changed();
  }

  /** Tells that something is to be seen anew, be it only what the hand is about. */
  changed() {
    this.dispatchEvent(new Event("change"));
  }
}
