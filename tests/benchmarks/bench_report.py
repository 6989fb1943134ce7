# SPDX-License-Identifier: Apache-2.0
"""How long a situation report of 300 entries takes from a cold start: a new process, imports, figures, typesetting.

    python -m tests.benchmarks.bench_report [--entries 300] [--runs 5] [--lang zh-Hans]

Given beside the floor of the same run: a new process that only imports the two engines, draws an empty figure and
sets one line of Chinese to the same standards. A second report in the same process shows what the start costs.
"""

import argparse
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import cast

from app.texts import Language


def _prepare(folder: Path, entries: int) -> None:
    """A crisis on disk: its entries as the journal store would give them, its posts counted already."""
    from tests.unit.report.crisis import full

    crisis = full(entries)
    kept = ([record.entry for record in crisis.room.records], crisis.posts, crisis.incident, crisis.clock.at)
    (folder / "crisis").write_bytes(pickle.dumps(kept))


def _report(folder: Path, language: Language, *, twice: bool) -> None:
    """The measured process: read, fold, gather, draw, set, write."""
    begun = time.perf_counter()
    from app.report.gather import gather
    from app.report.worker import make_sitrep
    from app.room import subjects
    from app.room.journal import Recorded, fold
    from app.room.state import RoomState
    from app.texts import Texts

    stages = [("imports", time.perf_counter())]
    entries, posts, incident, now = pickle.loads((folder / "crisis").read_bytes())  # noqa: S301 (we wrote it)
    records = [Recorded(entry, subjects.decode(entry.kind, entry.payload)) for entry in entries]
    data = gather(fold(RoomState(), records), records, incident, posts, Texts(language), now=now)
    stages.append(("words, fold, gather", time.perf_counter()))
    marks: list[tuple[str, float]] = []
    made = make_sitrep(data, folder / "sitrep.pdf", lambda stage, _: marks.append((stage, time.perf_counter())))
    names = ("fonts, matplotlib, figures", "typst", "write")
    stages += [(name, time) for name, (_, time) in zip(names, marks[1:], strict=True)]
    if twice:
        again = time.perf_counter()
        make_sitrep(data, folder / "again.pdf")
        print(f"warm, same process: {time.perf_counter() - again:.2f} s; {made.pages} pages, {made.bytes:,} bytes")
        for name, end in stages:
            print(f"  {name}: {end - begun:.2f} s")
            begun = end


_FLOOR = """
import matplotlib, typst
from matplotlib.figure import Figure
import matplotlib.backends.backend_svg, io
Figure().savefig(io.BytesIO(), format="svg")
from app.report.fonts import find_fonts
fonts = find_fonts()
text = '#set document(title: "x")\\n#set text(font: "%s", lang: "zh")\\n烽火' % fonts.families("zh-Hans")[0]
typst.Compiler(text.encode(), font_paths=fonts.loaded, ignore_system_fonts=True).compile(
    format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=0)
"""


def _timed(command: list[str], runs: int) -> list[float]:
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return times


def main() -> None:
    """Run what the words ask for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=300)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--lang", default="zh-Hans")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--twice", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        _report(args.child, cast(Language, args.lang), twice=args.twice)
        return
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder), args.entries)
        own = [sys.executable, "-m", "tests.benchmarks.bench_report", "--lang", args.lang, "--child", folder]
        cold, floor = _timed(own, args.runs), _timed([sys.executable, "-c", _FLOOR], args.runs)
        print(f"load at the end: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        print(f"cold start, {args.entries} entries: median {statistics.median(cold):.2f} s, best {min(cold):.2f} s")
        print(f"floor (engines, one line of text): median {statistics.median(floor):.2f} s, best {min(floor):.2f} s")
        print(f"ratio of medians: {statistics.median(cold) / statistics.median(floor):.2f}")
        subprocess.run([*own, "--twice"], check=True)


if __name__ == "__main__":
    main()
