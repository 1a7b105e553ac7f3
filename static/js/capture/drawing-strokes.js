import { clamp, LEADING } from "./drawing-shapes.js";

/** Thin, medium, thick; in pixels of the screen, as are the others. */
const LINES = [2, 4, 8];
const LETTERS = [18, 26, 40];
const PEN_STEP = 1.5;

/** @param {string} tool @param {number} line 0 to 2 @param {number} unit pixels of the picture to one of the screen */
export function widthOf(tool, line, unit) {
  return (tool === "text" ? LETTERS : LINES)[line] * unit;
}

/**
 * A shape at its beginning.
 * @param {import("./drawing-shapes.js").Point} from
 * @param {{id: number, tool: string, colour: number, line: number, unit: number}} by
 * @returns {import("./drawing-shapes.js").Shape}
 */
export function begun(from, { id, tool, colour, line, unit }) {
  const shape = { id, tool, colour, width: widthOf(tool, line, unit), points: [from] };
  if (tool === "text") return { ...shape, from, text: "", length: 0 };
  return tool === "pen" ? shape : { ...shape, points: [from, from] };
}

/** @param {import("./drawing-shapes.js").Shape} shape @param {import("./drawing-shapes.js").Point} to @param {number} unit @returns {import("./drawing-shapes.js").Shape} */
export function longer(shape, to, unit) {
  if (shape.tool === "text") return { ...shape, from: to, points: [to] };
  if (shape.tool !== "pen") return { ...shape, points: [shape.points[0], to] };
  const [x, y] = shape.points.at(-1);
  const isFar = Math.hypot(to[0] - x, to[1] - y) >= PEN_STEP * unit;
  return isFar ? { ...shape, points: [...shape.points, to] } : shape;
}

/** The shape in another colour or with another line. @param {import("./drawing-shapes.js").Shape} shape @param {{colour?: number, line?: number}} look @param {import("./drawing-hand.js").Hand} hand */
export function worn(shape, { colour = shape.colour, line }, hand) {
  const next = { ...shape, colour };
  if (line === undefined) return next;
  return shape.tool === "text" ? written(next, shape.text, hand) : { ...next, width: widthOf(shape.tool, line, hand.unit) };
}

/**
 * A text with these words, in the part of the picture that is seen: it gives way to the left, and is smaller where it is too long.
 * @param {import("./drawing-shapes.js").Shape} shape @param {string} text @param {import("./drawing-hand.js").Hand} hand
 */
export function written(shape, text, { line, unit, view, measure }) {
  const size = widthOf("text", line, unit);
  const width = size * Math.min(1, view.width / (measure(text, size) || 1));
  const length = measure(text, width);
  const half = (width * LEADING) / 2;
  const room = { x: view.x, y: view.y + half, width: Math.max(0, view.width - length), height: Math.max(0, view.height - 2 * half) };
  return { ...shape, text, width, length, points: [inside(shape.from, room)] };
}

/** @param {import("./drawing-shapes.js").Point} point @param {import("./drawing-shapes.js").Box} box */
export function inside([x, y], box) {
  return [clamp(x, box.x, box.x + box.width), clamp(y, box.y, box.y + box.height)];
}
