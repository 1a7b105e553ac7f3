"""What becomes of what was sent: answered, taken back, removed, kept from the visitor, gathered."""

from io import BytesIO
from zipfile import ZipFile

from django.core.files.storage import default_storage
from playwright.sync_api import Locator, Page, expect

from files.models import File
from tests.browser.acts import note_box, sees, thread, writes
from tests.browser.talk import attaches, box, bytes_behind, is_loaded, last, payload, sends, uses
from tests.people import says
from tests.sent import a_file, a_picture, png
from tests.sent import sends as has_sent

GONE = "This message was removed."


def does(message: Locator, what: str) -> None:
    """From the message's own menu."""
    message.hover()
    message.get_by_role("button", name="More about this message").click()
    message.get_by_role("button", name=what).click()


def is_gone(page: Page, address: str) -> bool:
    return page.request.get(address).status == 404


def test_a_message_is_answered_and_removed_by_right_also_where_it_is_quoted(talk):
    page, desk = talk.page, talk.desk
    wang = talk.conversation.contact
    has_sent(talk.conversation, wang, a_picture(wang, "bill.png"))
    says(talk.conversation, wang, "my password is 1234")
    for sender, quoted, seq in ((page, "1234", -1), (desk, "Picture", 0)):
        does(thread(sender).locator(".message").filter(has_not=sender.locator(".quote")).nth(seq), "Quote")
        expect(sender.get_by_role("button", name="Do not quote")).to_be_visible()
        writes(box(sender), "about this")
        expect(sender.get_by_role("button", name="Do not quote")).to_have_count(0)
        for reader in (page, desk):
            link = last(reader).get_by_role("link", name=quoted)
            link.click()
            expect(reader.locator(link.get_attribute("href"))).to_be_in_viewport()
    does(thread(desk).locator(".message").filter(has_text="my password").first, "Remove the content…")
    dialog = desk.get_by_role("dialog", name="Remove the content of this message?")
    dialog.get_by_label("Reason").fill("a password")
    dialog.get_by_role("button", name="Remove").click()
    for reader in (page, desk):
        expect(thread(reader).get_by_text(GONE)).to_have_count(2)
        assert "1234" not in thread(reader).inner_text()


def test_what_is_taken_back_is_gone_for_both_and_from_the_server(talk):
    for sender, reader in talk.ways:
        attaches(sender, payload("plan.png", png(300, 200)))
        sends(sender, "my password is 1234")
        picture = last(reader).get_by_role("link").filter(has=reader.get_by_role("img", name="plan.png"))
        address = picture.get_attribute("href")
        file = File.objects.get()
        assert not is_gone(reader, address)
        does(last(sender), "Take back")
        sender.get_by_role("dialog", name="Take this message back?").get_by_role("button", name="Take back").click()
        for page in (sender, reader):
            expect(last(page)).to_contain_text(GONE)
            expect(last(page).get_by_role("img")).to_have_count(0)
            assert is_gone(page, address)
            page.reload()
            expect(last(page)).to_contain_text(GONE)
            assert "1234" not in page.content()
        assert not File.objects.exists()
        assert not default_storage.exists(file.kept)
        assert not default_storage.exists(file.preview)


def test_a_note_with_a_file_reaches_nobody_but_colleagues(talk):
    page, desk = talk.page, talk.desk
    arrived = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: arrived.append(str(frame))))
    page.reload()
    sees(page, "Maria Garcia joined")
    desk.get_by_role("tab", name="Note").click()
    attaches(desk, payload("canary.png", png()))
    sends(desk, "canary: seen before", by=note_box(desk))
    link = last(desk).get_by_role("link").filter(has=desk.get_by_role("img", name="canary.png"))
    assert is_loaded(link.get_by_role("img"))
    address = link.get_attribute("href")
    uses(desk, "Position")
    desk.get_by_label("Coordinates").fill("52.5, 13.4")
    desk.get_by_label("Name of the place").fill("canary")
    desk.keyboard.press("Enter")
    expect(last(desk)).to_contain_text("52.50000, 13.40000")
    desk.get_by_role("tab", name="Reply").click()
    attaches(desk, payload("plan.png", png()))
    sends(desk)
    expect(last(page).get_by_role("img", name="plan.png")).to_be_visible()
    conversation = talk.conversation.pk
    assert is_gone(page, address)
    assert is_gone(page, f"{address}preview/")
    asked = (f"/api/conversations/{conversation}/{part}/" for part in ("files", "entries"))
    arrived += [page.request.get(each).text() for each in asked]
    assert names_in(page.request.get(f"/chat/files/{conversation}.zip").body()) == ["plan.png"]
    assert "plan.png" in "".join(arrived)
    assert "canary" not in "".join(arrived) + page.content()


def test_all_files_stand_together_can_be_looked_through_and_be_had_at_once(talk):
    page, desk, conversation = talk.page, talk.desk, talk.conversation
    wang, maria = conversation.contact, conversation.owner
    has_sent(conversation, wang, a_picture(wang, "one.png", 90, 60), a_picture(wang, "two.png"))
    paper = a_file(maria, name="bill.pdf", kind="file", holds=b"%PDF the bill")
    has_sent(conversation, maria, a_picture(maria, "one.png"), paper)
    has_sent(
        conversation, wang, {"type": "position", "lat": 31.23, "lng": 121.47, "accuracy": None, "label": "The bridge"}
    )
    desk.get_by_role("tab", name="Files").click()
    page.get_by_role("button", name="Options").click()
    page.get_by_role("button", name="Files", exact=True).click()
    for pane in (desk.get_by_role("complementary", name="Customer"), page.get_by_role("dialog", name="Files")):
        expect(pane.get_by_role("img")).to_have_count(3)
        expect(pane.get_by_role("link", name="The bridge")).to_be_visible()
        assert bytes_behind(pane.get_by_role("link", name="bill.pdf")) == b"%PDF the bill"
        archive = bytes_behind(pane.get_by_role("link", name="Download all (ZIP)"))
        assert names_in(archive) == ["bill.pdf", "one (2).png", "one.png", "two.png"]
        assert ZipFile(BytesIO(archive)).read("one.png") == png(90, 60)
        looks_through(pane)


def names_in(archive: bytes) -> list[str]:
    return sorted(ZipFile(BytesIO(archive)).namelist())


def looks_through(pane: Locator) -> None:
    """With the keyboard; Esc leads back to where one was."""
    page = pane.page
    first = pane.get_by_role("link").filter(has=page.get_by_role("img")).first
    first.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="Pictures")
    expect(box.get_by_role("group", name="Pictures", exact=True)).to_be_focused()
    expect(box).to_contain_text("Picture 1 of 3: ")
    page.keyboard.press("ArrowRight")
    expect(box).to_contain_text("Picture 2 of 3: ")
    page.keyboard.press("ArrowLeft")
    expect(box).to_contain_text("Picture 1 of 3: ")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    expect(first).to_be_focused()
