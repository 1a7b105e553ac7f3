"""What was measured, for people, and the limits it must keep."""

from bench.load import Timings
from bench.messages import STEADY, Result
from bench.uploads import LARGE, MB, SIZE, Beside, Uploads

HEADS = (
    "server", "sockets", "opened/s", "messages/s", "of the bare", "CPU a message", "ack p50 / p99", "delivery p50 / p99",
    f"delivery at {STEADY}/s", "elsewhere",
)  # fmt: skip
LEAST = 300  # messages a second, embedded, 1000 sockets
LATEST = 20  # ms in which 99 of 100 are delivered at 100 a second
KEPT = 2 / 3  # of the speed with 1000 sockets, with 5000
DISTURBED = 0.15  # of the machine used by others: say so
SLOWER = 2.0  # times the p99 of delivery without files may be beside them
MORE = 32 * MB  # that a server may hold with a large file, and not with a small one
BESIDE = ("beside", "MB/s", "messages", "delivery p50 / p99", "p99 of that alone", "elsewhere")


def table(results: list[Result]) -> str:
    """One line for each server and number of sockets, in Markdown; times in milliseconds."""
    return _drawn([HEADS, *(_cells(result, results) for result in results)])


def table_of_uploads(uploads: Uploads) -> str:
    """What conversations notice of files on their way, and what a server holds of one."""
    sides = (uploads.alone, uploads.paced, uploads.pressed)
    rows = [
        (
            side.name, " / ".join(f"{speed:.0f}" for speed in side.brought), str(len(side.deliveries)),
            _both(side.deliveries), f"{_late(side) / _late(uploads.alone):.1f}", f"{side.elsewhere:.0%}",
        )
        for side in sides
    ]  # fmt: skip
    held = (f"{size // MB} MB: {more / MB:.0f} MB" for size, more in uploads.held.items())
    return f"{_drawn([BESIDE, *rows])}\nWhat the server held more while a file came, by its size: {', '.join(held)}."


def _late(side: Beside) -> float:
    return Timings.percentile(side.deliveries, 0.99)


def _drawn(rows: list[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


def _cells(result: Result, results: list[Result]) -> tuple[str, ...]:
    full = result.full
    return (
        result.name, str(result.sockets), f"{result.opened:.0f}", f"{full.per_second:.0f}", _of_the_bare(result, results),
        f"{result.cost * 1000:.2f} ms", _both(full.acks), _both(full.deliveries),
        _both(result.steady.deliveries) if result.steady else "", f"{result.elsewhere:.0%}",
    )  # fmt: skip


def _both(times: list[float]) -> str:
    return f"{Timings.percentile(times, 0.5):.1f} / {Timings.percentile(times, 0.99):.1f}"


def _of_the_bare(result: Result, results: list[Result]) -> str:
    """Its speed as shares of the bare server's with the same database: a commit each, and group commit."""
    if result.steady is None:
        return ""
    database = "PostgreSQL" if "PostgreSQL" in result.name else "SQLite"
    bare = [each for each in results if each.name.startswith(f"bare, {database}") and each.sockets == result.sockets]
    return " / ".join(f"{result.full.per_second / each.full.per_second:.2f}" for each in bare)


def missed(results: list[Result]) -> list[str]:
    """A sentence for each stated limit that was not kept."""
    embedded = {result.sockets: result for result in results if result.name.startswith("embedded")}
    complaints = []
    if 1000 in embedded:
        speed = embedded[1000].full.per_second
        late = Timings.percentile(embedded[1000].steady.deliveries, 0.99)
        if speed < LEAST:
            complaints.append(f"embedded, 1000 sockets: {speed:.0f} messages/s instead of at least {LEAST}")
        if late > LATEST:
            complaints.append(f"embedded, 1000 sockets, {STEADY}/s: p99 of delivery {late:.0f} ms instead of {LATEST}")
    if 1000 in embedded and 5000 in embedded:
        kept = embedded[5000].full.per_second / embedded[1000].full.per_second
        if kept < KEPT:
            complaints.append(f"embedded: 5000 sockets keep {kept:.0%} of the speed of 1000 instead of {KEPT:.0%}")
    busy = max((result.elsewhere for result in embedded.values()), default=0)
    return [f"MISSED: {complaint}{_remark(busy)}." for complaint in complaints]


def missed_by_uploads(uploads: Uploads) -> list[str]:
    complaints = []
    slower, held = _late(uploads.paced) / _late(uploads.alone), uploads.held[LARGE] - uploads.held[SIZE]
    if slower > SLOWER:
        remark = _remark(max(uploads.alone.elsewhere, uploads.paced.elsewhere))
        complaints.append(
            f"MISSED: {uploads.paced.name}: p99 of delivery {slower:.1f} times that alone instead of {SLOWER:.0f}{remark}."
        )
    if held > MORE:
        sizes = f"{LARGE // MB} MB costs {held / MB:.0f} MB more of memory than one of {SIZE // MB} MB"
        complaints.append(f"MISSED: a file of {sizes}, instead of at most {MORE // MB}.")
    return complaints


def _remark(busy: float) -> str:
    return f" (others used {busy:.0%} of the machine meanwhile)" if busy > DISTURBED else ""
