"""Signing in by name and password, with a limit on guessing that locks nobody out from elsewhere."""

from hashlib import sha256

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied

from accounts.models import User
from core.address import address_of, prefix_of
from core.limits import count

WINDOW = 300  # seconds
TRIES_OF_ONE = 10  # for one login from one network
TRIES_OF_ALL = 100  # for all logins from one address


class ThrottledBackend(ModelBackend):
    """Django's own, counting before it looks: in a lock the right password is refused like a wrong one."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        login = User.normalize_username(username if username is not None else kwargs.get(User.USERNAME_FIELD))
        if request is not None and is_too_often(request, login or ""):
            request.is_throttled = True
            raise PermissionDenied
        return super().authenticate(request, username=known_as(login), password=password, **kwargs)


def known_as(login: str | None) -> str | None:
    """The name of whoever signs in by their e-mail address instead, if it is one person's alone."""
    if not login or "@" not in login or User.objects.filter(username=login).exists():
        return login
    names = User.objects.filter(email__iexact=login).values_list("username", flat=True)[:2]
    return names[0] if len(names) == 1 else login


def is_too_often(request, login: str) -> bool:
    """One more try by this network for this login: is it above the limit?"""
    address = address_of(request)
    name = sha256(login.encode()).hexdigest()[:32]
    of_one = count(f"sign-in:{name}:{prefix_of(address)}", per=WINDOW)
    of_all = count(f"sign-in:{address}", per=WINDOW)
    return of_one > TRIES_OF_ONE or of_all > TRIES_OF_ALL
