"""Names of files: what hides, reorders, leads elsewhere or means something to a system is taken out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from files.names import LONGEST, clean_name, suffix_of, with_suffix

CLEANED = {
    "report.pdf": "report.pdf",
    "年度报告 2026.docx": "年度报告 2026.docx",
    "../../etc/passwd": "passwd",
    "..\\..\\windows\\win.ini": "win.ini",
    "C:\\Users\\me\\cat.png": "cat.png",
    "C:cat.png": "cat.png",
    "a/b\\c/../d.txt": "d.txt",
    "..": "file",
    "/": "file",
    "": "file",
    " . . ": "file",
    "\u200b\u2060": "file",
    "\u3164\u2800": "file",
    "....htaccess": "htaccess",
    "\u200b.htaccess": "htaccess",
    ".\u200b.\u202e.bashrc": "bashrc",
    "invoice\u202egpj.exe": "invoicegpj.exe",
    "\u2066a\u2069b\u061c.txt": "ab.txt",
    "a\u200db\ufeffc\u00ad.txt": "abc.txt",
    "a\x00b\r\nContent-Type: text/html.png": "html.png",
    "a\x00.png\x1b[31m": "a.png[31m",
    "a\u2028b\u2029c\x85.txt": "abc.txt",
    'a"; filename="evil.html': "a; filename=evil.html",
    "it's `a` <b> |?*.png": "its a b .png",
    "notes.txt:hidden.exe": "notes.txthidden.exe",
    "a\u2044b\u2215c\uff0fd.txt": "a_b_c_d.txt",
    "e\u0301te\u0301.txt": "été.txt",
    "e\u200d\u0301.txt": "é.txt",
    "\u212b\u1fef.txt": "Å.txt",
    "trailing. . .": "trailing",
    "trailing.txt \t": "trailing.txt",
    "two   spaces\u3000wide.txt": "two spaces wide.txt",
    "con": "_con",
    "NUL.txt": "_NUL.txt",
    "nul .txt": "_nul .txt",
    "com1.tar.gz": "_com1.tar.gz",
    "LPT\u00b2.log": "_LPT\u00b2.log",
    "c\u200bon.txt": "_con.txt",
    "co\"n": "_con",
    "console.txt": "console.txt",
    "%2e%2e%2fetc": "%2e%2e%2fetc",
    "\ud800lone.txt": "lone.txt",
    "\ue000\uffff.txt": "txt",
    "\u2764\ufe0f.png": "\u2764.png",
}  # fmt: skip


@pytest.mark.parametrize(("name", "cleaned"), CLEANED.items(), ids=ascii)
def test_a_name_is_cleaned(name, cleaned):
    assert clean_name(name) == cleaned


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("a" * 300 + ".png", "a" * 116 + ".png"),
        ("报" * 300 + ".tar.gz", "报" * 117 + ".gz"),
        ("a" * 300, "a" * 120),
        ("a." + "b" * 300, "a." + "b" * 118),
        ("a" * 110 + " . . . " + "b" * 50 + ".png", "a" * 110 + ".png"),
        ("con." + "x" * 200 + ".png", "_con." + "x" * 111 + ".png"),
    ],
)
def test_a_long_name_keeps_its_extension(name, cleaned):
    assert clean_name(name) == cleaned


ODD = st.text(
    st.sampled_from("aCcoOnNuUlL1:./\\ \t\r\n\0\"'<>|?*\u200b\u202e\u0301e\u3164\u2028\ufe0f\u212b字"), max_size=160
)


@given(st.one_of(st.text(max_size=300), ODD))
def test_whatever_comes_the_name_is_harmless(name):
    cleaned = clean_name(name)
    assert 1 <= len(cleaned) <= LONGEST
    assert clean_name(cleaned) == cleaned
    assert not cleaned.startswith((".", " "))
    assert not cleaned.endswith((".", " "))
    assert not set(cleaned) & set("/\\\"'<>:|?*\r\n\0")
    assert all(unicodedata.category(character)[0] != "C" for character in cleaned)
    cleaned.encode()


def test_an_extension_is_of_letters_and_figures_only():
    cases = {
        "a.PNG": ".png",
        "a.tar.gz": ".gz",
        "a": "",
        ".png": "",
        "a.": "",
        "a.p ng": "",
        "a.报": "",
        "a." + "b" * 30: "",
    }
    assert {name: suffix_of(name) for name in cases} == cases


def test_an_extension_is_added_or_put_in_place_of_another():
    assert with_suffix("a.html", ".png") == "a.html.png"
    assert with_suffix("a.gif", ".webp", instead_of=frozenset({".gif"})) == "a.webp"
    assert with_suffix("a" * 120, ".png") == "a" * 116 + ".png"
