"""Cards for linked pages: off unless the admin wants them, plain words only."""

import pytest

from chat import actions, events, previews
from chat.models import Entry
from chat.states import Audience
from files.models import Limits
from tests.people import a_request, a_service, a_team, a_visitor, actor, an_agent, says

PAGE = b"""<html><head><title>  The\n title </title><meta property="og:title" content="A &lt;b&gt;shop&lt;/b&gt;">
<meta name=description content="Shoes\xe2\x80\xae and more"><script>document.title = 'x'</script></head><body>..."""


def test_a_page_is_described_by_its_own_words_and_nothing_else():
    assert previews.read("https://shop.example/x", PAGE) == {
        "url": "https://shop.example/x",
        "site": "shop.example",
        "title": "A <b>shop</b>",
        "description": "Shoes and more",
    }
    assert previews.read("https://shop.example/x", b"<p>no title") is None
    assert len(previews.read("https://x.example", b"<title>" + b"x" * 9000)["title"]) == 200


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://example.com/a?b=c.", "https://example.com/a?b=c"),
        ("请看https://example.com/路径。谢谢", "https://example.com/路径"),
        ("javascript://x nothing", None),
    ],
)
def test_the_first_link_is_looked_at(text, link):
    assert previews.first_link(text) == link


@pytest.mark.django_db(transaction=True)
def test_a_card_is_asked_for_only_where_the_admin_wants_it_and_goes_with_the_words():
    from chat.actions.preview import wants_preview

    agent = an_agent(a_team())
    visitor = a_visitor()
    conversation = a_request(a_service(agent.user.teams.get()), visitor)
    entry = says(conversation, visitor, "https://example.com/")
    assert not wants_preview(entry)
    Limits(pk=1, has_link_previews=True).save()
    assert wants_preview(entry)
    found = {"url": "https://example.com/", "site": "example.com", "title": "Example", "description": ""}
    actions.show_preview(entry.pk, found)
    frame = events.entry_frame(Entry.objects.shown().get(pk=entry.pk), Audience.EVERYONE)
    assert frame["payload"]["preview"] == found
    actions.take_back(conversation.pk, seq=entry.public_seq, by=actor(visitor), at=entry.at)
    actions.show_preview(entry.pk, found)
    assert Entry.objects.get(pk=entry.pk).payload == {"v": 1}
