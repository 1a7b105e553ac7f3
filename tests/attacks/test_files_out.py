"""The way out: to nobody who may not read the message, and never as anything that a browser would run."""

import re
from email.message import Message
from email.utils import collapse_rfc2231_value
from io import BytesIO
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Membership, User
from chat import actions
from chat.models import Participant
from files import actions as files
from files.models import File
from tests.attacks.doors import Caller, accept, encoded, kept
from tests.attacks.scene import Scene, in_database
from tests.people import a_request, a_service, a_team, a_visitor, actor, an_agent, ends
from tests.sent import a_file, png, sends

NAMES = {
    "../../etc/passwd": "passwd", "..\\..\\boot.ini": "boot.ini", "/etc/shadow": "shadow", "C:evil.exe": "evil.exe",
    "con.png": "_con.png", ".htaccess": "htaccess", "\u200b.htaccess": "htaccess", "..": "file", ".": "file", "": "file",
    "a\x00b.txt": "ab.txt", "a\r\nSet-Cookie: x=y.txt": "aSet-Cookie x=y.txt", 'a"; filename="b.html': "a; filename=b.html",
    "\u202egpj.exe": "gpj.exe", "photo\u202egnp.exe": "photognp.exe", "x" * 300 + ".pdf": "x" * 116 + ".pdf", "报告.pdf": "报告.pdf",
    "<img src=x onerror=alert(1)>.png": "img src=x onerror=alert(1).png", "{{7*7}}.txt": "{{77}}.txt", "%00%0d%0a.txt": "%00%0d%0a.txt",
}  # fmt: skip
RANGES = {
    "bytes=0-1": (206, b"01"), "bytes=9-": (206, b"9"), "bytes=-99": (206, b"0123456789"), "bytes=5-1": (416, None), "bytes=10-": (416, None),
    "bytes=-0": (416, None), "bytes=0-0,1-1": (200, b"0123456789"), "bytes=" + ",".join(f"{n}-{n + 1}" for n in range(1000)): (200, b"0123456789"),
    "bytes=99999999999999999999-": (200, b"0123456789"), "bytes=0-99999999999999999999": (200, b"0123456789"), "bytes=a-b": (200, b"0123456789"),
    "bytes = 0-1": (200, b"0123456789"), "bytes=-": (200, b"0123456789"), "bytes=--1": (200, b"0123456789"), "BYTES=0-1": (200, b"0123456789"),
    "": (200, b"0123456789"), "bytes=²-³": (200, b"0123456789"),
}  # fmt: skip
GUARDS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, no-cache",
}


@pytest.fixture
def stage(address):
    """A conversation with a picture of each side, a note's, and one that is not sent yet."""
    scene = Scene(address)
    scene.files = {
        name: a_file(by) for name, by in (("said", scene.visitor), ("told", scene.agent), ("noted", scene.agent))
    }
    sends(scene.conversation, scene.visitor, scene.files["said"])
    sends(scene.conversation, scene.agent, scene.files["told"])
    sends(scene.conversation, scene.agent, scene.files["noted"], note=True)
    scene.files["unsent"] = a_file(scene.visitor)
    return scene


def ways(file_id) -> list[tuple[str, str, dict]]:
    """Every way to ask for a file."""
    paths = (
        f"/files/{file_id}/",
        f"/files/{file_id}/preview/",
        f"/files/{file_id}/?download",
        f"/files/{file_id}/?as=visitor",
    )
    asked = [(method, path, {}) for path in paths for method in ("GET", "HEAD")]
    return [*asked, ("GET", paths[0], {"Range": "bytes=0-1"}), ("GET", paths[0], {"If_None_Match": "*"})]


def is_shut(caller: Caller, file_id) -> None:
    """To the byte the answer for what nobody has."""
    for (method, path, headers), (_same, unreal, _too) in zip(ways(file_id), ways(uuid4()), strict=True):
        real, other = (caller.ask(method, each, **headers) for each in (path, unreal))
        assert (real.status, other.status) == (404, 404), (method, path, headers)
        assert plain(real.body) == plain(other.body)


def plain(body: bytes) -> bytes:
    """Without what differs between any two pages: forms' tokens and the address itself."""
    return re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"\w{64}\"", b"", body)


def is_open(caller: Caller, file_id) -> None:
    for method, path, headers in ways(file_id):
        answer = caller.ask(method, path, **headers)
        assert answer.status in (200, 206), (method, path, headers)
        assert answer.headers.items() >= GUARDS.items()


