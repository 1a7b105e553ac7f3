/** What this person has chosen in this browser. */

const PREFIX = "hd.";
const USUAL = { sound: true, notices: false, theme: "auto", pane: true, closed: [] };

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

/** The server reads the cookie, so that the next page comes in the right colours at once. */
export function useTheme(theme) {
  settings.set("theme", theme);
  document.documentElement.dataset.theme = theme;
  document.cookie = `hd_theme=${theme}; path=/; max-age=31536000; samesite=lax`;
}
