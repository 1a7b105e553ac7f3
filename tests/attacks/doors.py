"""The doors that files go through, as somebody without a browser knocks at them; and all that is kept, to be compared."""

import base64
import http.client
import socket
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Contact
from files.models import File
from tests import live
from tests.attacks.scene import rows

BYTES = "application/offset+octet-stream"
WAIT = 30


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class Caller:
    """Speaks HTTP as this person: a visitor, a user or an agent, nobody; each request on a connection of its own."""

    def __init__(self, address: str, person=None, *, cookie: str | None = None):
        self.address = address
        self.query = "?as=visitor" if isinstance(person, Contact) else ""
        self.cookie = cookie if cookie is not None else cookie_of(person)

    def ask(self, method: str, path: str, body=None, **headers) -> Answer:
        """Header names with underscores; None leaves one out."""
        given = {"Origin": self.address, "Cookie": self.cookie or None}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=WAIT)
        try:
            connection.request(method, path, body, {name: value for name, value in given.items() if value is not None})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers) -> Answer:
        return self.ask("GET", path, **headers)

    def tus(self, method: str, path: str, body=None, **headers) -> Answer:
        return self.ask(method, path, body, **{"Tus_Resumable": "1.0.0", **headers})

    def begin(self, size, name: str = "plan.txt", holds: bytes | None = None, **headers) -> Answer:
        """Announce an upload of so many bytes, perhaps with the first of them."""
        said = {"Upload_Length": str(size), "Upload_Metadata": f"filename {encoded(name)}"}
        said |= {"Content_Type": BYTES} if holds is not None else {}
        return self.tus("POST", f"/uploads/{self.query}", holds, **said | headers)

    def piece(self, place: str, holds: bytes, offset: int, **headers) -> Answer:
        return self.tus("PATCH", place, holds, **{"Content_Type": BYTES, "Upload_Offset": str(offset), **headers})

    def upload(self, holds: bytes = b"hello", name: str = "plan.txt") -> File:
        """All of it at once; not looked at yet."""
        answer = self.begin(len(holds), name, holds)
        assert answer.status == 201, answer
        return File.objects.get(pk=urlsplit(answer.headers["location"]).path.split("/")[2])

    def place(self, file: File) -> str:
        return f"/uploads/{file.pk}/{self.query}"


def cookie_of(person) -> str:
    if person is None:
        return ""
    if isinstance(person, Contact):
        return f"{settings.VISITOR_COOKIE}={person.secret}"
    return f"{settings.SESSION_COOKIE_NAME}={live.a_session(getattr(person, 'user', person))}"


def encoded(name: str) -> str:
    return base64.b64encode(name.encode()).decode()


def accept(file: File, holds: bytes = b"hello") -> File:
    """As if it had been looked at: what that finds has its own tests."""
    kept = default_storage.save(f"sent/00/{file.pk.hex}", ContentFile(holds))
    found = {"state": "ready", "kind": "file", "mime": "text/plain", "kept": kept, "ready_at": timezone.now()}
    File.objects.filter(pk=file.pk).update(**found)
    return File.objects.get(pk=file.pk)


def disk() -> dict[str, int]:
    """Every file that lies there, with its size."""
    folders = (settings.UPLOADS_DIR, Path(settings.MEDIA_ROOT))
    paths = (path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file())
    return {str(path): path.stat().st_size for path in paths}


def kept() -> tuple:
    """All rows and all files: what is refused leaves both as they were."""
    return rows(), disk()


def exchange(address: str, head: str, *pieces: bytes) -> bytes:
    """Send a request as it is; whatever comes back until the server hangs up."""
    parts = urlsplit(address)
    got = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=WAIT) as plug:
        try:
            plug.sendall(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
            for piece in pieces:
                plug.sendall(piece)
        except OSError:  # it has hung up already
            pass
        try:
            while more := plug.recv(65_536):
                got += more
        except OSError:
            pass
    return got
