"""What the documents say exists, and what exists is said."""

import re

import pytest

from tests.house.sources import ROOT, files, text

READ_FROM_ENVIRONMENT = re.compile(
    r"""(?:environ(?:\.get|\.setdefault)?[\[(]|flag\(|words\()\s*["']([A-Z][A-Z_]+)["']"""
)
NOT_SETTINGS = {"DJANGO_SETTINGS_MODULE"}
FOREIGN = re.compile(
    r"registry\.npmjs|registry\.yarnpkg|npmmirror|pypi\.org|pythonhosted|pypi\.tuna|unpkg\.com|jsdelivr|cdnjs|googleapis\.com|gstatic\.com",
    re.IGNORECASE,
)
IGNORED = {"tests/house/test_documents.py"}


def settings_of_the_code() -> set[str]:
    found = set()
    for path in files("helpdesk/*.py"):
        found |= set(READ_FROM_ENVIRONMENT.findall(text(path)))
    return found - NOT_SETTINGS


def test_every_setting_is_documented():
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    assert documented == settings_of_the_code()


def test_no_registry_and_no_foreign_host_is_named():
    found = {}
    for path in files():
        if str(path) in IGNORED or path.suffix in {".png", ".ico", ".woff2", ".webp", ".gif", ".mp3", ".wav"}:
            continue
        if hosts := set(FOREIGN.findall(text(path))):
            found[str(path)] = hosts
    assert found == {}


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/operations.md"])
def test_the_commands_of_a_page_exist(page):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    said = set(
        re.findall(
            r"\bmake ([a-z]+)",
            "\n".join(re.findall(r"`[^`]*`|^    .*$|^make .*$", (ROOT / page).read_text(), re.MULTILINE)),
        )
    )
    assert said - targets == set()


@pytest.mark.parametrize("page", [str(path) for path in files("*.md")])
def test_the_links_of_a_page_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text(page))
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []
