"""Pictures: only their pixels are kept, and only so many of them."""

import time
from dataclasses import replace

import pytest
from PIL import Image, ImageCms

from tests.files import samples
from tests.files.conftest import LIMITS

FORMATS = {"PNG": ("image/png", ".png"), "JPEG": ("image/jpeg", ".jpg"), "WEBP": ("image/webp", ".webp")}


def opened(path) -> Image.Image:
    with Image.open(path) as image:
        image.load()
        return image


def is_red(pixel) -> bool:
    return pixel[0] > 180 and pixel[1] < 70 and pixel[2] < 70


@pytest.mark.parametrize("format", FORMATS)
def test_a_picture_is_encoded_anew_in_its_own_format(look, format):
    facts = look(samples.picture(format), "holiday.bin")
    assert (facts.kind, facts.width, facts.height, facts.is_animated) == ("picture", 80, 60, False)
    assert (facts.mime, facts.suffix) == FORMATS[format]
    assert facts.name == f"holiday.bin{facts.suffix}"
    assert facts.made.name != "upload.part"
    kept = opened(facts.made)
    assert (kept.format, kept.size) == (format, (80, 60))
    assert is_red(kept.convert("RGB").getpixel((5, 30)))


def test_a_preview_is_small_and_keeps_the_shape(look):
    wide = opened(look(samples.picture("JPEG", (1600, 400))).preview)
    assert (wide.format, wide.size) == ("WEBP", (640, 160))
    assert opened(look(samples.picture("PNG", (30, 20))).preview).size == (30, 20)
    clear = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    assert opened(look(samples.saved(clear, "PNG")).preview).getpixel((9, 9))[3] == 0


@pytest.mark.parametrize("make", [samples.photo_with_everything, samples.chatty_png])
def test_nothing_but_the_pixels_is_kept(look, make):
    content = make()
    assert b"SECRET" in content
    facts = look(content)
    for path in (facts.made, facts.preview):
        kept = path.read_bytes()
        for trace in (b"SECRET", b"<script", b"Exif", b"xmp", b"tEXt", b"iTXt", b"zTXt", b"ICC_PROFILE", b"iCCP"):
            assert trace not in kept
        assert not opened(path).getexif()


def test_a_photo_stands_upright(look):
    facts = look(samples.photo_with_everything())
    assert (facts.width, facts.height) == (60, 80)
    assert opened(facts.made).size == (60, 80)
    assert is_red(opened(facts.made).getpixel((30, 5)))  # what was left is above


