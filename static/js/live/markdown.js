import { html, nothing } from "lit";
import { blocks } from "./blocks.js";

/** A message as templates: text stays text nodes, so nothing in it can become markup.
 * @param {string} text */
export function markdown(text) {
  return blocks(text).map(({ kind, lines }) => {
    if (kind === "list") return html`<ul>${lines.map((line) => html`<li>${line.map(part)}</li>`)}</ul>`;
    if (kind === "quote") return html`<blockquote>${broken(lines)}</blockquote>`;
    return html`<p>${broken(lines)}</p>`;
  });
}

function broken(lines) {
  return lines.map((line, index) => html`${index ? html`<br>` : nothing}${line.map(part)}`);
}

function part(one) {
  switch (one.kind) {
    case "strong":
      return html`<strong>${one.parts.map(part)}</strong>`;
    case "em":
      return html`<em>${one.parts.map(part)}</em>`;
    case "code":
      return html`<code>${one.text}</code>`;
    case "link":
      return html`<a href=${one.href} target="_blank" rel="noopener noreferrer nofollow">${one.text}</a>`;
    default:
      return one.text;
  }
}
