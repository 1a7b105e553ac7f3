"""Formatted text, and where somebody is."""

from playwright.sync_api import expect

from chat.models import Entry
from tests.browser.acts import until
from tests.browser.talk import box, last, pastes_from, uses

COPIED = """<meta charset="utf-8"><h1 style="color:red">Terms</h1><p onclick="alert(1)">All <b>goods</b> are
<a href="https://example.com/back" target="_self">returnable</a>.</p><ul><li>within a week</li></ul><script>alert(1)</script>"""
WORDS = "Terms\nAll goods are returnable.\n\nwithin a week"


def shows_terms(message) -> None:
    """With its formatting, and nothing else of it."""
    expect(message.get_by_role("heading", name="Terms")).to_be_visible()
    expect(message.locator("strong, b").filter(has_text="goods")).to_have_count(1)
    expect(message.get_by_role("listitem")).to_have_text("within a week")
    link = message.get_by_role("link", name="returnable")
    expect(link).to_have_attribute("href", "https://example.com/back")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    assert message.locator("[style], [onclick], script").count() == 0


def test_text_is_pasted_with_its_formatting_or_without(talk):
    for sender, reader in talk.ways:
        pastes_from(sender, COPIED)
        expect(box(sender)).to_have_value(WORDS)
        sender.get_by_role("button", name="Send it with its formatting").click()
        for page in (sender, reader):
            shows_terms(last(page))
        expect(box(sender)).to_have_value("")
        pastes_from(sender, COPIED)
        expect(box(sender)).to_have_value(WORDS)
        box(sender).press("Enter")
        expect(last(reader).get_by_role("heading")).to_have_count(0)
        expect(last(reader)).to_contain_text("All goods are returnable.")
        expect(sender.get_by_role("button", name="Send it with its formatting")).to_have_count(0)
    assert list(Entry.objects.filter(kind="message.posted").values_list("text", flat=True)).count(WORDS) == 2


def test_the_agent_writes_formatted_text(talk):
    desk, page = talk.desk, talk.page
    uses(desk, "Formatted text")
    dialog = desk.get_by_role("dialog", name="Formatted text")
    writing = dialog.get_by_role("textbox", name="Formatted text")
    expect(writing).to_be_focused()
    dialog.get_by_role("button", name="Heading", exact=True).click()
    desk.keyboard.type("How to return it")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Control+b")
    desk.keyboard.type("Pack")
    desk.keyboard.press("Control+b")
    desk.keyboard.type(" it, see ")
    desk.keyboard.press("Control+k")
    dialog.get_by_label("Address of the link").fill("https://example.com/how")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    for each in (desk, page):
        message = last(each)
        expect(message.get_by_role("heading", name="How to return it")).to_be_visible()
        expect(message.locator("strong")).to_have_text("Pack")
        expect(message.get_by_role("link")).to_have_attribute("href", "https://example.com/how")


def test_a_place_is_measured_or_typed_and_seen_before_it_is_sent(talk):
    for sender, reader in talk.ways:
        uses(sender, "Position")
        dialog = sender.get_by_role("dialog", name="Send a position")
        dialog.get_by_role("button", name="Send position").click()
        expect(dialog.get_by_role("alert").filter(has_text="Use your position, or type coordinates.")).to_be_visible()
        dialog.get_by_role("button", name="Use my position").click()
        expect(dialog.get_by_role("status")).to_contain_text("31.23040, 121.47370")
        expect(dialog.get_by_role("status")).to_contain_text("accurate to 12 m")
        dialog.get_by_label("Name of the place").fill("The bridge")
        dialog.get_by_role("button", name="Send position").click()
        for page in (sender, reader):
            expect(last(page)).to_contain_text("The bridge")
            expect(last(page)).to_contain_text("31.23040, 121.47370")
        uses(sender, "Position")
        dialog.get_by_label("Coordinates").fill("北纬30°15'36\" 东经120°9'")
        expect(dialog.get_by_role("status")).to_contain_text("30.26000, 120.15000")
        dialog.get_by_label("Coordinates").press("Enter")
        for page in (sender, reader):
            expect(last(page)).to_contain_text("30.26000, 120.15000")
        maps = last(reader).get_by_role("link", name="Open in maps")
        expect(maps).to_have_attribute(
            "href", "https://www.openstreetmap.org/?mlat=30.26000&mlon=120.15000#map=16/30.26000/120.15000"
        )
        last(reader).get_by_role("button", name="Copy").click()
        until(lambda reader=reader: reader.evaluate("navigator.clipboard.readText()") == "30.26000, 120.15000")
