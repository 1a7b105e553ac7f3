import { html } from "lit";
import { gettext } from "../live/words.js";
import { confirm } from "../parts/confirm.js";
import { Element } from "../parts/element.js";
import { isComposing } from "../parts/typing-box.js";
import { Drawing } from "./drawing.js";
import { Hand } from "./drawing-hand.js";
import { Picture } from "./picture-canvas.js";
import { commandOf } from "./picture-keys.js";
import "./picture-stage.js";
import { more, tools } from "./picture-tools.js";
import { addedWords, chosenWords, hint, lineNames, removedWords, sizeWords, wentWords } from "./picture-words.js";

const SAID_AFTER = 200;

/**
 * Lets the reader cut a picture, draw on it and hide parts of it, in a dialog of its own. What is hidden or cut off does not leave the browser.
 * @param {Blob|ImageBitmap|HTMLCanvasElement} source
 * @param {{name?: string, yes?: string}} [how] the file's name; what the button says that gives it
 * @returns {Promise<File|null>} PNG, or JPEG where that would be large; null: discarded
 */
export async function editPicture(source, { name = "picture", yes = gettext("Attach") } = {}) {
  const picture = await Picture.of(source).catch((cause) => {
    throw new Error(gettext("The picture could not be opened."), { cause });
  });
  return new Promise((resolve) => {
    const editor = Object.assign(new PictureEditor(picture), { name, yes, done: resolve });
    document.body.append(editor);
  });
}

class PictureEditor extends Element {
  static properties = { said: { state: true }, isBusy: { state: true } };

  #timer = 0;

  /** @param {Picture} picture */
  constructor(picture) {
    super();
    this.picture = picture;
    this.drawing = new Drawing(picture.canvas);
    this.hand = new Hand(this.drawing, picture.measure);
    this.hasKeys = matchMedia("(pointer: fine)").matches;
    this.said = hint(this.hand.tool, this.hasKeys);
    this.isBusy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.listen(this.drawing, "change");
  }

  firstUpdated() {
    this.querySelector("dialog").showModal();
    this.querySelector("hd-picture-stage").updateComplete.then(() => this.#toStage());
  }

  render() {
    const { hand } = this;
    return html`<dialog class="picture-editor" aria-labelledby="picture-title" @cancel=${this.#cancel} @close=${() => this.#finish(null)} @keydown=${this.#key}>
      <h2 id="picture-title">${gettext("Edit picture")}</h2>
      ${tools(hand, (command, what) => this.#act(command, what))}
      <div class="picture-acts">
        <button class="button" type="button" @click=${this.#discard}>${gettext("Discard")}</button>
        <button class="button primary" type="button" aria-disabled=${this.isBusy} @click=${this.#attach}>${this.yes}</button>
      </div>
      <hd-picture-stage .hand=${hand} .picture=${this.picture} @hd-drew=${({ detail }) => this.#drew(detail)} @hd-begun=${this.#begun}
        @hd-moved=${this.#moved} @hd-framed=${() => this.#sayLater(() => sizeWords(hand.frame.box))} @hd-cut=${this.#cut}></hd-picture-stage>
      ${more(hand, { cut: this.#cut, open: () => hand.frame.open(), write: (event) => hand.write(event.target.value), add: this.#add })}
      <p class="picture-status" id="picture-status" role="status">${this.said}</p>
    </dialog>`;
  }

  #toStage() {
    this.querySelector("hd-picture-stage")?.focus();
  }

  #say(text) {
    clearTimeout(this.#timer);
    this.said = text;
  }

  /** What changes with every step is said when it stands still. */
  #sayLater(words) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.said = words()), SAID_AFTER);
  }

  #key = (event) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") return this.#cancel(event);
    const isText = event.target.matches("input");
    const command = isText ? event.key === "Enter" && ["add"] : commandOf(event);
    if (!command) return;
    event.preventDefault();
    this.#act(...command);
    if (command[0] === "use") this.#toStage();
  };

  #act(command, what) {
    const { hand } = this;
    if (command === "use") this.#use(what);
    if (command === "wear") this.#wear(what);
    if (command === "go") this.#say(wentWords(what, hand.go(what)));
    if (command === "add") this.#add();
    if (command === "remove") this.#say(removedWords(hand.remove()));
  }

  #use(tool) {
    const { hand } = this;
    const isAgain = tool === "select" && hand.tool === "select";
    if (!isAgain) hand.use(tool);
    const chosen = isAgain ? hand.chooseNext() : null;
    this.#say(chosen ? chosenWords(chosen) : hint(tool, this.hasKeys));
  }

  /** @param {{colour: number}|null} colour null: the next line */
  #wear(colour) {
    const { hand } = this;
    hand.wear(colour ?? { line: (hand.line + 1) % 3 });
    if (!colour) this.#say(lineNames()[hand.line]);
  }

  #begun = () => {
    const { hand } = this;
    if (hand.tool === "select" && hand.chosen) this.#say(chosenWords(hand.chosen));
    else this.#say(gettext("Begun. Go on with the arrow keys; Enter ends it."));
  };

  #drew(made) {
    const { hand } = this;
    if (hand.isWriting) return this.#write();
    if (hand.frame) this.#say(sizeWords(hand.frame.box));
    else this.#say(hand.tool === "select" ? chosenWords(hand.chosen) : addedWords(made));
  }

  #write() {
    this.#say(gettext("Write the text; Enter keeps it."));
    this.updateComplete.then(() => this.querySelector(".picture-more input").focus());
  }

  #moved = () => {
    const { hand } = this;
    if (hand.chosen && !hand.isDrawing) return;
    this.#sayLater(() => gettext("Cursor at %(x)s, %(y)s", { x: Math.round(hand.cursor[0]), y: Math.round(hand.cursor[1]) }));
  };

  #add = () => {
    this.#say(addedWords(this.hand.settle()));
    this.#toStage();
  };

  #cut = () => {
    const { hand } = this;
    hand.use("arrow");
    this.#say(gettext("Cropped: %(size)s.", { size: sizeWords(this.drawing.crop) }));
    this.#toStage();
  };

  /** Escape, and the way back of a phone: one thing after the other, then the question. */
  #cancel = (event) => {
    if (event.target !== event.currentTarget && event.type === "cancel") return;
    event.preventDefault();
    if (!this.hand.leave()) return void this.#discard();
    this.#say(hint(this.hand.tool, this.hasKeys));
    this.#toStage();
  };

  #discard = async () => {
    const words = { title: gettext("Discard this picture?"), text: gettext("What you drew on it is lost."), yes: gettext("Discard"), no: gettext("Go on editing") };
    const isSure = !this.hand.isChanged || (await confirm({ ...words, isDangerous: true }));
    if (isSure) this.#finish(null);
  };

  #attach = async () => {
    if (this.isBusy) return;
    this.isBusy = true;
    this.#say(gettext("Preparing the picture…"));
    this.hand.settle();
    try {
      this.#finish(await this.picture.file(this.drawing, this.name));
    } catch {
      this.#say(gettext("The picture could not be made. Crop it to a smaller part."));
      this.isBusy = false;
    }
  };

  #finish(file) {
    if (!this.isConnected) return;
    this.querySelector("dialog").close();
    this.remove();
    this.done(file);
  }
}
customElements.define("hd-picture-editor", PictureEditor);
