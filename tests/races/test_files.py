"""Files, cards and what is taken back, in the same moment: nothing is sent twice, nothing half, and no bytes outlive their row."""

from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from chat import actions
from chat.models import Attachment, Consent, Conversation, Entry, Kind
from chat.models.consent import OPEN_FOR
from core.errors import Conflict, Gone, NotFound, RateLimited, Refused
from files import actions as files
from files.actions.upload import Busy
from files.models import File, Limits
from files.models.file import UNFINISHED_FOR
from tests.people import a_request, a_service, a_team, a_visitor, actor, says
from tests.races.crowd import an_agent_who_stays, at_once
from tests.sent import a_file, png, sends

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]
rounds = pytest.mark.parametrize(
    "rounds", [pytest.param(10, id="quick"), pytest.param(150, id="full", marks=pytest.mark.prove)]
)


@pytest.fixture
def agent():
    return an_agent_who_stays(a_team(), capacity=100)


@pytest.fixture
def visitor():
    return a_visitor("Vera Visitor")


@pytest.fixture
def conversation(agent, visitor):
    return a_request(a_service(agent.user.teams.get()), visitor)


def refused(answers: list) -> list[type]:
    return [type(answer) for answer in answers if isinstance(answer, Refused)]


def consistent(conversation: Conversation) -> None:
    """No hole in its log; what is attached is shown, what is shown is attached, and its bytes are there."""
    entries = list(Entry.objects.filter(conversation=conversation).order_by("seq"))
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    shown = [part["file"] for entry in entries for part in entry.payload.get("parts", ()) if "file" in part]
    attached = Attachment.objects.filter(entry__conversation=conversation).select_related("file")
    assert sorted(shown) == sorted(str(each.file_id) for each in attached)
    assert all(each.file.attached_at and default_storage.exists(each.file.kept) for each in attached)


@rounds
def test_one_file_with_two_messages(conversation, agent, rounds):
    """Of one visitor in two tabs; of one agent in two conversations, and in a note."""
    other = a_request(conversation.service)
    for _ in range(rounds):
        his, hers = a_file(agent), a_file(conversation.contact)
        answers = at_once(
            lambda hers=hers: sends(conversation, conversation.contact, hers),
            lambda hers=hers: sends(conversation, conversation.contact, hers),
            lambda his=his: sends(conversation, agent, his),
            lambda his=his: sends(other, agent, his),
            lambda his=his: sends(other, agent, his, note=True),
        )
        assert refused(answers) == [Conflict] * 3, answers
        assert Attachment.objects.filter(file__in=(his, hers)).count() == 2
    consistent(conversation)
    consistent(other)


@rounds
def test_sent_thrown_away_and_swept_in_the_same_moment(conversation, rounds):
    """It goes with the message, or it is gone: never a message whose file is not there."""
    for _ in range(rounds):
        file = a_file(conversation.contact)
        File.objects.filter(pk=file.pk).update(begun_at=timezone.now() - UNFINISHED_FOR)
        sent, thrown, _swept = at_once(
            lambda file=file: sends(conversation, conversation.contact, file),
            lambda file=file: files.discard(file),
            lambda: files.sweep(at=timezone.now()),
        )
        is_sent = isinstance(sent, Entry)
        assert isinstance(thrown, Conflict) if is_sent else isinstance(sent, NotFound), (sent, thrown)
        assert (File.objects.filter(pk=file.pk).exists(), default_storage.exists(file.kept)) == (is_sent, is_sent)
        consistent(conversation)


@rounds
def test_taken_back_while_it_is_quoted_and_sent_again(conversation, visitor, agent, rounds):
    """Whatever comes first: its words are nowhere afterwards, and the answers stand."""
    part = {"type": "text", "text": "CANARY"}
    for _ in range(rounds):
        client_id, file = uuid4(), a_file(visitor, name="CANARY.png")
        entry = sends(conversation, visitor, part, file, client_id=client_id)
        back = {"seq": entry.public_seq, "by": actor(visitor), "at": timezone.now()}
        quoting = {"client_id": uuid4(), "by": actor(agent), "at": timezone.now(), "reply_to": entry.seq}
        answers = at_once(
            lambda back=back: actions.take_back(conversation.pk, **back),
            lambda quoting=quoting: actions.post(conversation.pk, text="an answer", **quoting),
            lambda back=back: actions.take_back(conversation.pk, **back),
            lambda file=file, client_id=client_id: sends(conversation, visitor, part, file, client_id=client_id),
        )
        assert refused(answers) == [], answers
        stored = (
            str(list(Entry.objects.values()))
            + str(list(Conversation.objects.values()))
            + str(list(File.objects.values()))
        )
        assert "CANARY" not in stored
        assert not default_storage.exists(file.kept)
        assert Entry.objects.filter(kind=Kind.REDACTED, payload__of__seq=entry.seq).count() == 1
    consistent(conversation)


