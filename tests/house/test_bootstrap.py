"""What a machine lacks is said in one sentence that tells what to do."""

import shutil
import subprocess

import pytest

from tests.house.sources import ROOT

NEEDED = ("bash", "dirname", "rm", "tail", "grep", "mkdir")


@pytest.fixture
def bootstrap(tmp_path):
    """Runs scripts/bootstrap.sh on a machine whose only Python behaves as told."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "bootstrap.sh", tmp_path / "scripts")
    for name in NEEDED:
        (programs / name).symlink_to(shutil.which(name))
    program(programs / "id", "echo 1000")

    def run(python: str) -> str:
        program(programs / "python3", python)
        words = [tmp_path / "scripts" / "bootstrap.sh", "requirements.txt"]
        ran = subprocess.run(words, env={"PATH": str(programs)}, capture_output=True, text=True, check=False)
        assert ran.returncode == 1
        assert not (tmp_path / ".venv").exists()
        return ran.stderr

    return run


def program(path, script: str) -> None:
    path.write_text(f"#!{shutil.which('bash')}\n{script}\n")
    path.chmod(0o755)


def test_an_old_python_is_named(bootstrap):
    said = bootstrap('case "$*" in *version_info*) exit 1;; --version) echo Python 3.9.2;; esac')
    assert said == "Python 3.11 or newer is needed, and this machine has Python 3.9.2.\n"


def test_a_python_without_venv_is_told_how_to_get_it(bootstrap):
    said = bootstrap('case "$*" in *venv*) echo "ensurepip is not available"; exit 1;; esac')
    assert "sudo apt install python3-venv" in said
    assert said.count("\n") == 1
