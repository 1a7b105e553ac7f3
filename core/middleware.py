"""What every request passes: refuses what cannot be read, speaks the reader's language, answers refusals of actions."""

import logging

from django.conf import settings
from django.db import DataError
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import get_supported_language_variant

from core.errors import Refused
from core.views import refusal

log = logging.getLogger(__name__)
MAX_PATH = 2048
MAX_QUERY = 8192
MAX_PARAMETERS = 200
MAX_HEADERS = 32 * 1024
A_YEAR = 365 * 24 * 3600
OWN_DEVICES = "camera=(self), microphone=(self), display-capture=(self), geolocation=(self)"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class CleanRequestMiddleware:
    """Answers 400, 414 or 431 to what no page here could mean: the databases disagree on NUL, and long things cost."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        state = self.fault(request)
        return refusal(request, state) if state else self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """A form's fields, read only after the views' own guards are in place."""
        fields = request.POST.lists() if request.method == "POST" and request.content_type in FORMS else ()
        is_broken = any("\0" in text for name, values in fields for text in (name, *values))
        return refusal(request, 400) if is_broken else None

    def fault(self, request) -> int | None:
        query = request.META.get("QUERY_STRING", "")
        headers = sum(len(str(value)) for name, value in request.META.items() if name.startswith("HTTP_"))
        if len(request.path) > MAX_PATH or len(query) > MAX_QUERY:
            return 414
        if headers > MAX_HEADERS:
            return 431
        if "\0" in request.path or "\0" in query or "%00" in query or query.count("&") >= MAX_PARAMETERS:
            return 400
        # A quoted cookie may spell a NUL as \000.
        if any("\0" in value for value in request.COOKIES.values()):
            return 400
        return None


class LanguageMiddleware:
    """The language of the answer: the user's setting, else `?lang=` (kept in a cookie), the cookie, the browser's."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = supported(request.GET.get("lang", ""))
        language = supported(getattr(request.user, "language", "")) or asked
        translation.activate(language or translation.get_language_from_request(request))
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        if asked:
            keep_language(response, asked)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def supported(code: str) -> str | None:
    """The language of ours that is meant: zh, zh-CN and zh-SG are zh-hans."""
    try:
        return get_supported_language_variant(code)
    except LookupError:
        return None


def keep_language(response, language: str) -> None:
    """Have the browser remember it."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.IS_SECURE,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


class AnswerMiddleware:
    """Turns an action's refusal into the page, or the JSON, that says so; and what no view says otherwise of is private."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Permissions-Policy", OWN_DEVICES)
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return refusal(request, exception.status, exception)
        if isinstance(exception, (OverflowError, DataError)):
            log.warning("%s: a value that the database cannot hold", request.path, exc_info=exception)
            return refusal(request, 400)
        return None
