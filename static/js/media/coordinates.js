/** Coordinates as people write them. */

const NUMBER = String.raw`[+-]?\d{1,3}(?:\.\d+)?`;
/** Degrees, with or without minutes and seconds. */
const ANGLE = String.raw`(${NUMBER})\s*(?:°\s*(?:(\d{1,2}(?:\.\d+)?)\s*'\s*(?:(\d{1,2}(?:\.\d+)?)\s*"\s*)?)?)?`;
const ONE = String.raw`([NSEW])?${ANGLE}([NSEW])?`;
const TWO = new RegExp(`^${ONE}(?:\\s*[,;]\\s*|\\s+)${ONE}$`);

const SPELLED = [
  [/北纬|纬度[:：]?/g, "N"],
  [/南纬/g, "S"],
  [/东经|经度[:：]?/g, "E"],
  [/西经/g, "W"],
  [/[º˚度]/g, "°"],
  [/[″”“]|''/g, '"'],
  [/[′’‘分]/g, "'"],
  [/秒/g, '"'],
  [/[，、]/g, ","],
  [/；/g, ";"],
  [/[−–]/g, "-"],
];

/**
 * Reads "31.2304, 121.4737", "31.2304° N，121.4737° E", "北纬31°13'49.4″ 东经121°28'25.3″": latitude first unless letters say otherwise.
 * @param {string} text
 * @returns {{lat: number, lng: number} | {wrong: "shape"|"lat"|"lng"}}
 */
export function readCoordinates(text) {
  const match = TWO.exec(plain(text));
  if (!match) return { wrong: "shape" };
  const pair = [angle(match.slice(1, 6)), angle(match.slice(6, 11))];
  if (pair.includes(null)) return { wrong: "shape" };
  const isTurned = pair[0].axis === "lng" || pair[1].axis === "lat";
  const [lat, lng] = isTurned ? pair.reverse() : pair;
  if (lat.axis === "lng" || lng.axis === "lat") return { wrong: "shape" };
  if (Math.abs(lat.degrees) > 90) return { wrong: "lat" };
  if (Math.abs(lng.degrees) > 180) return { wrong: "lng" };
  return { lat: rounded(lat.degrees), lng: rounded(lng.degrees) };
}

/** To a tenth of a metre: more digits say nothing. @param {number} degrees */
export function rounded(degrees) {
  return Math.round(degrees * 1e6) / 1e6 + 0; // no -0
}

function plain(text) {
  let rest = text.replace(/geo:/i, "");
  for (const [written, meant] of SPELLED) rest = rest.replace(written, meant);
  rest = rest.normalize("NFKC").toUpperCase().trim().replace(/^[([]\s*|\s*[)\]]$/g, "");
  // A letter belongs to the number it leads, or follows; "N31.2E121.4" needs no comma.
  const apart = /^[NSEW]/.test(rest) ? " $1" : "$1 ";
  return rest.replace(/\s*([NSEW])\s*/g, apart).trim();
}

function angle([before, whole, minutes, seconds, after]) {
  const letter = before ?? after;
  if ((before && after) || minutes >= 60 || seconds >= 60 || (minutes && whole.includes("."))) return null;
  const size = Math.abs(Number(whole)) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
  const isBelow = whole.startsWith("-") !== (letter === "S" || letter === "W");
  return { degrees: isBelow ? -size : size, axis: letter && ("NS".includes(letter) ? "lat" : "lng") };
}
