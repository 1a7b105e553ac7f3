import { circle, control, divIcon, map as leaflet, marker, tileLayer } from "leaflet/dist/leaflet-src.esm.js";
import { gettext } from "../live/words.js";
import { rounded } from "./coordinates.js";
import { cleaned } from "./cleaned.js";

const NEAR = 16;
const WORLD = { lat: 30, lng: 20 };
const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const STEP = 60;
const ZOOMS = { "+": 1, "=": 1, "-": -1 };

/**
 * Leaflet in a box, with the house's own tiles: `<html data-tiles data-tiles-attribution>`. The keys are ours: Leaflet hears
 * its own at the document, where the thread around the map has used them already.
 * @param {HTMLElement} box @param {{isChoosing: boolean, onchoose: (point: {lat: number, lng: number}) => void}} how
 */
export function showMap(box, { isChoosing, onchoose }) {
  const { tiles, tilesAttribution } = document.documentElement.dataset;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = leaflet(box, { keyboard: false, zoomControl: false, attributionControl: false, fadeAnimation: !isCalm, zoomAnimation: !isCalm, scrollWheelZoom: isChoosing });
  control.zoom({ zoomInTitle: gettext("Zoom in"), zoomOutTitle: gettext("Zoom out") }).addTo(map);
  tileLayer(tiles, { maxZoom: 19 }).addTo(map);
  map.setView(WORLD, 1);
  box.closest("hd-map").querySelector(".map-credit").replaceChildren(cleaned(tilesAttribution ?? ""));
  const marks = new Marks(map);
  const choose = ({ lat, lng }) => {
    marks.isHere = true;
    onchoose({ lat: rounded(lat), lng: rounded(map.wrapLatLng([lat, lng]).lng) });
  };
  if (isChoosing) map.on("click", ({ latlng }) => choose(latlng));
  box.addEventListener("keydown", (event) => key(event, map, isChoosing && choose));
  return { show: (point) => marks.show(point), end: () => map.remove() };
}

function key(event, map, choose) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target !== event.currentTarget) return;
  if (event.key in STEPS) map.panBy(STEPS[event.key].map((step) => step * STEP), { animate: false });
  else if (event.key in ZOOMS) map.setZoom(map.getZoom() + ZOOMS[event.key]);
  else if (event.key === "Enter" && choose) choose(map.getCenter());
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** One point at a time, with how exactly it is known. */
class Marks {
  /** The next point was chosen on this very map: the map stays where it is. */
  isHere = false;
  #shown = [];

  constructor(map) {
    this.map = map;
  }

  show(point) {
    for (const layer of this.#shown.splice(0)) layer.remove();
    if (!point) return;
    const at = [point.lat, point.lng];
    if (point.accuracy > 0) this.#shown.push(circle(at, { radius: point.accuracy, className: "map-around", interactive: false }));
    const sign = divIcon({ html: pin(), className: "map-pin", iconSize: [32, 32], iconAnchor: [16, 31] });
    this.#shown.push(marker(at, { icon: sign, interactive: false, keyboard: false }));
    for (const layer of this.#shown) layer.addTo(this.map);
    if (!this.isHere) this.#look(at);
    this.isHere = false;
  }

  #look(at) {
    if (this.map.getZoom() < NEAR - 4) this.map.setView(at, NEAR);
    else if (!this.map.getBounds().contains(at)) this.map.panTo(at);
  }
}

const SVG = "http://www.w3.org/2000/svg";

function pin() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 32 32");
  svg.setAttribute("aria-hidden", "true");
  const drop = document.createElementNS(SVG, "path");
  drop.setAttribute("d", "M16 31C10 23 6 18 6 12a10 10 0 0 1 20 0c0 6-4 11-10 19Zm0-15a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z");
  svg.append(drop);
  return svg;
}
