import { listKind, listLevel } from "./marks.js";

/** Word writes lists as paragraphs with signs in front of them: makes lists of them. @param {HTMLElement} body */
export function joinLists(body) {
  let open = []; // from the outermost list to the innermost
  for (const line of body.querySelectorAll("p[data-style*='mso-list']")) {
    const level = listLevel(line.dataset.style);
    if (!level) continue;
    if (line.previousElementSibling !== open[0]) open = [];
    open = opened(open, line, Math.min(level, open.length + 1));
    const item = body.ownerDocument.createElement("li");
    item.append(...line.childNodes);
    open.at(-1).append(item);
    line.remove();
  }
}

/** The lists that are open once this line's is: deeper ones end, its own begins. */
function opened(open, line, level) {
  const sign = line.querySelector("[data-style*='mso-list']");
  const kind = listKind(sign?.textContent ?? "");
  sign?.remove();
  const lists = open.slice(0, level);
  if (lists.length === level && lists.at(-1).localName === kind) return lists;
  const list = line.ownerDocument.createElement(kind);
  const parent = lists.slice(0, level - 1);
  if (parent.length) parent.at(-1).lastElementChild.append(list);
  else line.before(list);
  return [...parent, list];
}
