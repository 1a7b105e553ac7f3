"""Who a session belongs to, read from the database each time it is asked."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.models import User


def user_of_session(session_key: str | None) -> User | None:
    """The active user who is signed in with this session, or None: signed out, expired, deactivated, password changed."""
    if not session_key or not (session_key.isascii() and session_key.isalnum()):  # no key of ours; a NUL may hide in it
        return None
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key=session_key)
    user_id = session.get(SESSION_KEY)
    if user_id is None or session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user and constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return user
    return None


def living(keys: set[str]) -> set[str]:
    """Those of these sessions that exist and have not run out."""
    rows = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class().objects
    return set(rows.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list("session_key", flat=True))
