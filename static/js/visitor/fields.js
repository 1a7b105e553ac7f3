import { html, nothing } from "lit";
import { gettext } from "../live/words.js";

const MOST = { name: 80, email: 254, text: 4000 };

function about(name) {
  return {
    name: { label: gettext("Your name"), type: "text", autocomplete: "name" },
    email: { label: gettext("E-mail"), type: "email", autocomplete: "email", help: gettext("Only used to answer you.") },
    text: { label: gettext("What is it about?") },
  }[name];
}

/** One field with its label, help and error. @param {{name: string, isRequired: boolean}} field */
export function fieldOf({ name, isRequired }, { value = "", error = null, label } = {}) {
  const its = { ...about(name), ...(label && { label }) };
  const describedBy = [its.help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(" ");
  const common = { id: `field-${name}`, describedBy: describedBy || nothing, invalid: error ? "true" : nothing };
  return html`<div class="field">
    <label for=${common.id}>${its.label}${isRequired ? nothing : html` <span class="optional">${gettext("(optional)")}</span>`}</label>
    ${name === "text" ? textBox(name, common, value, isRequired) : input(name, its, common, value, isRequired)}
    ${its.help ? html`<p class="help" id="${name}-help">${its.help}</p>` : nothing}
    ${error ? html`<p class="error" id="${name}-error">${error}</p>` : nothing}
  </div>`;
}

function input(name, its, { id, describedBy, invalid }, value, isRequired) {
  return html`<input class="input" id=${id} name=${name} type=${its.type} autocomplete=${its.autocomplete} maxlength=${MOST[name]}
    ?required=${isRequired} aria-describedby=${describedBy} aria-invalid=${invalid} .value=${value} />`;
}

function textBox(name, { id, describedBy, invalid }, value, isRequired) {
  return html`<textarea class="input" id=${id} name=${name} rows="4" maxlength=${MOST.text} ?required=${isRequired}
    aria-describedby=${describedBy} aria-invalid=${invalid} .value=${value}></textarea>`;
}

/** What is wrong with the form, by field, in the page's words. @param {HTMLFormElement} form @returns {Object<string, string>} */
export function faults(form) {
  const found = {};
  for (const box of form.elements) {
    if (!box.name) continue;
    if (box.required && !box.value.trim()) found[box.name] = gettext("Please fill this in.");
    else if (!box.validity.valid) found[box.name] = gettext("Please enter a valid e-mail address, like name@example.com.");
  }
  return found;
}

/** Trimmed answers. @param {HTMLFormElement} form @returns {Object<string, string>} */
export function answers(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]));
}

/** The summary on top: what to correct, each a way to its field. @param {Object<string, string>} errors @param {Object[]} fields */
export function summary(errors, fields, others = "") {
  const names = Object.keys(errors);
  const labelOf = (name) => fields.find((field) => field.name === name)?.label ?? about(name)?.label ?? name;
  if (!names.length && !others) return nothing;
  return html`<div class="errors-box" role="alert" tabindex="-1">
    ${others ? html`<p>${others}</p>` : nothing}
    ${names.length
      ? html`<ul>
          ${names.map((name) => html`<li><a href="#field-${name}">${labelOf(name)} – ${errors[name]}</a></li>`)}
        </ul>`
      : nothing}
  </div>`;
}
