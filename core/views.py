"""Is it alive, is it ready; and the pages that say no."""

import sys
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpResponse, JsonResponse
from django.template import loader
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.errors import Forbidden, Refused

CODES = {
    400: "invalid",
    401: "signed_out",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    410: "gone",
    429: "rate_limited",
}


@login_not_required
@require_safe
@never_cache
def healthz(request):
    """This process serves."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
@never_cache
def readyz(request):
    """And so does the database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def refusal(request, status: int, refused: Refused | None = None):
    """A page, or JSON under /api/, that says no and how to go on. Needs no session, no user and no database."""
    if request.path.startswith("/api/"):
        body = refused.as_frame() if refused else {"code": CODES.get(status, "invalid"), "message": sentence(status)}
        response = JsonResponse(body, status=status)
    else:
        context = {"status": status, "sentence": str(refused.message) if refused else sentence(status)}
        page = loader.render_to_string("error.html", context, request if hasattr(request, "user") else None)
        response = HttpResponse(page, status=status)
    if status in (429, 503):
        response["Retry-After"] = str(getattr(refused, "retry_after", None) or 5)
    response["Cache-Control"] = "private, no-store"
    return response


def sentence(status: int) -> str:
    """What happened, in words for people."""
    match status:
        case 403:
            return _("You may not do this.")
        case 404:
            return _("There is nothing here, or it is not yours to see.")
        case 414 | 431:
            return _("This address is too long.")
        case 503:
            return _("The database does not answer at the moment. Please try again shortly.")
        case status if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return _("Something failed on our side. Please try again.")
    return _("This request cannot be read.")


def bad_request(request, exception=None):
    return refusal(request, 400)


def forbidden(request, exception=None):
    return refusal(request, 403)


def forged(request, reason=""):
    """A form without this site's token: forged, or older than the sign-in."""
    return refusal(request, 403, Forbidden(_("This form has expired. Go back, reload the page and send it again.")))


def not_found(request, exception=None):
    return refusal(request, 404)


def failed(request):
    """Anything unforeseen; a database that is away is told as such, so that whoever asks tries again."""
    is_database_away = isinstance(sys.exception(), (OperationalError, InterfaceError))
    return refusal(request, 503 if is_database_away else 500)
