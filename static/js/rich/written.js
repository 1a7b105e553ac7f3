/** The part of the limit from where on what is left is told. */
const NEAR = 0.8;

/** What has been written as it will be sent: without what the server would drop, and the empty lines at the end. @param {string} html the editor's */
export function sent(html) {
  return html.replace(/<(ol|code) [^>]*>/g, "<$1>").replace(/(?:<p><\/p>)+$/, "");
}

/** How many characters are left, or null while there are plenty. @param {number} length @param {number} limit */
export function left(length, limit) {
  return length < limit * NEAR ? null : limit - length;
}
