/**
 * Builds the pages' scripts, styles, icons and words into static/build/ (not committed).
 *   node scripts/build.mjs            once, minified
 *   node scripts/build.mjs --watch    again whenever a source changes
 */
import * as esbuild from "esbuild";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { writeIcons } from "./icons.mjs";
import { picker } from "./picker.mjs";
import { together } from "./together.mjs";
import { writeWords } from "./words.mjs";

const OUT = "static/build";
/** Visitors come with whatever their phone has; staff keep their browsers current. */
const VISITOR = ["chrome99", "safari15.4", "firefox97"];
const STAFF = ["chrome123", "safari17.5", "firefox120"];
const BUNDLES = [
  { name: "visitor", script: "static/js/visitor/index.js", style: "static/css/visitor.css", target: VISITOR },
  { name: "console", script: "static/js/console/index.js", style: "static/css/console.css", target: STAFF },
  { name: "admin", script: "static/js/admin/index.js", style: "static/css/admin.css", target: STAFF },
  // What comes with parts that are loaded later (static/js/live/later.js).
  { name: "talk", style: "static/css/talk.css", target: VISITOR },
  { name: "media", style: "static/css/media.css", target: VISITOR },
  { name: "capture", style: "static/css/capture.css", target: VISITOR },
  { name: "lightbox", style: "static/css/lightbox.css", target: VISITOR },
  { name: "map", style: "static/css/map.css", target: VISITOR },
  { name: "shown", style: "static/css/shown.css", target: STAFF },
  { name: "rich", style: "static/css/rich.css", target: STAFF },
  { name: "pages", style: "static/css/pages.css", target: VISITOR },
];
const LANGUAGES = { en: "en", "zh-Hans": "zh" };

function settings({ name, script, style, target }) {
  const sources = [script, style].filter((path) => path && existsSync(path));
  for (const path of [script, style]) if (path && !existsSync(path)) console.log(`${path} does not exist yet: left out`);
  return {
    entryPoints: sources.map((path) => ({ in: path, out: name })),
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    outdir: OUT,
    chunkNames: "c/[name]-[hash]",
    target,
    loader: { ".png": "dataurl" }, // the map's own few pictures
    plugins: script ? [picker, together(script)] : [picker],
    logLevel: "warning",
  };
}

/** The emoji picker fetches its names; they come from here, never from somebody else's server. */
async function copyEmoji() {
  await mkdir(`${OUT}/emoji`, { recursive: true });
  for (const language of ["en", "zh"]) {
    await cp(`node_modules/emoji-picker-element-data/${language}/cldr-native/data.json`, `${OUT}/emoji/${language}.json`);
  }
}

async function copyImages() {
  await cp("static/img", `${OUT}/img`, { recursive: true });
}

async function finish(metafiles) {
  await writeFile(`${OUT}/meta.json`, JSON.stringify(metafiles));
  await writeIcons(OUT, metafiles);
  await writeWords(OUT, metafiles, Object.keys(LANGUAGES));
}

/** What an earlier build left behind; the rest is overwritten in place, since somebody may be serving it. */
async function sweep(metafiles) {
  const current = new Set(Object.values(metafiles).flatMap((metafile) => Object.keys(metafile.outputs)));
  const chunks = await readdir(`${OUT}/c`).catch(() => []);
  for (const name of chunks) if (!current.has(`${OUT}/c/${name}`)) await rm(`${OUT}/c/${name}`);
}

async function build() {
  const metafiles = {};
  const building = BUNDLES.map(settings).filter((one) => one.entryPoints.length);
  for (const one of building) metafiles[one.entryPoints[0].out] = (await esbuild.build(one)).metafile;
  await Promise.all([copyEmoji(), copyImages(), sweep(metafiles)]);
  await finish(metafiles);
}

async function watch() {
  await build();
  const metafiles = {};
  for (const one of BUNDLES.map(settings).filter(({ entryPoints }) => entryPoints.length)) {
    const after = {
      name: "after",
      setup: (it) =>
        it.onEnd(async ({ metafile }) => {
          if (metafile) metafiles[one.entryPoints[0].out] = metafile;
          await finish(metafiles);
        }),
    };
    const context = await esbuild.context({ ...one, plugins: [...one.plugins, after] });
    await context.watch();
  }
  console.log("watching");
}

const started = performance.now();
if (process.argv.includes("--watch")) await watch();
else {
  await build();
  console.log(`built ${OUT} in ${Math.round(performance.now() - started)} ms`);
}
