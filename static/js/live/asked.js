import { gettext } from "./words.js";

/** What the agent asks of who reads this. @param {"screenshot"|"recording"|"photo"|"position"} wanted @param {string} name of the agent */
export function asked(wanted, name) {
  const words = {
    screenshot: () => gettext("%(name)s asks for a screenshot.", { name }),
    recording: () => gettext("%(name)s asks for a recording of your screen.", { name }),
    photo: () => gettext("%(name)s asks for a photo.", { name }),
    position: () => gettext("%(name)s asks where you are.", { name }),
  };
  return words[wanted]();
}
