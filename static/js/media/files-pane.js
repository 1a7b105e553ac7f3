import { html, nothing } from "lit";
import { later } from "../live/later.js";
import { momentOf } from "../live/dates.js";
import { lengthOf, saidParts } from "../live/said.js";
import { gettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { icon } from "../parts/icon.js";
import { downloadAt, fileAt, mapsAt, previewAt } from "./addresses.js";
import { fileIcon } from "./file.js";
import { gathered } from "./gathered.js";
import { coordinatesOf, sizeOf } from "./measures.js";

/** `<hd-files .entries=${newestFirst} .zip=${address} .nameOf>`: everything of a conversation that is more than text. */
export class FilesPane extends Element {
  static properties = { entries: { attribute: false }, zip: { attribute: false }, nameOf: { attribute: false } };

  constructor() {
    super();
    this.entries = [];
    this.nameOf = (entry) => entry.author?.name || (entry.author?.role === "agent" ? gettext("Agent") : gettext("Visitor"));
  }

  render() {
    const { seen, listed } = gathered(this.entries);
    const hasFiles = seen.length || listed.some(({ part }) => part.file);
    if (!seen.length && !listed.length) return this.empty();
    return html`<div class="files">
      ${this.zip && hasFiles ? html`<a class="button" href=${this.zip} download>${icon("download")} ${gettext("Download all (ZIP)")}</a>` : nothing}
      ${seen.length ? this.grid(seen) : nothing}
      ${seen.length && listed.length ? html`<h3>${gettext("Other files")}</h3>` : nothing}
      ${listed.length ? html`<ul class="file-list">${listed.map((one) => this.row(one))}</ul>` : nothing}
    </div>`;
  }

  empty() {
    return html`<div class="files-empty">${icon("paperclip")}<p>${gettext("No files yet. What is sent here stands here.")}</p></div>`;
  }

  grid(seen) {
    const pictures = seen.map(({ part }) => part).filter(({ type }) => type === "picture");
    return html`<h3>${gettext("Pictures and videos")}</h3>
      <ul class="file-grid">${seen.map(({ part, entry }) => html`<li>${part.type === "video" ? this.video(part, entry) : this.picture(part, entry, pictures)}</li>`)}</ul>`;
  }

  picture(part, entry, pictures) {
    return html`<a href=${fileAt(part)} target="_blank" rel="noopener" title=${this.about(part, entry)} @click=${(event) => this.openPicture(event, part, pictures)}>
      <img src=${previewAt(part)} alt=${part.alt || part.name} width="96" height="96" loading="lazy" decoding="async">
    </a>`;
  }

  video(part, entry) {
    const words = saidParts({ text: "", parts: [part] });
    return html`<a href=${fileAt(part)} target="_blank" rel="noopener" title=${this.about(part, entry)} @click=${(event) => this.openVideo(event, part)}>
      ${part.has_preview ? html`<img src=${previewAt(part)} alt="" width="96" height="96" loading="lazy" decoding="async">` : icon("video")}
      <span class="sr">${words} ${part.name}</span>
      <span class="of-video" aria-hidden="true">${icon("play")} ${lengthOf(part.duration)}</span>
    </a>`;
  }

  row({ part, entry }) {
    const isPlace = part.type === "position";
    const link = isPlace
      ? html`<a href=${mapsAt(part)} target="_blank" rel="noopener noreferrer nofollow"><bdi>${part.label || coordinatesOf(part)}</bdi></a>`
      : html`<a href=${downloadAt(part)} download=${part.name}><bdi>${part.name}</bdi></a>`;
    const facts = [part.type === "voice" && lengthOf(part.duration), isPlace ? gettext("Position") : sizeOf(part.size)];
    return html`<li>${rowIcon(part)}${link}<small>${[...facts, this.byWhom(entry)].filter(Boolean).join(" · ")}</small></li>`;
  }

  byWhom(entry) {
    return [this.nameOf(entry), entry.at && momentOf(entry.at)].filter(Boolean).join(" · ");
  }

  about(part, entry) {
    return [part.name, sizeOf(part.size), this.byWhom(entry)].join(" · ");
  }

  openPicture(event, part, pictures) {
    const origin = event.currentTarget;
    this.openHere(event, async () => {
      const { openLightbox } = await later(() => import("./lightbox.js"), "lightbox");
      openLightbox(pictures, pictures.indexOf(part), origin);
    });
  }

  openVideo(event, part) {
    this.openHere(event, async () => {
      const { showVideo } = await later(() => import("./video-dialog.js"), "media");
      showVideo(part);
    });
  }

  /** On this page; with a key held, or when the way to show it cannot be loaded, the browser opens the file. */
  async openHere(event, show) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const { href } = event.currentTarget;
    try {
      await show();
    } catch {
      window.open(href, "_blank", "noopener");
    }
  }
}

function rowIcon(part) {
  if (part.type === "voice") return icon("mic");
  return part.type === "position" ? icon("map-pin") : fileIcon(part);
}

customElements.define("hd-files", FilesPane);
