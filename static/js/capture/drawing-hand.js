import { Frame } from "./drawing-frame.js";
import { isWorth, moved } from "./drawing-shapes.js";
import { begun, inside, longer, worn, written } from "./drawing-strokes.js";

/** @typedef {import("./drawing-shapes.js").Shape} Shape @typedef {import("./drawing-shapes.js").Point} Point */

const [SLACK, LEAST] = [10, 5]; // pixels of the screen

/**
 * What is being done to a drawing, with which tool: the shape under the pen, the frame that is being set, the chosen shape, the cursor of the keyboard.
 * `unit` tells how many pixels of the picture one of the screen is: a line is made as thick as it looks. Changes are told by the drawing.
 */
export class Hand {
  tool = /** @type {"select"|"crop"|Shape["tool"]} */ ("arrow");
  colour = 0;
  line = 1;
  unit = 1;
  draft = /** @type {Shape|null} being drawn, written or moved */ (null);
  frame = /** @type {Frame|null} what would stay of the picture, while it is being cut */ (null);
  #cursor;
  #chosen = null;
  #drag = null;

  /** @param {import("./drawing.js").Drawing} drawing @param {(text: string, size: number) => number} [measure] how long a text is drawn */
  constructor(drawing, measure = (text, size) => text.length * size * 0.6) {
    Object.assign(this, { drawing, measure });
    this.#cursor = [drawing.whole.width / 2, drawing.whole.height / 2];
  }

  /** Where the keyboard draws. @returns {Point} */
  get cursor() {
    return inside(this.#cursor, this.view);
  }

  /** What is to be seen: while it is being cut, all of the picture. @returns {import("./drawing-shapes.js").Box} */
  get view() {
    return this.frame ? this.drawing.whole : this.drawing.crop;
  }

  /** As they are to be seen, from below to above. @returns {Shape[]} */
  get shapes() {
    const { shapes } = this.drawing;
    if (!this.draft) return shapes;
    const isNew = !shapes.some(({ id }) => id === this.draft.id);
    return isNew ? [...shapes, this.draft] : shapes.map((one) => (one.id === this.draft.id ? this.draft : one));
  }

  /** @returns {Shape|null} */
  get chosen() {
    return this.shapes.find(({ id }) => id === this.#chosen) ?? null;
  }

  get isDrawing() {
    return this.#drag !== null;
  }

  get isWriting() {
    return this.draft?.tool === "text" && this.tool === "text";
  }

  /** Whether anything would be lost. */
  get isChanged() {
    const isBegun = this.draft !== null && isWorth(this.draft, LEAST * this.unit);
    return this.drawing.isChanged || isBegun || Boolean(this.frame?.isSet);
  }

  /** Takes up another tool; what was begun with the last one is kept. */
  use(tool) {
    this.settle();
    this.tool = tool;
    this.#chosen = null;
    this.frame = tool === "crop" ? new Frame(this.drawing) : null;
    this.drawing.changed();
  }

  /** Keeps what is begun: a shape, a text that is being written, a frame that is being set. @returns {Shape|null} that shape */
  settle() {
    this.#drag = null;
    const kept = this.#keep();
    if (this.frame) this.drawing.cut(this.frame.box);
    this.frame = null;
    this.drawing.settle();
    this.drawing.changed();
    return kept;
  }

  /** Lets go of one thing: what is being drawn, the frame, the chosen shape, the tool. @returns {boolean} whether there was one */
  leave() {
    if (this.draft || this.#drag) this.draft = this.#drag = null;
    else if (this.frame) [this.frame, this.tool] = [null, "select"];
    else if (this.chosen) this.#chosen = null;
    else if (this.tool !== "select") this.tool = "select";
    else return false;
    this.drawing.changed();
    return true;
  }

  /** @param {Point} at */
  begin(at) {
    this.#keep();
    this.drawing.settle();
    const from = inside(at, this.view);
    this.#drag = { from };
    if (this.frame) this.frame.begin(from);
    else if (this.tool === "select") this.choose(this.drawing.shapeAt(from, SLACK * this.unit));
    else this.draft = begun(from, { ...this, id: this.drawing.newId() });
    this.drawing.changed();
  }

  /** @param {Point} at */
  extend(at) {
    if (!this.#drag) return;
    const to = inside(at, this.view);
    if (this.frame) this.frame.extend(to);
    else if (this.tool === "select") this.#drawAlong(to);
    else this.draft = longer(this.draft, to, this.unit);
    this.drawing.changed();
  }

  /** @returns {Shape|null} what was made or moved; a text begins only now, to be written */
  end() {
    if (!this.#drag) return null;
    this.#drag = null;
    const made = this.isWriting ? this.draft : this.#keep();
    this.drawing.changed();
    return made;
  }

  /** The text that is being written. @param {string} text */
  write(text) {
    if (!this.isWriting) return;
    this.draft = written(this.draft, text, this);
    this.drawing.changed();
  }

  /** @param {{colour?: number, line?: number}} look of what comes, and of what is chosen or being written */
  wear(look) {
    Object.assign(this, look);
    const shape = this.isWriting ? this.draft : this.chosen;
    const next = shape && worn(shape, look, this);
    if (this.isWriting) this.draft = next;
    if (next && !this.isWriting && !this.#drag) this.drawing.replace(next);
    this.drawing.changed();
  }

  /** @param {Shape|null} shape */
  choose(shape) {
    this.#chosen = shape?.id ?? null;
    this.drawing.changed();
  }

  /** The one below the chosen one, or the uppermost. @returns {Shape|null} */
  chooseNext() {
    const { shapes } = this.drawing;
    const below = shapes.findIndex(({ id }) => id === this.#chosen) - 1;
    this.choose(shapes.at(Math.max(below, -1)) ?? null);
    return this.chosen;
  }

  /** The chosen shape, or else the last. @returns {Shape|null} */
  remove() {
    const shape = this.chosen ?? this.drawing.shapes.at(-1) ?? null;
    this.draft = this.#drag = null;
    if (shape) this.drawing.remove(shape);
    return shape;
  }

  /** Arrow keys: the chosen shape, or else the cursor with what is being drawn. @param {number} dx @param {number} dy */
  nudge(dx, dy) {
    const { chosen } = this;
    if (chosen && !this.#drag) return void this.drawing.replace(moved(chosen, dx, dy), `nudge ${chosen.id}`);
    const [x, y] = this.cursor;
    this.#cursor = inside([x + dx, y + dy], this.view);
    this.extend(this.#cursor);
    this.drawing.changed();
  }

  /** @param {"undo"|"redo"} way @returns {boolean} whether there was anything */
  go(way) {
    const isLeft = way === "undo" && (this.draft || this.#drag) && this.leave();
    const isDone = isLeft || this.drawing[way]();
    if (this.frame) this.frame = new Frame(this.drawing);
    return isDone;
  }

  /** The chosen one goes where the hand goes. */
  #drawAlong([x, y]) {
    const shape = this.drawing.shapes.find(({ id }) => id === this.#chosen);
    const [ax, ay] = this.#drag.from;
    if (shape) this.draft = moved(shape, x - ax, y - ay);
  }

  #keep() {
    const { draft, drawing } = this;
    this.draft = null;
    if (!draft) return null;
    if (drawing.shapes.some(({ id }) => id === draft.id)) return drawing.replace(draft);
    return isWorth(draft, LEAST * this.unit) ? drawing.add(draft) : null;
  }
}
