import { Picker } from "emoji-picker-element";
import english from "emoji-picker-element/i18n/en.js";
import chinese from "emoji-picker-element/i18n/zh_CN.js";

/**
 * The picker, with its names from this server: `<html data-emoji-en data-emoji-zh>` tell where they are.
 * Imports nothing of ours, so that the builder makes one file of it.
 * @param {string} language @param {(character: string) => void} onpick
 */
export function makePicker(language, onpick) {
  const isChinese = language.startsWith("zh");
  const picker = new Picker({
    locale: isChinese ? "zh" : "en",
    i18n: isChinese ? chinese : english,
    dataSource: document.documentElement.dataset[isChinese ? "emojiZh" : "emojiEn"],
  });
  picker.addEventListener("emoji-click", (event) => onpick(event.detail.unicode));
  return picker;
}
