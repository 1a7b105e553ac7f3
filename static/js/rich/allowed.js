/** What formatted text may consist of: the server's list (core/html.py), which has the last word. */
export const TAGS = ["p", "br", "b", "strong", "i", "em", "u", "s", "ul", "ol", "li", "blockquote", "code", "pre", "a", "h3", "h4", "span", "hr"];
export const ATTRIBUTES = ["href", "title"];
/** What the server puts on every link; it counts in the size. */
export const REL = "noopener noreferrer nofollow ugc";
