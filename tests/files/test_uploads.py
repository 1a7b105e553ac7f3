"""The way in by tus, and what becomes of an upload."""

import base64
import os
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from files import actions
from files.models import File, Limits
from tests.people import a_visitor, an_agent
from tests.sent import a_file, png

pytestmark = pytest.mark.django_db(transaction=True)
BYTES = "application/offset+octet-stream"


class Uploading:
    """A browser that speaks tus."""

    def __init__(self, person):
        self.client = Client(headers={"origin": settings.SITE_ORIGINS[0], "tus-resumable": "1.0.0"})
        self.query = ""
        if hasattr(person, "secret"):
            self.query = "?as=visitor"
            self.client.cookies[settings.VISITOR_COOKIE] = person.secret
        else:
            self.client.force_login(person.user, backend=settings.AUTHENTICATION_BACKENDS[0])

    def begin(self, size, name="plan.png", holds=None, **headers):
        headers = {"upload-length": str(size), "upload-metadata": f"filename {encoded(name)}", **headers}
        more = {"data": holds, "content_type": BYTES} if holds is not None else {}
        return self.client.post(f"/uploads/{self.query}", headers=headers, **more)

    def patch(self, address, holds, offset, **headers):
        headers = {"upload-offset": str(offset), **headers}
        return self.client.patch(address, data=holds, content_type=BYTES, headers=headers)

    def offset(self, address) -> int:
        return int(self.client.head(address)["Upload-Offset"])

    def state(self, address) -> dict:
        return self.client.get(address).json()


def encoded(name: str) -> str:
    return base64.b64encode(name.encode()).decode()


@pytest.fixture(params=["visitor", "agent"])
def person(request):
    return a_visitor() if request.param == "visitor" else an_agent()


@pytest.fixture
def uploading(person):
    return Uploading(person)


def test_a_file_comes_in_pieces_and_is_whole(uploading):
    holds = png(300, 200)
    begun = uploading.begin(len(holds))
    assert (begun.status_code, begun["Tus-Resumable"]) == (201, "1.0.0")
    address = begun["Location"]
    assert uploading.offset(address) == 0
    assert uploading.patch(address, holds[:100], 0)["Upload-Offset"] == "100"
    assert uploading.offset(address) == 100
    assert uploading.patch(address, holds[100:], 100).status_code == 204
    assert uploading.state(address)["state"] == "checking"
    actions.check(File.objects.get().pk, at=timezone.now())
    shown = uploading.state(address)
    assert shown["state"] == "ready"
    part = {name: shown["part"][name] for name in ("type", "name", "width", "height")}
    assert part == {"type": "picture", "name": "plan.png", "width": 300, "height": 200}
    file = File.objects.get()
    assert default_storage.exists(file.kept)
    assert not file.part.exists()
    assert not file.workshop.exists()


def test_a_small_file_comes_with_its_announcement(uploading):
    holds = png()
    begun = uploading.begin(len(holds), holds=holds)
    assert (begun.status_code, begun["Upload-Offset"]) == (201, str(len(holds)))
    assert uploading.state(begun["Location"])["state"] == "checking"


def test_a_piece_at_another_place_is_refused_and_changes_nothing(uploading):
    address = uploading.begin(10)["Location"]
    uploading.patch(address, b"12345", 0)
    answered = uploading.patch(address, b"12345", 2)
    assert (answered.status_code, answered.json()["field"], answered.json()["state"]) == (409, "offset", "5")
    assert uploading.offset(address) == 5


def test_more_than_was_announced_is_refused_and_changes_nothing(uploading):
    address = uploading.begin(10)["Location"]
    assert uploading.patch(address, b"12345678901", 0).status_code == 413
    assert uploading.offset(address) == 0


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"upload-length": "0"}, 400),
        ({"upload-length": "-1"}, 400),
        ({"upload-length": "ten"}, 400),
        ({"upload-length": "9" * 13}, 400),
        ({"upload-length": "99999999999"}, 413),
        ({"upload-metadata": "filename %%%"}, 400),
        ({"upload-metadata": "filename /w=="}, 400),
        ({"tus-resumable": "0.2.2"}, 400),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_an_impossible_announcement_is_refused_with_its_field(uploading, headers, status):
    answered = uploading.begin(10, **headers)
    assert answered.status_code == status
    assert File.objects.count() == 0


def test_who_is_not_known_cannot_upload():
    stranger = Client(headers={"origin": settings.SITE_ORIGINS[0], "tus-resumable": "1.0.0", "upload-length": "5"})
    assert stranger.post("/uploads/?as=visitor").status_code == 403
    assert stranger.post("/uploads/").status_code == 403


def test_another_content_type_is_no_piece(uploading):
    address = uploading.begin(10)["Location"]
    answered = uploading.client.patch(address, data="{}", content_type="text/plain", headers={"upload-offset": "0"})
    assert answered.status_code == 415


def test_what_nobody_wants_is_gone_with_its_bytes(uploading):
    address = uploading.begin(10)["Location"]
    part = File.objects.get().part
    assert uploading.client.delete(address).status_code == 204
    assert (File.objects.count(), part.exists()) == (0, False)
    assert uploading.client.head(address).status_code == 404


