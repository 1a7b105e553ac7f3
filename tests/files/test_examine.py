"""Looking at an upload: what is refused and how it is said; and a process that may crash, hang, lie or be taken over."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import translation

from files import examine
from files.examine import ROOT, Unacceptable
from tests.files import samples
from tests.files.conftest import LIMITS, MB


def said(content: bytes, tmp_path, **limits) -> str:
    path = tmp_path / "upload"
    path.write_bytes(content)
    with pytest.raises(Unacceptable) as refused:
        examine.examine(path, "a", replace(LIMITS, **limits), tmp_path)
    assert refused.value.field == "file"
    with translation.override("en"):
        return f"{refused.value.code}: {refused.value.message}"


def test_a_refusal_says_why_and_how_much_would_do(tmp_path):
    jpeg = samples.picture("JPEG")
    assert said(b"", tmp_path) == "empty: This file is empty."
    assert said(jpeg[:300], tmp_path) == "broken: This file is damaged and cannot be read."
    assert said(jpeg, tmp_path, picture=512) == "too_large: A picture may have at most 0 MB."
    assert said(jpeg + bytes(3 * MB), tmp_path, picture=5 * MB // 2) == "too_large: A picture may have at most 2.5 MB."
    assert said(b"words " * MB, tmp_path, file=3 * MB) == "too_large: A file may have at most 3 MB."
    nothing_so_large = dict.fromkeys(("picture", "video", "voice", "file"), MB)
    assert said(bytes(MB + 1), tmp_path, **nothing_so_large) == "too_large: A file may have at most 1 MB."
    assert said(jpeg, tmp_path, pixels=4000) == "too_many_pixels: A picture may have at most 0.004 megapixels."
    assert said(samples.png(9000, 9000, rows=b""), tmp_path).endswith("at most 40 megapixels.")


def test_what_no_page_shows_is_a_download_whatever_its_name(look):
    for name, content in samples.downloads().items():
        facts = look(content, name)
        assert (facts.kind, facts.preview, facts.made.name) == ("file", None, "upload.part"), name
        assert (facts.name, facts.suffix) == (name, Path(name).suffix)
        assert facts.made.read_bytes() == content


def test_a_download_says_what_it_is(look):
    assert look(samples.HTML, "page.png").mime == "text/html"
    assert look(samples.SVG, "drawing.png").mime == "image/svg+xml"
    assert look(samples.zipped(), "a.zip").mime == "application/zip"


def test_names_come_out_clean_and_true(look):
    png = samples.picture("PNG")
    assert look(png, "../../\u202egnp.exe").name == "gnp.exe.png"
    assert look(png, "photo.JPG").name == "photo.png"
    assert look(samples.picture("JPEG"), "photo.JPEG").name == "photo.JPEG"
    assert look(png, "").name == "file.png"
    assert look(png, "x" * 200).name == "x" * 116 + ".png"


# The process --------------------------------------------------------------------------------------------------------


@pytest.fixture
def stand_in(tmp_path, monkeypatch):
    """Another program is started instead of the one that looks."""

    def stand_in(script: str) -> None:
        path = tmp_path / "stand-in.sh"
        path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(path))

    return stand_in


def answer(**fields) -> str:
    return f"echo x >made.png; echo x >preview.webp; cat <<'END'\n{json.dumps({'kind': 'file', 'mime': 'text/plain'} | fields)}\nEND"


@pytest.mark.parametrize(
    "script", ["kill -SEGV $$", "kill -KILL $$", "exit 3", "exit 0", "echo '{'", "yes | head -c 9000000"]
)
def test_a_process_that_ends_badly_makes_the_file_a_broken_one(look, stand_in, script):
    stand_in(script)
    assert look(b"words") == "broken"


def test_a_process_that_hangs_is_ended_with_all_it_started(look, stand_in, tmp_path, monkeypatch):
    monkeypatch.setattr(examine, "SECONDS", 0.5)
    noted = tmp_path / "child"
    stand_in(f"/bin/sleep 300 & echo $! >{noted}; wait")
    began = time.monotonic()
    assert look(b"words") == "broken"
    assert time.monotonic() - began < 5
    wait_for_the_end_of(int(noted.read_text()))


def wait_for_the_end_of(pid: int) -> None:
    """Who takes over orphans may take a moment to note their death."""
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] == "Z":
                return
            os.kill(pid, 0)
        except (ProcessLookupError, FileNotFoundError):
            return
        time.sleep(0.05)
    pytest.fail("it still runs")


LIES = [
    {"kind": "picture", "mime": "text/html", "made": "made.png"},
    {"kind": "picture", "mime": "image/svg+xml"},
    {"kind": "picture", "mime": "image/png"},
    {"kind": "picture", "mime": "image/png", "made": "made.webp"},
    {"made": "../../../../etc/passwd"},
    {"made": "made.html"},
    {"kind": "page"},
    {"width": 1e400},
    {"duration": -1},
    {"duration": 1e300},
    {"peaks": [1] * 65},
    {"peaks": ["<b>"]},
    {"path": "/etc/passwd"},
    {"mime": "x" * 5000},
]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: str(lie)[:50])
def test_an_answer_that_cannot_be_is_not_believed(look, stand_in, lie):
    stand_in(answer(**lie))
    assert look(b"words") == "broken"


def test_an_answer_may_not_point_elsewhere(look, stand_in, tmp_path):
    (tmp_path / "secret").write_text("secret")
    honest = answer(kind="picture", mime="image/png", made="made.png", preview=True)
    stand_in(honest)
    assert look(b"words").made.read_text() == "x\n"
    for trap in ("ln -sf secret made.png", "rm preview.webp", ": >made.png", "rm made.png; mkdir made.png"):
        stand_in(f"{honest}\n{trap}".replace("secret", str(tmp_path / "secret")))
        assert look(b"words") == "broken", trap


def test_an_odd_type_becomes_plain_bytes(look, stand_in):
    stand_in(answer(mime='text/html"\r\nX: y'))
    assert look(b"words").mime == "application/octet-stream"


def test_the_process_gets_no_secret_no_input_and_no_open_file(look, stand_in, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    stand_in(f"/usr/bin/env >{tmp_path}/env; cat >{tmp_path}/input; ls -l /proc/$$/fd >{tmp_path}/open")
    with (tmp_path / "secret").open("w"):
        assert look(b"words") == "broken"
    names = {line.split("=")[0] for line in (tmp_path / "env").read_text().splitlines()}
    assert names <= {
        "PATH",
        "PYTHONPATH",
        "PYTHONDONTWRITEBYTECODE",
        "LANG",
        "LD_LIBRARY_PATH",
        "PWD",
        "_",
        "SHLVL",
        "OLDPWD",
    }
    assert (tmp_path / "input").read_text() == ""
    assert "stand-in.sh" in (tmp_path / "open").read_text()
    assert "secret" not in (tmp_path / "open").read_text()


def test_nothing_is_imported_from_where_strangers_files_lie(look, tmp_path, monkeypatch):
    make = examine.tempfile.mkdtemp

    def with_a_trap(**options):
        place = make(**options)
        for name in ("json", "PIL", "magic", "files"):
            Path(place, f"{name}.py").write_text(f"open({str(tmp_path / 'sprung')!r}, 'w')")
        return place

    monkeypatch.setattr(examine.tempfile, "mkdtemp", with_a_trap)
    assert look(samples.picture("PNG")).kind == "picture"
    assert not (tmp_path / "sprung").exists()


def run(script: str) -> subprocess.CompletedProcess:
    words = [sys.executable, "-P", "-s", "-c", script]
    return subprocess.run(words, env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True, check=False)


def test_the_process_knows_nothing_of_django_and_brings_its_own_libmagic():
    ran = run(
        "import sys; from files.making import films, kinds, pictures, sound; kinds.detected(kinds.Path(sys.executable));"
        "import magic; print('django' in sys.modules, any(name.startswith('core') for name in sys.modules), magic.libmagic._name)"
    )
    assert ran.stdout.split()[:2] == ["False", "False"], ran.stderr
    assert "site-packages/pylibmagic" in ran.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other limits")
def test_the_process_is_bounded(tmp_path):
    held = "from files.making import bounds; import resource; bounds.hold(largest_file=1000);"
    assert "MemoryError" in run(held + "bytearray(2 * 1024**3)").stderr
    assert (
        "File too large"
        in run(
            held + f"open({str(tmp_path / 'file')!r}, 'wb', buffering=0).write(bytes(2000)) == 1000;"
            f"open({str(tmp_path / 'file')!r}, 'ab', buffering=0).write(b'x')"
        ).stderr
    )
    limits = run(
        held + "print([resource.getrlimit(getattr(resource, 'RLIMIT_' + n)) for n in ('CPU', 'CORE', 'NOFILE')])"
    ).stdout
    assert limits.strip() == "[(30, 30), (0, 0), (64, 64)]"
