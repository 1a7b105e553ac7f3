"""Films and sounds: kept when libmagic and a decoder agree, with a poster, a duration, peaks."""

import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from files import examine
from tests.files import samples
from tests.files.conftest import LIMITS
from tests.files.samples import BEEP, FILM_AND_SOUND, QUICK_H264, QUICK_VP8, film, needs_ffmpeg

pytestmark = needs_ffmpeg


def packets(path: Path) -> str:
    """A sum over every packet of every stream."""
    words = ["ffmpeg", "-nostdin", "-v", "error", "-i", str(path), "-map", "0", "-c", "copy", "-f", "streamhash", "-"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    ("suffix", "mime", "coding"),
    [
        (".mp4", "video/mp4", (*QUICK_H264, "-c:a", "aac")),
        (".mov", "video/quicktime", (*QUICK_H264, "-c:a", "aac")),
        (".webm", "video/webm", (*QUICK_VP8, "-c:a", "libopus")),
        (".mkv", "video/x-matroska", (*QUICK_H264, "-c:a", "libopus")),
    ],
)
def test_a_film_has_a_poster_and_a_duration(look, suffix, mime, coding):
    content = film(suffix, *coding, source=FILM_AND_SOUND)
    facts = look(content, "film.bin")
    assert (facts.kind, facts.mime, facts.suffix, facts.name) == ("video", mime, suffix, f"film.bin{suffix}")
    assert (facts.width, facts.height, facts.peaks) == (160, 120, [])
    assert facts.duration == pytest.approx(3, abs=0.2)
    assert facts.made.read_bytes() == content
    with Image.open(facts.preview) as poster:
        poster.load()
        assert (poster.format, poster.size) == ("WEBP", (160, 120))
        assert len(poster.convert("RGB").getcolors(160 * 120)) > 20  # no black frame


def test_a_large_film_has_a_small_poster(look):
    with Image.open(look(film(".mp4", *QUICK_H264, source="testsrc2=s=1920x1080:r=5:d=0.4")).preview) as poster:
        assert poster.size == (640, 360)


def test_a_film_taken_upright_says_its_size_as_it_is_shown(look):
    facts = look(samples.turned(film(".mp4", *QUICK_H264, source="testsrc2=s=160x120:r=10:d=1")))
    assert (facts.width, facts.height) == (120, 160)
    with Image.open(facts.preview) as poster:
        assert poster.size == (120, 160)


@pytest.mark.parametrize(
    ("suffix", "mime", "kept_as"),
    [
        (".webm", "audio/webm", ".webm"),
        (".ogg", "audio/ogg", ".ogg"),
        (".m4a", "audio/mp4", ".m4a"),
        (".mp4", "audio/mp4", ".m4a"),
        (".mp3", "audio/mpeg", ".mp3"),
        (".wav", "audio/wav", ".wav"),
    ],
)
def test_a_sound_has_peaks_and_a_duration(look, suffix, mime, kept_as):
    facts = look(film(suffix, source="sine=d=2,volume='if(lt(t,1),0,1)':eval=frame"), f"voice{suffix}")
    assert (facts.kind, facts.mime, facts.suffix, facts.name) == ("voice", mime, kept_as, f"voice{suffix}")
    assert facts.duration == pytest.approx(2, abs=0.1)
    assert (facts.width, facts.height, facts.preview) == (None, None, None)
    assert len(facts.peaks) == 64
    assert max(facts.peaks[:28]) < 5  # silence
    assert min(facts.peaks[36:60]) > 70
    assert max(facts.peaks) == 100


def test_silence_has_no_peaks_and_a_click_has_all_of_them(look):
    assert set(look(film(".wav", source="anullsrc=d=1")).peaks) == {0}
    assert len(look(film(".wav", source="sine=d=0.005")).peaks) == 64


def test_a_record_with_a_cover_is_a_sound(look):
    cover = ("-c:v", "png", "-frames:v", "1", "-disposition:v:0", "attached_pic")
    facts = look(film(".mp3", *cover, "-map", "0", "-map", "1", source="sine=d=1;testsrc2=s=64x64:d=1"))
    assert (facts.kind, facts.mime, facts.preview) == ("voice", "audio/mpeg", None)


