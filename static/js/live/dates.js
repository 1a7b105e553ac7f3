import { gettext, language } from "./words.js";

const DAY = 86_400_000;
const formats = new Map();

/** Intl formats are slow to make; each is made once. */
function format(name, options) {
  const key = language() + name;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language(), options));
  return formats.get(key);
}

function startOfDay(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** "15:04". @param {string|number|Date} at */
export function timeOf(at) {
  return format("time", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at));
}

/** "Today", "Yesterday", "3 March 2026". @param {string|number|Date} at @param {number} [now] */
export function dayOf(at, now = Date.now()) {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY);
  if (days === 0) return gettext("Today");
  if (days === 1) return gettext("Yesterday");
  return format("day", { dateStyle: "long" }).format(new Date(at));
}

/** "15:04" today, else "3 Mar 15:04". @param {string|number|Date} at @param {number} [now] */
export function momentOf(at, now = Date.now()) {
  if (isSameDay(at, now)) return timeOf(at);
  return `${format("short", { day: "numeric", month: "short" }).format(new Date(at))} ${timeOf(at)}`;
}

/** @param {string|number|Date} a @param {string|number|Date} b */
export function isSameDay(a, b) {
  return startOfDay(a) === startOfDay(b);
}

/** A running time as m:ss or h:mm:ss. @param {number} ms */
export function duration(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n) => String(n).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** "5 min. ago", in words of the reader. @param {number} ms how long ago */
export function ago(ms) {
  const key = `${language()}ago`;
  if (!formats.has(key)) formats.set(key, new Intl.RelativeTimeFormat(language(), { style: "short" }));
  const relative = formats.get(key);
  if (ms < 3_600_000) return relative.format(-Math.max(0, Math.floor(ms / 60_000)), "minute");
  if (ms < DAY) return relative.format(-Math.floor(ms / 3_600_000), "hour");
  return relative.format(-Math.floor(ms / DAY), "day");
}
