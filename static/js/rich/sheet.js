import { Editor } from "@tiptap/core";
import { html, nothing } from "lit";
import { gettext, ngettext } from "../live/words.js";
import { Element } from "../parts/element.js";
import { isComposing } from "../parts/typing-box.js";
import { extensions } from "./extensions.js";
import { tidied } from "./tidied.js";
import { left, sent } from "./written.js";
import "./link-form.js";
import "./toolbar.js";

/** Formatted text being written. Says `attach` with its HTML, and `leave`. */
export class RichSheet extends Element {
  static properties = { html: { attribute: false }, limit: { attribute: false }, link: { state: true } };

  #first = "";
  #length = 0;

  get hasChanged() {
    return sent(this.editor.getHTML()) !== this.#first;
  }

  get #toolbar() {
    return this.querySelector("hd-rich-toolbar");
  }

  /** The text has a place before it is there: the first drawing is without buttons. */
  firstUpdated() {
    this.editor = new Editor({
      element: this.querySelector(".rich-text"),
      extensions: extensions(),
      injectCSS: false,
      content: plain(this.html ?? ""),
      editorProps: {
        attributes: {
          id: "rich-text",
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": gettext("Formatted text"),
          "data-placeholder": gettext("Write, or paste formatted text"),
        },
        transformPastedHTML: (pasted) => (pasted.includes("data-pm-slice") ? pasted : plain(pasted)),
        handleDOMEvents: { drop: noFiles, paste: noFiles },
      },
      onTransaction: () => this.#changed(),
    });
    this.#first = sent(this.editor.getHTML());
    this.#changed();
    this.editor.commands.focus("end");
  }

  #changed() {
    this.#length = sent(this.editor.getHTML()).length;
    this.requestUpdate();
    this.#toolbar?.requestUpdate();
  }

  render() {
    return html`
      <div class="dialog-body" @keydown=${this.#keys} @link=${this.#openLink} @link-set=${this.#setLink}>
        <header><div><h2 id="rich-title">${gettext("Formatted text")}</h2></div></header>
        <div class="rich-box">
          ${this.editor ? html`<hd-rich-toolbar .editor=${this.editor}></hd-rich-toolbar>` : nothing}
          ${this.link ? html`<hd-link-form .address=${this.link.address}></hd-link-form>` : nothing}
          <div class="rich-text"></div>
        </div>
        <footer>
          ${this.#counter()}
          <button class="button" type="button" @click=${() => this.say("leave")}>${gettext("Cancel")}</button>
          <button class="button primary" type="button" aria-disabled=${this.#isSendable ? nothing : "true"} title=${gettext("Attach (%(keys)s)", { keys: "Ctrl+Enter" })}
            @click=${this.#attach}>${gettext("Attach")}</button>
        </footer>
      </div>`;
  }

  get #isSendable() {
    return Boolean(this.editor?.getText().trim()) && this.#length <= this.limit;
  }

  #counter() {
    const n = left(this.#length, this.limit);
    if (n === null) return html`<span class="left" role="status"></span>`;
    const words = n >= 0
      ? ngettext("%(n)s character left", "%(n)s characters left", n, { n })
      : ngettext("%(n)s character too many", "%(n)s characters too many", -n, { n: -n });
    return html`<span class="left ${n < 0 ? "over" : ""}" role="status">${words}</span>`;
  }

  #attach = () => {
    if (this.#isSendable) this.say("attach", sent(this.editor.getHTML()));
    else this.editor.view.focus();
  };

  /** Before the editor sees them: to it Ctrl+Enter is a line break. */
  #keys = { capture: true, handleEvent: (event) => this.#key(event) };

  #key(event) {
    if (isComposing(event)) return;
    const isMod = event.ctrlKey || event.metaKey;
    if (event.key === "Escape" && event.target.closest("hd-link-form")) this.#closeLink();
    else if (event.key === "Escape") this.say("leave");
    else if (isMod && event.key === "Enter") this.#attach();
    else if (isMod && event.code === "KeyK") this.#openLink();
    else if (event.altKey && event.key === "F10") this.#toolbar.focusButton();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** A moment later, once the editor has heard where the last keys have put the cursor. */
  #openLink = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    if (this.editor.isActive("link")) this.editor.commands.extendMarkRange("link");
    this.link = { address: this.editor.getAttributes("link").href };
  };

  #closeLink() {
    this.link = null;
    this.editor.view.focus(); // at once: what is typed next belongs to the text
  }

  /** Nothing chosen: the address itself becomes the words. */
  #setLink = ({ detail: href }) => {
    const chain = this.editor.chain();
    const { empty, to } = this.editor.state.selection;
    if (!href) chain.unsetLink();
    else if (empty) chain.insertContent({ type: "text", text: href.replace(/^(?:mailto|tel):/, ""), marks: [{ type: "link", attrs: { href } }] });
    else chain.setLink({ href }).setTextSelection(to);
    chain.unsetMark("link").run();
    this.#closeLink();
  };

  disconnectedCallback() {
    super.disconnectedCallback();
    this.editor?.destroy();
  }
}
customElements.define("hd-rich-sheet", RichSheet);

/** As text again, which the editor reads by its own list; XML of HTML elements is HTML. */
function plain(html) {
  return new XMLSerializer().serializeToString(tidied(html));
}

/** A file dropped here would be opened instead of the page. */
function noFiles(view, event) {
  const carried = event.clipboardData ?? event.dataTransfer;
  if (!carried?.files.length || carried.types.includes("text/html")) return false;
  event.preventDefault();
  return true;
}
