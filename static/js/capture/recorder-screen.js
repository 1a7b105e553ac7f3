import { uuid } from "../live/uuid.js";
import { fileOf } from "./recorder-file.js";
import { Frames } from "./recorder-frames.js";
import { askBeforeLeaving } from "./recorder-leaving.js";
import { Sound } from "./recorder-sound.js";
import { Take } from "./recorder-take.js";
import { markTitle } from "./recorder-title.js";
import { chosenType, pictureBits, SCREEN_TYPES } from "./recorder-types.js";
import { hold } from "./recordings-locks.js";
import { Recordings } from "./recordings.js";

/** A shared screen that is being recorded: its take, its tracks, and what is kept of it. Event: `change`. */
export class ScreenRecording extends EventTarget {
  #id = uuid();
  #recordings = new Recordings();
  #startedAt = Date.now();
  #letGo = null;

  /** @param {{screen: MediaStream, limits: import("./recorder-limits.js").Limits, key: string}} options */
  constructor({ screen, limits, key }) {
    super();
    Object.assign(this, { screen, key, isMicrophoneRefused: false });
    const [picture] = screen.getVideoTracks();
    this.sound = new Sound(screen);
    this.frames = new Frames(picture);
    const stream = new MediaStream([this.frames.track, this.sound.track]);
    try {
      this.take = new Take({ stream, limits, type: chosenType(SCREEN_TYPES), bits: pictureBits(limits) });
    } catch (error) {
      this.#stopTracks();
      throw error;
    }
    picture.addEventListener("ended", () => this.take.stop("shared"));
    if (picture.readyState === "ended") this.take.stop("shared");
    this.take.addEventListener("part", ({ detail }) => this.#recordings.add(this.#id, detail));
    this.take.addEventListener("change", () => this.dispatchEvent(new Event("change")));
    this.take.ended.then(() => this.#stopTracks());
  }

  /** @param {boolean} isMicrophoneWanted refused, it goes on without */
  async start(isMicrophoneWanted) {
    if (isMicrophoneWanted) await this.switchMicrophone(true);
    this.#letGo = await hold(this.#id);
    await this.#recordings.begin({ id: this.#id, key: this.key, type: this.take.type, started_at: this.#startedAt });
    if (this.take.state !== "ready") return;
    this.#guard();
    try {
      this.take.start();
    } catch {
      this.take.stop("failed");
    }
  }

  /** @param {boolean} isOn */
  async switchMicrophone(isOn) {
    try {
      await this.sound.switchMicrophone(isOn);
      this.isMicrophoneRefused = false;
    } catch {
      this.isMicrophoneRefused = true;
    }
    this.dispatchEvent(new Event("change"));
  }

  /** What was recorded; once it has ended. @returns {Promise<File>} */
  file() {
    const { parts, type, seconds } = this.take;
    return fileOf(parts, { word: "recording", type, seconds, at: this.#startedAt });
  }

  /** It is attached or not wanted: nothing is kept of it any more. */
  async forget() {
    await this.#recordings.drop(this.#id);
    this.#letGo?.();
  }

  /** While it runs the tab says so, and leaving asks. */
  #guard() {
    const unmark = markTitle();
    const stay = askBeforeLeaving();
    this.take.ended.then(() => {
      unmark();
      stay();
    });
  }

  #stopTracks() {
    for (const track of this.screen.getTracks()) track.stop();
    this.frames.stop();
    this.sound.stop();
  }
}
