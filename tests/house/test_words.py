"""Every word people read has its Chinese, and none that nobody reads any more is kept."""

import os
import shutil
import subprocess
import sys

import polib
import pytest

from tests.house.sources import APPS, ROOT, files

LANGUAGE = "zh_Hans"
DOMAINS = {"django": "html,py,txt", "djangojs": "js"}


def book(root, domain: str) -> polib.POFile:
    path = root / "locale" / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"
    assert path.exists(), f"there is no {path}"
    return polib.pofile(str(path))


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The sources in a folder where words can be collected without touching the repository."""
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed")
    folder = tmp_path_factory.mktemp("words")
    patterns = [*(f"{app}/*" for app in APPS), "templates/*", "static/js/*", "locale/*"]
    for path in files(*patterns):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    return folder


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_word_is_translated(domain):
    entries = [entry for entry in book(ROOT, domain) if not entry.obsolete]
    assert [entry.msgid for entry in entries if entry.fuzzy or not entry.translated()] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_survive_translation(domain):
    kinds = ("%(", "%s", "%d", "{")
    odd = [
        entry.msgid
        for entry in book(ROOT, domain)
        for text in entry.msgstr_plural.values() or [entry.msgstr]
        for kind in kinds
        if not entry.obsolete and not entry.msgid_plural and entry.msgid.count(kind) != text.count(kind)
    ]
    assert odd == []


@pytest.mark.parametrize(("domain", "extensions"), DOMAINS.items())
def test_the_books_hold_exactly_the_words_of_the_sources(copy, domain, extensions):
    words = ["-m", "django", "makemessages", "-l", LANGUAGE, "-d", domain, "-e", extensions, "-v", "0"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([sys.executable, *words], cwd=copy, env=environment, check=True, timeout=100)
    found = {entry.msgid for entry in book(copy, domain) if not entry.obsolete}
    kept = {entry.msgid for entry in book(ROOT, domain)}
    assert found == kept
