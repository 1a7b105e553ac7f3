"""Who a visitor is: the bearer of the secret in the cookie. The secret itself is nowhere but there."""

import hashlib
import re
import secrets

from accounts.models import Contact

SECRET = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits


def new_secret() -> str:
    return secrets.token_urlsafe(32)


def is_secret(value: str | None) -> bool:
    return bool(value) and SECRET.fullmatch(value) is not None


def hashed(secret: str) -> str:
    """What is stored of it: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def contact_of(secret: str) -> Contact | None:
    """The contact this secret belongs to, once they have asked for something."""
    return Contact.objects.filter(secret_hash=hashed(secret)).first()


def meet(secret: str, *, device: str = "", page: str = "") -> Contact:
    """The contact, made on the first request."""
    contact, _ = Contact.objects.get_or_create(secret_hash=hashed(secret), defaults={"device": device, "page": page})
    return contact


def device_of(user_agent: str) -> str:
    """Browser and system in two words, of what the browser says of itself; empty when it says nothing known."""
    browsers = (("Edg/", "Edge"), ("OPR/", "Opera"), ("MicroMessenger", "WeChat"), ("Firefox/", "Firefox"))
    browsers += (("Chrome/", "Chrome"), ("Safari/", "Safari"))
    systems = (("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"))
    systems += (("Mac OS", "macOS"), ("Linux", "Linux"))
    found = [next((name for mark, name in marks if mark in user_agent), "") for marks in (browsers, systems)]
    return " · ".join(filter(None, found))
