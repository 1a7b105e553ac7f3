const ENDINGS = {
  archive: /\.(zip|rar|7z|tar|t?gz|bz2|xz|zst)$/i,
  sheet: /\.(xlsx?|xlsm|ods|csv|tsv|et|numbers)$/i,
  writing: /\.(pdf|docx?|odt|rtf|txt|md|wps|log|pptx?|odp|dps|html?|json|xml|pages|key)$/i,
};
const TYPES = {
  archive: /zip|compressed|x-tar|gzip|x-7z|rar/,
  sheet: /spreadsheet|excel|csv/,
  writing: /^text\/|pdf|word|document|presentation/,
};

/** What a file is, as far as its icon tells. @param {{name: string, mime?: string}} part @returns {"archive"|"sheet"|"writing"|"other"} */
export function kindOf({ name, mime = "" }) {
  const kinds = Object.keys(ENDINGS);
  return kinds.find((kind) => ENDINGS[kind].test(name)) ?? kinds.find((kind) => TYPES[kind].test(mime)) ?? "other";
}
