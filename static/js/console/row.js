import { html, nothing } from "lit";
import { duration, ago } from "../live/dates.js";
import { readDraft } from "../live/drafts.js";
import { saidParts, signOf } from "../live/said.js";
import { SPOKEN } from "../live/timeline.js";
import { gettext, language, ngettext } from "../live/words.js";
import { icon } from "../parts/icon.js";
import { REPLY_DRAFT } from "./composer-draft.js";
import { initial, nameHere, nameOf, shortLanguage } from "./names.js";
import { Route } from "./route.js";
import { MARKS, waitOf } from "./waits.js";

const SILENT = new Set(["waiting", "team"]);

/**
 * One row of the list. Its accessible name is what is seen plus hidden words, so that both always agree.
 * @param {Object} row
 * @param {{desk: import("./desk.js").Desk, group: string, now: number, isCurrent: boolean, isReachable: boolean}} how
 */
export function rowTemplate(row, { desk, group, now, isCurrent, isReachable }) {
  const wait = waitOf(row, now);
  const unread = group === "mine" ? desk.unread(row) : 0;
  const level = wait && wait.level !== "ok" ? wait.level : "";
  const classes = ["row", level, unread ? "unread" : "", row.isGone ? "gone" : ""].filter(Boolean).join(" ");
  const tag = row.contact.language !== language() ? shortLanguage(row.contact.language) : "";
  return html`
    <a class=${classes} href=${Route.address(row.id)} data-id=${row.id} aria-current=${isCurrent ? "true" : nothing} tabindex=${isReachable ? 0 : -1}>
      <span class="avatar" aria-hidden="true">${initial(nameOf(row.contact))}<i class="dot ${row.contact.is_online ? "online" : ""}"></i></span>
      <span class="name" lang=${row.contact.language ?? nothing}>${nameOf(row.contact)}${tag ? html` <span class="lang" lang="">${tag}</span>` : nothing}</span>
      <span class="wait" aria-hidden="true">${wait ? `${MARKS[wait.level]} ${duration(wait.seconds * 1000)}` : sinceLast(row, now)}</span>
      <span class="line">${lineTemplate(row, desk, group)}</span>
      ${unread ? html`<b class="count" aria-hidden="true">${unread > 99 ? "99+" : unread}</b>` : nothing}
      <span class="sr">${spoken(row, wait, unread)}</span>
    </a>`;
}

function sinceLast(row, now) {
  const at = row.last?.at ?? row.connected_at;
  if (!at) return "";
  const age = now - Date.parse(at);
  return age < 60_000 ? gettext("now") : ago(age);
}

/** Typing before a draft before the last words. */
function lineTemplate(row, desk, group) {
  const one = desk.store.get(row.id);
  const isTyping = [...(one?.typing.keys() ?? [])].some((id) => one.participants.get(id)?.role === "visitor");
  if (isTyping) return html`<span class="typing">${gettext("typing…")}</span>`;
  const draft = group === "mine" && desk.current !== row.id ? readDraft(row.id, REPLY_DRAFT) : "";
  if (draft) return html`<span class="draft">${gettext("Draft:")}</span> ${draft}`;
  const whose = SILENT.has(group) ? (group === "team" ? row.owner?.name : nameHere(row.service)) : null;
  return html`${whose ? html`${whose} · ` : nothing}${lastLine(worthShowing(row, one))}`;
}

/** A greeting says nothing about this conversation; what was asked before it does. */
function worthShowing({ last, service }, one) {
  if (last?.type !== "greeting.sent") return last;
  const asked = one?.entries.findLast((entry) => entry.type === "message.posted");
  return asked ? { type: asked.type, text: asked.text, kinds: asked.payload.parts?.map(({ type }) => type), by: asked.author?.role } : { text: nameHere(service) };
}

/** @param {{type: string, text: string, by: string | null} | null} last */
function lastLine(last) {
  if (!last) return gettext("No message yet");
  const isStaff = last.by && last.by !== "visitor";
  const parts = last.kinds?.map((type) => ({ type }));
  const words = SPOKEN.has(last.type) ? html`${kindSign(parts)}${saidParts({ text: last.text, parts })}` : last.text;
  if (last.type === "note.added") return html`<span class="sr">${gettext("Note:")}</span>${icon("lock")} ${words}`;
  if (isStaff && SPOKEN.has(last.type)) return html`<span class="sr">${gettext("Reply:")}</span>${icon("reply")} ${words}`;
  return words || eventWord(last.type);
}

function kindSign(parts) {
  const sign = signOf(parts);
  return sign ? html`${icon(sign)} ` : nothing;
}

function eventWord(type) {
  const words = {
    "conversation.requested": gettext("Asked for help"),
    "conversation.connected": gettext("Connected"),
    "conversation.rerouted": gettext("Passed to another team"),
    "rating.asked": gettext("Rating asked for"),
    "conversation.ended": gettext("Ended"),
    "message.redacted": gettext("A message was removed"),
    "consent.asked": gettext("The visitor was asked for something"),
    "consent.answered": gettext("The visitor answered"),
  };
  return words[type] ?? gettext("No message yet");
}

function spoken(row, wait, unread) {
  const words = [row.contact.is_online ? gettext("online") : gettext("left the page")];
  if (unread) words.push(ngettext("%(n)s unread", "%(n)s unread", unread, { n: unread }));
  if (wait) {
    const minutes = Math.floor(wait.seconds / 60);
    words.push(minutes
      ? ngettext("waiting %(n)s minute", "waiting %(n)s minutes", minutes, { n: minutes })
      : gettext("waiting less than a minute"));
  }
  if (wait?.level === "warn") words.push(gettext("soon late"));
  if (wait?.level === "late") words.push(gettext("late"));
  if (row.isGone) words.push(gettext("no longer in the list"));
  return `, ${words.join(", ")}`;
}
