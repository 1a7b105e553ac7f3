"""Files to upload, made in code: honest ones, and what strangers may try."""

import gzip
import io
import shutil
import struct
import subprocess
import tempfile
import zipfile
import zlib
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

needs_ffmpeg = pytest.mark.skipif(
    not (shutil.which("ffmpeg") and shutil.which("ffprobe")), reason="ffmpeg is not installed"
)
SCRIPT = b"<script>alert(document.domain)</script>"


def picture(format: str, size: tuple[int, int] = (80, 60), mode: str = "RGB", **options) -> bytes:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, (220, 20, 20))
    image.paste((20, 20, 220), (size[0] // 2, 0, *size))
    return saved(image.convert(mode), format, **options)


def saved(image: Image.Image, format: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def moving(format: str, frames: int, size: tuple[int, int] = (40, 30), **options) -> bytes:
    """Each frame of another colour."""
    images = [Image.new("RGB", size, (index * 37 % 256, index * 11 % 256, index * 5 % 256)) for index in range(frames)]
    return saved(images[0], format, save_all=True, append_images=images[1:], duration=70, loop=0, **options)


def photo_with_everything() -> bytes:
    """A JPEG with tags, a place, XMP, a comment, a profile and a file behind it; the camera was held upright."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRET camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    more = {"exif": exif.tobytes(), "comment": b"SECRET comment", "icc_profile": profile, "xmp": b"<x>SECRET xmp</x>"}
    return picture("JPEG", **more) + b"SECRET trailer" + SCRIPT


def chatty_png() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "SECRET text")
    words.add_itxt("XML:com.adobe.xmp", "SECRET xmp", zip=True)
    return picture("PNG", pnginfo=words) + b"SECRET trailer" + SCRIPT


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 0, rows: bytes | None = None) -> bytes:
    """A PNG whose header says what it is told to say; only so many rows as are given."""
    rows = zlib.compress(bytes((width * depth // 8 + 1) * height)) if rows is None else rows
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunks) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def text_bomb(chunks: int = 40) -> bytes:
    """Megabytes of text, each packed into a kilobyte."""
    packed = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(5_000_000)))
    return png(8, 8, *[packed] * chunks)


def scripted_palette() -> bytes:
    """A PNG whose palette spells a script."""
    image = Image.new("P", (60, 60))
    image.putpalette((SCRIPT * 20)[:768])
    image.putdata([index % 256 for index in range(3600)])
    return saved(image, "PNG")


def gif_that_is_script() -> bytes:
    """It begins as a GIF and as JavaScript: `GIF89a/*…*/=1;alert(1)`."""
    body = bytearray(moving("GIF", 1, (47, 42)))
    return bytes(body) + b"*/=1;alert(1)//" + SCRIPT


def broken_frames() -> bytes:
    whole = moving("GIF", 6, (200, 200))
    return whole[: len(whole) // 2]


def zipped(name: str = "a.txt", content: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"


def downloads() -> dict[str, bytes]:
    """By the name it comes with: what is only ever offered for saving."""
    jpeg = picture("JPEG")
    return {
        "drawing.svg": SVG,
        "drawing.png": SVG,
        "bare.svg": b"<svg onload=alert(1)><script>1</script></svg>",
        "drawing.svgz": gzip.compress(SVG),
        "page.html": HTML,
        "page.png": HTML,
        "spaced.jpg": b"\n \t" * 50 + HTML,
        "marked.gif": b"\xef\xbb\xbf" + HTML,
        "page.xhtml": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
        "some.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
        "page.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n",
        "picture.tiff": picture("TIFF"),
        "picture.png": picture("BMP"),
        "picture.ico": picture("ICO", (32, 32)),
        "picture.psd": b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 8, 8, 8, 3) + bytes(80),
        "picture.jp2": bytes.fromhex("0000000c6a5020200d0a870a") + bytes(40),
        "paper.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n" + HTML + b"\n%%EOF",
        "archive.jpg": zipped() + jpeg,
        "list.mp4": b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        "list.webm": b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n",
        "list.mkv": b"ffconcat version 1.0\nfile '/etc/passwd'\n",
        "program.png": b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(60) + b"PE\0\0" + bytes(100),
        "script.sh": b"#!/bin/sh\nrm -rf /\n",
        "notes.txt": "你好 world\n".encode(),
        "noise.mp4": bytes(range(1, 256)) * 20,
    }


def playlists_in_disguise() -> dict[str, bytes]:
    """A playlist behind the first bytes of a film, which libmagic believes."""
    playlist = downloads()["list.mp4"]
    ebml = (
        bytes.fromhex("1a45dfa3 9f 4286 8101 42f7 8101 42f2 8104 42f3 8108 4282 84")
        + b"webm"
        + bytes.fromhex("4287 8104 4285 8102")
    )
    return {
        "a.webm": ebml + playlist,
        "a.mp4": struct.pack(">I", 24) + b"ftypisom\0\0\2\0isommp42" + playlist,
        "a.ogg": b"OggS\0\2" + bytes(20) + b"\1\x1e\1vorbis" + playlist,
        "a.mp3": b"ID3\3\0\0\0\0\0\0" + playlist,
        "a.wav": b"RIFF\xff\0\0\0WAVEfmt " + playlist,
    }


# Films and sounds ---------------------------------------------------------------------------------------------------


@cache
def film(suffix: str, *words: str, source: str = "testsrc2=s=160x120:r=10:d=1", is_piped: bool = False) -> bytes:
    """Of this source (ffmpeg's lavfi), encoded as the words say; through a pipe, as a browser records, without a duration."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"film{suffix}"
        sources = [word for each in source.split(";") for word in ("-f", "lavfi", "-i", each)]
        target = ["-f", "webm", "pipe:1"] if is_piped else [str(path)]
        said = ["ffmpeg", "-nostdin", "-v", "error", *sources, *words, *target]
        ran = subprocess.run(said, check=True, capture_output=True)
        return ran.stdout if is_piped else path.read_bytes()


FILM_AND_SOUND = "testsrc2=s=160x120:r=10:d=3;sine=d=3"
BEEP = "sine=d=2"
QUICK_H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
QUICK_VP8 = ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "200k")


def mp4() -> bytes:
    return film(".mp4", *QUICK_H264, "-c:a", "aac", source=FILM_AND_SOUND)


def webm() -> bytes:
    return film(".webm", *QUICK_VP8, "-c:a", "libopus", source=FILM_AND_SOUND)


def recorded(*, is_sound: bool = False) -> bytes:
    """As MediaRecorder writes it: no duration, no places to jump to."""
    coding = ("-c:a", "libopus") if is_sound else (*QUICK_VP8, "-c:a", "libopus")
    return film(".webm", *coding, source=BEEP if is_sound else FILM_AND_SOUND, is_piped=True)


def lasting(film: bytes, hours: int) -> bytes:
    """An MP4 that claims to last so long, wherever one can claim it."""
    for box, at in ((b"mvhd", 20), (b"mdhd", 20), (b"tkhd", 24)):
        begin = film.find(box)
        while begin > 0:
            place = begin + at
            film = film[:place] + struct.pack(">I", hours * 3_600_000) + film[place + 4 :]
            begin = film.find(box, begin + 4)
    stts = film.find(b"stts")
    return film[: stts + 16] + struct.pack(">I", hours * 36_000_000 % 2**31) + film[stts + 20 :]


def turned(film: bytes) -> bytes:
    """An MP4 recorded with the telephone held upright: its first track is shown turned by a quarter."""
    place = film.find(b"tkhd") + 44
    return film[:place] + struct.pack(">9i", 0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30) + film[place + 36 :]


def emptied(film: bytes) -> bytes:
    """An MP4 that tells of its frames, and has none."""
    begin = film.find(b"mdat")
    size = struct.unpack(">I", film[begin - 4 : begin])[0]
    return film[: begin + 4] + bytes(size - 8) + film[begin + size - 4 :]