def test_what_was_sent_cannot_be_thrown_away_by_its_upload(uploading, person):
    file = a_file(person, attached_at=timezone.now())
    assert uploading.client.delete(f"/uploads/{file.pk}/{uploading.query}").status_code == 409
    assert File.objects.count() == 1


def test_two_at_once_do_not_write_into_each_other(uploading):
    import fcntl

    address = uploading.begin(10)["Location"]
    with File.objects.get().part.open("r+b") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert uploading.patch(address, b"12345", 0).status_code == 423
    assert uploading.patch(address, b"12345", 0).status_code == 204


def test_the_last_byte_came_and_the_process_died(uploading):
    holds = png()
    address = uploading.begin(len(holds))["Location"]
    File.objects.get().part.write_bytes(holds)
    assert uploading.offset(address) == len(holds)
    assert uploading.state(address)["state"] == "checking"


def test_a_visitors_day_has_a_limit():
    Limits.objects.create(pk=1, day_mb=1)
    visitor = a_visitor()
    uploading = Uploading(visitor)
    assert uploading.begin(700_000).status_code == 201
    answered = uploading.begin(700_000)
    assert (answered.status_code, "1 MB" in answered.json()["message"]) == (429, True)
    File.objects.update(begun_at=timezone.now() - timedelta(hours=25))
    assert uploading.begin(700_000).status_code == 201


def test_the_limits_are_the_admins():
    Limits.objects.create(pk=1, picture_mb=1, video_mb=1, voice_mb=1, file_mb=2)
    uploading = Uploading(an_agent())
    assert uploading.begin(2 * 1024 * 1024).status_code == 201
    answered = uploading.begin(2 * 1024 * 1024 + 1)
    assert (answered.status_code, answered.json()["field"]) == (413, "size")


def test_what_is_no_picture_is_refused_with_the_reason_and_nothing_is_kept():
    visitor = a_visitor()
    uploading = Uploading(visitor)
    holds = png()[:60]
    address = uploading.begin(len(holds), holds=holds)["Location"]
    actions.check(File.objects.get().pk, at=timezone.now())
    shown = uploading.state(address)
    assert shown["state"] == "refused"
    assert shown["message"]
    file = File.objects.get()
    assert (file.kept, file.part.exists()) == ("", False)


def test_what_nobody_looks_at_any_more_is_looked_at_again():
    visitor = a_visitor()
    holds = png()
    Uploading(visitor).begin(len(holds), holds=holds)
    now = timezone.now()
    File.objects.update(leased_until_at=now + timedelta(seconds=100))  # somebody is at it, and dies
    actions.check(File.objects.get().pk, at=now)
    assert File.objects.get().state == "checking"
    later = now + timedelta(seconds=101)
    assert list(File.objects.to_check(later)) == [File.objects.get()]
    actions.check(File.objects.get().pk, at=later)
    assert File.objects.get().state == "ready"


def marked(folder, answer: int):
    script = folder / "scan.sh"
    script.write_text(f'#!/bin/sh\ngrep -q VIRUS "$1" && exit 1\nexit {answer}\n')
    script.chmod(0o755)
    return f"{script} {{path}}"


def test_a_virus_is_put_away_and_never_sent(settings, tmp_path):
    settings.ANTIVIRUS_COMMAND = marked(tmp_path, 0)
    uploading = Uploading(a_visitor())
    address = uploading.begin(5, name="a.txt", holds=b"VIRUS")["Location"]
    actions.check(File.objects.get().pk, at=timezone.now())
    assert uploading.state(address)["state"] == "quarantined"
    assert File.objects.get().kept == ""


def test_while_the_scanner_is_away_nothing_is_served(settings, tmp_path):
    settings.ANTIVIRUS_COMMAND = marked(tmp_path, 2)
    uploading = Uploading(a_visitor())
    address = uploading.begin(5, name="a.txt", holds=b"hello")["Location"]
    now = timezone.now()
    actions.check(File.objects.get().pk, at=now)
    assert uploading.state(address)["state"] == "checking"
    settings.ANTIVIRUS_COMMAND = marked(tmp_path, 0)
    actions.check(File.objects.get().pk, at=now + timedelta(seconds=16))
    assert uploading.state(address)["state"] == "ready"


def test_the_sweep_takes_what_nobody_sent_and_what_no_row_knows():
    visitor = a_visitor()
    sent = a_file(visitor, attached_at=timezone.now())
    forgotten = a_file(visitor)
    File.objects.update(begun_at=timezone.now() - timedelta(hours=25))
    waiting = a_file(visitor)
    lost = default_storage.save(f"sent/00/{uuid4().hex}", default_storage.open(sent.kept))
    part = settings.UPLOADS_DIR / f"{uuid4().hex}.part"
    settings.UPLOADS_DIR.mkdir(parents=True, exist_ok=True)
    part.write_bytes(b"half")
    an_age_ago = time.time() - 7200
    for path in (default_storage.path(lost), part):
        os.utime(path, (an_age_ago, an_age_ago))
    actions.sweep(at=timezone.now())
    assert set(File.objects.values_list("pk", flat=True)) == {sent.pk, waiting.pk}
    there = [
        default_storage.exists(name) for name in (sent.kept, waiting.kept, forgotten.kept, forgotten.preview, lost)
    ]
    assert there == [True, True, False, False, False]
    assert not part.exists()
