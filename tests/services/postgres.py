"""A private PostgreSQL cluster, reachable from this machine only."""

import os
import pwd
import signal
import subprocess
from pathlib import Path

import psycopg

from tests.services.child import Child, Missing
from tests.services.ports import free_port

BINARIES = "/usr/lib/postgresql"
ROLE = "helpdesk"


def binary_folder() -> Path:
    """The newest PostgreSQL of this machine."""
    versions = [path for path in Path(BINARIES).glob("*/bin") if (path / "initdb").exists()]
    if not versions:
        raise Missing("PostgreSQL is not installed")
    return max(versions, key=lambda path: float(path.parent.name))


class Postgres(Child):
    """`durable=False` is quicker and loses rows in a crash: not for tests of faults. `folder` must be reachable for every user."""

    stop_signal = signal.SIGINT  # PostgreSQL's fast shutdown: it does not wait for its clients

    def __init__(self, folder: Path, *, durable: bool = True):
        self.binaries = binary_folder()
        super().__init__(folder, "postgres")
        self.cluster = self.folder / "cluster"
        self.port = free_port()
        self.durable = durable
        self.url = f"postgres://{ROLE}@127.0.0.1:{self.port}/{ROLE}"
        if os.geteuid() == 0:  # PostgreSQL refuses to be run by root
            self.user = pwd.getpwnam("nobody").pw_uid
            os.chown(self.folder, self.user, -1)

    def command(self) -> list[str]:
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": 200,
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        pairs = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        return [str(self.binaries / "postgres"), "-D", str(self.cluster), *pairs]

    def begin(self):
        if not self.cluster.exists():
            self.create()
        return super().begin()

    def create(self) -> None:
        """initdb; raises with its output."""
        words = [
            "-D",
            str(self.cluster),
            "-U",
            ROLE,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
        switch = {} if self.user is None else {"user": self.user, "extra_groups": []}
        made = subprocess.run(
            [str(self.binaries / "initdb"), *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            **switch,
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")

    def is_ready(self) -> bool:
        try:
            with psycopg.connect(
                self.url.rpartition("/")[0] + "/postgres", autocommit=True, connect_timeout=2
            ) as connection:
                if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [ROLE]).fetchone():
                    connection.execute(f"CREATE DATABASE {ROLE}")
        except psycopg.Error:
            return False
        return True
