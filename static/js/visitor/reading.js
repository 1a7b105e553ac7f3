/** How this reader likes to read: language and size of the text. */

const SIZE = "hd.text-size";

/** 0, 1 or 2. */
export function textSize() {
  return Number(localStorage.getItem(SIZE) ?? 0);
}

export function chooseTextSize(size) {
  localStorage.setItem(SIZE, String(size));
  applyTextSize();
}

export function applyTextSize() {
  document.documentElement.dataset.text = String(textSize());
}

/** The whole page changes: words come with it. @param {import("./visit.js").Visit} visit @param {string} code */
export async function chooseLanguage(visit, code) {
  await visit.socket.command("language.choose", { language: code }).catch(() => {});
  const address = new URL(location.href);
  address.searchParams.set("lang", code);
  location.assign(address);
}
