import { fileName, plainType } from "./recorder-types.js";

/**
 * The parts as one file. Browsers write WebM without its duration, so that it could not be sought: it is put in.
 * @param {Blob[]} parts @param {{word: string, type: string, seconds: number, at: number}} of `word` begins its name, `at` is when it began
 * @returns {Promise<File>}
 */
export async function fileOf(parts, { word, type, seconds, at }) {
  const plain = plainType(type);
  const whole = new Blob(parts, { type: plain });
  const mended = plain.endsWith("/webm") && whole.size ? await withDuration(whole, seconds) : whole;
  return new File([mended], fileName(word, type, new Date(at)), { type: plain });
}

async function withDuration(blob, seconds) {
  try {
    const { lasting } = await import("./recorder-duration.js");
    return await lasting(blob, seconds);
  } catch {
    return blob; // it plays from its beginning
  }
}
