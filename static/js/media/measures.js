import { language } from "../live/words.js";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];
const STEP = 1024;

/**
 * The size something is shown at: within a box, never larger than it is.
 * @param {number|null} width @param {number|null} height @param {number} mostWide @param {number} mostHigh
 * @returns {{width: number, height: number}} whole pixels; 16:9 when its size is not known
 */
export function fit(width, height, mostWide, mostHigh) {
  if (!(width > 0 && height > 0)) return fit(1600, 900, mostWide, mostHigh);
  const scale = Math.min(1, mostWide / width, mostHigh / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** "1.2 MB", in the reader's language. @param {number} bytes @returns {string} */
export function sizeOf(bytes) {
  let [size, unit] = [bytes, 0];
  while (size >= STEP && unit < UNITS.length - 1) [size, unit] = [size / STEP, unit + 1];
  const digits = unit > 1 && size < 100 ? 1 : 0;
  const options = { style: "unit", unit: UNITS[unit], unitDisplay: unit ? "short" : "long", maximumFractionDigits: digits };
  return new Intl.NumberFormat(language(), options).format(size);
}

/** Fewer peaks, each the highest of its neighbours. @param {number[]} peaks @param {number} n @returns {number[]} */
export function squeeze(peaks, n) {
  if (peaks.length <= n) return peaks;
  return Array.from({ length: n }, (_, index) => {
    const from = Math.floor((index * peaks.length) / n);
    return Math.max(...peaks.slice(from, Math.max(from + 1, Math.floor(((index + 1) * peaks.length) / n))));
  });
}

/**
 * Where a key takes a slider over a recording.
 * @param {string} key @param {number} at seconds @param {number} length seconds
 * @returns {number|null} null: the key is none of the slider's
 */
export function sought(key, at, length) {
  const step = Math.max(1, Math.round(length / 20));
  const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -4, PageUp: 4 };
  if (key === "Home") return 0;
  if (key === "End") return length;
  return key in steps ? Math.min(length, Math.max(0, at + steps[key] * step)) : null;
}

/** "31.23040, 121.47370". @param {{lat: number, lng: number}} position @returns {string} */
export function coordinatesOf({ lat, lng }) {
  return `${lat.toFixed(5)}, ${lng.toFixed(5)}`;
}
