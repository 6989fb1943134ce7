# SPDX-License-Identifier: Apache-2.0
"""How many crises the detector sees, how soon, at how many false alarms, and how fast it is.

    python -m tests.benchmarks.bench_detector [--bench ../shared/bench] [--data ../shared/data/mentions]
        [--seeds 11 12] [--streams 200] [--command]

Generates the synthetic crises with `make_crisis_streams.py` (kept in --keep DIR when given), runs the detector in
this process on all streams at once and prints for each level, as shipped, what `score_warnings.py` measures; beside
it how many benign virals are raised outside every crisis, because a benign wave's time often holds a real one. Then
the labelled mention counts, the clock at several offsets. Then rows a second, memory, and a live minute of 2,000
watches. With --command the scorer itself runs `fenghuo detect` too, with its check that no row knows the future.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.warning.detector import Detector

_SHARED: Final = Path(__file__).resolve().parents[3] / "shared"
_START: Final = datetime(2026, 1, 5, tzinfo=UTC)
_NAMES: Final = ("count", "neg", "repost", "authors")
_LEVELS: Final = ((1, "blue"), (2, "yellow"), (3, "orange"), (4, "red"))


def main() -> int:
    """All figures, to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, default=_SHARED / "bench")
    parser.add_argument("--data", type=Path, default=_SHARED / "data" / "mentions")
    parser.add_argument("--seeds", type=int, nargs="*", default=[11, 12])
    parser.add_argument("--streams", type=int, default=200)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--command", action="store_true")
    args = parser.parse_args()
    if not (args.bench / "score_warnings.py").exists():
        print(f"There is no scorer in {args.bench}; give its folder with --bench.")
        return 0
    scorer = _module(args.bench / "score_warnings.py")
    with tempfile.TemporaryDirectory() as scratch:
        for seed in args.seeds:
            folder = (args.keep or Path(scratch)) / f"s{seed}"
            _generated(args.bench, folder, seed, args.streams)
            _synthetic(scorer, folder, seed)
            if args.command:
                _by_command(args.bench, "synth", folder)
    if (args.data / "windows.json").exists():
        _mentions(scorer, args.data)
        if args.command:
            _by_command(args.bench, "nab", args.data)
    else:
        print(f"There are no labelled mentions in {args.data}; give their folder with --data.")
    _speed()
    return 0


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _generated(bench: Path, folder: Path, seed: int, streams: int) -> None:
    if not (folder / "truth.json").exists():
        maker = [sys.executable, str(bench / "make_crisis_streams.py"), str(folder)]
        subprocess.run([*maker, "--seed", str(seed), "--streams", str(streams), "--csv"], check=True)


def _synthetic(scorer: ModuleType, folder: Path, seed: int) -> None:
    with np.load(folder / "streams.npz") as kept:
        counts = np.stack([kept[name] for name in _NAMES], axis=2)
    known = json.loads((folder / "truth.json").read_text("utf-8"))
    truth, warm = known["truth"], known["meta"]["warm"]
    begun = time.process_time()
    level = Detector(len(counts)).advance(_START, counts, explain=False).level
    speed = level.size / (time.process_time() - begun)
    print(f"synthetic crises, seed {seed}, {len(counts)} streams, {speed:,.0f} rows/s")
    for number, name in _LEVELS:
        found = scorer.eval_synth(level, truth, number, warm)
        kinds = " ".join(f"{kind} {one['before_peak']:.2f}" for kind, one in sorted(found["kinds"].items()))
        print(
            f"  {name:7} false alarms/week {found['fa']:.3f}  before peak {found['before_peak']:.3f} ({kinds})"
            f"  median delay {found['delay_med']:.0f} min  benign raised {found['benign_flagged']:.3f},"
            f" outside crises {_benign(level, truth, number):.3f}"
        )


def _benign(level: NDArray[np.uint8], truth: list[dict[str, Any]], least: int) -> float:
    """The share of benign virals in whose time a level stands that no crisis explains."""
    crises = np.zeros(level.shape, bool)
    for one in truth:
        if one["type"] == "crisis":
            crises[one["stream"], one["t_on"] : one["t_end"] + 1] = True
    alone = (level >= least) & ~crises
    benign = [one for one in truth if one["type"] == "distractor" and one["kind"] == "benign"]
    return float(np.mean([alone[one["stream"], one["t_on"] : one["t_end"] + 1].any() for one in benign]))


def _mentions(scorer: ModuleType, folder: Path) -> None:
    files = scorer.load_nab(str(folder))
    for offset in (0, 6, 12, 18):
        levels = {}
        for name in files:
            lines = (folder / name).read_text("utf-8").splitlines()[1:]
            counts = np.full((1, len(lines), 4), -1)
            counts[0, :, 0] = [float(line.split(",")[1]) for line in lines]
            first = datetime.fromisoformat(lines[0].split(",")[0]).replace(tzinfo=UTC) + timedelta(hours=offset)
            levels[name] = Detector(1, timedelta(minutes=5)).advance(first, counts, explain=False).level[0]
        print(f"labelled mentions, clock {offset} h on")
        for number, name in _LEVELS[1:]:
            raw = {file: (level >= number) * 1.0 for file, level in levels.items()}
            episodes = scorer.episodise(files, raw)
            figures = "/".join(f"{scorer.nab(files, episodes, 0.5, profile):.1f}" for profile in scorer.PROF)
            rows = "/".join(f"{scorer.nab(files, raw, 0.5, profile):.1f}" for profile in scorer.PROF)
            found = scorer.ops(files, raw, 0.5)
            print(
                f"  {name:7} episodes {figures}  raw rows {rows}  windows {found['hit']}/{found['windows']}"
                f"  false alarms/week {found['fa_per_week']}"
            )


def _by_command(bench: Path, mode: str, folder: Path) -> None:
    command = f"{sys.executable} -m app detect {{in}} {{out}}"
    scorer = [
        sys.executable,
        str(bench / "score_warnings.py"),
        mode,
        "--data",
        str(folder),
        "--cmd",
        command,
        "--causal",
    ]
    subprocess.run(scorer, check=True)


def _speed() -> None:
    random = np.random.default_rng(1)
    one = random.poisson(3, (1, 40_320, 4))
    begun = time.process_time()
    Detector(1).advance(_START, one, explain=False)
    print(f"one stream of {one.shape[1]:,} rows: {one.shape[1] / (time.process_time() - begun):,.0f} rows/s")
    many = random.poisson(3, (2_000, 240, 4))
    detector = Detector(2_000)
    detector.advance(_START, many[:, :180])
    begun = time.process_time()
    for minute in range(180, 240):
        detector.advance(_START + timedelta(minutes=minute), many[:, minute : minute + 1])
    print(f"2,000 watches live: {(time.process_time() - begun) / 60 * 1000:.0f} ms of CPU a minute")
    print(f"memory: {len(detector.state) / 2_000:,.0f} bytes a watch")


if __name__ == "__main__":
    sys.exit(main())
