/** What this person has chosen in this browser. */

const PREFIX = "hd.";
const USUAL = { sound: true, notices: false, pane: true, closed: [] };

class Settings extends EventTarget {
  /** @param {keyof typeof USUAL} name */
  get(name) {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + name)) ?? USUAL[name];
    } catch {
      return USUAL[name];
    }
  }

  set(name, value) {
    try {
      localStorage.setItem(PREFIX + name, JSON.stringify(value));
    } catch {
      // Storage is full or forbidden: the choice lasts as long as the page's own state does.
    }
    this.dispatchEvent(new CustomEvent("change", { detail: { name, value } }));
  }
}

export const settings = new Settings();

/** The colours now, and kept with the account for every page and browser. @param {"auto" | "light" | "dark"} theme */
export function useTheme(theme) {
  document.documentElement.dataset.theme = theme;
  settings.dispatchEvent(new CustomEvent("change", { detail: { name: "theme", value: theme } }));
  const form = document.getElementById("theme");
  form.elements.theme.value = theme;
  fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => {}); // lost: it lasts as long as this page
}

export function themeNow() {
  return document.documentElement.dataset.theme;
}
