/** Best first: MP4 plays everywhere and can be sought as it is. */
export const SCREEN_TYPES = [
  "video/mp4;codecs=avc1.42E01E,mp4a.40.2",
  "video/mp4;codecs=avc1.42E01E,opus",
  "video/mp4;codecs=vp9,opus",
  "video/webm;codecs=vp9,opus",
  "video/webm",
];

export const VOICE_TYPES = ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/ogg;codecs=opus"];

const ENDINGS = { "video/mp4": "mp4", "video/webm": "webm", "audio/mp4": "m4a", "audio/webm": "webm", "audio/ogg": "ogg" };

const USUAL_BITS = 2_500_000;
const LEAST_BITS = 600_000;
const SOUND_BITS = 128_000;
const ROOM = 0.9;

/** The first type that this browser writes. @param {string[]} types @param {(type: string) => boolean} [isSupported] @returns {string|null} */
export function chosenType(types, isSupported = (type) => MediaRecorder.isTypeSupported(type)) {
  return types.find((type) => isSupported(type)) ?? null;
}

/** Without the codecs: "video/mp4". @param {string} type */
export function plainType(type) {
  return type.split(";")[0];
}

/** "recording-2026-03-03-1504.mp4", by the clock on the wall. @param {string} word @param {string} type @param {Date} at */
export function fileName(word, type, at) {
  const two = (n) => String(n).padStart(2, "0");
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join("-");
  return `${word}-${day}-${two(at.getHours())}${two(at.getMinutes())}.${ENDINGS[plainType(type)]}`;
}

/** How finely to record, so that the longest recording is not too large. @param {{seconds: number, bytes: number}} limits bits a second of the picture */
export function pictureBits({ seconds, bytes }) {
  const fitting = (bytes * 8 * ROOM) / seconds - SOUND_BITS;
  return Math.round(Math.max(LEAST_BITS, Math.min(USUAL_BITS, fitting || USUAL_BITS)));
}
