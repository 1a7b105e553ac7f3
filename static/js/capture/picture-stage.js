import { html, nothing } from "lit";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { EDGES } from "./drawing-frame.js";
import { paint } from "./drawing-paint.js";
import { View } from "./drawing-view.js";
import { emptyCanvas } from "./picture-canvas.js";
import { stepOf } from "./picture-keys.js";
import { paintOverlay } from "./picture-overlay.js";
import { edgeNames } from "./picture-words.js";

const MARGIN = 12;
const MARGIN_OF_FRAME = 26;

/**
 * `<hd-picture-stage>`: the picture with what is drawn on it, and where it is drawn: by mouse, finger, pen and keyboard.
 * Properties: `hand`, `picture`. Fires `hd-drew` (detail: what was made, or null), `hd-moved` (the keyboard's cursor), `hd-framed`, `hd-cut`.
 */
export class PictureStage extends Element {
  static properties = { hand: { attribute: false }, picture: { attribute: false } };

  #view = null;
  #ground = null;
  #frame = 0;
  #grip = null;
  #isCursorShown = false;
  #resizes = new ResizeObserver(() => this.requestUpdate());

  connectedCallback() {
    super.connectedCallback();
    this.#resizes.observe(this);
    this.listen(this.hand.drawing, "change");
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#resizes.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  focus() {
    this.querySelector("canvas").focus();
  }

  render() {
    const names = edgeNames();
    return html`<div class="picture-sheet">
      <canvas tabindex="0" role="application" class="with-${this.hand.tool}" aria-label=${gettext("Picture to draw on")} aria-describedby="picture-status"
        @pointerdown=${this.#down} @pointermove=${this.#draw} @pointerup=${this.#up} @pointercancel=${this.#drop}
        @mousedown=${(event) => event.preventDefault()} @keydown=${this.#key} @blur=${() => this.#showCursor(false)}></canvas>
      ${this.hand.frame ? EDGES.map((edge) => this.#edge(edge, names[edge])) : nothing}
    </div>`;
  }

  #edge(edge, name) {
    return html`<button type="button" class="picture-edge" data-edge=${edge} aria-label=${name} title=${name}
      @pointerdown=${this.#grasp} @pointermove=${this.#pull} @pointerup=${this.#letGo} @pointercancel=${this.#letGo}
      @keydown=${this.#keyOfEdge}></button>`;
  }

  updated() {
    this.#place();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#paint());
  }

  /** Where the picture stands, and its edges on it. */
  #place() {
    const { hand } = this;
    const margin = 2 * (hand.frame ? MARGIN_OF_FRAME : MARGIN);
    const view = new View(hand.view, { width: this.clientWidth - margin, height: this.clientHeight - margin });
    if (!view.isLike(this.#view)) {
      this.#view = view;
      this.#ground = null;
      hand.unit = 1 / view.scale;
      const { style } = this.querySelector("canvas");
      [style.width, style.height] = [`${view.width}px`, `${view.height}px`];
    }
    for (const button of this.querySelectorAll(".picture-edge")) {
      const [x, y] = this.#view.toScreen(hand.frame.pointOf(button.dataset.edge));
      [button.style.left, button.style.top] = [`${x}px`, `${y}px`];
    }
  }

  #paint() {
    const canvas = this.querySelector("canvas");
    const { width, height, scale, box } = this.#view;
    const dense = window.devicePixelRatio || 1;
    const ground = (this.#ground ??= this.#scaled(Math.round(width * dense), Math.round(height * dense)));
    if (canvas.width !== ground.width || canvas.height !== ground.height) Object.assign(canvas, { width: ground.width, height: ground.height });
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(ground, 0, 0);
    context.setTransform(ground.width / box.width, 0, 0, ground.height / box.height, -box.x * (ground.width / box.width), -box.y * (ground.height / box.height));
    paint(context, this.hand.shapes, (shape) => this.picture.blurOf(shape));
    paintOverlay(context, this.hand, { unit: 1 / scale, isCursorShown: this.#isCursorShown });
  }

  /** The picture as large as it is shown: painting a line does not mean scaling 8K each time. */
  #scaled(width, height) {
    const canvas = emptyCanvas(width, height);
    const context = canvas.getContext("2d");
    const { x, y, width: across, height: down } = this.#view.box;
    context.imageSmoothingQuality = "high";
    context.drawImage(this.picture.canvas, x, y, across, down, 0, 0, width, height);
    return canvas;
  }

  #pointOf(event) {
    const { left, top } = this.querySelector("canvas").getBoundingClientRect();
    return this.#view.toPicture(event.clientX - left, event.clientY - top);
  }

  #down(event) {
    if (!event.isPrimary || event.button !== 0) return;
    this.focus();
    event.target.setPointerCapture(event.pointerId);
    this.#showCursor(false);
    this.hand.begin(this.#pointOf(event));
  }

  #draw(event) {
    if (event.isPrimary && event.buttons) this.hand.extend(this.#pointOf(event));
  }

  #up(event) {
    if (event.isPrimary) this.#end();
  }

  #end() {
    if (this.hand.isDrawing) this.say("hd-drew", this.hand.end());
  }

  #drop(event) {
    if (event.isPrimary && this.hand.isDrawing) this.hand.leave();
  }

  #key(event) {
    const step = stepOf(event);
    if (step) {
      this.#showCursor(true);
      this.hand.nudge(step[0] / this.#view.scale, step[1] / this.#view.scale);
      this.say("hd-moved");
    } else if ((event.key === "Enter" || event.key === " ") && !event.repeat) this.#begin(event.key);
    else return;
    event.preventDefault();
  }

  /** Enter cuts to a frame that is set; else it begins and ends, as does the space bar. */
  #begin(key) {
    const { hand } = this;
    this.#showCursor(true);
    if (hand.isDrawing) return this.#end();
    if (key === "Enter" && hand.frame?.isSet) return this.say("hd-cut");
    hand.begin(hand.cursor);
    if (hand.tool === "text") this.#end();
    else this.say("hd-begun");
  }

  #showCursor(isShown) {
    this.#isCursorShown = isShown;
    this.requestUpdate();
  }

  #grasp(event) {
    if (!event.isPrimary || event.button !== 0) return;
    const { target } = event;
    target.setPointerCapture(event.pointerId);
    const [[x, y], [atX, atY]] = [this.hand.frame.pointOf(target.dataset.edge), this.#pointOf(event)];
    this.#grip = [atX - x, atY - y];
  }

  #pull(event) {
    if (!this.#grip || !event.isPrimary) return;
    const { edge } = event.target.dataset;
    const [[x, y], [toX, toY], [dx, dy]] = [this.hand.frame.pointOf(edge), this.#pointOf(event), this.#grip];
    this.hand.frame.pull(edge, toX - dx - x, toY - dy - y);
    this.say("hd-framed");
  }

  #letGo() {
    this.#grip = null;
  }

  #keyOfEdge(event) {
    const step = stepOf(event);
    if (!step && event.key !== "Enter") return;
    event.preventDefault();
    if (!step) return this.say("hd-cut");
    const most = (n) => Math.sign(n) * Math.max(1, Math.abs(n) / this.#view.scale);
    this.hand.frame.pull(event.target.dataset.edge, ...step.map(most));
    this.say("hd-framed");
  }
}
customElements.define("hd-picture-stage", PictureStage);
