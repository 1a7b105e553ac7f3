/** Arrow keys go from message to message of a thread. @param {KeyboardEvent} event */
export function walk(event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const line = event.target.closest?.("li.message");
  if (!step || event.altKey || event.ctrlKey || (!line && step > 0)) return;
  const lines = [...event.currentTarget.querySelectorAll("li.message")];
  const next = line ? lines[lines.indexOf(line) + step] : lines.at(-1);
  if (!next) return;
  event.preventDefault();
  next.focus();
}
