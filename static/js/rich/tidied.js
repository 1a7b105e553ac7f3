import { safeAddress } from "./addresses.js";
import { renameBlocks, unwrap } from "./blocks.js";
import { isTakenBack, marksOf } from "./marks.js";
import { joinLists } from "./word-lists.js";

const LARGEST = 4_000_000; // characters; a page of Word has 100 000 of its own before the first word
const MOST = 20_000; // elements; far more than can be sent
// None of these looks further than the next "<": the time grows with the length alone.
const STYLE_SHEET = /<style[\s>][^<]*(?:<(?!\/?style)[^<]*)*<\/style\s*>/gi;
const NOT_SAID = "script,style,un-style,template,noscript,meta,link,title,xml,img,picture,svg,math,canvas,video,audio,iframe,object,embed,br.Apple-interchange-newline";
const MARKS = "b,strong,i,em,u,s,code,a";
const BLOCKS = ":is(p,ul,ol,blockquote,pre,h3,h4)";
const MAY_BE_EMPTY = "br,hr";

/**
 * A paste in an inert page of its own, brought to tags of the list; whoever shows it still passes it through a list of their own.
 * @param {string} html @returns {DocumentFragment}
 */
export function tidied(html) {
  const { body } = new DOMParser().parseFromString(html.length > LARGEST ? "" : inert(html), "text/html");
  if (body.getElementsByTagName("*").length > MOST) body.replaceChildren();
  dropUnsaid(body);
  joinLists(body);
  styleToMarks(body);
  renameBlocks(body);
  keepSafeLinks(body);
  dropEmpty(body);
  const tidy = new DocumentFragment();
  tidy.append(...body.childNodes);
  return tidy;
}

/** Styles are read but never take effect, nor does a script; under their own names the page's policy would complain of each. */
function inert(html) {
  return html
    .replace(STYLE_SHEET, "")
    .replace(/<(?=style[\s/>])/gi, "<un-")
    .replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|on\w+)(?=\s*=)/gi, "$1data-$2"));
}

function dropUnsaid(body) {
  const { ownerDocument: page } = body;
  const comments = page.createNodeIterator(body, NodeFilter.SHOW_COMMENT);
  for (let one = comments.nextNode(); one; one = comments.nextNode()) one.remove();
  for (const node of body.querySelectorAll(NOT_SAID)) node.remove();
}

function styleToMarks(body) {
  for (const node of [...body.querySelectorAll("span,font,b,strong,i,em")].reverse()) {
    const style = node.dataset.style ?? "";
    const isSpan = node.localName === "span" || node.localName === "font";
    if (isSpan) wrapIn(marksOf(style), node);
    if (isSpan || isTakenBack(node.localName, style)) unwrap(node);
  }
}

/** Puts what is in the node into these marks; a link is underlined as it is. */
function wrapIn(marks, node) {
  if (!node.textContent.trim()) return;
  for (const mark of marks) {
    if (mark === "u" && (node.closest("a") || node.querySelector("a"))) continue;
    const around = node.ownerDocument.createElement(mark);
    around.append(...node.childNodes);
    node.append(around);
  }
}

function keepSafeLinks(body) {
  for (const link of body.querySelectorAll("a")) {
    const address = safeAddress(link.getAttribute("href") ?? "");
    if (address && link.textContent.trim()) link.setAttribute("href", address);
    else unwrap(link);
  }
}

function dropEmpty(body) {
  for (const line of body.querySelectorAll(`${BLOCKS} + br`)) if (line.nextElementSibling?.matches(BLOCKS)) line.remove();
  for (const node of [...body.querySelectorAll("*")].reverse()) {
    if (node.textContent.trim() || node.matches(MAY_BE_EMPTY)) continue;
    if (node.matches(MARKS)) unwrap(node);
    else if (!node.querySelector("hr")) node.remove();
  }
  for (const node of body.querySelectorAll("li > p:only-child, span")) unwrap(node);
}
