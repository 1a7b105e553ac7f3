import { boundsOf, pixelsOf } from "./drawing-shapes.js";
import { mosaic } from "./drawing-blur.js";
import { fontOf, paint } from "./drawing-paint.js";

const SMALLER = 0.7;
const LEAST_SCALE = 0.1;
const PNG_MOST = 4 * 1024 * 1024;
const JPEG_QUALITY = 0.9;

/** A picture in full size, in this browser only, and what of it leaves. */
export class Picture {
  #blurs = new WeakMap();

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { willReadFrequently: true });
    this.measure = (text, size) => {
      this.context.font = fontOf(size);
      return this.context.measureText(text).width;
    };
  }

  /** @param {Blob|ImageBitmap|HTMLCanvasElement} source @returns {Promise<Picture>} */
  static async of(source) {
    if (source instanceof HTMLCanvasElement) return new Picture(source);
    if (!(source instanceof Blob)) return new Picture(copyOf(source, source.width, source.height));
    const address = URL.createObjectURL(source);
    try {
      const image = new Image(); // and not createImageBitmap: it turns photos by what the camera noted, in every browser
      image.src = address;
      await image.decode();
      return new Picture(copyOf(image, image.naturalWidth, image.naturalHeight));
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  /** What hides a box: made of the picture itself, not of what is drawn on it. @param {import("./drawing-shapes.js").Shape} shape */
  blurOf(shape) {
    if (!this.#blurs.has(shape)) this.#blurs.set(shape, this.#blurred(shape));
    return this.#blurs.get(shape);
  }

  #blurred(shape) {
    const { width, height } = this.canvas;
    const box = pixelsOf(boundsOf(shape), { x: 0, y: 0, width, height });
    if (!box.width || !box.height) return null;
    const rowsOf = (y, rows) => this.context.getImageData(box.x, box.y + y, box.width, rows).data;
    const { columns, lines, pixels } = mosaic(box, rowsOf);
    const blocks = emptyCanvas(columns, lines);
    blocks.getContext("2d").putImageData(new ImageData(pixels, columns, lines), 0, 0);
    return { box, blocks };
  }

  /** What is to be seen, and nothing else. @param {import("./drawing.js").Drawing} drawing @returns {HTMLCanvasElement} */
  flat({ crop: { x, y, width, height }, shapes }) {
    const canvas = emptyCanvas(width, height);
    const context = canvas.getContext("2d");
    context.drawImage(this.canvas, x, y, width, height, 0, 0, width, height);
    context.translate(-x, -y);
    paint(context, shapes, (shape) => this.blurOf(shape));
    return canvas;
  }

  /** @param {import("./drawing.js").Drawing} drawing @param {string} name @returns {Promise<File>} */
  async file(drawing, name) {
    const canvas = this.flat(drawing);
    const png = await encoded(canvas, "image/png");
    const isLarge = png.size > PNG_MOST;
    const blob = isLarge ? await encoded(onWhite(canvas), "image/jpeg", JPEG_QUALITY) : png;
    const stem = name.replace(/\.(png|jpe?g|webp|gif|bmp|avif)$/i, "");
    return new File([blob], `${stem}.${isLarge ? "jpg" : "png"}`, { type: blob.type });
  }
}

/** @param {number} width @param {number} height */
export function emptyCanvas(width, height) {
  return Object.assign(document.createElement("canvas"), { width, height });
}

/** As large as this browser's canvas may be: some draw nothing on a larger one, and do not say so. */
function copyOf(image, width, height) {
  for (let scale = 1; scale > LEAST_SCALE; scale *= SMALLER) {
    const canvas = emptyCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context || !isRoomy(context)) continue;
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas;
  }
  throw new Error("no canvas is large enough");
}

function isRoomy(context) {
  context.fillRect(0, 0, 1, 1);
  const [, , , opacity] = context.getImageData(0, 0, 1, 1).data;
  context.clearRect(0, 0, 1, 1);
  return opacity === 255;
}

/** A JPEG is not transparent: without this it would be black there. */
function onWhite(canvas) {
  const context = canvas.getContext("2d");
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  return canvas;
}

function encoded(canvas, type, quality) {
  return new Promise((resolve, reject) => {
    const done = (blob) => (blob ? resolve(blob) : reject(new Error("the picture was not encoded")));
    canvas.toBlob(done, type, quality);
  });
}
