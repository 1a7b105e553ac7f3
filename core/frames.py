"""Shapes of commands: strict, no unknown fields, nothing converted. What is wrong is answered with the field and the limit."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from core.errors import Invalid
from core.text import is_said


class Frame(BaseModel):
    """Base of all commands' frames; `type` and `ref` are taken off before."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _uuid(value):
    if isinstance(value, str) and len(value) == 36:
        return UUID(value)
    raise ValueError("not a UUID")


def _is_said(text: str) -> str:
    """Refuse what shows nothing: spaces, format and control characters only."""
    if not is_said(text):
        raise ValueError("blank")
    return text


Id = Annotated[UUID, BeforeValidator(_uuid)]
Number = Annotated[int, Field(ge=0, lt=2**53)]
Words = Annotated[str, AfterValidator(_is_said)]


def read(shape: type[Frame], fields: dict) -> Frame:
    """The frame, or Invalid with the first field that is wrong."""
    try:
        return shape.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])[:80]
        raise Invalid(_reason(first), field=field) from error


def _reason(error: ErrorDetails) -> str:
    """In the reader's language, with the limit where there is one."""
    limit = {"limit": error.get("ctx", {}).get("max_length")}
    reasons = {
        "missing": _("This field is required."),
        "string_too_short": _("This field is required."),
        "extra_forbidden": _("There is no such field."),
        "string_too_long": _("At most %(limit)s characters.") % limit,
        "too_long": _("At most %(limit)s at once.") % limit,
        "greater_than_equal": _("This is too small."),
        "less_than_equal": _("This is too large."),
        "less_than": _("This is too large."),
    }
    if error["type"] == "value_error" and "blank" in error["msg"]:
        return _("This shows nothing. Write something.")
    return reasons.get(error["type"], _("This is not a valid value."))
