import { html } from "lit";
import { markdown } from "../live/markdown.js";
import { gettext } from "../live/words.js";
import "./file.js";
import { grouped } from "./gathered.js";
import "./picture.js";
import "./position.js";
import "./rich.js";
import "./video.js";
import "./voice.js";

/**
 * The parts of one message in their order, to stand within its bubble.
 * @param {Object[]} list `payload.parts`
 * @param {{gallery?: () => Object[]}} [about] `gallery`: all pictures of the conversation, for the one that is opened
 */
export function parts(list, { gallery } = {}) {
  return html`<div class="parts">${grouped(list).map((group) => shown(group, gallery))}</div>`;
}

function shown(group, gallery = () => group) {
  if (group.length === 1) return single(group[0], gallery);
  return html`<div class="pictures of-${group.length === 2 || group.length === 4 ? 2 : 3}">
    ${group.map((part) => html`<hd-picture .part=${part} .gallery=${gallery}></hd-picture>`)}
  </div>`;
}

function single(part, gallery) {
  switch (part.type) {
    case "text":
      return html`<div class="words">${markdown(part.text)}</div>`;
    case "picture":
      return html`<hd-picture .part=${part} .gallery=${gallery}></hd-picture>`;
    case "video":
      return html`<hd-video .part=${part}></hd-video>`;
    case "voice":
      return html`<hd-voice .part=${part}></hd-voice>`;
    case "file":
      return html`<hd-file .part=${part}></hd-file>`;
    case "position":
      return html`<hd-position .part=${part}></hd-position>`;
    case "html":
      return html`<hd-rich .part=${part}></hd-rich>`;
    default:
      return html`<p class="unknown-part">${gettext("This page is too old to show this. Reload it.")}</p>`;
  }
}
