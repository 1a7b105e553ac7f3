/** Holds what a page loads at first (gzip) under its limit: `npm run size` fails above. */
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { closure } from "./closure.mjs";

const OUT = "static/build";
const KB = 1024;
const metafiles = JSON.parse(readFileSync(`${OUT}/meta.json`, "utf8"));

const gz = (path) => (existsSync(path) ? gzipSync(readFileSync(path), { level: 9 }).length : 0);

function script(name) {
  return [...closure(metafiles[name], `${OUT}/${name}.js`)].reduce((sum, path) => sum + gz(path), 0);
}

const visitor = {
  html: gz("templates/visitor/chat.html") + gz(`${OUT}/words/visitor.zh-hans.json`),
  css: gz(`${OUT}/visitor.css`),
  js: script("visitor"),
  icons: gz(`${OUT}/visitor.svg`),
};
const checks = [
  ["visitor, first load (HTML, CSS, JS, icons)", Object.values(visitor).reduce((sum, bytes) => sum + bytes), 40],
  ["console JS", script("console"), 90],
  ["console CSS", gz(`${OUT}/console.css`), 15],
  ["staff icons", gz(`${OUT}/icons.svg`), 5],
  ["pages CSS", gz(`${OUT}/pages.css`), 8],
];

let isTooBig = false;
for (const [what, bytes, limit] of checks) {
  const isOver = bytes > limit * KB;
  isTooBig ||= isOver;
  console.log(`${isOver ? "TOO BIG" : "ok     "} ${what}: ${(bytes / KB).toFixed(1)} of ${limit} KB`);
}
process.exit(isTooBig ? 1 : 0);
