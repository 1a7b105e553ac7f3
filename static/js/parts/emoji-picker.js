import { Picker } from "emoji-picker-element";
import english from "emoji-picker-element/i18n/en.js";
import chinese from "emoji-picker-element/i18n/zh_CN.js";
import { language } from "../live/words.js";

/** The picker, with its names from this server. @param {(character: string) => void} onpick */
export function makePicker(onpick) {
  const isChinese = language().startsWith("zh");
  const picker = new Picker({
    locale: isChinese ? "zh" : "en",
    i18n: isChinese ? chinese : english,
    dataSource: document.documentElement.dataset[isChinese ? "emojiZh" : "emojiEn"],
  });
  picker.addEventListener("emoji-click", (event) => onpick(event.detail.unicode));
  return picker;
}
