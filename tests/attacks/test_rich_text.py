"""Rich text: whatever a page sends of it, nothing in it acts, loads, names or hides."""

from core.html import MAX_HTML, clean
from tests.attacks.doors import kept
from tests.attacks.scene import frame, in_database, parts, refuse, refused, resume
from tests.attacks.test_other_fields import Page

HTML = [
    "<p>said<script>alert(1)</script>", "<p>said<img src=x onerror=alert(1)>", "<svg onload=alert(1)>said</svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>said",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>said", "<iframe srcdoc='<script>alert(1)</script>'></iframe>said",
    "<meta http-equiv=refresh content='0;url=//evil.example'>said", "<base href=//evil.example/><p>said", "<object data=x></object>said",
    "<form action=//evil.example><input name=x><button>said</button></form>", "<style>*{background:url(//evil.example)}</style>said",
    "<!-- --!><script>alert(1)</script> -->said", "<template><script>alert(1)</script></template>said", "<video src=x onerror=alert(1)></video>said",
    "</template></div><script>alert(1)</script>said", "<p onclick=alert(1) onfocus=alert(1) tabindex=1 autofocus>said",
    "<img src='https://evil.example/track.gif?id=1' width=1>said", "<p style='position:fixed;inset:0;background:url(//evil.example)'>said",
    "<p id=config name=body class='hd-app modal' slot=x part=y is=hd-app>said", "<a name=location id=cookie>said</a>",
    "<hd-app></hd-app><link rel=import href=//evil.example>said", "<details open ontoggle=alert(1)>said</details>",
    "<p>{{7*7}} {% debug %} ${7*7} <%= 7 %> said", "<xmp><script>alert(1)</script></xmp>said", "<a xlink:href='javascript:alert(1)'>said</a>",
]  # fmt: skip
LINKS = [
    "javascript:alert(1)", "java\tscript:alert(1)", "&#106;avascript:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "file:///etc/passwd", "//evil.example", "https:evil.example", "\\\\evil.example",
    "https://bank.example@evil.example", "/admin/logout/", "blob:https://x/1", "view-source:https://x", "intent://x#Intent;end", "ftp://evil.example",
]  # fmt: skip


def is_harmless(html: str) -> None:
    page = Page(html)
    assert page.acting == []
    for word in (
        "evil.example",
        "<script",
        "<img",
        "<svg",
        "<style",
        "style=",
        "onerror",
        "id=",
        "name=",
        "class=",
        "javascript:",
    ):
        assert word not in html.lower(), html


async def test_rich_text_is_cleaned_before_anybody_sees_it(scene):
    """T06, T08, T09, T10: in the answer, at the other side, in the history; and the same when it is cleaned again."""
    async with scene.page() as page, scene.desk() as desk:
        await resume(desk, scene.id)
        for html in HTML:
            done = await page.command("message.post", **parts(scene.id, {"type": "html", "html": html}))
            if done.get("field") == "html":  # nothing was left of it
                continue
            [part] = done["entry"]["payload"]["parts"]
            is_harmless(part["html"])
            assert ("said" in done["entry"]["text"], set(part)) == (True, {"type", "html"})
            assert clean(part["html"]) == part["html"]
            assert (await desk.until("message.posted"))["payload"]["parts"] == [part]


async def test_links_lead_to_the_web_or_nowhere(scene):
    """T07."""
    async with scene.page() as page:
        for href in LINKS:
            html = f'<p><a href="{href}" target=_top rel=opener>said</a></p>'
            done = await page.command("message.post", **parts(scene.id, {"type": "html", "html": html}))
            assert done["entry"]["payload"]["parts"][0]["html"] == "<p>said</p>", (href, done)
        html = '<a href="https://xn--nxasmq6b.example/a?b#c">one</a> <a href="https://аррӏе.example">two</a>'
        done = await page.command("message.post", **parts(scene.id, {"type": "html", "html": html}))
        shown = done["entry"]["payload"]["parts"][0]["html"]
        assert (shown.count('rel="noopener noreferrer nofollow ugc"'), "xn--80ak6aa92e.example" in shown) == (2, True)


async def test_rich_text_that_is_too_much_or_nothing(scene):
    """T01, T11: refused by its size, by its depth, by having nothing to read."""
    async with scene.page() as page:
        before = await in_database(kept)
        for html in (
            "<p>" + "x" * MAX_HTML, "<ul><li>" * 60 + "x", "<a " + "x=1 " * 4000 + ">", "<p></p>", "<p> \u200b\u3164</p>", "", "<!-- x -->",
            "<img src=x alt=said>", "<script>said</script>", "<b>" * 6600, 5, None, ["<p>"], {"html": "x"},
        ):  # fmt: skip
            await refuse(page, scene.id, {"type": "html", "html": html})
        assert (await refused(page, frame("message.post", **parts(scene.id, {"type": "html", "html": "😀" * 20_000}))))[
            "code"
        ] == "too_large"
        assert await in_database(kept) == before
