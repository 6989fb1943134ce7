# SPDX-License-Identifier: Apache-2.0
"""`fenghuo detect` as a script runs it: the same rows with a level, and one sentence for what is odd."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.e2e.command import fenghuo
from tests.unit.warning.streams import DAY, START, quiet, storm

STORM = 8 * DAY + 700


def table(path: Path, skip: range = range(0)) -> list[str]:
    counts = storm(quiet(9), STORM)[0]
    lines = ["timestamp,count,neg,repost,authors"]
    for minute, row in enumerate(counts.tolist()):
        if minute not in skip:
            time = START + timedelta(minutes=minute)
            lines.append(f"{time:%Y-%m-%d %H:%M:%S}," + ",".join(map(str, row)))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return lines


def test_the_same_rows_with_a_level(tmp_path: Path) -> None:
    lines = table(tmp_path / "in.csv")
    done = fenghuo("detect", tmp_path / "in.csv", tmp_path / "out.csv")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    out = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert [line.rpartition(",")[0] for line in out] == lines
    assert out[0].endswith(",level")
    levels = [int(line.rpartition(",")[2]) for line in out[1:]]
    assert set(levels) <= {0, 1, 2, 3, 4}
    assert max(levels[STORM : STORM + 20]) >= 3


def test_it_starts_without_what_only_the_room_needs(tmp_path: Path) -> None:
    table(tmp_path / "in.csv")
    words = ["detect", str(tmp_path / "in.csv"), str(tmp_path / "out.csv"), "--lang", "en"]
    asked = f"import sys; from app.__main__ import main; code = main({words}); print(*sys.modules); sys.exit(code)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=100, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert not loaded & {"PySide6", "babel", "cryptography", "filelock", "fluent", "msgspec", "sqlalchemy"}
    assert not {name for name in done.stdout.split() if name.startswith(("app.room", "app.posts", "db.", "ui."))}


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux lists a process's threads")
def test_it_works_on_one_core(tmp_path: Path) -> None:
    table(tmp_path / "in.csv")
    words = ["detect", str(tmp_path / "in.csv"), str(tmp_path / "out.csv")]
    asked = f"import os; from app.__main__ import main; main({words}); print(len(os.listdir('/proc/self/task')))"
    env = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, timeout=100, env=env, check=True
    )
    assert done.stdout.strip() == "1"


def test_a_hole_in_the_rows_is_said_once(tmp_path: Path) -> None:
    table(tmp_path / "in.csv", range(500, 560))
    done = fenghuo("detect", tmp_path / "in.csv", tmp_path / "out.csv", "--lang", "en")
    assert done.returncode == 0
    assert done.stderr.strip() == (
        "Rows are missing in one place (before line 502); collection is assumed to have been down, not quiet."
    )


def test_what_cannot_be_done_is_one_sentence(tmp_path: Path) -> None:
    missing = fenghuo("detect", tmp_path / "none.csv", tmp_path / "out.csv", "--lang", "en")
    assert missing.returncode == 1
    assert missing.stderr.startswith(f"{tmp_path / 'none.csv'} cannot be read.")
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", "utf-8")
    odd = fenghuo("detect", tmp_path / "odd.csv", tmp_path / "out.csv", "--lang", "en")
    assert odd.returncode == 1
    assert odd.stderr.startswith("The first line must name a column timestamp")
    table(tmp_path / "in.csv")
    nowhere = fenghuo("detect", tmp_path / "in.csv", tmp_path / "no" / "out.csv", "--lang", "en")
    assert nowhere.returncode == 1
    assert nowhere.stderr.startswith(f"{tmp_path / 'no' / 'out.csv'} cannot be written.")
