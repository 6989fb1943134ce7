# SPDX-License-Identifier: Apache-2.0
"""What years of a beacon take: posts.db a day of minutes and of hours, and how long a slice of rolling up holds it.

    python -m tests.benchmarks.bench_years [--watches 2000] [--hours 24] [--busy 1.0]

A real encrypted store with a day of counts that is three months old: every watch is mentioned in `--busy` of all
minutes. The slices are those of the collector's upkeep; a transaction is timed from its beginning to its commit.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np
from sqlalchemy import Connection, Engine

from app.clock import to_ms
from app.posts.collecting.retention import Retention
from db.post_store import SqlPostStore, open_posts

_KEY: Final = bytes(range(32))
_NOW: Final = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
_DAYS_AGO: Final = 90
_INSERT: Final = "INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_DAY_HOURS: Final = 24


class _Timed(SqlPostStore):
    """Notes how long each of its transactions took."""

    def __init__(self, engine: Engine, path: Path) -> None:
        super().__init__(engine, path)
        self.took: list[float] = []

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        began = time.perf_counter()
        with super()._writing() as connection:
            yield connection
        self.took.append(time.perf_counter() - began)


def fill(store: SqlPostStore, watches: int, hours: int, busy: float) -> int:
    """Counts of a day three months ago, and one of today; how many cells."""
    draw = np.random.default_rng(1)
    names = [f"主题 {number:04}" for number in range(watches)]
    start = to_ms(_NOW - timedelta(days=_DAYS_AGO)) // 60_000
    written = 0
    for minute in range(start, start + 60 * hours):
        with store._writing() as connection:
            posts = np.maximum(draw.poisson(4, watches), 1)
            parts = [posts, posts // 6, posts // 3, posts, posts // 9, posts * draw.integers(0, 50_000, watches)]
            told = draw.random(watches) < busy
            cells = zip(names, told, *(part.tolist() for part in parts), strict=True)
            rows = [(minute, name, *cell) for name, said, *cell in cells if said]
            connection.exec_driver_sql(_INSERT, rows)
            written += len(rows)
    with store._writing() as connection:
        connection.exec_driver_sql(_INSERT, [(to_ms(_NOW) // 60_000, names[0], 1, 0, 0, 1, 0, 0)])
    return written


def measure(watches: int, hours: int, busy: float) -> None:
    """Runs it and prints the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "posts.db"
        opened = open_posts(path, _KEY, synchronous="NORMAL")
        made = _Timed(opened._engine, path)
        empty = made.size()
        cells = fill(made, watches, hours, busy)
        minutes = made.size() - empty
        days = hours / _DAY_HOURS
        print(f"{watches:,} watches, {cells:,} cells: {minutes / 1e6 / days:,.1f} MB a day by the minute")
        tidy, took = Retention(lambda: (), lambda: (72, 1 << 40, 400)), made.took
        took.clear()
        began = time.perf_counter()
        while tidy.condense(made, _NOW):
            pass
        whole = time.perf_counter() - began
        left = made.size() - empty
        print(f"rolled up: {left / 1e6 / days:,.2f} MB a day by the hour, {minutes / max(left, 1):.0f} times less")
        slow = np.array(sorted(took)) * 1000
        print(
            f"{len(slow)} transactions in {whole:.1f} s: median {np.median(slow):.0f} ms, "
            f"95 % {np.percentile(slow, 95):.0f} ms, longest {slow[-1]:.0f} ms"
        )
        year = (45 * minutes + 355 * left) / days
        print(f"so 45 days by the minute and 355 by the hour: {year / 1e9:.1f} GB; for ever by the minute, each year "
              f"{365 * minutes / days / 1e9:.0f} GB")  # fmt: skip
        made.close()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--watches", type=int, default=2_000)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--busy", type=float, default=1.0)
    args = parser.parse_args()
    measure(args.watches, args.hours, args.busy)


if __name__ == "__main__":
    main()
