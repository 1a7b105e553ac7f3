import { gettext } from "../live/words.js";
import { readCoordinates, rounded } from "./coordinates.js";
import { coordinatesOf } from "./measures.js";

export const LABEL_MAX = 120;
const PATIENCE = 15_000;

/** Which place is about to be sent. Fires `change`. What is typed is judged when it is asked for, not at every key. */
export class PlaceChoice extends EventTarget {
  typed = "";
  label = "";
  #measured = null;

  /** The place as it would be sent; null: none yet. */
  get place() {
    const { lat, lng, wrong } = readCoordinates(this.typed);
    if (wrong) return null;
    return { lat, lng, accuracy: this.#measured, label: this.label.trim().slice(0, LABEL_MAX) };
  }

  /** What is wrong with what was typed, in words; "" when nothing is. */
  get mistake() {
    if (!this.typed.trim()) return gettext("Use your position, or type coordinates.");
    switch (readCoordinates(this.typed).wrong) {
      case "lat":
        return gettext("The latitude, which comes first, is from -90 to 90.");
      case "lng":
        return gettext("The longitude, which comes second, is from -180 to 180.");
      case "shape":
        return gettext("Two numbers are needed: latitude, longitude.");
      default:
        return "";
    }
  }

  type(text) {
    this.#become({ typed: text, measured: null });
  }

  name(label) {
    this.label = label;
    this.#become({ typed: this.typed, measured: this.#measured });
  }

  /** A point on the map. @param {{lat: number, lng: number}} point */
  point(point) {
    this.#become({ typed: coordinatesOf(point), measured: null });
  }

  /** Where this device is. @param {{coords: GeolocationCoordinates}} found */
  measure({ coords }) {
    const typed = `${rounded(coords.latitude)}, ${rounded(coords.longitude)}`;
    this.#become({ typed, measured: coords.accuracy > 0 ? Math.ceil(coords.accuracy) : null });
  }

  #become({ typed, measured }) {
    this.typed = typed;
    this.#measured = measured;
    this.dispatchEvent(new Event("change"));
  }
}

/**
 * Asks the device where it is.
 * @param {Geolocation|undefined} geolocation @returns {Promise<{coords: GeolocationCoordinates}>} rejects with an Error whose message may be shown
 */
export function locate(geolocation) {
  return new Promise((resolve, reject) => {
    if (!geolocation) return reject(new Error(whyNot({})));
    const options = { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 0 };
    geolocation.getCurrentPosition(resolve, (error) => reject(new Error(whyNot(error))), options);
  });
}

function whyNot({ code }) {
  switch (code) {
    case 1:
      return gettext("The browser was not allowed to tell your position. Allow it in the browser's settings, or type coordinates.");
    case 3:
      return gettext("Your position was not found in 15 seconds. Try again under open sky, or type coordinates.");
    default:
      return gettext("Your position is not available here. Type coordinates instead.");
  }
}
