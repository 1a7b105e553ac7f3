import json

from core import words
from core.templatetags.words import words as tag


def test_a_bundle_speaks_the_readers_language(tmp_path, monkeypatch):
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    (tmp_path / "visitor.zh-hans.json").write_text(json.dumps({"language": "zh-hans", "messages": {"Send": ["发送"]}}))
    assert words.catalogue("visitor", "zh-hans") == {"language": "zh-hans", "messages": {"Send": ["发送"]}}


def test_before_the_build_the_page_speaks_english(tmp_path, monkeypatch):
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    assert words.catalogue("visitor", "zh-hans") == {"language": "zh-hans", "messages": {}}


def test_a_word_cannot_end_the_data_block(tmp_path, monkeypatch):
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    (tmp_path / "visitor.en.json").write_text(json.dumps({"language": "en", "messages": {"a": ["</script><b>&"]}}))
    html = tag("visitor")
    assert html.count("<") == 2
    assert json.loads(html.removeprefix('<script id="words" type="application/json">').removesuffix("</script>"))[
        "messages"
    ] == {"a": ["</script><b>&"]}
