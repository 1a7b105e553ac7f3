import { boundsOf, grown } from "./drawing-shapes.js";

const SHADE = "rgb(0 0 0 / 55%)";
const CROSS = 14;

/**
 * What is seen while drawing and is not part of the picture: the shade around a frame, the chosen shape, the cursor.
 * @param {CanvasRenderingContext2D} context in pixels of the picture
 * @param {import("./drawing-hand.js").Hand} hand
 * @param {{unit: number, isCursorShown: boolean}} how
 */
export function paintOverlay(context, hand, { unit, isCursorShown }) {
  if (hand.frame) paintFrame(context, hand.frame.box, hand.drawing.whole, unit);
  const marked = hand.chosen ?? (hand.draft?.tool === "blur" || hand.isWriting ? hand.draft : null);
  if (marked) paintMark(context, marked, unit);
  if (isCursorShown && !hand.chosen) paintCursor(context, hand.cursor, unit);
}

function paintFrame(context, { x, y, width, height }, whole, unit) {
  const around = new Path2D();
  around.rect(whole.x, whole.y, whole.width, whole.height);
  around.rect(x, y, width, height);
  context.fillStyle = SHADE;
  context.fill(around, "evenodd");
  const frame = new Path2D();
  frame.rect(x, y, width, height);
  twice(context, frame, unit);
}

function paintMark(context, shape, unit) {
  const gap = shape.tool === "blur" ? 0 : shape.tool === "text" ? 2 * unit : shape.width / 2 + 4 * unit;
  const { x, y, width, height } = grown(boundsOf(shape), gap);
  const path = new Path2D();
  path.rect(x, y, Math.max(width, unit), height);
  twice(context, path, unit, [5 * unit, 4 * unit]);
}

function paintCursor(context, [x, y], unit) {
  const path = new Path2D();
  path.moveTo(x - CROSS * unit, y);
  path.lineTo(x + CROSS * unit, y);
  path.moveTo(x, y - CROSS * unit);
  path.lineTo(x, y + CROSS * unit);
  path.moveTo(x + 5 * unit, y);
  path.arc(x, y, 5 * unit, 0, 2 * Math.PI);
  twice(context, path, unit);
}

/** Black on white: to be seen on any ground. */
function twice(context, path, unit, dashes = []) {
  context.save();
  context.strokeStyle = "#fff";
  context.lineWidth = 4 * unit;
  context.stroke(path);
  context.strokeStyle = "#000";
  context.lineWidth = 1.5 * unit;
  context.setLineDash(dashes);
  context.stroke(path);
  context.restore();
}
