import { boundsOf, COLOURS } from "./drawing-shapes.js";

const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const CASING = "#fff";
const HEAD = 4.5;
const HEAD_LEAST = 0.4;

/** @param {number} size */
export function fontOf(size) {
  return `600 ${size}px ${FAMILY}`;
}

/**
 * Draws shapes; the context is in pixels of the picture. Each has white around it, so that it shows on any ground.
 * @param {CanvasRenderingContext2D} context
 * @param {import("./drawing-shapes.js").Shape[]} shapes
 * @param {(shape: import("./drawing-shapes.js").Shape) => {box: import("./drawing-shapes.js").Box, blocks: CanvasImageSource}|null} blurOf what hides a box of it
 */
export function paint(context, shapes, blurOf) {
  for (const shape of shapes) {
    context.save();
    if (shape.tool === "blur") paintBlur(context, blurOf(shape));
    else if (shape.tool === "text") paintText(context, shape);
    else paintLine(context, shape);
    context.restore();
  }
}

/** The hard blocks lie below the soft ones: whatever a browser does at their rim, nothing of the picture shines through. */
function paintBlur(context, blur) {
  if (!blur) return;
  const { x, y, width, height } = blur.box;
  for (const isSoft of [false, true]) {
    context.imageSmoothingEnabled = isSoft;
    context.imageSmoothingQuality = "low";
    context.drawImage(blur.blocks, x, y, width, height);
  }
}

function paintText(context, { points: [[x, y]], text, width: size, colour }) {
  context.font = fontOf(size);
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = size / 5;
  context.strokeStyle = CASING;
  context.strokeText(text, x, y);
  context.fillStyle = COLOURS[colour];
  context.fillText(text, x, y);
}

function paintLine(context, shape) {
  const { width, colour } = shape;
  context.lineCap = "round";
  context.lineJoin = "round";
  const path = { pen: penPath, arrow: arrowPath, box: boxPath }[shape.tool](shape);
  for (const [style, line] of [[CASING, width * 1.9], [COLOURS[colour], width]]) {
    context.strokeStyle = context.fillStyle = style;
    context.lineWidth = line;
    context.stroke(path);
    if (shape.tool === "arrow") context.fill(path);
  }
}

/** From middle to middle of its steps, bent at each: no corners. */
function penPath({ points }) {
  const path = new Path2D();
  path.moveTo(...points[0]);
  for (let n = 1; n < points.length - 1; n++) {
    const [[x, y], [toX, toY]] = [points[n], points[n + 1]];
    path.quadraticCurveTo(x, y, (x + toX) / 2, (y + toY) / 2);
  }
  path.lineTo(...points.at(-1));
  return path;
}

function boxPath(shape) {
  const { x, y, width, height } = boundsOf(shape);
  const path = new Path2D();
  path.rect(x, y, width, height);
  return path;
}

function arrowPath({ points: [[ax, ay], [bx, by]], width }) {
  const length = Math.hypot(bx - ax, by - ay);
  const head = Math.min(width * HEAD, Math.max(length * HEAD_LEAST, width));
  const angle = Math.atan2(by - ay, bx - ax);
  const neck = [bx - head * Math.cos(angle), by - head * Math.sin(angle)];
  const side = (turn) => [bx - head * 1.15 * Math.cos(angle + turn), by - head * 1.15 * Math.sin(angle + turn)];
  const path = new Path2D();
  path.moveTo(ax, ay);
  path.lineTo(...neck);
  path.moveTo(bx, by);
  path.lineTo(...side(0.5));
  path.lineTo(...side(-0.5));
  path.closePath();
  return path;
}
