"""The one way out to other people's servers: only to public addresses, decided before each connection and kept to; little and soon."""

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

SECONDS = 5  # for a step
SECONDS_IN_ALL = 10  # for a page
MOST_BYTES = 512 * 1024
MOST_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
HEADERS = {
    "User-Agent": "Helpdesk link preview",
    "Accept": "text/html,application/xhtml+xml",
    "Accept-Encoding": "identity",
}
LEADING_ELSEWHERE = [
    ipaddress.ip_network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
]
MOVED = (301, 302, 303, 307, 308)


class Unreachable(Exception):
    """Not an address that may be asked, or it gave no useful answer."""


@dataclass(frozen=True)
class Page:
    """What was found there: the address in the end, its type, and the first bytes."""

    url: str
    mime: str
    body: bytes


def fetch(url: str) -> Page:
    """Ask a public web address for its page; at most 512 KB of it, within 5 s a step, 10 s a page and three redirects. Raises Unreachable."""
    for _step in range(MOST_REDIRECTS + 1):
        target = allowed(url)
        try:
            page, moved = _ask(target)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unreachable(str(error)) from error
        if page:
            return page
        url = urljoin(url, moved)
    raise Unreachable("too many redirects")


def allowed(url: str) -> SplitResult:
    """The parts of an address of the web that may be asked: its own port, nobody's name in it."""
    try:
        target = urlsplit(url)
        port = target.port
    except ValueError as error:
        raise Unreachable("not an address") from error
    if target.scheme not in PORTS or not target.hostname or target.username or target.password:
        raise Unreachable("not an address of the web")
    if port not in (None, PORTS[target.scheme]):
        raise Unreachable("another port")
    return target


def public_address(host: str, port: int) -> tuple:
    """Where the host is, if every one of its addresses is public: a name that points inside at times is not trusted at all."""
    found = [each[4] for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_public(str(address[0])) for address in found):
        raise Unreachable("not a public address")
    return found[0]


def is_public(text: str) -> bool:
    """Of the internet at large; and of IPv6 only what does not lead to another address."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        address = address.ipv4_mapped or address
        if any(address.version == 6 and address in network for network in LEADING_ELSEWHERE):
            return False
    return address.is_global and not address.is_multicast


def _ask(target: SplitResult) -> tuple[Page | None, str]:
    """The page, or where it has moved to."""
    port = PORTS[target.scheme]
    host = str(target.hostname)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    peer = public_address(host, port)
    # To this very address, whatever the name says next.
    connection.sock = socket.create_connection(peer[:2], timeout=SECONDS)
    end = threading.Timer(SECONDS_IN_ALL, _hang_up, [connection])  # for who sends a byte now and then
    end.daemon = True
    end.start()
    try:
        if target.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
        path = target._replace(scheme="", netloc="", fragment="").geturl() or "/"
        connection.request("GET", path.encode("ascii", "ignore").decode() or "/", headers=HEADERS)
        answer = connection.getresponse()
        if answer.status in MOVED:
            return None, answer.headers.get("Location", "")
        if answer.status != http.HTTPStatus.OK:
            raise Unreachable(f"it answered {answer.status}")
        mime = answer.headers.get_content_type()
        if mime not in ("text/html", "application/xhtml+xml"):
            raise Unreachable("not a page")
        return Page(target.geturl(), mime, answer.read(MOST_BYTES)), ""
    finally:
        end.cancel()
        connection.close()


def _hang_up(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError):
        connection.sock.shutdown(socket.SHUT_RDWR)
