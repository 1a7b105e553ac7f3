"""Whether every file is whole, every message leads to its own, and nothing else is left on the disk."""

import asyncio
import hashlib
from io import BytesIO

from PIL import Image

from tests.faults import cast
from tests.faults.page import Ledger, Page
from tests.faults.senders import Senders, Sent
from tests.faults.tus import Door
from tests.faults.verdict import check_acknowledged, check_against_log
from tests.services.site import Site

EMPTY = {"uploads": [], "unknown": [], "missing": []}


async def whole(door: Door, address: str) -> bytearray:
    """The file as it is saved."""
    answer = await door.ask("GET", f"{address}?download")
    assert (answer.status, answer.headers.get("content-disposition", "")[:10]) == (200, "attachment"), address
    return answer.body


async def review(site: Site, senders: Senders, ledger: Ledger, pages: list[Page]) -> None:
    """Afterwards only what was sent is left."""
    rows = {row["pk"]: row for row in await asyncio.to_thread(cast.ask, site, "rows", of="disk")}
    for sent in senders.files:
        await _check_whole(sent, rows[sent.id])
    for row in (row for key, row in rows.items() if key not in {sent.id for sent in senders.files}):
        assert row["state"] == "uploading", (
            "begun, and the answer lost: nothing has come, and nothing is more than that"
        )
    await _check_messages(site, senders, ledger, pages)
    await asyncio.to_thread(_check_disk, site, rows)


async def _check_whole(sent: Sent, row: dict) -> None:
    """The bytes the row leads to are those that are served: what was sent, or the picture that was made of it."""
    assert (row["state"], row["attached_at"] is not None) == ("ready", True), sent.name
    assert row["sha256"] == sent.sha256 if row["kind"] == "file" else row["sha256"], sent.name
    holds = await whole(sent.upload.door, f"/files/{sent.id}/")
    assert hashlib.sha256(holds).hexdigest() == row["sha256"], sent.name
    if row["kind"] == "picture":
        image = Image.open(BytesIO(holds))
        image.load()
        assert image.size == (sent.shown["part"]["width"], sent.shown["part"]["height"])


async def _check_messages(site: Site, senders: Senders, ledger: Ledger, pages: list[Page]) -> None:
    """Each is acknowledged, is in the log once, and leads to its file."""
    lines, entries = ledger.lines(), []
    for conversation in dict.fromkeys(page.conversation for page in pages):
        mine = await asyncio.to_thread(cast.ask, site, "rows", conversation)
        check_against_log([page for page in pages if page.conversation == conversation], mine)
        entries += [entry for entry in mine if entry["text"]]
    check_acknowledged(lines, entries)
    assert sorted(line["text"] for line in lines) == sorted(sent.name for sent in senders.files)
    carried = {
        entry["text"]: [part["file"] for part in entry["payload"].get("parts", []) if "file" in part]
        for entry in entries
    }
    assert carried == {sent.name: [sent.id] for sent in senders.files}


def _check_disk(site: Site, rows: dict) -> None:
    """An hour later nothing is left that no row knows of; a day later only what was sent."""
    cast.ask(site, "pass_by", 2, of="disk")
    left = cast.ask(site, "sweep", of="disk")
    unfinished = sorted(
        f"uploads/{key.replace('-', '')}.part" for key, row in rows.items() if row["state"] == "uploading"
    )
    assert left == {**EMPTY, "uploads": [path for path in unfinished if path in left["uploads"]]}
    cast.ask(site, "pass_by", 24, of="disk")
    assert cast.ask(site, "sweep", of="disk") == EMPTY
    assert {row["pk"] for row in cast.ask(site, "rows", of="disk")} == {
        key for key, row in rows.items() if row["attached_at"]
    }
