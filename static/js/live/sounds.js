/** Sounds made on the spot: no files. Each is a list of notes [frequency Hz, start s, length s]. */
const SOUNDS = {
  pop: [[660, 0, 0.07], [990, 0.05, 0.09]],
  chime: [[784, 0, 0.16], [1047, 0.14, 0.3]],
  ring: [[659, 0, 0.18], [880, 0.2, 0.18], [659, 0.4, 0.18], [880, 0.6, 0.28]],
  alarm: [[880, 0, 0.16], [620, 0.18, 0.16], [880, 0.36, 0.16], [620, 0.54, 0.24]],
  warning: [[740, 0, 0.2], [555, 0.22, 0.32]],
};

export class Sounds {
  #context = null;
  volume = 0.5;

  /** Browsers want a click first: call this in one. @returns {Promise<boolean>} whether sound is free now */
  async unlock() {
    if (!globalThis.AudioContext) return false;
    this.#context ??= new AudioContext();
    await this.#context.resume().catch(() => {});
    return !this.isBlocked;
  }

  get isBlocked() {
    return this.#context?.state !== "running";
  }

  /** @param {keyof typeof SOUNDS} name */
  play(name) {
    if (this.isBlocked || this.volume === 0) return;
    const start = this.#context.currentTime;
    for (const [frequency, at, length] of SOUNDS[name] ?? []) this.#note(frequency, start + at, length);
  }

  #note(frequency, at, length) {
    const tone = this.#context.createOscillator();
    const gain = this.#context.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(this.volume, at + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.001, at + length);
    tone.connect(gain).connect(this.#context.destination);
    tone.start(at);
    tone.stop(at + length);
  }
}
