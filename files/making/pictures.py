"""Pictures are decoded and encoded anew: only their pixels are kept."""

import warnings
from pathlib import Path

from PIL import Image

from files.making.colours import drawn, upright
from files.making.order import Order, Unfit

PREVIEW_SIDE = 640
PREVIEW = "preview.webp"
MOVING_PIXELS = 100_000_000  # of all frames together
LARGEST_MOVING = 12_000_000  # pixels of one frame: the encoder holds several
LONGEST_MOVING_SIDE = 16_383  # of WebP
QUICK = 10  # milliseconds: what claims to be quicker than that is shown at the pace browsers give it
USUAL_PACE = 100
# By Pillow's format: what it is kept as. A still GIF has nothing that PNG has not.
STILL = {
    "PNG": ("PNG", "image/png", "made.png", {"compress_level": 6}),
    "GIF": ("PNG", "image/png", "made.png", {"compress_level": 6}),
    "JPEG": ("JPEG", "image/jpeg", "made.jpg", {"quality": 88}),
    "WEBP": ("WEBP", "image/webp", "made.webp", {"quality": 90}),
}


def picture(order: Order, form: str) -> dict[str, object]:
    """Raises Unfit: too large, too many pixels, or broken."""
    order.check_size("picture")
    Image.MAX_IMAGE_PIXELS = order.pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(order.path, formats=[form]) as image:
            return _kept(image, form, order)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise Unfit("too_many_pixels", "picture") from bomb
    except Exception as error:  # decoders raise whatever they like, MemoryError among it
        raise Unfit("broken", "picture") from error


def _kept(image: Image.Image, form: str, order: Order) -> dict[str, object]:
    pace = _pace(image, order.frames) if form != "JPEG" else []  # a JPEG's further pictures are a camera's affair
    first = drawn(image.copy() if pace else upright(image))
    facts: dict[str, object] = {"kind": "picture", "width": first.width, "height": first.height}
    if pace:
        facts |= {"mime": "image/webp", "made": "made.webp", "is_animated": True}
        _save_moving(image, pace, Path("made.webp"))
    else:
        target, mime, name, options = STILL[form]
        facts |= {"mime": mime, "made": name}
        first.save(name, target, **options)
    return facts | {"preview": save_preview(first)}


def save_preview(image: Image.Image) -> bool:
    """Shrinks the picture itself."""
    image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE), reducing_gap=2.0)
    image.convert("RGBA" if image.mode in ("LA", "RGBA") else "RGB").save(PREVIEW, "WEBP", quality=80)
    return True


def _pace(image: Image.Image, most_frames: int) -> list[int]:
    """How long each frame is shown, in milliseconds. Nothing for what stands still or moves more than is allowed.

    Frames are counted by decoding them, and only as many as may be: what a header claims costs nothing.
    """
    size, pixels = image.size, image.width * image.height
    pace: list[int] = []
    if not getattr(image, "is_animated", False) or max(size) > LONGEST_MOVING_SIDE or pixels > LARGEST_MOVING:
        return []
    most = min(most_frames, MOVING_PIXELS // pixels)
    try:
        while len(pace) <= most and image.size == size:
            image.seek(len(pace))
            image.load()
            shown = round(image.info.get("duration") or 0)
            pace.append(shown if shown > QUICK else USUAL_PACE)
    except EOFError:
        pass
    is_allowed = 1 < len(pace) <= most and image.size == size
    image.seek(0)
    return pace if is_allowed else []


def _save_moving(image: Image.Image, pace: list[int], path: Path) -> None:
    loops = image.info.get("loop", 0)
    options = {"duration": pace, "loop": min(loops, 65_535), "background": (0, 0, 0, 0), "quality": 80, "method": 2}
    image.save(path, "WEBP", save_all=True, **options)
