"""A window that people share, with something in it that nobody else may see; and how to find that again."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.browser.talk import SHARED

# Stripes of two colours that are nowhere else, and grey together; all else is black and white.
SECRET = (400, 300, 320, 200)  # left, top, width, height
PAGE = f"""<!doctype html><title>{SHARED}</title><style>
  body {{ margin: 0; height: 100vh; background: repeating-linear-gradient(90deg, #000 0 8px, #fff 8px 16px); }}
  div {{ position: absolute; left: {SECRET[0]}px; top: {SECRET[1]}px; width: {SECRET[2]}px; height: {SECRET[3]}px;
    background: repeating-linear-gradient(90deg, #f0f 0 8px, #0f0 8px 16px); }}
</style><div></div>"""
MOVING = f"""<!doctype html><title>{SHARED}</title><body><script>
  let hue = 0;
  setInterval(() => (document.body.style.background = `hsl(${{(hue += 20)}} 90% 50%)`), 50);
</script>"""


def shares(page: Page, content: str) -> Page:
    """A window with this content, for the browser of this page to share; the page comes to the front again."""
    window = page.context.new_page()
    window.set_content(content)
    page.bring_to_front()
    return window


def opened(picture: bytes) -> Image.Image:
    return Image.open(BytesIO(picture)).convert("RGB")


def secrets(image: Image.Image) -> int:
    """Pixels that are like one of the two colours."""
    small = image.tobytes()
    pixels = zip(small[::3], small[1::3], small[2::3], strict=True)
    return sum((r > 150 and b > 150 and g < 100) or (g > 150 and r < 100 and b < 100) for r, g, b in pixels)


def contrast(image: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How much neighbours in a row differ at most, of the light within (left, top, right, bottom)."""
    part = image.convert("L").crop(box)
    light, width = part.tobytes(), part.width
    rows = (light[start : start + width] for start in range(0, len(light), width))
    return max(abs(a - b) for row in rows for a, b in pairwise(row))


def stored(*folders: Path) -> dict[Path, bytes]:
    """All that lies there."""
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}
