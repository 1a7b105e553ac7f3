"""What became of the messages: lost, doubled, out of order; and whether every acknowledged one is stored."""

from collections import Counter
from typing import NamedTuple

from tests.faults.page import Page


class Verdict(NamedTuple):
    """Summed over all pages that looked on."""

    lost: int
    duplicated: int
    out_of_order: int


PERFECT = Verdict(0, 0, 0)


def spoken(frames) -> list[str]:
    return [frame["text"] for frame in frames if frame["type"] in ("message.posted", "note.added")]


def judge(pages: list[Page], said: dict[str, list[str]]) -> Verdict:
    """`said` has, for each audience, all texts (`who number …`) that were acknowledged to their senders."""
    lost = duplicated = out_of_order = 0
    for page in pages:
        seen = spoken(page.view)
        counted = Counter(seen)
        lost += sum(text not in counted for text in said[page.audience])
        duplicated += sum(times - 1 for times in counted.values())
        out_of_order += inversions(dict.fromkeys(seen))
    return Verdict(lost, duplicated, out_of_order)


def inversions(texts) -> int:
    """How often a sender's message comes after a later one of the same sender."""
    last: Counter = Counter()
    wrong = 0
    for text in texts:
        who, number = text.split()[:2]
        wrong += int(number) < last[who]
        last[who] = max(last[who], int(number))
    return wrong


def check_against_log(pages: list[Page], rows: list[dict]) -> None:
    """Each page shows exactly what the database holds for it, in its order; each number is there, once."""
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    public = [row for row in rows if row["public_seq"] != None]  # noqa: E711
    assert [row["public_seq"] for row in public] == list(range(1, len(public) + 1))
    for page in pages:
        assert page.wrong == [], page.name
        mine, count = (rows, "seq") if page.audience == "staff" else (public, "public_seq")
        shown = [(frame["seq"], frame["type"], frame["client_id"], frame["text"]) for frame in page.view]
        assert shown == [(row[count], row["kind"], row["client_id"], row["text"]) for row in mine], page.name


def check_acknowledged(lines: list[dict], rows: list[dict]) -> None:
    """Every acknowledgement is a row of the same text, once."""
    stored = Counter((row["client_id"], row["text"]) for row in rows)
    assert [line for line in lines if stored[line["client_id"], line["text"]] != 1] == []
    assert len({line["client_id"] for line in lines}) == len(lines)
