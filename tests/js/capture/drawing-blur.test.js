import assert from "node:assert/strict";
import { test } from "node:test";
import { mosaic } from "../../../static/js/capture/drawing-blur.js";

const plain = () => 0.5; // no jitter

/** Reads rows of a picture that is described by the colour of each pixel. */
function picture(width, colourOf) {
  return (top, rows) => {
    const pixels = new Uint8ClampedArray(width * rows * 4);
    for (let y = 0; y < rows; y++) for (let x = 0; x < width; x++) pixels.set(colourOf(x, y + top), (y * width + x) * 4);
    return pixels;
  };
}

const grey = (value, opacity = 255) => [value, value, value, opacity];

test("blocks are at least 16 pixels, and few across a large box", () => {
  const white = picture(1200, () => grey(255));
  const small = mosaic({ width: 100, height: 40 }, white, plain);
  assert.deepEqual([small.columns, small.lines], [6, 2]);
  const large = mosaic({ width: 1200, height: 480 }, white, plain);
  assert.deepEqual([large.columns, large.lines], [20, 8]);
  const tiny = mosaic({ width: 5, height: 3 }, white, plain);
  assert.deepEqual([tiny.columns, tiny.lines], [1, 1]);
});

test("two texts of the same average look the same: nothing of the letters is left", () => {
  const size = { width: 128, height: 128 };
  const stripes = mosaic(size, picture(128, (x) => grey(x % 2 ? 255 : 0)), plain);
  const lines = mosaic(size, picture(128, (_, y) => grey(y % 2 ? 255 : 0)), plain);
  const chess = mosaic(size, picture(128, (x, y) => grey((x + y) % 2 ? 255 : 0)), plain);
  assert.deepEqual(stripes.pixels, lines.pixels);
  assert.deepEqual(stripes.pixels, chess.pixels);
  assert.equal(stripes.pixels[0], 128);
});

test("each block has its own average", () => {
  const halves = mosaic({ width: 64, height: 16 }, picture(64, (x) => (x < 32 ? [200, 0, 0, 255] : [0, 0, 96, 255])), plain);
  assert.deepEqual([...halves.pixels.slice(0, 4)], [200, 0, 0, 255]);
  assert.deepEqual([...halves.pixels.slice(12)], [0, 0, 96, 255]);
});

test("nothing shines through: what is transparent is hidden by white, not by nothing", () => {
  const { pixels } = mosaic({ width: 32, height: 32 }, picture(32, () => grey(0, 128)), plain);
  assert.deepEqual(new Set(pixels.filter((_, at) => at % 4 === 3)), new Set([255]));
  assert.equal(pixels[0], 128);
});

test("the colours are not exact, so that nobody can try out which text gives them", () => {
  const even = picture(320, () => grey(120));
  const { pixels } = mosaic({ width: 320, height: 320 }, even);
  const values = new Set(pixels.filter((_, at) => at % 4 !== 3));
  assert.ok(values.size > 2);
  for (const value of values) assert.ok(Math.abs(value - 120) <= 16, `${value}`);
});

test("a box of a whole 8K screen is done in a moment, some rows at a time", () => {
  const [width, height] = [7680, 4320];
  const most = [];
  const strip = new Uint8ClampedArray(width * 540 * 4).fill(255);
  const started = performance.now();
  mosaic({ width, height }, (_, rows) => {
    most.push(rows);
    return strip;
  });
  assert.ok(Math.max(...most) <= 540);
  assert.ok(performance.now() - started < 2000);
});
