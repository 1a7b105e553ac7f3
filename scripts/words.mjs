/**
 * The words of each bundle, in each language: from locale/<language>/LC_MESSAGES/djangojs.po, only what the built bundle says.
 * Written to static/build/words/: <bundle>.<language>.json is put into the page by `{% words %}`; <bundle>.more.<language>.json
 * has those of the parts that are loaded later, and comes with the first of them.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { closure } from "./closure.mjs";
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

async function textOf(paths) {
  return (await Promise.all(paths.map((path) => readFile(path, "utf8")))).join("\n");
}

/** What a page says at once, and what its parts add when they are loaded. */
async function saidBy(out, name, metafile) {
  const scripts = Object.keys(metafile.outputs).filter((path) => path.endsWith(".js"));
  const first = closure(metafile, `${out}/${name}.js`);
  return [await textOf(scripts.filter((path) => first.has(path))), await textOf(scripts.filter((path) => !first.has(path)))];
}

/** @param {string} out @param {Object} metafiles esbuild's, by bundle @param {string[]} languages as in folder names */
export async function writeWords(out, metafiles, languages) {
  await mkdir(`${out}/words`, { recursive: true });
  for (const language of languages) {
    const entries = await read(language);
    for (const [name, metafile] of Object.entries(metafiles)) {
      const [first, later] = await saidBy(out, name, metafile);
      const [now, rest] = [entries.filter((one) => isSaid(first, one.msgid)), entries.filter((one) => !isSaid(first, one.msgid))];
      await write(`${out}/words/${name}.${language.toLowerCase()}.json`, language, now);
      await write(`${out}/words/${name}.more.${language.toLowerCase()}.json`, language, rest.filter((one) => isSaid(later, one.msgid)));
    }
  }
}

async function write(path, language, entries) {
  const messages = Object.fromEntries(entries.map((entry) => [entry.key, entry.forms]));
  await writeFile(path, JSON.stringify({ language: language.toLowerCase(), messages }));
}
