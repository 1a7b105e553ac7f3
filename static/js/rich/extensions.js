import { Extension } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { addressOf } from "./addresses.js";
import { REL } from "./allowed.js";

/** Ahead of the kit's own, where Ctrl+Shift+B is bold once more, also where no quote can be. */
const keys = Extension.create({
  name: "keys",
  priority: 1000,
  addKeyboardShortcuts: () => ({ "Mod-Shift-b": ({ editor }) => editor.commands.toggleBlockquote() || true }),
});

/** Only what the server's list has; a link is what has an address, however it came in. */
export function extensions() {
  return [
    keys,
    StarterKit.configure({
      heading: { levels: [3, 4] },
      codeBlock: { languageClassPrefix: null },
      dropcursor: { color: false, class: "rich-drop" },
      link: {
        openOnClick: false,
        defaultProtocol: "https",
        HTMLAttributes: { target: null, rel: REL, class: null },
        isAllowedUri: (address) => addressOf(address ?? "") !== null,
        shouldAutoLink: (text) => addressOf(text) !== null,
      },
    }),
  ];
}
