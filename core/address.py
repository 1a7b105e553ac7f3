"""Whose address a page's request comes from, and the part of it that one household or office shares."""

import ipaddress

from core.origin import client_address


def address_of(request) -> str:
    """As for sockets: a forwarded address counts only when a trusted proxy says it."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").encode("latin-1", "replace")
    scope = {"client": (request.META.get("REMOTE_ADDR", ""),), "headers": [(b"x-forwarded-for", forwarded)]}
    return client_address(scope)


def prefix_of(address: str) -> str:
    """The /24 of an IPv4 address, the /64 of an IPv6 one; what is no address stays as it is."""
    try:
        bits = 24 if ipaddress.ip_address(address).version == 4 else 64
        return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))
    except ValueError:
        return address[:64]
