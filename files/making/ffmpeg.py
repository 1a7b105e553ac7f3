"""ffmpeg and ffprobe, told what they read: this file with this demuxer and the decoders of the web, and nothing it leads to."""

import contextlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NOWHERE = subprocess.DEVNULL
SECONDS = 25  # for one run
MOST_SAID = 256 * 1024  # bytes of ffprobe's answer
MOST_STREAMS = 10
FILM_CODECS = {"h264", "hevc", "vp8", "vp9", "av1", "mpeg4"}
SOUND_CODECS = {"aac", "mp3", "opus", "vorbis", "flac", "alac"}
# The names of their decoders, where they differ; the plain samples of a WAV; what may lie beside: covers and subtitles.
DECODERS = (
    FILM_CODECS
    | SOUND_CODECS
    | {"png", "mjpeg", "mov_text", "webvtt", "subrip", "srt", "ass", "ssa"}
    | {"libvpx", "libvpx-vp9", "libdav1d", "libaom-av1", "mp3float", "libopus", "libvorbis", "aac_fixed"}
    | {f"pcm_{kind}" for kind in ("u8", "s16le", "s16be", "s24le", "s32le", "f32le", "f64le", "alaw", "mulaw")}
)
SHOWN = "format=duration:stream=index,codec_type,codec_name,width,height:stream_disposition=attached_pic:stream_side_data=rotation"


def source(path: Path, demuxer: str) -> list[str]:
    """The words before which nothing is opened: no playlist, no address, no other file's format is ever followed."""
    allowed = ["-protocol_whitelist", "file,pipe", "-codec_whitelist", ",".join(sorted(DECODERS))]
    return [*allowed, "-f", demuxer, "-i", f"file:{path}"]


def probed(program: str, path: Path, demuxer: str, shown: str = SHOWN, *more: str) -> dict[str, Any] | None:
    """ffprobe's answer; None when it cannot read the file so, or says more than anyone asked."""
    words = [program, "-hide_banner", "-v", "error", *more, "-show_entries", shown, "-of", "json=compact=1"]
    answer = Path("probed.json")
    with answer.open("wb") as out:
        if not _runs([*words, *source(path, demuxer)], out):
            return None
    if answer.stat().st_size > MOST_SAID:
        return None
    try:
        return json.loads(answer.read_bytes())
    except ValueError:
        return None


def run(program: str, before: list[str], path: Path, demuxer: str, after: list[str]) -> bool:
    """Whether it went well."""
    return _runs(_words(program, before, path, demuxer, after), NOWHERE)


@contextlib.contextmanager
def reading(program: str, path: Path, demuxer: str, after: list[str]) -> Iterator[Any]:
    """What it writes to `pipe:1`, while it does; it ends when nobody reads any more."""
    words = _words(program, [], path, demuxer, after)
    with subprocess.Popen(words, stdin=NOWHERE, stdout=subprocess.PIPE, stderr=NOWHERE) as running:
        try:
            yield running.stdout
        finally:
            running.kill()


def _words(program: str, before: list[str], path: Path, demuxer: str, after: list[str]) -> list[str]:
    always = ["-nostdin", "-hide_banner", "-v", "error", "-filter_threads", "1", "-threads", "1"]
    return [program, *always, *before, *source(path, demuxer), "-threads", "1", *after]


def _runs(words: list[str], out: Any) -> bool:
    try:
        return (
            subprocess.run(words, stdin=NOWHERE, stdout=out, stderr=NOWHERE, timeout=SECONDS, check=False).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
