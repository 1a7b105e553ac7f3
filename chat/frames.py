"""The shapes of this app's commands (docs/protocol.md, Commands)."""

from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, Field

from chat.content import MAX_PARTS
from core.frames import Frame, Id, Number, Words
from core.html import MAX_HTML

MAX_TEXT = 20_000  # characters; the limit in the admin is usually lower (`files.models.Limits`)
Text = Annotated[Words, Field(min_length=1, max_length=MAX_TEXT)]
Language = Literal["en", "zh-hans"]
MAX_RESUMED = 50


def _is_address(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError as error:
        raise ValueError("not an address") from error
    return value


def _is_address_if_given(value: str) -> str:
    return value and _is_address(value)


Address = Annotated[str, Field(max_length=254), AfterValidator(_is_address)]
AddressIfGiven = Annotated[str, Field(max_length=254), AfterValidator(_is_address_if_given)]
Slug = Annotated[str, Field(min_length=1, max_length=50)]
Name = Annotated[str, Field(max_length=80)]


class Request(Frame):
    service: Slug
    language: Language
    name: Name = ""
    email: AddressIfGiven = ""
    text: Text | None = None
    client_id: Id | None = None
    page: Annotated[str, Field(max_length=500)] = ""


class ResumePoint(Frame):
    id: Id
    after: Number | None


class Resume(Frame):
    conversations: list[ResumePoint]


class OfConversation(Frame):
    conversation: Id


class TextPart(Frame):
    type: Literal["text"]
    text: Text


class FilePart(Frame):
    type: Literal["file"]
    file: Id
    alt: Annotated[str, Field(max_length=200)] = ""


class HtmlPart(Frame):
    type: Literal["html"]
    html: Annotated[str, Field(min_length=1, max_length=MAX_HTML)]


class PositionPart(Frame):
    """WGS-84, in degrees; the accuracy in metres."""

    type: Literal["position"]
    lat: Annotated[float, Field(ge=-90, le=90)]
    lng: Annotated[float, Field(ge=-180, le=180)]
    accuracy: Annotated[float, Field(ge=0, le=1_000_000)] | None = None
    label: Annotated[str, Field(max_length=120)] = ""


Part = Annotated[TextPart | FilePart | HtmlPart | PositionPart, Field(discriminator="type")]


class Post(OfConversation):
    """Either a text or parts."""

    client_id: Id
    text: Text | None = None
    parts: Annotated[list[Part], Field(min_length=1, max_length=MAX_PARTS)] | None = None
    reply_to: Annotated[Number, Field(ge=1)] | None = None


class OfEntry(OfConversation):
    seq: Annotated[Number, Field(ge=1)]


class Redact(OfEntry):
    reason: Annotated[Words, Field(min_length=1, max_length=1000)]


class AskConsent(OfConversation):
    wanted: Literal["screenshot", "recording", "photo", "position"]
    text: Annotated[str, Field(max_length=300)] = ""


class AnswerConsent(OfConversation):
    consent: Id
    answer: Literal["accepted", "declined"]


class Read(OfConversation):
    seq: Number


class LeaveMessage(Frame):
    service: Slug
    email: Address
    text: Text
    client_id: Id
    name: Name = ""


class Rate(OfConversation):
    score: Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[str, Field(max_length=1000)] = ""


class ChooseLanguage(Frame):
    language: Language


class End(OfConversation):
    disposition: Literal["solved", "unresolved", "rejected"]
    is_rating_asked: bool = True
    subject: Annotated[str, Field(max_length=200)] = ""
    team: Number | None = None
    assignee: Number | None = None
    reason: Annotated[str, Field(max_length=1000)] = ""


class SetAvailability(Frame):
    availability: Literal["online", "away", "offline"]
    reason: Annotated[str, Field(max_length=80)] = ""


class SetCapacity(Frame):
    capacity: Annotated[int, Field(ge=0, le=100)]
