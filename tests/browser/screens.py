"""What every screen is held to, in both colours, on a phone and on a desktop: no complaint of axe, nothing cut off,
and no word in the wrong language."""

import re
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Page

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """
    async (rules) => {
      const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.any.concat(node.all, node.none).map((it) => it.message).join("; ")}`));
    }
"""
WORDS = """
    () => {
      const said = [document.title, document.body.innerText];
      for (const it of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
        if (it.checkVisibility()) said.push(it.ariaLabel ?? "", it.placeholder ?? "", it.title ?? "");
      }
      return said.join("\\n");
    }
"""
IS_TOO_WIDE = "() => document.documentElement.scrollWidth > innerWidth"
# Width and colours: every width and every colour is seen, not every pair of them in every language.
LOOKS = {
    "en": [(1440, 900, "light"), (390, 844, "dark")],
    "zh-hans": [(1280, 800, "dark"), (360, 740, "light")],
}
# Names, addresses, keys and codes are the same in every language; a row ends in the code of the visitor's.
SAME_EVERYWHERE = {
    *("Helpdesk", "English", "Chrome", "Linux", "PNG", "JPEG", "GIF", "WebP", "example", "com", "https"),
    *("Wang", "Fang", "FangEN", "Peter", "PeterEN", "Maria", "Garcia", "Billing"),
    *("Alt", "Ctrl", "Shift", "Enter", "Esc", "Delete"),
}


class Screens:
    """`screens.check(page, "menu")`; what was found stands in `screens.faults`."""

    def __init__(self, language: str):
        self.language = language
        self.faults: list[str] = []

    def check(self, page: Page, name: str, *, but: str = "", is_translated: bool = True) -> None:
        """`but`: words of this screen that people have written themselves. The page is left as wide as it was."""
        before = page.viewport_size
        for width, height, colours in LOOKS[self.language]:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=colours, reduced_motion="reduce")
            if not page.evaluate("'axe' in globalThis"):
                page.evaluate(AXE.read_text())
            where = f"{name}, {width} px, {colours}"
            self.faults += [f"{where}: {fault}" for fault in page.evaluate(RUN, RULES)]
            if page.evaluate(IS_TOO_WIDE):
                self.faults.append(f"{where}: wider than the page")
        page.set_viewport_size(before)
        if is_translated and self.language == "zh-hans":
            found = set(re.findall(r"[A-Za-z]{3,}", page.evaluate(WORDS)))
            strange = found - SAME_EVERYWHERE - set(re.findall(r"[A-Za-z]+", but))
            self.faults += [f"{name}: {word} is not Chinese" for word in sorted(strange)]
