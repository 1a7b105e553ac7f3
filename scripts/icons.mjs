/**
 * One sprite of the icons that are used: `icons.svg` for staff pages (their scripts and all templates), `visitor.svg` for
 * visitors. An icon is named in scripts by `icon("send")` or `icon: "send"`, in templates by
 * `<use href="{% static 'build/icons.svg' %}#send">`.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";

const IN_SCRIPTS = /\bicon[(:]\s*"([a-z0-9-]+)"/g;
const IN_TEMPLATES = /\.svg' %\}#([a-z0-9-]+)"/g;

async function namesIn(paths, pattern) {
  const names = new Set();
  for (const path of paths) {
    for (const [, name] of (await readFile(path, "utf8")).matchAll(pattern)) names.add(name);
  }
  return names;
}

async function templates() {
  const paths = await readdir("templates", { recursive: true });
  return paths.filter((path) => path.endsWith(".html")).map((path) => `templates/${path}`);
}

function sourcesOf(metafile) {
  return Object.keys(metafile?.inputs ?? {}).filter((path) => path.startsWith("static/js/"));
}

async function symbol(name) {
  const svg = await readFile(`node_modules/lucide-static/icons/${name}.svg`, "utf8").catch(() => {
    throw new Error(`No icon is called "${name}".`);
  });
  const inside = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>")}</symbol>`;
}

async function sprite(names) {
  const symbols = await Promise.all([...names].sort().map(symbol));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

/** @param {string} out @param {Object} metafiles esbuild's, by bundle */
export async function writeIcons(out, metafiles) {
  const ours = await templates();
  const inVisitorPages = ours.filter((path) => path.startsWith("templates/visitor/"));
  const visitor = await namesIn(sourcesOf(metafiles.visitor), IN_SCRIPTS);
  for (const name of await namesIn(inVisitorPages, IN_TEMPLATES)) visitor.add(name);
  const staff = await namesIn(sourcesOf(metafiles.console), IN_SCRIPTS);
  const inStaffPages = ours.filter((path) => !inVisitorPages.includes(path));
  for (const name of await namesIn(inStaffPages, IN_TEMPLATES)) staff.add(name);
  await writeFile(`${out}/visitor.svg`, await sprite(visitor));
  await writeFile(`${out}/icons.svg`, await sprite(staff));
}
