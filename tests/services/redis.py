"""A private Redis that keeps nothing."""

import shutil
import socket
from pathlib import Path

from tests.services.child import Child, Missing
from tests.services.ports import free_port


class Redis(Child):
    def __init__(self, folder: Path):
        super().__init__(folder, "redis")
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.program = shutil.which("redis-server")
        if self.program is None:
            raise Missing("redis-server is not installed")

    def command(self) -> list[str]:
        options = {"port": self.port, "bind": "127.0.0.1", "dir": self.folder, "save": "", "appendonly": "no"}
        return [self.program, *(word for name, value in options.items() for word in (f"--{name}", str(value)))]

    def is_ready(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False
