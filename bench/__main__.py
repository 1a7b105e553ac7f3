"""`python -m bench [--quick]`: measures the product beside the bare machine, prints a table, and fails when a stated limit is missed."""

import argparse
import resource
import sys
import tempfile
from pathlib import Path

from bench.messages import Plan, Result, limit, product
from bench.report import missed, missed_by_uploads, table, table_of_uploads
from bench.uploads import uploads
from tests.services.child import Missing
from tests.services.postgres import Postgres
from tests.services.redis import Redis

WHOLE = {
    "embedded": Plan(sizes=(200, 1000, 5000), seconds=3, steady_seconds=4),
    "scaled": Plan(sizes=(200, 1000), seconds=3, steady_seconds=4),
}
QUICK = dict.fromkeys(WHOLE, Plan(sizes=(1000,), seconds=2, steady_seconds=3))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="1000 sockets only, shorter, and no files: less than a minute"
    )
    parser.add_argument("--only", choices=["embedded", "scaled", "uploads"], help="one profile, or files on their way")
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="helpdesk-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL, run by another user than root, must reach its part
        complaints = []
        if options.only != "uploads":
            results = run(folder, QUICK if options.quick else WHOLE, options.only)
            print(table(results))
            complaints += missed(results)
        if options.only == "uploads" or not (options.only or options.quick):
            beside = uploads(folder / "uploads")
            print(table_of_uploads(beside))
            complaints += missed_by_uploads(beside)
    print("\n".join(complaints) or "Every stated limit was kept.")
    sys.exit(bool(complaints))


def run(folder: Path, plans: dict[str, Plan], only: str | None) -> list[Result]:
    results: list[Result] = []
    if only != "scaled":
        results += embedded(folder, plans["embedded"])
    if only != "embedded":
        try:
            results += scaled(folder, plans["scaled"])
        except Missing as missing:
            print(f"Not measured: the scaled profile; {missing}.")
    return results


def embedded(folder: Path, plan: Plan) -> list[Result]:
    bare = [limit(folder, plan, commit=commit) for commit in ("each", "group")]
    return [*bare[0], *bare[1], *product(folder / "embedded", plan)]


def scaled(folder: Path, plan: Plan) -> list[Result]:
    with Postgres(folder / "postgres") as postgres, Redis(folder / "redis") as redis:
        bare = [limit(folder, plan, commit=commit, postgres=postgres) for commit in ("each", "group")]
        return [*bare[0], *bare[1], *product(folder / "scaled", plan, postgres=postgres, redis=redis)]


if __name__ == "__main__":
    main()
