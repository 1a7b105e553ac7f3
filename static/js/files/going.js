import { html } from "lit";
import { gettext } from "../live/words.js";
import { sizeOf } from "../media/measures.js";
import { icon } from "../parts/icon.js";

const pictures = new WeakMap();

/** Its picture, made once for each file. @param {File} file */
export function pictureOf(file) {
  if (!pictures.has(file)) pictures.set(file, URL.createObjectURL(file));
  return pictures.get(file);
}

/** @param {import("./uploader.js").Going} going */
export function thumbnail({ file }) {
  if (/^image\/(png|jpeg|webp|gif)$/.test(file.type)) return html`<img class="going-picture" src=${pictureOf(file)} alt="">`;
  return html`<span class="going-sign">${signOf(file)}</span>`;
}

function signOf({ type }) {
  if (type.startsWith("video/")) return icon("video");
  return type.startsWith("audio/") ? icon("mic") : icon("paperclip");
}

/** How far it is, in words and as a bar. @param {import("./uploader.js").Going} going */
export function progress({ state, progress: done, why, file }) {
  const percent = Math.round(done * 100);
  switch (state) {
    case "failed":
      return html`<span class="going-why" role="alert">${icon("triangle-alert")} ${why}</span>`;
    case "ready":
      return html`<span class="going-state">${icon("check")} ${sizeOf(file.size)}</span>`;
    case "checking":
      return html`<span class="going-state">${gettext("Being checked…")}</span>`;
    case "lost":
      return html`<span class="going-state">${gettext("Interrupted. It goes on when the connection is back.")}</span>`;
    case "waiting":
      return html`<span class="going-state">${gettext("Waiting")}</span>`;
    default:
      return html`<progress max="100" .value=${percent} aria-label=${gettext("Upload of %(name)s", { name: file.name })}></progress>
        <span class="going-state tabular">${percent} %</span>`;
  }
}
