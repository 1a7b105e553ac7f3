import { html, nothing } from "lit";
import { safeHref } from "../live/inline.js";
import { markdown } from "../live/markdown.js";
import { timeOf } from "../live/dates.js";
import { gettext, language } from "../live/words.js";
import "./content.js";
import { icon } from "./icon.js";
import { quoted } from "./message-menu.js";

const HAN = /\p{Script=Han}/u;

/** The language of a text where it differs from the page's, so that a reader's voice can switch. */
function langOf(text) {
  const isChinese = HAN.test(text);
  if (isChinese === language().startsWith("zh")) return nothing;
  return isChinese ? "zh" : /[a-z]{3}/i.test(text) ? "en" : nothing;
}

/**
 * One message as a list item.
 * @param {import("../live/timeline.js").Line} line
 * @param {Object} about
 * @param {string} about.name of the author, "" for me
 * @param {{seq: number, at: string|null}} about.read how far the other side has read
 * @param {boolean} about.isLastRead this line is the last one they have read
 * @param {(name: "retry"|"edit"|"delete", item: Object) => void} about.act on a failed message
 * @param {string[]} about.can verbs that the reader may use in this conversation
 * @param {() => Object[]} about.gallery all pictures of the conversation
 * @param {string} about.uploads where uploads begin
 * @param {Object} about.outbox
 */
export function message(line, about) {
  const text = line.entry?.text ?? line.item.text;
  const side = line.isMine ? "mine" : "theirs";
  const parts = line.entry ? line.entry.payload?.parts : line.item.fields?.parts;
  const classes = `message ${side} ${line.kind.replace(".", "-")}${line.isFirstOfGroup ? " first" : ""}${parts ? " with-parts" : ""} ${line.item?.state ?? ""}`;
  return html`<li class=${classes} data-seq=${line.entry?.seq ?? nothing} id=${line.entry ? `message-${line.entry.seq}` : nothing} tabindex="-1">
    ${line.isFirstOfGroup ? author(line, about) : html`<span class="sr">${about.name || gettext("You")}</span>`}
    <div class="bubble-row">
      <div class="bubble" lang=${langOf(text)}>
        ${line.kind === "note.added" ? icon("lock") : nothing}${line.entry?.quote ? quoted(line.entry.quote) : nothing}${inside(line, parts, text, about)}
      </div>
      ${line.entry && !line.entry.redacted_at ? html`<hd-message-menu .entry=${line.entry} .isMine=${line.isMine} .can=${about.can}></hd-message-menu>` : nothing}
    </div>
    ${below(line, about)}
  </li>`;
}

function inside(line, parts, text, { gallery, uploads, outbox }) {
  if (line.entry?.redacted_at) return html`<p class="removed">${icon("eraser")} ${gettext("This message was removed.")}</p>`;
  if (!parts) return html`${markdown(text)}${line.entry?.payload?.preview ? previewed(line.entry.payload.preview) : nothing}`;
  return html`<hd-content .line=${line} .gallery=${gallery} .uploads=${uploads} .outbox=${outbox}></hd-content>`;
}

/** The page that is linked to, as it describes itself: plain words. */
function previewed({ url, site, title, description }) {
  const href = safeHref(url);
  return href ? html`<a class="preview" href=${href} target="_blank" rel="noopener noreferrer nofollow">
    <small>${site}</small><b>${title}</b>${description ? html`<span>${description}</span>` : nothing}</a>` : nothing;
}

function author(line, { name }) {
  const who = name || gettext("You");
  if (line.kind === "note.added") return html`<span class="author">${gettext("Note · %(name)s", { name: who })}</span>`;
  return html`<span class=${line.isMine ? "sr" : "author"}>${who}</span>`;
}

function below(line, about) {
  const time = html`<time datetime=${line.at}>${timeOf(line.at)}</time>`;
  if (line.item?.state === "failed") return failed(line.item, about);
  if (!line.isLastOfGroup && !line.item && !about.isLastRead) return html`<span class="sr">${time}</span>`;
  if (!line.isMine) return html`<small class="under">${time}</small>`;
  return html`<small class="under">${time} ${receipt(line, about)}</small>`;
}

function receipt({ item, entry }, { read, isLastRead }) {
  if (item?.state === "queued") return html`${icon("clock")}<span>${gettext("Waiting to be sent")}</span>`;
  if (item?.state === "slow") return html`${icon("clock")}<span>${gettext("Still sending…")}</span>`;
  if (item) return html`<span class="sr">${gettext("Sending")}</span>`;
  if (entry.audience === "staff") return nothing;
  if (entry.seq > read.seq) return html`<span class="receipt">${icon("check")}<span class="sr">${gettext("Sent")}</span></span>`;
  const said = isLastRead && read.at ? gettext("Read %(time)s", { time: timeOf(read.at) }) : null;
  return html`<span class="receipt read">${icon("check-check")}<span class=${said ? "" : "sr"}>${said ?? gettext("Read")}</span></span>`;
}

function failed(item, { act }) {
  const why = item.error?.message ?? gettext("Not sent yet. It will go out when the connection is back.");
  return html`<div class="failed-why" role="alert">${icon("triangle-alert")} <span>${why}</span></div>
    <div class="failed-acts">
      <button class="link" type="button" @click=${() => act("retry", item)}>${gettext("Retry")}</button>
      <button class="link" type="button" @click=${() => act("edit", item)}>${gettext("Edit")}</button>
      <button class="link" type="button" @click=${() => act("delete", item)}>${gettext("Delete")}</button>
    </div>`;
}