@pytest.mark.parametrize("bad", [b"Exif\0\0garbage", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12" * 40])
def test_tags_that_cannot_be_read_turn_nothing(look, bad):
    facts = look(samples.picture("JPEG", exif=bad))
    assert (facts.width, facts.height) == (80, 60)


def test_any_way_to_write_colours_becomes_a_plain_one(look):
    grey = Image.linear_gradient("L").resize((64, 64))
    deep = grey.convert("I").point(lambda level: level * 257).convert("I;16")
    clear = Image.new("P", (20, 20), 1)
    clear.putpalette([0, 0, 0, 250, 0, 0])
    cases = {
        "CMYK": (samples.picture("JPEG", mode="CMYK"), "RGB"),
        "grey JPEG": (samples.saved(grey, "JPEG"), "L"),
        "black and white": (samples.picture("PNG", mode="1"), "L"),
        "palette": (samples.picture("PNG", mode="P"), "RGB"),
        "palette with a clear colour": (samples.saved(clear, "PNG", transparency=0), "RGBA"),
        "grey with a clear level": (samples.saved(grey, "PNG", transparency=7), "LA"),
        "colour with a clear one": (samples.picture("PNG", transparency=(220, 20, 20)), "RGBA"),
        "grey of 16 bits": (samples.saved(deep, "PNG"), "L"),
    }
    for name, (content, mode) in cases.items():
        assert opened(look(content).made).mode == mode, name
    assert is_red(opened(look(cases["CMYK"][0]).made).getpixel((5, 30)))
    levels = opened(look(cases["grey of 16 bits"][0]).made).getextrema()
    assert levels[0] < 5
    assert levels[1] > 250


def test_colours_of_another_profile_become_srgb_ones(look):
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    swapped = bytearray(
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"s\0R\0G\0B", b"o\0d\0d\0!")
    )
    red, green = swapped.find(b"rXYZ", 128), swapped.find(b"gXYZ", 128)
    swapped[red : red + 4], swapped[green : green + 4] = b"gXYZ", b"rXYZ"
    facts = look(samples.picture("PNG", icc_profile=bytes(swapped)))
    assert opened(facts.made).getpixel((5, 30))[1] > 150  # what it calls red is our green
    for profile in (wide, b"not a profile" * 50, bytes(200)):
        facts = look(samples.picture("PNG", icc_profile=profile))
        assert is_red(opened(facts.made).getpixel((5, 30)))


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_goes_on_moving(look, format):
    facts = look(samples.moving(format, 5), "cat.gif")
    assert (facts.is_animated, facts.mime, facts.suffix, facts.name) == (True, "image/webp", ".webp", "cat.webp")
    kept = opened(facts.made)
    assert (kept.n_frames, kept.size) == (5, (40, 30))
    assert kept.info["duration"] == 70
    assert getattr(opened(facts.preview), "n_frames", 1) == 1


def test_a_gif_that_stands_still_becomes_a_png(look):
    facts = look(samples.moving("GIF", 1), "cat.gif")
    assert (facts.is_animated, facts.mime, facts.name) == (False, "image/png", "cat.png")


def test_of_too_many_frames_the_first_is_kept(look):
    many = samples.moving("GIF", 12)
    assert look(many, limits=replace(LIMITS, frames=12)).is_animated
    facts = look(many, limits=replace(LIMITS, frames=11))
    assert (facts.is_animated, facts.mime) == (False, "image/png")


def test_a_bomb_of_frames_is_put_out_before_it_is_decoded(look):
    frame = samples.moving("GIF", 2, (3400, 3400))
    begin = frame.rfind(b"\x21\xf9")
    began = time.monotonic()
    facts = look(frame[:begin] + frame[begin:-1] * 2000 + frame[-1:])
    assert (facts.is_animated, facts.width) == (False, 3400)
    assert time.monotonic() - began < 15


def test_a_camera_s_second_picture_is_left_out(look):
    pair = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    facts = look(samples.saved(pair[0], "MPO", save_all=True, append_images=pair[1:]), "DSC.JPG")
    assert (facts.is_animated, facts.mime, facts.name) == (False, "image/jpeg", "DSC.JPG")
    assert getattr(opened(facts.made), "n_frames", 1) == 1


@pytest.mark.parametrize("size", [(8000, 5001), (65_000, 65_000), (2**31 - 1, 2**31 - 1)])
def test_too_many_pixels_are_refused_by_the_header_alone(look, size):
    assert look(samples.png(*size, rows=b"")) == "too_many_pixels"


def test_forty_megapixels_fit_into_the_memory_allowed(look):
    """What would not is killed by its limit, and refused as broken."""
    facts = look(samples.picture("JPEG", (8000, 5000), quality=30))
    assert (facts.width, facts.height) == (8000, 5000)


@pytest.mark.parametrize("format", [*FORMATS, "GIF"])
def test_a_picture_that_breaks_off_is_broken(look, format):
    content = samples.saved(Image.effect_noise((200, 200), 90).convert("RGB"), format)
    assert look(content[: len(content) // 2]) == "broken"
    assert look(content[:60]) == "broken"


def test_moving_pictures_that_break_off_are_broken(look):
    assert look(samples.broken_frames()) == "broken"


def test_polyglots_come_out_clean(look):
    for content in (
        samples.scripted_palette(),
        samples.gif_that_is_script(),
        samples.picture("JPEG") + samples.zipped(),
    ):
        facts = look(content, "innocent.html")
        assert facts.kind == "picture"
        for path in (facts.made, facts.preview):
            kept = path.read_bytes()
            assert not any(trace in kept for trace in (b"<script", b"alert", b"PK\x03\x04", b"ipt>"))


def test_a_bomb_of_texts_does_no_harm(look):
    began = time.monotonic()
    facts = look(samples.text_bomb())
    assert facts == "broken" or facts.kind == "picture"
    assert time.monotonic() - began < 10
