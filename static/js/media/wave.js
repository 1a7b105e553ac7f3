import { svg, html } from "lit";
import { squeeze } from "./measures.js";

const BARS = 36;
const STEP = 5;
const HIGH = 32;
const LEAST = 3;

/**
 * How loud a recording is along its way; without peaks, a plain bar.
 * @param {number[]|undefined} peaks 0..100 @param {number} share 0..1 of it that was played
 */
export function wave(peaks, share) {
  const bars = squeeze(peaks ?? [], BARS);
  const wide = (bars.length || BARS) * STEP;
  return html`<svg class="loudness" viewBox="0 0 ${wide} ${HIGH}" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${bars.length ? bars.map((peak, index) => bar(peak, index, (index + 0.5) / bars.length <= share)) : plain(wide, share)}
  </svg>`;
}

function bar(peak, index, isPlayed) {
  const high = Math.max(LEAST, (Math.min(100, peak) / 100) * HIGH);
  return svg`<rect class=${isPlayed ? "played" : ""} x=${index * STEP + 1} y=${(HIGH - high) / 2} width="3" height=${high} rx="1.5"></rect>`;
}

function plain(wide, share) {
  const y = HIGH / 2 - 2;
  return svg`<rect x="0" y=${y} width=${wide} height="4" rx="2"></rect><rect class="played" x="0" y=${y} width=${wide * share} height="4" rx="2"></rect>`;
}
