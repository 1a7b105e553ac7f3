import { clamp } from "./drawing-shapes.js";

/** No block is smaller, and no more than so many stand across the shorter side: what is hidden stays hidden. */
const LEAST = 16;
const MOST_ACROSS = 8;
/** Who would try out which text gives these colours (its font is known) does not get them exactly. */
const JITTER = 12;
const STEP = 8;
/** Of a huge block so many pixels a side are looked at. */
const SAMPLES = 64;

/**
 * What is to be seen of a box whose content is hidden: the average colour of each block, not transparent.
 * @param {{width: number, height: number}} box in whole pixels
 * @param {(y: number, height: number) => Uint8ClampedArray} rowsOf RGBA of these rows of the box
 * @param {() => number} [random] 0 to 1
 * @returns {{columns: number, lines: number, pixels: Uint8ClampedArray}} RGBA, one pixel a block
 */
export function mosaic({ width, height }, rowsOf, random = Math.random) {
  const block = Math.max(LEAST, Math.ceil(Math.min(width, height) / MOST_ACROSS));
  const columns = Math.max(1, Math.floor(width / block));
  const lines = Math.max(1, Math.floor(height / block));
  const pixels = new Uint8ClampedArray(columns * lines * 4).fill(255);
  for (let line = 0; line < lines; line++) {
    const [top, bottom] = part(line, lines, height);
    const rows = rowsOf(top, bottom - top);
    for (let column = 0; column < columns; column++) {
      const [left, right] = part(column, columns, width);
      const colour = average(rows, width, { left, right, height: bottom - top });
      pixels.set(colour.map((value) => vague(value, random)), (line * columns + column) * 4);
    }
  }
  return { columns, lines, pixels };
}

function part(n, count, length) {
  return [Math.floor((n * length) / count), Math.floor(((n + 1) * length) / count)];
}

/** Of red, green and blue, on white where the picture is transparent. */
function average(rows, width, { left, right, height }) {
  const across = Math.max(1, Math.floor((right - left) / SAMPLES));
  const down = Math.max(1, Math.floor(height / SAMPLES));
  let [red, green, blue, count] = [0, 0, 0, 0];
  for (let y = 0; y < height; y += down) {
    for (let x = left; x < right; x += across) {
      const at = (y * width + x) * 4;
      const opacity = rows[at + 3] / 255;
      red += 255 + (rows[at] - 255) * opacity;
      green += 255 + (rows[at + 1] - 255) * opacity;
      blue += 255 + (rows[at + 2] - 255) * opacity;
      count += 1;
    }
  }
  return [red / count, green / count, blue / count];
}

function vague(value, random) {
  return clamp(Math.round((value + (random() * 2 - 1) * JITTER) / STEP) * STEP, 0, 255);
}
