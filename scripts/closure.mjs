/**
 * What a page loads at once: an output of the build and all it imports, not what it loads later.
 * @param {Object} metafile esbuild's @param {string} path @returns {Set<string>}
 */
export function closure(metafile, path, seen = new Set()) {
  if (seen.has(path) || !metafile) return seen;
  seen.add(path);
  const imports = metafile.outputs[path]?.imports ?? [];
  for (const one of imports.filter(({ kind }) => kind === "import-statement")) closure(metafile, one.path, seen);
  return seen;
}
