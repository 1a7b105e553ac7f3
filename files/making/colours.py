"""Pixels as every browser shows them: upright, eight bits, sRGB, grey or colour, with or without transparency, and nothing besides."""

from io import BytesIO

from PIL import Image, ImageCms, ImageOps

AS_THEY_ARE = ("L", "LA", "RGB", "RGBA")


def upright(image: Image.Image) -> Image.Image:
    """Turned as the camera says that it was held; what cannot be read there turns nothing."""
    image.load()
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # the tags are foreign bytes too, and not what the picture is about
        return image.copy()


def drawn(image: Image.Image) -> Image.Image:
    """A picture without any profile, comment, tag or palette: a palette is bytes that somebody chose."""
    profile = image.info.get("icc_profile")
    image = _without_palette(_eight_bits(image))
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        image = _in_srgb(image, profile)
    if image.mode not in AS_THEY_ARE:
        image = image.convert("RGB")
    image.info = {}
    return image


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.mode == "1":
        return image.convert("L")
    if image.mode == "F" or image.mode.startswith("I"):
        return image.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    return image


def _without_palette(image: Image.Image) -> Image.Image:
    """One colour that stands for "nothing here" becomes transparency as well."""
    if not image.has_transparency_data:
        return image.convert("RGB") if image.mode == "P" else image
    if image.mode == "L":
        return image.convert("LA")
    return image if image.mode in ("LA", "RGBA") else image.convert("RGBA")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "srgb" in ImageCms.getProfileDescription(given).lower():
            return image
        return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except Exception:  # a profile that cannot be read says nothing of the colours
        return image
