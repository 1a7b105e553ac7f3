/**
 * Shapes on a picture. All numbers are pixels of the picture, whatever the zoom. A shape never changes: a moved one is another.
 * @typedef {[number, number]} Point
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {Object} Shape
 * @property {number} id
 * @property {"pen"|"arrow"|"box"|"text"|"blur"} tool
 * @property {Point[]} points of a pen all of its way; of a text the left end of its middle; of the others two opposite ends
 * @property {number} colour which one of COLOURS
 * @property {number} width of the line; of a text its size
 * @property {string} [text]
 * @property {number} [length] how long the text is drawn
 * @property {Point} [from] where the text was begun, though there may be too little room
 */

/** Told apart by the colour-blind too, and 3:1 or more on the white that is drawn around them. */
export const COLOURS = ["#d62f00", "#1450c8", "#111111", "#c978b8"];

/** How much higher than its letters a line of text stands. */
export const LEADING = 1.3;

/** @param {Point} one @param {Point} other @returns {Box} between two opposite corners */
export function boxOf([ax, ay], [bx, by]) {
  return { x: Math.min(ax, bx), y: Math.min(ay, by), width: Math.abs(ax - bx), height: Math.abs(ay - by) };
}

/** @param {Shape} shape @returns {Box} without the thickness of its line */
export function boundsOf({ tool, points, width, length = 0 }) {
  if (tool === "text") return { x: points[0][0], y: points[0][1] - (width * LEADING) / 2, width: length, height: width * LEADING };
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return boxOf([Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]);
}

/** Whole pixels that hide all of the box, inside the picture: no edge of what is blurred shines through. @param {Box} box @param {Box} within */
export function pixelsOf(box, within) {
  const x = clamp(Math.floor(box.x), within.x, within.x + within.width);
  const y = clamp(Math.floor(box.y), within.y, within.y + within.height);
  const right = clamp(Math.ceil(box.x + box.width), x, within.x + within.width);
  const bottom = clamp(Math.ceil(box.y + box.height), y, within.y + within.height);
  return { x, y, width: right - x, height: bottom - y };
}

/** @param {Shape} shape @param {number} dx @param {number} dy @returns {Shape} */
export function moved(shape, dx, dy) {
  const by = ([x, y]) => [x + dx, y + dy];
  return { ...shape, points: shape.points.map(by), ...(shape.from && { from: by(shape.from) }) };
}

/** Whether it is worth keeping: no accidental click, no empty text. @param {Shape} shape @param {number} least */
export function isWorth(shape, least) {
  if (shape.tool === "text") return shape.text.trim() !== "";
  if (shape.tool === "pen") return true; // a dot is a drawing too
  const { width, height } = boundsOf(shape);
  return shape.tool === "arrow" ? Math.hypot(width, height) >= least : Math.min(width, height) >= least;
}

/** @param {Shape} shape @param {Point} point @param {number} slack how far beside it still counts */
export function isHit(shape, point, slack) {
  const bounds = boundsOf(shape);
  const reach = slack + (shape.tool === "text" ? 0 : shape.width / 2);
  if (!isInside(point, grown(bounds, reach))) return false;
  if (shape.tool === "text" || shape.tool === "blur") return true;
  if (shape.tool === "box") return !isInside(point, grown(bounds, -reach));
  return shape.points.some((to, n) => distance(point, shape.points[Math.max(0, n - 1)], to) <= reach);
}

/** @param {Point} point @param {Box} box */
export function isInside([x, y], box) {
  return x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height;
}

export function grown({ x, y, width, height }, by) {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

export function clamp(n, least, most) {
  return Math.min(Math.max(n, least), most);
}

/** From a point to the line between two others. */
function distance([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1), 0, 1);
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
