/**
 * What a page needs at once stays in one script. A builder that splits makes a chunk of its own of whatever the page has in common
 * with each of the parts that come later; here every such part has all of it in common, since it imports the page.
 */
import { readdir, readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

const SCRIPTS = "static/js";
const LATER = /\bimport\("(\.[^"]+)"\)/g;

async function partsOfLater() {
  const names = (await readdir(SCRIPTS, { recursive: true })).filter((name) => name.endsWith(".js"));
  const found = await Promise.all(
    names.map(async (name) => {
      const path = resolve(SCRIPTS, name);
      const imports = (await readFile(path, "utf8")).matchAll(LATER);
      return [...imports].map(([, later]) => resolve(dirname(path), later));
    }),
  );
  return new Set(found.flat());
}

/** @param {string} page the script it begins with */
export function together(page) {
  return {
    name: "together",
    async setup(build) {
      const later = await partsOfLater();
      build.onLoad({ filter: /[\\/]static[\\/]js[\\/].+\.js$/ }, async ({ path }) => {
        if (!later.has(path)) return null;
        return { contents: `${await readFile(path, "utf8")}\nimport ${JSON.stringify(resolve(page))};\n`, loader: "js" };
      });
    },
  };
}
