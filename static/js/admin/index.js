/**
 * Names what Django's admin leaves without a name: fields in the cells of a table by the heading of their column,
 * select2's own boxes by the label of the field they stand for, the first column of an inline by the inline's heading.
 */
const FIELDS = "input:not([type=hidden]), select, textarea";

function headingOf(cell) {
  const heading = cell.closest("table")?.tHead?.rows[0]?.cells[cell.cellIndex];
  return heading?.textContent.trim() ?? "";
}

function nameFields(root) {
  for (const field of root.querySelectorAll("td :is(input:not([type=hidden]), select, textarea)")) {
    const heading = field.labels?.length ? "" : headingOf(field.closest("td"));
    if (heading) field.setAttribute("aria-label", heading);
  }
}

function nameBoxes(root) {
  for (const box of root.querySelectorAll(".select2-selection")) {
    const field = box.closest(".select2-container")?.previousElementSibling;
    const name = field?.getAttribute("aria-label") || field?.labels?.[0]?.textContent.replace(/:\s*$/u, "");
    if (!name) continue;
    box.removeAttribute("aria-labelledby");
    for (const part of [box, ...box.querySelectorAll(".select2-selection__rendered, .select2-search__field")]) {
      part.setAttribute("aria-label", name.trim());
    }
  }
}

function nameColumns(root) {
  for (const heading of root.querySelectorAll("th.original:empty")) {
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = heading.closest("fieldset")?.querySelector("h2")?.textContent.trim() ?? "";
    heading.append(name);
  }
}

function nameAll(root = document) {
  if (!root.querySelector(FIELDS)) return;
  nameFields(root);
  nameBoxes(root);
  nameColumns(root);
}

addEventListener("load", () => nameAll());
document.addEventListener("formset:added", () => setTimeout(nameAll));
