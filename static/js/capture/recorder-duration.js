import fix from "@fix-webm-duration/fix";

/** With its duration, which browsers do not write. @param {Blob} blob WebM @param {number} seconds @returns {Promise<Blob>} */
export function lasting(blob, seconds) {
  return fix.fixWebmDuration(blob, seconds * 1000, { logger: false });
}
