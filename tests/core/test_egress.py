"""Out to public addresses only."""

from contextlib import suppress

import pytest

from core.egress import Unreachable, allowed, fetch, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "240.0.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
        "64:ff9b::7f00:1", "ff02::1", "2001:0:7f00:1::80ff:fffe",
    ],
)  # fmt: skip
def test_what_is_not_public_is_not_asked(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_what_is_public_may_be_asked(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "http://", "http:///x", "//example.com",
        "javascript:alert(1)", "http://user@example.com/", "http://example.com:6379/", "https://example.com:22/",
        "http://example.com:99999/", "https://[::1",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_not_asked(url):
    with pytest.raises(Unreachable):
        allowed(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0x7f.1/", "http://2130706433/", "http://127.1/",
        "https://0/", "http://nowhere.invalid/",
    ],
)  # fmt: skip
def test_nothing_inside_is_reached_however_it_is_written(url):
    with pytest.raises(Unreachable):
        fetch(url)


def test_who_drips_is_hung_up_on(monkeypatch):
    """A byte now and then keeps each step short of its limit; the whole has one too."""
    import socket
    import threading
    import time

    from core import egress

    monkeypatch.setattr(egress, "SECONDS_IN_ALL", 0.5)
    monkeypatch.setattr(egress, "is_public", lambda address: True)
    listener = socket.create_server(("127.0.0.1", 0))
    monkeypatch.setattr(egress, "PORTS", {"http": listener.getsockname()[1]})

    def drip():
        line, _peer = listener.accept()
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9999\r\n\r\n")
        for _ in range(100):
            try:
                line.sendall(b"x")
            except OSError:
                return
            time.sleep(0.05)

    server = threading.Thread(target=drip, daemon=True)
    server.start()
    with suppress(Unreachable):
        egress.fetch("http://127.0.0.1/")
    server.join(4)
    assert not server.is_alive()
    listener.close()
