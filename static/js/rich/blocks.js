const NAMES = {
  h1: "h3", h2: "h3", h5: "h4", h6: "h4", del: "s", strike: "s", ins: "u", kbd: "code", samp: "code", tt: "code", listing: "pre", xmp: "pre",
};
const KEPT_BLOCKS = "p,ul,ol,li,blockquote,pre,h3,h4,hr";
const ONE_LINE = "p,pre,h1,h2,h3,h4,h5,h6";
const OTHER_BLOCKS = new Set((
  "address,article,aside,caption,center,dd,details,dialog,div,dl,dt,fieldset,figcaption,figure,footer,form,header,hgroup,legend,main,menu,nav,section,summary,"
  + "table,tbody,tfoot,thead,tr"
).split(","));
const CELLS = new Set(["td", "th"]);

/** Gives what is not on the list the nearest name that is; from the inside out. @param {HTMLElement} body */
export function renameBlocks(body) {
  for (const node of [...body.querySelectorAll("*")].reverse()) {
    const name = node.localName;
    if (NAMES[name]) rename(node, NAMES[name]);
    else if (CELLS.has(name)) unwrap(node, " ");
    else if (OTHER_BLOCKS.has(name)) flatten(node);
  }
}

/** A block without blocks in it is a paragraph; any other is only a frame around them. */
function flatten(node) {
  const line = node.parentElement.closest(ONE_LINE);
  if (line) unwrap(node, line.localName === "pre" ? "\n" : " ");
  else if (node.querySelector(KEPT_BLOCKS)) unwrap(node);
  else rename(node, "p");
}

/** @param {Element} node @param {string} name */
export function rename(node, name) {
  const other = node.ownerDocument.createElement(name);
  other.append(...node.childNodes);
  node.replaceWith(other);
}

/** Leaves only what is in it. @param {Element} node @param {string} [after] */
export function unwrap(node, after = "") {
  node.replaceWith(...node.childNodes, after);
}
