"""What a file is, by its bytes alone; and what each kind may be kept as."""

from pathlib import Path

# What is kept, by kind and media type, with the extensions people give it; the first is ours.
KEPT = {
    "picture": {
        "image/png": (".png",),
        "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
        "image/webp": (".webp",),
    },
    "video": {
        "video/mp4": (".mp4", ".m4v"),
        "video/quicktime": (".mov", ".qt"),
        "video/webm": (".webm",),
        "video/x-matroska": (".mkv",),
    },
    "voice": {
        "audio/mp4": (".m4a", ".mp4"),
        "audio/webm": (".webm", ".weba"),
        "audio/ogg": (".ogg", ".oga", ".opus"),
        "audio/mpeg": (".mp3",),
        "audio/wav": (".wav",),
    },
}
# What libmagic says, and Pillow's decoder for it: no other is tried.
PICTURES = {"image/png": "PNG", "image/apng": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF"}
# What libmagic says, ffmpeg's demuxer for it, and what it is kept as with moving pictures and without.
FILMS = {
    "video/mp4": ("mov", "video/mp4", "audio/mp4"),
    "video/x-m4v": ("mov", "video/mp4", "audio/mp4"),
    "video/quicktime": ("mov", "video/quicktime", "audio/mp4"),
    "audio/mp4": ("mov", "video/mp4", "audio/mp4"),
    "audio/x-m4a": ("mov", "video/mp4", "audio/mp4"),
    "video/webm": ("matroska", "video/webm", "audio/webm"),
    "audio/webm": ("matroska", "video/webm", "audio/webm"),
    "video/x-matroska": ("matroska", "video/x-matroska", "audio/webm"),
    "application/x-matroska": ("matroska", "video/x-matroska", "audio/webm"),
    "application/ogg": ("ogg", None, "audio/ogg"),
    "audio/ogg": ("ogg", None, "audio/ogg"),
    "video/ogg": ("ogg", None, "audio/ogg"),
    "audio/mpeg": ("mp3", None, "audio/mpeg"),
    "audio/x-wav": ("wav", None, "audio/wav"),
    "audio/wav": ("wav", None, "audio/wav"),
}


def detected(path: Path) -> str:
    """The media type libmagic sees; always with the library and the table that the package brings."""
    import pylibmagic  # first: it tells the next where the library is

    import magic  # isort: skip

    return magic.Magic(mime=True, magic_file=str(pylibmagic.data / "magic.mgc")).from_file(str(path))
