"""The virus scanner is any program; what it does not say clearly counts as no answer."""

import pytest

from files import antivirus

MARK = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$MARKER-OF-A-TEST-VIRUS-FILE!$H+H*"
SCANNER = """#!/bin/sh
grep -qF 'MARKER-OF-A-TEST-VIRUS' "$1"
case $? in 0) exit 1;; 1) exit 0;; *) exit 2;; esac
"""


@pytest.fixture
def program(tmp_path):
    """Writes a small program; its path."""

    def program(script: str) -> str:
        path = tmp_path / "scan ner.sh"
        path.write_text(script)
        path.chmod(0o755)
        return str(path)

    return program


@pytest.fixture
def files(tmp_path):
    clean, infected = tmp_path / "it's; clean $(x).txt", tmp_path / "-infected.txt"
    clean.write_text("Hello")
    infected.write_text(f"Hello {MARK}")
    return clean, infected


def test_without_a_scanner_everything_is_clean(files, settings):
    for command in ("", [], None):
        settings.ANTIVIRUS_COMMAND = command
        assert antivirus.scan(files[1]) == "clean"
    del settings.ANTIVIRUS_COMMAND
    assert antivirus.scan(files[1]) == "clean"


def test_the_exit_code_is_the_verdict(files, settings, program):
    path = program(SCANNER)
    for command in ([path, "{path}"], [path], f"'{path}' {{path}}", f"'{path}'"):
        settings.ANTIVIRUS_COMMAND = command
        assert [antivirus.scan(file) for file in files] == ["clean", "infected"]


def test_what_is_no_verdict_is_no_answer(files, settings, program, monkeypatch):
    monkeypatch.setattr(antivirus, "SECONDS", 0.3)
    scripts = ["exit 2", "exit 127", "kill -9 $$", "exec sleep 20"]
    commands = [[program("#!/bin/sh\nexit 2\n")], "/nowhere/scanner {path}", "'unfinished {path}"]
    for script in scripts:
        settings.ANTIVIRUS_COMMAND = ["/bin/sh", "-c", script, "{path}"]
        assert antivirus.scan(files[0]) == "unavailable", script
    for command in commands:
        settings.ANTIVIRUS_COMMAND = command
        assert antivirus.scan(files[0]) == "unavailable", command
