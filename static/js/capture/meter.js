const EVERY = 60;
/** How many looks a calm bar stands still for. */
const CALM = 8;
const BAR = 3;
const GAP = 2;
const LEAST = 2;
/** Below this nothing is heard, only the microphone's own noise. */
const SILENT = 0.008;

/** How loud it is, drawn as it comes: a row of bars, or one calm bar for who wants no motion. Drawn in the canvas's own colour. */
export class Meter {
  #context = new AudioContext();
  #analyser = this.#context.createAnalyser();
  #samples = new Float32Array(1024);
  #levels = [];
  #timer;

  /** Whether anything was heard so far. */
  isHeard = false;

  /** @param {MediaStream} stream @param {HTMLCanvasElement} canvas */
  constructor(stream, canvas) {
    this.canvas = canvas;
    this.isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.isHeld = false;
    this.#analyser.fftSize = this.#samples.length;
    this.#context.createMediaStreamSource(stream).connect(this.#analyser);
    this.#context.resume().catch(() => {});
    this.#timer = setInterval(() => this.#look(), EVERY);
  }

  stop() {
    clearInterval(this.#timer);
    if (this.#context.state !== "closed") this.#context.close();
  }

  #look() {
    if (this.isHeld) return;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const loudness = Math.sqrt(this.#samples.reduce((sum, one) => sum + one * one, 0) / this.#samples.length);
    if (loudness > SILENT) this.isHeard = true;
    this.#levels.push(heightOf(loudness));
    if (!this.isCalm || this.#levels.length >= CALM) this.#draw();
  }

  #draw() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const ratio = globalThis.devicePixelRatio || 1;
    Object.assign(this.canvas, { width: width * ratio, height: height * ratio });
    const paper = this.canvas.getContext("2d");
    paper.scale(ratio, ratio);
    paper.fillStyle = getComputedStyle(this.canvas).color;
    if (this.isCalm) this.#drawOne(paper, width, height);
    else this.#drawRow(paper, width, height);
  }

  /** The newest at the end; before the first there are dots. */
  #drawRow(paper, width, height) {
    const most = Math.floor((width + GAP) / (BAR + GAP));
    this.#levels.splice(0, this.#levels.length - most);
    for (let place = 0; place < most; place += 1) {
      const level = this.#levels[place - (most - this.#levels.length)] ?? 0;
      const high = Math.max(LEAST, level * height);
      paper.fillRect(place * (BAR + GAP), (height - high) / 2, BAR, high);
    }
  }

  #drawOne(paper, width, height) {
    const level = Math.max(...this.#levels.splice(0));
    const top = height / 2 - BAR;
    paper.globalAlpha = 0.25;
    paper.fillRect(0, top, width, BAR * 2);
    paper.globalAlpha = 1;
    paper.fillRect(0, top, width * level, BAR * 2);
  }
}

/** Loudness as the ear has it: 0 at -50 dB, 1 at -6 dB. @param {number} loudness 0..1 */
function heightOf(loudness) {
  return Math.min(1, Math.max(0, (20 * Math.log10(loudness || 1e-6) + 50) / 44));
}
