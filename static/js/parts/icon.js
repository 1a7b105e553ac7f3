import { html } from "lit";

/** The address of the sprite stands on the page: `<html data-icons="{% static 'build/icons.svg' %}">`. */
const sprite = document.documentElement.dataset.icons ?? "";

/** An icon without a name of its own: the button around it has one. @param {string} name in lucide's set */
export function icon(name) {
  return html`<svg class="icon" aria-hidden="true" focusable="false"><use href="${sprite}#${name}"></use></svg>`;
}
