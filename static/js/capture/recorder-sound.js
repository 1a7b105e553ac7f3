import { openMicrophone } from "./recorder-microphone.js";

/**
 * What is heard in a recording of the screen: its own sound and the microphone, mixed. Its track is there from the
 * beginning, so that the microphone may come and go, and so that time passes in the recording while nothing moves.
 */
export class Sound {
  #context = new AudioContext();
  #mixed = this.#context.createMediaStreamDestination();
  #microphone = null;

  /** @param {MediaStream} screen */
  constructor(screen) {
    this.#add(screen.getAudioTracks());
    this.#context.resume().catch(() => {});
  }

  get track() {
    return this.#mixed.stream.getAudioTracks()[0];
  }

  get isMicrophoneOn() {
    return Boolean(this.#microphone?.enabled && this.#microphone.readyState === "live");
  }

  /** Asks for the microphone when it is first switched on. Throws when it is refused or there is none. @param {boolean} isOn */
  async switchMicrophone(isOn) {
    if (isOn && this.#microphone?.readyState !== "live") await this.#openMicrophone();
    if (this.#microphone) this.#microphone.enabled = isOn;
  }

  stop() {
    this.#microphone?.stop();
    this.track.stop();
    if (this.#context.state !== "closed") this.#context.close();
  }

  async #openMicrophone() {
    const stream = await openMicrophone();
    [this.#microphone] = stream.getAudioTracks();
    if (this.#context.state === "closed") return this.#microphone.stop(); // ended while it was being asked for
    this.#add([this.#microphone]);
  }

  #add(tracks) {
    if (tracks.length) this.#context.createMediaStreamSource(new MediaStream(tracks)).connect(this.#mixed);
  }
}
