"""Nothing a test starts outlives it."""

import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.services.child import Child, children
from tests.services.ports import free_port
from tests.services.site import ROOT, Site


class Sleeper(Child):
    """A process with a child of its own."""

    def command(self):
        return ["/bin/sh", "-c", "sleep 60 & echo ready; wait"]

    def is_ready(self):
        return "ready" in self.output()


def is_alive(pid: int) -> bool:
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(shown.stdout.strip()) and not shown.stdout.startswith("Z")


def test_a_killed_process_takes_its_children_along(tmp_path):
    with Sleeper(tmp_path, "sleeper") as sleeper:
        family = [sleeper.pid, *children(sleeper.pid)]
        assert len(family) == 2
        sleeper.kill()
        end = time.monotonic() + 5  # an orphan is buried by whoever inherits it, a moment later
        while any(is_alive(pid) for pid in family) and time.monotonic() < end:
            time.sleep(0.01)
        assert [pid for pid in family if is_alive(pid)] == []


def test_a_site_that_does_not_start_leaves_nothing(tmp_path):
    site = Site(tmp_path, webs=2)
    site.webs[1].command = lambda: [sys.executable, "-c", "raise SystemExit('no')"]
    with pytest.raises(RuntimeError, match="web2 did not become ready:\nno"):
        site.start()
    assert not any(child.is_running for child in site.children)


def test_a_run_that_is_ended_stops_what_it_started(tmp_path):
    test = tmp_path / "test_sleeps.py"
    test.write_text(
        "import time\n"
        "from tests.services.test_services import Sleeper\n"
        "def test_sleeps(tmp_path):\n"
        "    with Sleeper(tmp_path, 'sleeper') as sleeper:\n"
        f"        open({str(tmp_path / 'pid')!r}, 'w').write(str(sleeper.pid) + '\\n')\n"
        "        time.sleep(60)\n"
    )
    words = [sys.executable, "-m", "pytest", "-q", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]
    run = subprocess.Popen([*words, "-p", "tests.conftest", str(test)], cwd=ROOT, stdout=subprocess.DEVNULL)
    wait_until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text().endswith("\n"))
    run.send_signal(signal.SIGTERM)
    run.wait(20)
    assert not is_alive(int((tmp_path / "pid").read_text()))


def wait_until(happened, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_free_port_can_be_listened_on():
    with socket.create_server(("127.0.0.1", free_port())):
        pass
