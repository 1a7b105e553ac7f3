"""A process that a test starts, kills, starts again, and never leaves behind."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Self

READY_SECONDS = 30
STOP_SECONDS = 10


class Missing(Exception):
    """A program this machine does not have; its text says which."""


class Child:
    """Subclasses say the `command` and how to see that it `is_ready`. Its output goes to `log`."""

    stop_signal = signal.SIGTERM
    user: int | None = None

    def __init__(self, folder: Path, name: str):
        self.folder, self.name = Path(folder), name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = self.folder / f"{name}.log"
        self.child: subprocess.Popen | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def is_ready(self) -> bool:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    @property
    def is_running(self) -> bool:
        return self.child is not None and self.child.poll() is None

    @property
    def pid(self) -> int:
        assert self.child is not None
        return self.child.pid

    def start(self) -> Self:
        """Start it and wait until it serves; raises with its output when it does not."""
        return self.begin().wait_ready()

    def begin(self) -> Self:
        """Start it without waiting."""
        switch = {} if self.user is None else {"user": self.user, "group": self.user, "extra_groups": []}
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                self.command(),
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # a Ctrl-C in the terminal is for the tests, which then stop their children
                **switch,
            )
        return self

    def wait_ready(self, seconds: float = READY_SECONDS) -> Self:
        end = time.monotonic() + seconds
        while not self.is_ready():
            if not self.is_running or time.monotonic() > end:
                self.stop()
                raise RuntimeError(f"{self.name} did not become ready:\n{self.output()}")
            time.sleep(0.05)
        return self

    def stop(self) -> None:
        """The ordinary end: ask, wait, and kill what does not listen."""
        if not self.is_running:
            return
        self.child.send_signal(self.stop_signal)
        try:
            self.child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """kill -9 of the process and its children: what a crash looks like."""
        if not self.is_running:
            return
        for pid in [*children(self.pid), self.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.child.wait()

    def restart(self) -> Self:
        self.stop()
        return self.start()

    def output(self, size: int = 8000) -> str:
        """The end of what it wrote."""
        return self.log.read_text(errors="replace")[-size:] if self.log.exists() else ""

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exception) -> None:
        self.stop()


def children(pid: int) -> list[int]:
    """All descendants of a process."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            direct = [int(word) for word in path.read_text().split()]
        except OSError:
            continue  # the thread has just ended
        for child in direct:
            found += [*children(child), child]
    return found
