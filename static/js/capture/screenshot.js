import { gettext } from "../live/words.js";
import { editPicture } from "./picture-editor.js";

const PATIENCE = 10_000;
/** The browser's own question fades, and the first frames of a tab are small: after this the picture is settled. */
const SETTLES_IN = 350;
/** Without a wish Chromium makes a picture of a dense screen smaller than it is; it never makes one larger. */
const ALL_OF_IT = { width: { ideal: 7680 }, height: { ideal: 4320 } };

let isAsking = false;

/**
 * Asks for a tab, a window or the screen, takes one picture of it and lets the reader edit it. In a click only.
 * @param {{yes?: string}} [how] what the editor's button says
 * @returns {Promise<File|null>} null: refused or discarded. Other failures throw an error whose text may be shown
 */
export async function takeScreenshot(how = {}) {
  if (isAsking) return null; // the button was clicked twice
  isAsking = true;
  const canvas = await capture().finally(() => (isAsking = false));
  return canvas && editPicture(canvas, { ...how, name: nameNow() });
}

async function capture() {
  const stream = await ask();
  if (!stream) return null;
  try {
    return await still(stream);
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

/** @returns {Promise<MediaStream|null>} */
async function ask() {
  const wish = { audio: false, selfBrowserSurface: "include", surfaceSwitching: "exclude", monitorTypeSurfaces: "include" };
  try {
    return await navigator.mediaDevices.getDisplayMedia({ video: { cursor: "never", ...ALL_OF_IT }, ...wish, ...staying() });
  } catch (cause) {
    if (cause.name !== "NotAllowedError") throw new Error(gettext("The screen could not be captured."), { cause });
    if (!/system/i.test(cause.message)) return null;
    throw new Error(gettext("The system does not let the browser see the screen. It can be allowed in the system's privacy settings."), { cause });
  }
}

/** The reader stays on this page, where the editor opens, and does not go to the tab that was chosen. */
function staying() {
  if (!globalThis.CaptureController) return {};
  const controller = new CaptureController();
  controller.setFocusBehavior?.("no-focus-change");
  return { controller };
}

/** One frame in full size. @param {MediaStream} stream @returns {Promise<HTMLCanvasElement|null>} null: the sharing was ended before */
async function still(stream) {
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true, srcObject: stream });
  try {
    if (!(await isPlaying(video, stream))) return null;
    const canvas = Object.assign(document.createElement("canvas"), { width: video.videoWidth, height: video.videoHeight });
    canvas.getContext("2d", { willReadFrequently: true }).drawImage(video, 0, 0);
    return canvas;
  } finally {
    video.srcObject = null;
  }
}

/** Resolves with a real frame there. @returns {Promise<boolean>} whether one came; false: the sharing was ended */
function isPlaying(video, stream) {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(gettext("No picture came from the screen. Is the window minimised?")));
    const timer = setTimeout(fail, PATIENCE);
    const settle = (is) => {
      clearTimeout(timer);
      resolve(is);
    };
    for (const track of stream.getVideoTracks()) track.addEventListener("ended", () => settle(false));
    video.addEventListener("loadeddata", () => setTimeout(() => (video.videoWidth ? settle(true) : fail()), SETTLES_IN), { once: true });
    video.play().catch(() => {}); // what counts is whether a frame comes
  });
}

function nameNow() {
  const now = new Date();
  const two = (n) => String(n).padStart(2, "0");
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `screenshot-${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}.png`;
}