@pytest.mark.parametrize("is_sound", [False, True])
def test_what_a_browser_recorded_gets_a_duration_and_loses_nothing(look, tmp_path, is_sound):
    content = samples.recorded(is_sound=is_sound)
    cues = bytes.fromhex("1c53bb6b")
    assert cues not in content
    facts = look(content, "recording.webm")
    assert (facts.kind, facts.mime, facts.made.name) == (
        *(("voice", "audio/webm") if is_sound else ("video", "video/webm")),
        "made.webm",
    )
    assert facts.duration == pytest.approx(2 if is_sound else 3, abs=0.2)
    assert cues in facts.made.read_bytes()
    (tmp_path / "before.webm").write_bytes(content)
    assert packets(facts.made) == packets(tmp_path / "before.webm")
    assert look(facts.made.read_bytes()).duration == facts.duration


def test_a_playlist_in_disguise_is_a_download(look):
    for name, content in samples.playlists_in_disguise().items():
        assert look(content, name).kind == "file", name


def test_a_claim_of_a_hundred_hours_costs_no_time(look):
    began = time.monotonic()
    facts = look(samples.lasting(samples.mp4(), hours=100))
    assert facts.kind in ("video", "file")
    assert facts.duration is None or facts.duration <= 360_000
    assert time.monotonic() - began < 20


def test_what_no_page_could_play_is_a_download(look):
    silence = "anullsrc=d=0.1"
    many = film(".mkv", *["-map", "0:a"] * 11, "-c:a", "flac", source=silence)
    odd = {
        "eleven streams": many,
        "ten streams": film(".mkv", *["-map", "0:a"] * 10, "-c:a", "flac", source=silence),
        "wider than 8192": film(".mp4", *QUICK_H264, source="color=s=8208x16:r=5:d=0.4"),
        "a codec of editors": film(".mov", "-c:v", "prores", source="testsrc2=s=64x64:r=5:d=0.4"),
        "a film in ogg": film(".ogg", "-c:v", "libtheora", source="testsrc2=s=64x64:r=5:d=0.4"),
        "cut off": samples.mp4()[:2000],
        "without its frames": samples.emptied(samples.mp4()),
        "AVI": film(".avi", "-c:v", "mpeg4", source="testsrc2=s=64x64:r=5:d=0.4"),
    }
    kinds = {name: look(content, "film.mp4").kind for name, content in odd.items()}
    assert kinds == dict.fromkeys(odd, "file") | {"ten streams": "voice"}


def test_broken_packets_are_no_crash(look):
    for content in (samples.mp4(), samples.webm(), film(".ogg", source=BEEP), film(".mp3", source=BEEP)):
        half = len(content) // 2
        for broken in (
            content[:half],
            content[:half] + bytes(500) + content[half + 500 :],
            content[:300] + b"\xff" * 2000 + content[2300:],
        ):
            facts = look(broken)
            assert facts.kind in ("video", "voice", "file")


def test_each_kind_has_a_limit_of_its_own(look):
    assert look(samples.mp4(), limits=replace(LIMITS, video=5000)) == "too_large"
    assert look(film(".wav", source=BEEP), limits=replace(LIMITS, voice=5000)) == "too_large"
    assert look(film(".wav", source=BEEP), limits=replace(LIMITS, video=5000)).kind == "voice"


def test_without_ffmpeg_films_and_sounds_come_without_a_preview(look, monkeypatch):
    monkeypatch.setattr(examine.shutil, "which", lambda name: None)
    cases = {
        "video/mp4": samples.mp4(),
        "video/webm": samples.recorded(),
        "audio/webm": samples.recorded(is_sound=True),
        "audio/mp4": film(".mp4", source=BEEP),
        "audio/ogg": film(".ogg", source=BEEP),
    }
    for mime, content in cases.items():
        facts = look(content)
        assert facts.mime == mime
        assert (facts.duration, facts.peaks, facts.preview, facts.made.name) == (None, [], None, "upload.part")
