const KEEP_FOR = 10_000;

let region = null;

/** Says something to screen readers, politely: one live region per page. @param {string} text */
export function announce(text) {
  if (!region) {
    region = document.createElement("div");
    region.className = "sr";
    region.setAttribute("role", "log");
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  }
  const line = document.createElement("p");
  line.textContent = text;
  region.append(line);
  setTimeout(() => line.remove(), KEEP_FOR);
}
