"""The files of the repository, as the tests of the house read them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("core", "accounts", "files", "knowledge", "tickets", "chat", "remote", "monitoring", "helpdesk")


def files(*patterns: str) -> list[Path]:
    """All files of the repository that match, committed or about to be; paths from its root."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *patterns]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted(path for name in set(listed.split("\0")) if name and (path := Path(name)) and (ROOT / path).is_file())


def product_python() -> list[Path]:
    """The product's Python without tests, migrations and settings."""
    return [path for path in files("*.py") if path.parts[0] in APPS and "migrations" not in path.parts]


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")
