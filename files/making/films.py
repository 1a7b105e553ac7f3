"""Films and sounds: what libmagic takes for one, and a decoder confirms. The upload itself is kept, or the same packets with a duration."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from files.making import ffmpeg
from files.making.kinds import FILMS
from files.making.order import Order
from files.making.sound import heard

LARGEST_SIDE = 8192
LONGEST = 360_000.0  # seconds: a longer one is a claim, not a duration
POSTER = Path("poster.png")
MUXERS = {"video/webm": "webm", "audio/webm": "webm", "video/x-matroska": "matroska"}


@dataclass(frozen=True)
class Streams:
    """What there is to see and to hear in a file, without the covers of records."""

    films: list[dict[str, Any]]
    sounds: list[dict[str, Any]]
    duration: float | None

    @classmethod
    def of(cls, answer: dict[str, Any]) -> "Streams | None":
        """None for what nobody should play: too many streams, odd sizes, codecs of no browser."""
        streams = answer.get("streams", [])
        films = [stream for stream in streams if stream.get("codec_type") == "video" and not _is_cover(stream)]
        sounds = [stream for stream in streams if stream.get("codec_type") == "audio"]
        are_known = all(stream.get("codec_name") in ffmpeg.FILM_CODECS for stream in films)
        are_sane = all(0 < stream.get(side, 0) <= LARGEST_SIDE for stream in films for side in ("width", "height"))
        if len(streams) > ffmpeg.MOST_STREAMS or not (films or sounds) or not are_known or not are_sane:
            return None
        return cls(films, sounds, seconds(answer.get("format", {}).get("duration")))


def film(order: Order, mime: str) -> dict[str, object] | None:
    """The facts of a film or a sound; None when it is neither after all. Raises Unfit."""
    demuxer, as_film, as_sound = FILMS[mime]
    if not (order.ffmpeg and order.ffprobe):
        return _unseen(order, demuxer, as_film, as_sound)
    answer = ffmpeg.probed(order.ffprobe, order.path, demuxer)
    streams = Streams.of(answer) if answer else None
    if streams is None or (streams.films and not as_film):
        return None
    kind, kept = ("video", as_film) if streams.films else ("voice", as_sound)
    order.check_size(kind)
    shown = _seen(order, demuxer, streams) if streams.films else heard(order.ffmpeg, order.path, demuxer)
    if shown is None:
        return None
    facts: dict[str, object] = {"kind": kind, "mime": kept, "duration": streams.duration, **shown}
    if demuxer == "matroska" and streams.duration is None:
        made, duration = _with_duration(order, MUXERS[str(kept)])
        facts |= {"made": made, "duration": facts["duration"] or duration}
    return facts


def seconds(said: object) -> float | None:
    try:
        value = float(said)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return round(value, 3) if math.isfinite(value) and 0 < value <= LONGEST else None


def _seen(order: Order, demuxer: str, streams: Streams) -> dict[str, object] | None:
    """Its size as it is shown and its poster. None when not one frame can be decoded."""
    from PIL import Image

    from files.making.pictures import save_preview

    first = streams.films[0]
    width, height = first["width"], first["height"]
    if any(abs(side.get("rotation", 0)) % 180 == 90 for side in first.get("side_data_list", [])):
        width, height = height, width
    at = min(1.0, streams.duration / 2) if streams.duration else 1.0
    if not (_poster(order, demuxer, at) or _poster(order, demuxer, 0.0)):
        return None
    with Image.open(POSTER, formats=["PNG"]) as poster:
        return {"width": width, "height": height, "preview": save_preview(poster)}


def _poster(order: Order, demuxer: str, at: float) -> bool:
    assert order.ffmpeg
    shrunk = "scale=w='min(640,iw)':h='min(640,ih)':force_original_aspect_ratio=decrease,format=rgb24"
    after = ["-map", "0:V:0", "-an", "-sn", "-dn", "-frames:v", "1", "-vf", shrunk, "-c:v", "png", "-f", "image2"]
    made = ffmpeg.run(
        order.ffmpeg, ["-ss", f"{at:.3f}"], order.path, demuxer, [*after, "-update", "1", "-y", str(POSTER)]
    )
    return made and POSTER.exists() and POSTER.stat().st_size > 0


def _with_duration(order: Order, muxer: str) -> tuple[str, float | None]:
    """What a browser recorded knows neither its duration nor its places: the same packets again, in a file that does.

    Should one be lost, the upload is kept as it is.
    """
    assert order.ffmpeg
    assert order.ffprobe
    made = Path("made.webm" if muxer == "webm" else "made.mkv")
    after = ["-map", "0", "-c", "copy", "-map_metadata", "-1", "-f", muxer, "-y", str(made)]
    if not ffmpeg.run(order.ffmpeg, [], order.path, "matroska", after):
        return "", None
    counted = "format=duration:stream=codec_name,nb_read_packets"
    before = ffmpeg.probed(order.ffprobe, order.path, "matroska", counted, "-count_packets")
    now = ffmpeg.probed(order.ffprobe, made.absolute(), "matroska", counted, "-count_packets")
    if not before or not now or before["streams"] != now["streams"]:
        return "", None
    return made.name, seconds(now.get("format", {}).get("duration"))


def _unseen(order: Order, demuxer: str, as_film: str | None, as_sound: str) -> dict[str, object]:
    """Without ffmpeg its type is believed, and whether there is anything to see is told by the names of its tracks."""
    with order.path.open("rb") as upload:
        ends = upload.read(65_536)
        upload.seek(max(0, order.size - 1_048_576))
        ends += upload.read()
    shows = {"mov": b"vide", "matroska": b"V_"}.get(demuxer)
    kind, kept = ("video", as_film) if as_film and shows and shows in ends else ("voice", as_sound)
    order.check_size(kind)
    return {"kind": kind, "mime": kept}


def _is_cover(stream: dict[str, Any]) -> bool:
    return bool(stream.get("disposition", {}).get("attached_pic"))