@rounds
def test_taken_back_while_it_is_downloaded(conversation, visitor, rounds):
    """Each reader gets all of it, or that it does not exist; the archive is whole whatever is in it."""
    holds = png() * 50
    sends(conversation, visitor, a_file(visitor, name="stays.png"))
    for _ in range(rounds):
        file = a_file(visitor, holds=holds)
        entry = sends(conversation, visitor, file)
        back = {"seq": entry.public_seq, "by": actor(visitor), "at": timezone.now()}
        *answers, _gone = at_once(
            lambda file=file: download(visitor, f"/files/{file.pk}/"),
            lambda file=file: download(visitor, f"/files/{file.pk}/preview/"),
            lambda: download(visitor, f"/chat/files/{conversation.pk}.zip"),
            lambda back=back: actions.take_back(conversation.pk, **back),
        )
        for (state, body), whole in zip(answers, (holds, b"RIFF", None), strict=True):
            assert state == 404 if body is None else body == whole or is_archive(body)
    consistent(conversation)


def download(visitor, path: str) -> tuple[int, bytes | None]:
    client = Client()
    client.cookies[settings.VISITOR_COOKIE] = visitor.secret
    answer = client.get(path)
    return answer.status_code, async_to_sync(gathered)(answer) if answer.streaming else None


async def gathered(answer) -> bytes:
    return b"".join([piece async for piece in answer.streaming_content])


def is_archive(body: bytes) -> bool:
    with ZipFile(BytesIO(body)) as archive:
        return archive.testzip() is None and "stays.png" in archive.namelist()


@rounds
def test_a_card_is_asked_for_by_several_at_once(conversation, agent, rounds):
    """One card; all who ask are given it."""
    for _ in range(rounds):
        ask = lambda: actions.ask_consent(conversation.pk, wanted="photo", by=actor(agent), at=timezone.now())  # noqa: E731
        cards = at_once(ask, ask, ask, lambda: says(conversation, agent))[:3]
        assert len({card.pk for card in cards}) == 1
        actions.answer_consent(
            conversation.pk, cards[0].pk, answer="declined", by=actor(conversation.contact), at=timezone.now()
        )
    assert Consent.objects.count() == rounds
    assert Entry.objects.filter(kind=Kind.CONSENT_ASKED).count() == rounds
    consistent(conversation)


@rounds
def test_a_card_is_answered_while_it_expires(conversation, agent, rounds):
    """One answer: the visitor's, if it was in time, else none."""
    for _ in range(rounds):
        begun = timezone.now()
        card = actions.ask_consent(conversation.pk, wanted="position", by=actor(agent), at=begun)
        of = {"by": actor(conversation.contact), "at": begun + OPEN_FOR / 2}
        late = begun + OPEN_FOR
        accepted, declined, *_expired = at_once(
            lambda card=card, of=of: actions.answer_consent(conversation.pk, card.pk, answer="accepted", **of),
            lambda card=card, of=of: actions.answer_consent(conversation.pk, card.pk, answer="declined", **of),
            lambda late=late: actions.expire_consents(conversation.pk, at=late),
            lambda late=late: actions.expire_consents(conversation.pk, at=late),
        )
        card.refresh_from_db()
        won = {"accepted": accepted, "declined": declined}
        for name, answer in won.items():
            assert isinstance(answer, Consent) if card.answer == name else isinstance(answer, Conflict | Gone)
        told = Entry.objects.filter(kind=Kind.CONSENT_ANSWERED, payload__consent=str(card.pk))
        assert [entry.payload["answer"] for entry in told] == [card.answer]
    consistent(conversation)


@rounds
def test_many_begin_at_the_limit_of_the_day(conversation, rounds):
    """No more passes than the day allows, however many ask at once."""
    Limits.objects.create(pk=1, picture_mb=1, video_mb=1, voice_mb=1, file_mb=1, day_mb=1)
    for _ in range(rounds):
        visitor = a_visitor()
        begin = lambda visitor=visitor: files.begin(name="a", size=300_000, by=actor(visitor), at=timezone.now())  # noqa: E731
        answers = at_once(*[begin] * 8)
        assert refused(answers) == [RateLimited] * 5
        assert File.objects.filter(by_contact=visitor).count() == 3


@rounds
def test_the_last_piece_comes_while_it_is_thrown_away(conversation, rounds):
    """It is checked, or it is gone; nobody waits for what is not there."""
    for _ in range(rounds):
        file = files.begin(name="a.txt", size=5, by=actor(conversation.contact), at=timezone.now())
        came, again, gone = at_once(
            lambda file=file: receive(file),
            lambda file=file: receive(file),
            lambda file=file: files.discard(file),
        )
        assert gone is None
        assert {type(came), type(again)} <= {int, Conflict, Busy}
        assert (File.objects.filter(pk=file.pk).exists(), file.part.exists()) == (False, False)


def receive(file: File) -> int:
    """As a request that has found the row a moment ago."""
    return files.receive(File(pk=file.pk, size=5), BytesIO(b"hello"), offset=0, at=timezone.now())
