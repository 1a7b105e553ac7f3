"""The HTTP API's ways in and out: one reader, one shape of error (docs/protocol.md), strict query parameters."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.parsers import BaseParser
from rest_framework.response import Response
from rest_framework.views import set_rollback

from core.errors import Forbidden, Invalid, NotFound, RateLimited, Refused
from core.frames import Frame, read
from core.reader import MAX_BYTES, MAX_DIGITS, read_object
from core.views import CODES


class SafeJSONParser(BaseParser):
    """JSON bodies by the same rules as the frames of the sockets."""

    media_type = "application/json"

    def parse(self, stream, media_type=None, parser_context=None):
        return read_object(stream.read(MAX_BYTES + 1))


def answer_exception(exception, context) -> Response | None:
    """Every refusal as `{code, message, field?}`; what is nobody's mistake goes on to the 500 page."""
    set_rollback()
    if isinstance(exception, exceptions.APIException):
        return _answer(exception)
    if isinstance(exception, Http404):
        exception = NotFound()
    elif isinstance(exception, PermissionDenied):
        exception = Forbidden()
    if isinstance(exception, Refused):
        headers = {"Retry-After": str(exception.retry_after)} if isinstance(exception, RateLimited) else None
        return Response(exception.as_frame(), status=exception.status, headers=headers)
    return None


def _answer(exception: exceptions.APIException) -> Response:
    is_unknown = isinstance(exception, (exceptions.NotAuthenticated, exceptions.AuthenticationFailed))
    status = 401 if is_unknown else exception.status_code
    field, message = _first(exception.detail)
    body = {"code": CODES.get(status, "invalid"), "message": message}
    return Response(body | ({"field": field} if field else {}), status=status)


def _first(detail, field: str = "") -> tuple[str, str]:
    """The first complaint of a serializer, with the field it is about."""
    if isinstance(detail, dict) and detail:
        name, detail = next(iter(detail.items()))
        return _first(detail, name if name != "non_field_errors" else field)
    if isinstance(detail, list) and detail:
        return _first(detail[0], field)
    return field, str(detail)


def query(request, shape: type[Frame]) -> Frame:
    """The query parameters, strictly: unknown, repeated and malformed ones are Invalid. Whole numbers are converted."""
    fields = {}
    for name, values in request.query_params.lists():
        if len(values) > 1:
            raise Invalid(field=name[:80])
        fields[name] = _converted(shape, name, values[0])
    return read(shape, fields)


def _converted(shape: type[Frame], name: str, value: str):
    is_number = name in shape.model_fields and shape.model_fields[name].annotation is int
    is_digits = value.isascii() and value.isdigit() and len(value) <= MAX_DIGITS
    return int(value) if is_number and is_digits else value
