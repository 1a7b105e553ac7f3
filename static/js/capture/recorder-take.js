import { realTimers } from "../live/timers.js";
import { Stopwatch } from "./recorder-stopwatch.js";

const PART = 1_000;
const TICK = 250;
/** MP4 is written out at its key frames only: without them a long recording would be one part, lost with the page. */
const KEY_FRAMES = 2_000;

const steadyTimers = { ...realTimers, now: () => performance.now() };

/**
 * One recording while it is made. It does not own the tracks: who gives them stops them.
 *
 * Events: `change`; `part` (detail `{blob, n, seconds}`); `ended`, after the last part. `reason` then tells why:
 * "asked", "time", "size", "shared" (nothing comes any more), "failed", or what `stop` was given.
 */
export class Take extends EventTarget {
  #recorder;
  #watch;
  #tick = null;
  #parts = [];
  #largest = 0;

  /**
   * @param {{stream: MediaStream, type: string, limits: import("./recorder-limits.js").Limits, bits?: number,
   *   timers?: import("../live/timers.js").Timers, Recorder?: typeof MediaRecorder}} options
   */
  constructor({ stream, type, limits, bits, timers = steadyTimers, Recorder = globalThis.MediaRecorder }) {
    super();
    Object.assign(this, { type, limits, timers, state: "ready", reason: null, size: 0 });
    this.#watch = new Stopwatch(timers.now);
    this.#recorder = new Recorder(stream, { mimeType: type, videoBitsPerSecond: bits, videoKeyFrameIntervalDuration: KEY_FRAMES });
    this.#recorder.ondataavailable = ({ data: blob }) => this.#take(blob);
    this.#recorder.onerror = () => this.stop("failed");
    this.#recorder.onstop = () => this.#end();
    this.ended = new Promise((resolve) => this.addEventListener("ended", () => resolve(this.reason)));
  }

  get seconds() {
    return this.#watch.seconds;
  }

  /** Which limit is near. @returns {"time"|"size"|null} */
  get warning() {
    return this.state === "stopped" ? null : this.limits.near(this);
  }

  /** What was recorded, in order. @returns {Blob[]} */
  get parts() {
    return [...this.#parts];
  }

  start() {
    this.#recorder.start(PART);
    this.#watch.start();
    this.#become("recording");
    this.#arm();
  }

  pause() {
    if (this.state !== "recording") return;
    this.#recorder.pause();
    this.#watch.pause();
    this.#become("paused");
  }

  resume() {
    if (this.state !== "paused") return;
    this.#recorder.resume();
    this.#watch.start();
    this.#become("recording");
  }

  /** The first reason stands. @param {string} [reason] @returns {Promise<string>} why it ended */
  stop(reason = "asked") {
    this.reason ??= reason;
    this.#watch.pause();
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
    else if (this.state === "ready") this.#end();
    return this.ended;
  }

  #take(blob) {
    if (!blob.size) return;
    this.#parts.push(blob);
    this.size += blob.size;
    this.#largest = Math.max(this.#largest, blob.size);
    const { seconds } = this;
    this.dispatchEvent(new CustomEvent("part", { detail: { blob, n: this.#parts.length - 1, seconds } }));
    this.#look(); // a page in the background is seldom given its timers, but always its parts
  }

  #arm() {
    this.#tick = this.timers.set(() => {
      this.#arm();
      this.#look();
    }, TICK);
  }

  #look() {
    if (this.reason || this.state === "stopped") return;
    const over = this.limits.over({ seconds: this.seconds, size: this.size, largest: this.#largest });
    if (over) this.stop(over);
    this.dispatchEvent(new Event("change"));
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }

  /** Also when the recorder stops of itself, because its tracks have ended. */
  #end() {
    if (this.state === "stopped") return;
    this.timers.clear(this.#tick);
    this.#watch.pause();
    this.reason ??= "shared";
    this.#become("stopped");
    this.dispatchEvent(new Event("ended"));
  }
}
