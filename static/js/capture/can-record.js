const PHONE = /Android|iPhone|iPad|iPod|Mobile/;
/** Set while this browser keeps a recording that is not finished (`recordings.js`). */
const UNFINISHED = "hd.recording";

function isAllowed(feature) {
  return document.featurePolicy?.allowsFeature(feature) ?? true; // a frame of another site may have to be allowed to
}

/** Whether this browser can record its screen: phones cannot, even where they have the function. @returns {boolean} */
export function canRecordScreen() {
  if (!globalThis.MediaRecorder || !globalThis.navigator?.mediaDevices?.getDisplayMedia) return false;
  if (navigator.userAgentData?.mobile || PHONE.test(navigator.userAgent)) return false;
  return isAllowed("display-capture");
}

/** Whether this browser can record a voice; whether there is a microphone shows when it is asked for. @returns {boolean} */
export function canRecordVoice() {
  return Boolean(globalThis.MediaRecorder && globalThis.navigator?.mediaDevices?.getUserMedia) && isAllowed("microphone");
}

/** Whether it is worth asking `offerUnfinished` after the page has opened: it saves loading the recorder. @returns {boolean} */
export function mayHaveUnfinished() {
  try {
    return localStorage.getItem(UNFINISHED) === "1";
  } catch {
    return false;
  }
}

/** @param {boolean} isThere */
export function noteUnfinished(isThere) {
  try {
    if (isThere) localStorage.setItem(UNFINISHED, "1");
    else localStorage.removeItem(UNFINISHED);
  } catch {
    // Storage is refused: then nothing is kept there that could be missed.
  }
}
