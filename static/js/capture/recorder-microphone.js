const VOICE = { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } };

/** Throws what the browser says when it is refused or there is none. @returns {Promise<MediaStream>} */
export function openMicrophone() {
  return navigator.mediaDevices.getUserMedia(VOICE);
}
