"""Photos of people: whatever is given becomes a small square WebP, or is refused."""

import warnings
from io import BytesIO
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

SIDE = 128  # pixels
MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def shrunk(upload) -> ContentFile:
    """The picture as a WebP of 128 × 128 without anything it carried along. Raises ValidationError."""
    if upload.size > MAX_BYTES:
        raise ValidationError(_("At most %(limit)s MB.") % {"limit": MAX_BYTES // 1024**2})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _read(upload)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise ValidationError(_("This is not a picture in PNG, JPEG, WebP or GIF of at most 40 megapixels.")) from error
    out = BytesIO()
    picture.save(out, "WEBP", quality=85)
    return ContentFile(out.getvalue(), name=f"{uuid4().hex}.webp")


def _read(upload) -> Image.Image:
    with Image.open(upload, formats=FORMATS) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        image.draft("RGB", (SIDE * 2, SIDE * 2))
        upright = ImageOps.exif_transpose(image)
        return ImageOps.fit(upright.convert("RGBA" if "A" in upright.getbands() else "RGB"), (SIDE, SIDE))
