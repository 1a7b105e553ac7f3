"""What a sound looks like: 64 peaks of it, decoded to one channel at 8 kHz and never kept."""

from array import array
from itertools import pairwise
from pathlib import Path

from files.making import ffmpeg

PEAKS = 64
RATE = 8000
LONGEST = 2 * 3600  # seconds that are listened to
STEP = 200  # samples that give one peak at first: a fortieth of a second
QUIETEST = 328  # of 32,768: what is never louder is not drawn as if it were


def heard(program: str, path: Path, demuxer: str) -> dict[str, object] | None:
    """Its peaks, and its duration when it was heard to the end. None when nothing of it can be decoded."""
    after = [
        "-map",
        "0:a:0",
        "-vn",
        "-sn",
        "-dn",
        "-ac",
        "1",
        "-ar",
        str(RATE),
        "-t",
        str(LONGEST),
        "-f",
        "s16le",
        "pipe:1",
    ]
    peaks, samples = [], 0
    with ffmpeg.reading(program, path, demuxer, after) as sound:
        while piece := sound.read(STEP * 2):
            levels = array("h", piece[: len(piece) // 2 * 2])
            samples += len(levels)
            peaks.append(max(max(levels, default=0), -min(levels, default=0)))
    if not samples:
        return None
    shown: dict[str, object] = {"peaks": drawn(peaks)}
    return shown | {"duration": round(samples / RATE, 3)} if samples < LONGEST * RATE else shown


def drawn(peaks: list[int]) -> list[int]:
    """As 64 numbers from 0 to 100, where 100 is the loudest of them."""
    loudest = max(QUIETEST, *peaks)
    edges = [part * len(peaks) // PEAKS for part in range(PEAKS + 1)]
    return [min(100, round(max(peaks[start : max(end, start + 1)]) * 100 / loudest)) for start, end in pairwise(edges)]
