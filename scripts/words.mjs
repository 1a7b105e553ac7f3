/**
 * The words of each bundle, in each language: from locale/<language>/LC_MESSAGES/djangojs.po, only what the built bundle says.
 * Written to static/build/words/<bundle>.<language>.json and put into the page by `{% words %}`.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { parsePo } from "./po.mjs";

const SOURCE = "en";

async function read(language) {
  if (language === SOURCE) return [];
  const path = `locale/${language.replace("-", "_")}/LC_MESSAGES/djangojs.po`;
  return parsePo(await readFile(path, "utf8").catch(() => ""));
}

/** How the builder may have written a text in its output. */
function isSaid(bundle, text) {
  const plain = JSON.stringify(text).slice(1, -1);
  return [plain, plain.replaceAll('\\"', '"'), plain.replaceAll("'", "\\'"), text].some((form) => bundle.includes(form));
}

async function textOf(metafile) {
  const scripts = Object.keys(metafile.outputs).filter((path) => path.endsWith(".js"));
  return (await Promise.all(scripts.map((path) => readFile(path, "utf8")))).join("\n");
}

/** @param {string} out @param {Object} metafiles esbuild's, by bundle @param {string[]} languages as in folder names */
export async function writeWords(out, metafiles, languages) {
  await mkdir(`${out}/words`, { recursive: true });
  for (const language of languages) {
    const entries = await read(language);
    for (const [name, metafile] of Object.entries(metafiles)) {
      const bundle = await textOf(metafile);
      const said = entries.filter((entry) => isSaid(bundle, entry.msgid));
      const messages = Object.fromEntries(said.map((entry) => [entry.key, entry.forms]));
      const catalogue = { language: language.toLowerCase(), messages };
      await writeFile(`${out}/words/${name}.${language.toLowerCase()}.json`, JSON.stringify(catalogue));
    }
  }
}
