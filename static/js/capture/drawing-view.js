const MOST = 3;

/** Where a part of the picture stands on the screen, as large as there is room for. */
export class View {
  /** @param {import("./drawing-shapes.js").Box} box the part, in pixels of the picture @param {{width: number, height: number}} room in pixels of the screen */
  constructor(box, room) {
    this.box = box;
    this.scale = Math.min(MOST, Math.max(1, room.width) / box.width, Math.max(1, room.height) / box.height);
    this.width = Math.max(1, Math.round(box.width * this.scale));
    this.height = Math.max(1, Math.round(box.height * this.scale));
  }

  /** @param {number} x on the screen, from the corner of what is shown @param {number} y @returns {import("./drawing-shapes.js").Point} */
  toPicture(x, y) {
    return [this.box.x + x / this.scale, this.box.y + y / this.scale];
  }

  /** @param {import("./drawing-shapes.js").Point} point @returns {import("./drawing-shapes.js").Point} */
  toScreen([x, y]) {
    return [(x - this.box.x) * this.scale, (y - this.box.y) * this.scale];
  }

  /** @param {View|null} other */
  isLike(other) {
    return other !== null && this.box === other.box && this.width === other.width && this.height === other.height;
  }
}
