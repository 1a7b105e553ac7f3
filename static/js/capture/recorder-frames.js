const STILL = 1_000;

/**
 * A shared window's picture in one size, whatever becomes of the window: an MP4 is torn where its frames change their size.
 * A picture that stands still is given again every second, so that what is recorded reaches the parts.
 * Where the browser cannot do this, the track goes through as it is.
 */
export class Frames {
  #source;
  #reader = null;
  #writer = null;
  #first = null;
  #paper = null;
  #last = null;
  #lastAt = 0;
  #still = null;
  #isOver = false;

  /** @param {MediaStreamTrack} source of a screen, a window or a tab */
  constructor(source) {
    const { MediaStreamTrackProcessor: Reading, MediaStreamTrackGenerator: Writing } = globalThis;
    this.#source = source;
    this.track = source;
    if (!Reading || !Writing) return;
    this.track = new Writing({ kind: "video" });
    this.#writer = this.track.writable.getWriter();
    this.#still = setInterval(() => this.#repeat(), STILL / 2);
    this.#reader = new Reading({ track: source }).readable.getReader();
    this.#run().catch(() => {});
  }

  stop() {
    this.#isOver = true;
    clearInterval(this.#still);
    this.#writer?.abort().catch(() => {}); // what waits there is closed
    this.#last?.close();
    this.#last = null;
    this.#source.stop();
    this.track.stop();
  }

  async #run() {
    for (;;) {
      const { done, value: frame } = await this.#reader.read();
      if (done) return;
      await this.#write(this.#fitted(frame));
    }
  }

  async #write(frame) {
    if (this.#isOver) return frame.close();
    this.#last?.close();
    this.#last = frame.clone();
    this.#lastAt = performance.now();
    await this.#writer.write(frame).catch(() => frame.close());
  }

  #repeat() {
    const passed = performance.now() - this.#lastAt;
    if (!this.#last || passed < STILL) return;
    this.#write(new VideoFrame(this.#last, { timestamp: Math.round(this.#last.timestamp + passed * 1000) }));
  }

  #fitted(frame) {
    const { displayWidth: width, displayHeight: height, colorSpace } = frame;
    this.#first ??= { width, height, colorSpace };
    if (width === this.#first.width && height === this.#first.height) return frame;
    return this.#drawn(frame);
  }

  /** As large as it fits, on black. Its colours are named like the first frame's: a change of them tears an MP4 too. */
  #drawn(frame) {
    const { width, height, colorSpace } = this.#first;
    const scale = Math.min(width / frame.displayWidth, height / frame.displayHeight);
    const [wide, high] = [frame.displayWidth * scale, frame.displayHeight * scale];
    this.#paper ??= new OffscreenCanvas(width, height).getContext("2d", { alpha: false, willReadFrequently: true });
    this.#paper.fillRect(0, 0, width, height);
    this.#paper.drawImage(frame, (width - wide) / 2, (height - high) / 2, wide, high);
    const { timestamp } = frame;
    frame.close();
    const pixels = this.#paper.getImageData(0, 0, width, height).data;
    return new VideoFrame(pixels, { format: "RGBX", codedWidth: width, codedHeight: height, timestamp, colorSpace });
  }
}
