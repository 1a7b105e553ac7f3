"""The shapes of this app's commands (docs/protocol.md, Commands)."""

from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import AfterValidator, Field

from chat.actions.post import MAX_TEXT
from core.frames import Frame, Id, Number, Words

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


class Post(OfConversation):
    client_id: Id
    text: Text


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