def strangers(scene) -> dict[str, Caller]:
    """Everybody who is not of this conversation."""
    there = an_agent(a_team())
    other = a_visitor("Stranger")
    a_request(a_service(there.user.teams.get()), other)
    former, gone = an_agent(scene.team, capacity=0), an_agent(scene.team, capacity=0)
    actions.add_note(scene.conversation.pk, text="x", client_id=uuid4(), by=actor(former), at=timezone.now())
    Participant.objects.filter(user=former.user).update(is_shown=True, left_at=timezone.now())
    callers = {"former": Caller(scene.address, former), "deactivated": Caller(scene.address, gone)}
    Membership.objects.filter(user=former.user).delete()
    User.objects.filter(pk=gone.pk).update(is_active=False)
    both = f"{Caller(scene.address, there).cookie}; {Caller(scene.address, other).cookie}"
    known = {"another visitor": other, "another team": there, "anonymous": None}
    callers |= {name: Caller(scene.address, person) for name, person in known.items()}
    return callers | {
        "both": Caller(scene.address, cookie=both),
        "forged": Caller(scene.address, cookie="sessionid=x; hd_visitor=y"),
    }


def test_a_strangers_way_to_every_file_is_shut(stage):
    """F15: files, thumbnails, the ZIP, the list; also by guessing the next id."""
    callers = strangers(stage)
    before = kept()
    for name, caller in callers.items():
        for file in stage.files.values():
            is_shut(caller, file.pk)
            assert caller.get(f"/files/{UUID(int=file.pk.int + 1)}/").status == 404, name
        for path in ("/chat/files/{}.zip", "/api/conversations/{}/files/"):
            real, unreal = (caller.get(path.format(each)) for each in (stage.id, uuid4()))
            assert (real.status, plain(real.body)) == (404, plain(unreal.body)), (name, path)
    assert kept() == before


def test_of_a_conversation_each_side_sees_its_own(stage):
    """F15: the visitor no note's file, staff nothing that is not sent; also after the end."""
    visitor, agent = Caller(stage.address, stage.visitor), Caller(stage.address, stage.agent)
    for _ in ("before", "after"):
        for name in ("said", "told"):
            is_open(visitor, stage.files[name].pk)
            is_open(agent, stage.files[name].pk)
        is_open(agent, stage.files["noted"].pk)
        is_shut(visitor, stage.files["noted"].pk)
        is_shut(agent, stage.files["unsent"].pk)
        for caller, count in ((visitor, 2), (agent, 3)):
            listed = caller.get(f"/api/conversations/{stage.id}/files/").body
            archive = caller.get(f"/chat/files/{stage.id}.zip")
            assert (listed.count(b'"picture"'), archive.body.count(b"PK\x03\x04"), archive.status) == (
                count,
                count,
                200,
            )
            assert (str(stage.files["noted"].pk).encode() in listed) == (count == 3)
        if stage.conversation.is_open:
            stage.conversation = ends(stage.conversation, stage.agent)


def test_what_was_taken_back_is_nowhere_any_more(stage):
    """F15: not by its address, nor by its upload's, nor what the browser has of it."""
    visitor, agent = Caller(stage.address, stage.visitor), Caller(stage.address, stage.agent)
    tag = visitor.get(f"/files/{stage.files['said'].pk}/").headers["etag"]
    entry = stage.conversation.entries.get(attachments__file=stage.files["said"])
    actions.take_back(stage.conversation.pk, seq=entry.public_seq, by=actor(stage.visitor), at=timezone.now())
    for caller in (visitor, agent, Caller(stage.address)):
        is_shut(caller, stage.files["said"].pk)
        assert caller.get(f"/files/{stage.files['said'].pk}/", If_None_Match=tag).status == 404
    assert visitor.get(f"/uploads/{stage.files['said'].pk}/?as=visitor").status == 404
    assert visitor.get(f"/chat/files/{stage.id}.zip").body.count(b"PK\x03\x04") == 1
    assert not default_storage.exists(stage.files["said"].kept)


def test_of_a_rejected_conversation_only_the_visitor_has_theirs(stage):
    ends(stage.conversation, stage.agent, "rejected", reason="because")
    visitor, agent = Caller(stage.address, stage.visitor), Caller(stage.address, stage.agent)
    teammate = Caller(stage.address, an_agent(stage.team))
    is_open(visitor, stage.files["said"].pk)
    for caller in (agent, teammate):
        for name in ("said", "told", "noted"):
            is_shut(caller, stage.files[name].pk)
        assert caller.get(f"/chat/files/{stage.id}.zip").status == 404


@pytest.mark.parametrize("state", ["uploading", "checking", "refused", "quarantined"])
def test_what_is_not_ready_is_served_to_nobody(stage, state):
    """F20: not even to who sent it."""
    file = stage.files["unsent"]
    is_open(Caller(stage.address, stage.visitor), file.pk)
    File.objects.filter(pk=file.pk).update(state=state)
    for person in (stage.visitor, stage.agent, None):
        is_shut(Caller(stage.address, person), file.pk)


def a_scanner(folder, answer: int):
    script = folder / "scan.sh"
    script.write_text(f'#!/bin/sh\ngrep -q VIRUS "$1" && exit 1\nexit {answer}\n')
    script.chmod(0o755)
    return f"{script} {{path}}"


