"""Messages of parts: files mixed with words, rich text, positions; quotes; and how content goes away again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import AuditEntry
from chat import actions, content, events
from chat.models import Attachment, Consent, Conversation, Entry, Kind
from chat.states import Audience
from core.errors import Conflict, Forbidden, Gone, Invalid, NotFound
from files.models import File, Limits
from tests.people import a_request, a_service, a_team, a_user, a_visitor, actor, an_agent, ends, notes, says
from tests.sent import a_file, sends

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = {"type": "text", "text": "before"}
AFTER = {"type": "text", "text": "after"}
PLACE = {"type": "position", "lat": 31.2304, "lng": 121.4737, "accuracy": 12.0, "label": "The Bund"}


@pytest.fixture
def visitor():
    return a_visitor("Wang Fang")


@pytest.fixture
def agent():
    return an_agent(a_team(), name="Maria Garcia")


@pytest.fixture
def conversation(visitor, agent):
    return a_request(a_service(agent.user.teams.get()), visitor)


def shown(entry: Entry, audience=Audience.EVERYONE) -> dict:
    return events.entry_frame(Entry.objects.shown().get(pk=entry.pk), audience)


def test_pictures_and_words_stand_in_their_order(conversation, visitor):
    first, second = a_file(visitor, name="one.png"), a_file(visitor, name="two.png")
    entry = sends(conversation, visitor, TEXT, first, AFTER, second)
    parts = shown(entry)["payload"]["parts"]
    assert [part.get("text") or part["name"] for part in parts] == ["before", "one.png", "after", "two.png"]
    assert (entry.text, list(entry.attachments.values_list("file", flat=True))) == (
        "before\nafter",
        [first.pk, second.pk],
    )
    size = first.size
    assert parts[1] == {
        "type": "picture",
        "file": str(first.pk),
        "name": "one.png",
        "size": size,
        "alt": "",
        "width": 60,
        "height": 40,
        "is_animated": False,
    }


def test_a_list_is_told_what_kind_of_thing_came(conversation, visitor):
    sends(conversation, visitor, a_file(visitor))
    last = Conversation.objects.get().last
    assert (last["text"], last["kinds"]) == ("", ["picture"])


def test_a_position_and_rich_text_are_messages_of_their_own(conversation, visitor):
    entry = sends(conversation, visitor, PLACE)
    assert (entry.text, entry.payload["parts"]) == ("The Bund", [PLACE])
    rich = sends(conversation, visitor, {"type": "html", "html": "<p>Hello <b>you</b><script>alert(1)</script></p>"})
    assert (rich.text, rich.payload["parts"][0]["html"]) == ("Hello you", "<p>Hello <b>you</b></p>")
    with pytest.raises(Invalid):
        content.checked([TEXT, PLACE])


def test_a_file_goes_with_one_message_of_its_uploader_only(conversation, visitor, agent):
    file = a_file(visitor)
    with pytest.raises(NotFound):
        sends(conversation, agent, file)
    sends(conversation, visitor, file)
    with pytest.raises(Conflict):
        sends(conversation, visitor, file)
    with pytest.raises(NotFound):
        sends(conversation, visitor, File(pk=uuid4()))
    with pytest.raises(Invalid):
        content.checked([{"type": "file", "file": file.pk}] * 2)
    assert (Attachment.objects.count(), Entry.objects.filter(kind=Kind.MESSAGE_POSTED).count()) == (1, 1)


def test_what_is_not_checked_yet_cannot_be_sent(conversation, visitor):
    file = a_file(visitor)
    File.objects.update(state="quarantined")
    with pytest.raises(Conflict) as refused:
        sends(conversation, visitor, file)
    assert refused.value.state == "quarantined"


def test_sent_again_it_is_the_same_message(conversation, visitor):
    file, client_id = a_file(visitor), uuid4()
    first = sends(conversation, visitor, TEXT, file, client_id=client_id)
    assert sends(conversation, visitor, TEXT, file, client_id=client_id).pk == first.pk
    with pytest.raises(Conflict):
        sends(conversation, visitor, AFTER, file, client_id=client_id)
    with pytest.raises(Conflict):
        says(conversation, visitor, "before", client_id=client_id)


def test_of_several_messages_at_once_a_refused_one_takes_no_file_with_it(conversation, visitor, agent):
    good, bad = a_file(visitor), a_file(visitor)
    File.objects.filter(pk=bad.pk).update(state="checking")
    words = [
        actions.Words(conversation.pk, "", uuid4(), actor(visitor), timezone.now(), content=content.checked(parts))
        for parts in ([{"type": "file", "file": bad.pk}], [{"type": "file", "file": good.pk}])
    ]
    refused, entry = actions.say(words)
    assert (type(refused), entry.seq) == (Conflict, Entry.objects.latest("seq").seq)
    assert File.objects.get(pk=bad.pk).attached_at is None


def test_the_limit_of_text_is_the_admins_and_counts_all_of_it(conversation, visitor):
    Limits.objects.create(pk=1, text_characters=100)
    says(conversation, visitor, "x" * 100)
    for too_long in (
        lambda: says(conversation, visitor, "x" * 101),
        lambda: sends(conversation, visitor, *long_parts()),
    ):
        with pytest.raises(Invalid) as refused:
            too_long()
        assert "100" in str(refused.value.message)


def long_parts() -> list[dict]:
    return [{"type": "text", "text": "x" * 60}] * 2


def test_an_answer_shows_what_it_answers(conversation, visitor, agent):
    asked = says(conversation, visitor, "Where is my parcel?")
    answer = says_to(conversation, agent, "On its way.", reply_to=asked.seq)
    assert shown(answer)["quote"] == {
        "seq": asked.public_seq,
        "name": "Wang Fang",
        "text": "Where is my parcel?",
        "kinds": [],
        "is_redacted": False,
    }


def says_to(conversation, by, text, **rest):
    return actions.post(conversation.pk, text=text, client_id=uuid4(), by=actor(by), at=timezone.now(), **rest)


def test_a_note_is_quoted_in_notes_only_and_numbers_are_the_readers_own(conversation, visitor, agent):
    note = notes(conversation, agent, "a secret")
    asked = says(conversation, visitor, "hello")
    with pytest.raises(Invalid):
        says_to(conversation, agent, "see above", reply_to=note.seq)
    for number in (note.seq + 50, asked.public_seq + 50):
        with pytest.raises(Invalid):
            says_to(conversation, visitor, "see above", reply_to=number)
    answer = says_to(conversation, visitor, "my own", reply_to=asked.public_seq)
    assert answer.reply_to == asked
    assert asked.seq != asked.public_seq


def test_taken_back_the_content_is_gone_and_the_entry_stays(conversation, visitor, agent):
    file = a_file(visitor)
    entry = sends(conversation, visitor, {"type": "text", "text": "my card is 4111"}, file)
    answer = says_to(conversation, agent, "Thank you", reply_to=entry.seq)
    actions.take_back(conversation.pk, seq=entry.public_seq, by=actor(visitor), at=timezone.now())
    frame = shown(entry)
    assert (frame["text"], frame["payload"], frame["redacted_at"] is None) == ("", {"v": 1}, False)
    assert shown(answer)["quote"] | {"text": "", "kinds": [], "is_redacted": True} == shown(answer)["quote"]
    assert (File.objects.count(), Attachment.objects.count()) == (0, 0)
    assert not default_storage.exists(file.kept)
    assert not default_storage.exists(file.preview)
    told = Entry.objects.latest("seq")
    assert shown(told)["payload"] == {"v": 1, "seq": entry.public_seq}
    assert "4111" not in str(list(Entry.objects.values())) + str(Conversation.objects.values().get())
    assert AuditEntry.objects.get(verb="message.taken_back").actor_name == "Wang Fang"


def test_taking_back_is_for_ones_own_messages_within_five_minutes(conversation, visitor, agent):
    entry = says(conversation, visitor, "hello")
    with pytest.raises(Forbidden):
        actions.take_back(conversation.pk, seq=entry.seq, by=actor(agent), at=timezone.now())
    with pytest.raises(Conflict):
        actions.take_back(conversation.pk, seq=entry.seq, by=actor(visitor), at=entry.at + timedelta(minutes=5))
    with pytest.raises(NotFound):
        actions.take_back(conversation.pk, seq=1, by=actor(visitor), at=timezone.now())
    just = entry.at + timedelta(minutes=4, seconds=59)
    for _again in range(2):
        actions.take_back(conversation.pk, seq=entry.public_seq, by=actor(visitor), at=just)
    assert Entry.objects.filter(kind=Kind.REDACTED).count() == 1


def test_a_message_taken_back_is_not_made_again_by_a_late_copy(conversation, visitor):
    client_id = uuid4()
    entry = says(conversation, visitor, "hello", client_id=client_id)
    actions.take_back(conversation.pk, seq=entry.public_seq, by=actor(visitor), at=timezone.now())
    assert says(conversation, visitor, "hello", client_id=client_id).text == ""


def test_redacting_needs_the_right_and_a_reason_and_also_works_after_the_end(conversation, visitor, agent):
    from guardian.shortcuts import assign_perm

    entry = says(conversation, visitor, "my card is 4111")
    ended = ends(conversation, agent)
    assert ended.ticket.subject == "my card is 4111"
    redactor = a_user()
    with pytest.raises(NotFound):
        actions.redact(conversation.pk, seq=entry.seq, reason="card", by=actor(redactor), at=timezone.now())
    with pytest.raises(Forbidden):
        actions.redact(conversation.pk, seq=entry.seq, reason="card", by=actor(agent), at=timezone.now())
    assign_perm("redact", redactor, conversation.team)
    redactor = type(redactor).objects.get(pk=redactor.pk)
    with pytest.raises(Invalid):
        actions.redact(conversation.pk, seq=entry.seq, reason=" ", by=actor(redactor), at=timezone.now())
    actions.redact(conversation.pk, seq=entry.seq, reason="a card number", by=actor(redactor), at=timezone.now())
    ended.ticket.refresh_from_db()
    assert (Entry.objects.get(pk=entry.pk).text, ended.ticket.subject) == ("", conversation.service.name)
    audited = AuditEntry.objects.get(verb="message.redacted")
    assert (audited.payload["reason"], "4111" in str(audited.payload)) == ("a card number", False)


def test_nobody_but_the_visitor_answers_a_card_and_only_once(conversation, visitor, agent):
    card = ask(conversation, agent)
    assert ask(conversation, agent).pk == card.pk
    with pytest.raises(Forbidden):
        answers(card, agent)
    answers(card, visitor)
    answers(card, visitor)
    with pytest.raises(Conflict):
        answers(card, visitor, "declined")
    told = Entry.objects.filter(kind__startswith="consent.").values_list("kind", "payload__answer")
    assert list(told) == [("consent.asked", None), ("consent.answered", "accepted")]


def ask(conversation, by, at=None) -> Consent:
    return actions.ask_consent(conversation.pk, wanted="screenshot", by=actor(by), at=at or timezone.now())


def answers(card: Consent, by, answer: str = "accepted", at=None) -> Consent:
    given = {"answer": answer, "by": actor(by), "at": at or timezone.now()}
    return actions.answer_consent(card.conversation_id, card.pk, **given)


def test_a_card_that_nobody_answers_expires_after_two_minutes(conversation, visitor, agent):
    now = timezone.now()
    card = ask(conversation, agent, at=now)
    with pytest.raises(Gone):
        answers(card, visitor, at=now + timedelta(minutes=2))
    actions.expire_consents(conversation.pk, at=now + timedelta(minutes=2))
    actions.expire_consents(conversation.pk, at=now + timedelta(minutes=3))
    assert [entry.payload["answer"] for entry in Entry.objects.filter(kind=Kind.CONSENT_ANSWERED)] == ["expired"]
    assert ask(conversation, agent, at=now + timedelta(minutes=3)).pk != card.pk


def test_the_end_closes_what_is_open(conversation, visitor, agent):
    card = ask(conversation, agent)
    ends(conversation, agent)
    card.refresh_from_db()
    assert card.answer == "closed"
    with pytest.raises(Conflict):
        answers(card, visitor)


def test_a_notes_file_is_for_staff_only(conversation, visitor, agent):
    from accounts import access

    file = a_file(agent)
    sends(conversation, agent, file, note=True)
    file = File.objects.get(pk=file.pk)
    assert access.can(actor(agent), "file.read", file)
    assert not access.can(actor(visitor), "file.read", File.objects.get(pk=file.pk))
