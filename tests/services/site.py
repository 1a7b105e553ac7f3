"""The product as people run it: its real processes, in either profile, on a folder of their own."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

from tests.services.child import Child
from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]


class Web(Child):
    """One serving process (`python -m helpdesk.serve`)."""

    def __init__(self, site: "Site", number: int):
        super().__init__(site.folder, f"web{number}")
        self.site, self.port = site, free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        return [sys.executable, "-m", "helpdesk.serve", "--port", str(self.port)]

    def environment(self) -> dict[str, str]:
        return self.site.environment()

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False


class Celery(Child):
    """`celery -A helpdesk worker` or `beat`."""

    def __init__(self, site: "Site", part: str, *options: str, sign: str):
        super().__init__(site.folder, part)
        self.site, self.part, self.options, self.sign = site, part, options, sign

    def command(self) -> list[str]:
        return [sys.executable, "-m", "celery", "-A", "helpdesk", self.part, "--loglevel=INFO", *self.options]

    def environment(self) -> dict[str, str]:
        return self.site.environment()

    def is_ready(self) -> bool:
        return self.sign in self.output()


class Site:
    """All processes of one installation. Without `postgres` and `redis` it is the embedded profile: one process.

    `webs` and `workers` are `Child`s: a test may stop, kill and start each of them.
    """

    def __init__(self, folder: Path, *, postgres=None, redis=None, webs: int = 1, **settings: str):
        self.folder, self.postgres, self.redis, self.settings = Path(folder), postgres, redis, settings
        self.folder.mkdir(parents=True, exist_ok=True)
        self.webs = [Web(self, number + 1) for number in range(webs)]
        self.workers = []
        if redis is not None:
            schedule = str(self.folder / "beat-schedule")
            self.workers = [
                Celery(self, "worker", "--pool=threads", "--concurrency=2", "--queues=celery,heavy", sign="[tasks]"),
                Celery(self, "beat", "--schedule", schedule, sign="is starting"),
            ]

    @property
    def address(self) -> str:
        return self.webs[0].address

    def environment(self) -> dict[str, str]:
        environment = dict(os.environ)
        for name in ("DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS"):
            environment.pop(name, None)
        environment |= {
            "DJANGO_SETTINGS_MODULE": "helpdesk.settings",
            "DATA_DIR": str(self.folder / "data"),
            "SECRET_KEY": "only for tests",
            "SITE_ORIGINS": ",".join(web.address for web in self.webs),
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
        }
        if self.postgres is not None:
            environment["DATABASE_URL"] = self.postgres.url
        if self.redis is not None:
            environment["REDIS_URL"] = self.redis.url
        return environment | self.settings

    def manage(self, *words: str, text: str | None = None) -> str:
        """Run a management command on this installation and return what it printed; raises when it fails."""
        ran = subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *words],
            env=self.environment(),
            input=text,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        if ran.returncode:
            raise RuntimeError(f"manage.py {' '.join(words)} failed:\n{ran.stdout}{ran.stderr}")
        return ran.stdout

    def start(self) -> Self:
        """Migrate and start everything; when one part does not start, none is left running."""
        (self.folder / "data").mkdir(exist_ok=True)
        self.manage("migrate", "--verbosity=0")
        try:
            for child in self.children:
                child.begin()
            for child in self.children:
                child.wait_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        for child in self.children:
            child.stop()

    @property
    def children(self) -> list[Child]:
        return [*self.webs, *self.workers]

    def output(self) -> str:
        """What every process wrote last: for the report of a failed test."""
        return "\n".join(f"--- {child.name}\n{child.output()}" for child in self.children)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *exception) -> None:
        self.stop()