async def test_what_the_scanner_has_not_passed_goes_nowhere(stage, settings, tmp_path):
    """F20: infected, and while the scanner is away."""
    visitor = Caller(stage.address, stage.visitor)
    for answer, holds, state in ((0, b"VIRUS", "quarantined"), (2, b"harmless", "checking")):
        settings.ANTIVIRUS_COMMAND = a_scanner(tmp_path, answer)
        file = await in_database(visitor.upload, holds)
        await in_database(files.check, file.pk, at=timezone.now())
        async with stage.page() as page:
            part = {
                "conversation": stage.id,
                "client_id": str(uuid4()),
                "parts": [{"type": "file", "file": str(file.pk)}],
            }
            refused = await page.command("message.post", **part)
        assert (refused["code"], refused["state"]) == ("conflict", state)
        shown = await in_database(visitor.get, visitor.place(file))
        assert (f'"{state}"'.encode() in shown.body, b"part" in shown.body) == (True, False)
        await in_database(is_shut, visitor, file.pk)


def test_ranges(address):
    """F17."""
    visitor = a_visitor()
    caller = Caller(address, visitor)
    place = f"/files/{a_file(visitor, kind='file', name='ten.bin', holds=b'0123456789').pk}/"
    for wanted, (status, body) in RANGES.items():
        answer = caller.get(place, Range=wanted.encode().decode("latin-1"))
        assert (answer.status, answer.body if body is not None else None) == (status, body), wanted
        assert (answer.headers.get("content-range") == "bytes */10") == (status == 416)
    assert caller.get(place, Range="bytes=0-1", If_Range='"another"').status == 200
    assert caller.get(place, Range="bytes=" + "0-1," * 20_000).status in (400, 431)
    assert caller.ask("HEAD", place, Range="bytes=0-1").body == b""


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_leads_nowhere_and_breaks_no_header(address, name):
    """F07, F08: where it lies nobody has chosen; what is shown of it is one plain line."""
    visitor = a_visitor()
    caller = Caller(address, visitor)
    file = accept(caller.upload(name=name))
    assert re.fullmatch(r"sent/00/[0-9a-f]{32}", file.kept)
    assert file.part.name == f"{file.pk.hex}.part"
    assert (file.name, caller.get(caller.place(file)).body.count(b'"name"')) == (NAMES[name], 1)
    answer = caller.get(f"/files/{file.pk}/")
    said = answer.headers["content-disposition"]
    assert said.startswith("attachment; filename")
    assert ("set-cookie" in answer.headers, said.isprintable(), filename_of(said)) == (False, True, NAMES[name])
    assert answer.headers["content-type"] == "application/octet-stream"


def filename_of(disposition: str) -> str:
    """As a browser reads it."""
    message = Message()
    message["Content-Disposition"] = disposition
    return message.get_filename() and collapse_rfc2231_value(message.get_filename())


def test_in_the_archive_no_name_stands_twice(stage):
    """Unpacked, none of them overwrites another."""
    for name in ("a.txt", "A.txt", "a (2).txt", "a.txt", "a"):
        sends(stage.conversation, stage.visitor, a_file(stage.visitor, name=name, kind="file", holds=name.encode()))
    with ZipFile(BytesIO(Caller(stage.address, stage.visitor).get(f"/chat/files/{stage.id}.zip").body)) as archive:
        names = [name.casefold() for name in archive.namelist()]
    assert (len(names), len(set(names))) == (7, 7)


@pytest.mark.parametrize("kind", ["picture", "file", "video", "voice"])
def test_what_a_page_says_of_the_type_counts_for_nothing(address, kind):
    """F06: the type is what the bytes are; what is not shown in place is a download of bytes."""
    visitor = a_visitor()
    caller = Caller(address, visitor)
    said = f"filetype {encoded('text/html')},filename {encoded('page.html')}"
    holds = png() if kind == "picture" else b"<script>alert(1)</script>"
    caller.begin(len(holds), holds=holds, Upload_Metadata=said)
    files.check(File.objects.get().pk, at=timezone.now())
    file = File.objects.get()
    assert (file.kind, "html" in file.mime) == ("picture", False) if kind == "picture" else file.kind == "file"
    if kind in ("video", "voice"):  # as if it had been taken for one
        File.objects.update(kind=kind, mime="video/webm")
    answer = caller.get(f"/files/{file.pk}/", Accept="text/html")
    assert "html" not in answer.headers["content-type"]
    assert answer.headers.items() >= GUARDS.items()
    assert answer.headers["content-disposition"].startswith("attachment" if kind == "file" else "inline")
    assert caller.get(f"/files/{file.pk}/?download").headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize(
    "path",
    [
        "/files/",
        "/uploads/",
        "/sent/",
        "/media/",
        "/files/../uploads/",
        "/files/%2e%2e/",
        "/files/x/",
        "/chat/files/x.zip",
    ],
)
def test_there_is_nothing_to_leaf_through(address, path):
    file = a_file(a_visitor())
    for caller in (Caller(address), Caller(address, an_agent())):
        for each in (path, path + file.kept, f"{path}{file.pk.hex}.part", path + "../" * 6 + "etc/passwd"):
            assert caller.get(each).status in (302, 400, 404, 405), each
