import { html } from "lit";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import { downloadAt } from "./addresses.js";
import { gettext } from "../live/words.js";
import { kindOf } from "./kinds.js";
import { sizeOf } from "./measures.js";

/** The icon of a file's kind. @param {{name: string, mime?: string}} part */
export function fileIcon(part) {
  switch (kindOf(part)) {
    case "archive":
      return icon("file-archive");
    case "sheet":
      return icon("file-spreadsheet");
    case "writing":
      return icon("file-text");
    default:
      return icon("file");
  }
}

/** `<hd-file .part>`: a file to be had by a click. */
export class FileCard extends Element {
  static properties = { part: { attribute: false } };

  render() {
    const { part } = this;
    return html`<a class="file" href=${downloadAt(part)} download=${part.name}>
      ${fileIcon(part)}
      <span class="name"><span class="sr">${gettext("Download")} </span><bdi>${part.name}</bdi></span>
      <span class="quiet">${sizeOf(part.size)}</span>
      ${icon("download")}
    </a>`;
  }
}

customElements.define("hd-file", FileCard);
