"""Where a socket comes from: its Origin must be one of the site's own addresses, to the letter."""

import logging
from functools import wraps

from django.conf import settings
from django.views.decorators.csrf import csrf_exempt

from core.errors import Forbidden

log = logging.getLogger(__name__)


class OriginGuard:
    """Refuses the handshake (403) when the Origin header is missing, doubled or foreign; tells the other side nothing."""

    def __init__(self, application):
        self.application = application

    async def __call__(self, scope, receive, send):
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        if len(origins) == 1 and origins[0].decode("latin-1") in settings.SITE_ORIGINS:
            return await self.application(scope, receive, send)
        log.warning("socket refused: origin %s", [ascii(origin[:200]) for origin in origins])
        return await send({"type": "websocket.close", "code": 4403})


def own_pages_only(view):
    """For what scripts of our own pages send: browsers tell the truth about the Origin of every request that changes something,
    so no token of a form is needed, which a page open for days may have outlived."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        is_safe = request.method in ("GET", "HEAD", "OPTIONS")
        if not is_safe and request.headers.get("Origin") not in settings.SITE_ORIGINS:
            raise Forbidden
        return view(request, *args, **kwargs)

    return csrf_exempt(guarded)


def client_address(scope: dict) -> str:
    """The address of who is there. A forwarded address counts only when a trusted proxy says it."""
    peer = (scope.get("client") or ("",))[0]
    if peer in settings.TRUSTED_PROXIES:
        forwarded = dict(scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
        return forwarded.split(",")[-1].strip() or peer
    return peer
