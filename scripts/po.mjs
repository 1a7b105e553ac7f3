/** Reads a gettext .po file: translated, not fuzzy entries as `{key, msgid, forms}`. */

const CONTEXT = "\u0004";
const LINE = /^(msgctxt|msgid|msgid_plural|msgstr|msgstr\[(\d)\])\s+(".*")$/;

function entryOf(block) {
  const fields = {};
  let current = null;
  for (const line of block.split("\n")) {
    if (line.startsWith("#")) continue;
    const match = LINE.exec(line);
    if (match) {
      current = match[1];
      fields[current] = JSON.parse(match[3]);
    } else if (line.startsWith('"') && current) fields[current] += JSON.parse(line);
  }
  const forms = "msgstr" in fields ? [fields.msgstr] : Object.keys(fields).filter((k) => k.startsWith("msgstr[")).map((k) => fields[k]);
  const key = fields.msgctxt ? fields.msgctxt + CONTEXT + fields.msgid : fields.msgid;
  return { key, msgid: fields.msgid, forms };
}

/** @param {string} text @returns {{key: string, msgid: string, forms: string[]}[]} */
export function parsePo(text) {
  return text
    .split(/\n\s*\n/)
    .filter((block) => !/^#,.*fuzzy/m.test(block) && !block.includes("\n#~") && !block.startsWith("#~"))
    .map(entryOf)
    .filter(({ msgid, forms }) => msgid && forms.every(Boolean));
}
