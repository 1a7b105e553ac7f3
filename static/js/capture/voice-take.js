import { Meter } from "./meter.js";
import { fileOf } from "./recorder-file.js";
import { askBeforeLeaving } from "./recorder-leaving.js";
import { Limits } from "./recorder-limits.js";
import { Take } from "./recorder-take.js";
import { chosenType, VOICE_TYPES } from "./recorder-types.js";

const WARNED_BEFORE = 10;
const SILENT_FOR = 3;

/** A voice that is being recorded: its microphone, its take, its meter. */
export class VoiceTake extends Take {
  #stream;
  #meter = null;
  #startedAt = Date.now();

  /** @param {MediaStream} stream of the microphone @param {number} seconds the longest it may be */
  constructor(stream, seconds) {
    super({ stream, type: chosenType(VOICE_TYPES), limits: new Limits({ seconds, warnedBefore: WARNED_BEFORE }) });
    this.#stream = stream;
    const stay = askBeforeLeaving();
    this.ended.then(() => {
      stay();
      this.#release();
    });
  }

  /** Nothing has been heard for a while: perhaps it is the wrong microphone. */
  get isSilent() {
    return Boolean(this.#meter && !this.#meter.isHeard && this.seconds > SILENT_FOR);
  }

  /** @param {HTMLCanvasElement} canvas */
  measure(canvas) {
    if (this.state !== "stopped") this.#meter = new Meter(this.#stream, canvas);
  }

  pause() {
    super.pause();
    if (this.#meter) this.#meter.isHeld = true;
  }

  resume() {
    super.resume();
    if (this.#meter) this.#meter.isHeld = false;
  }

  /** Once it has ended. @returns {Promise<File>} */
  file() {
    const { parts, type, seconds } = this;
    return fileOf(parts, { word: "voice", type, seconds, at: this.#startedAt });
  }

  #release() {
    this.#meter?.stop();
    this.#meter = null;
    for (const track of this.#stream.getTracks()) track.stop();
  }
}
