"""The server as people start it: what it says when it cannot, how it ends, and both profiles at work."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
from websockets.sync.client import connect

from tests.services.ports import free_port
from tests.services.site import ROOT, Site

pytestmark = pytest.mark.processes


def serve(site: Site, port: int, *options: str) -> subprocess.CompletedProcess:
    words = [sys.executable, "-m", "helpdesk.serve", "--port", str(port), *options]
    return subprocess.run(
        words, cwd=ROOT, env=site.environment(), capture_output=True, text=True, timeout=30, check=False
    )


@contextmanager
def a_visitor(address: str):
    """The visitor's open socket, after its `hello`."""
    with urllib.request.urlopen(f"{address}/") as answer:
        cookie = answer.headers["Set-Cookie"].split(";")[0]
    with connect(
        address.replace("http", "ws") + "/ws/visitor/",
        origin=address,
        subprotocols=["helpdesk.v1"],
        additional_headers={"Cookie": cookie},
    ) as live:
        assert json.loads(live.recv(5))["type"] == "hello"
        yield live


def test_a_port_in_use_is_told_in_one_sentence(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = serve(Site(tmp_path), taken.getsockname()[1])
    assert ended.returncode == 1
    assert ended.stderr.startswith("Cannot listen on 127.0.0.1 port")
    assert ended.stderr.count("\n") == 1


def test_tables_of_another_version_are_told_in_one_sentence(tmp_path):
    (tmp_path / "data").mkdir()
    ended = serve(Site(tmp_path), free_port())
    assert ended.returncode == 1
    assert ended.stderr == "The database is not up to date: run `python manage.py migrate` first.\n"


def test_a_database_that_is_away_is_told_in_one_sentence(tmp_path):
    site = Site(tmp_path, DATABASE_URL=f"postgres://nobody@127.0.0.1:{free_port()}/nothing")
    ended = serve(site, free_port())
    assert ended.returncode == 1
    assert ended.stderr.startswith("The database does not answer: ")


def test_the_end_is_told_to_the_pages_and_takes_seconds(embedded_site):
    web = embedded_site.webs[0]
    with a_visitor(web.address) as live:
        began = time.monotonic()
        web.child.send_signal(signal.SIGTERM)
        bye = json.loads(live.recv(5))
    assert (bye["type"], bye["code"], bye["reconnect"]) == ("bye", 1012, True)
    web.child.wait(10)
    assert time.monotonic() - began < 6


def test_after_a_crash_it_serves_again(embedded_site):
    web = embedded_site.webs[0]
    web.kill()
    web.start()
    with a_visitor(web.address):
        pass


def test_every_process_of_the_scaled_profile_serves(scaled_site):
    for web in scaled_site.webs:
        with a_visitor(web.address):
            pass
