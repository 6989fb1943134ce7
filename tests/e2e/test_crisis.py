# SPDX-License-Identifier: Apache-2.0
"""The worked crisis from end to end, by the commands a person would type, with the network cable out."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import fenghuo, rows

pytestmark = pytest.mark.e2e
TITLE = "华东三厂过期原料视频"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's profile, made by the command."""
    folder = tmp_path_factory.mktemp("crisis") / "demo"
    done = fenghuo("demo", "--profile", folder, env={})
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def state(demo: Path) -> Any:
    """What the room knows at the end. A demo needs no passphrase for its files."""
    return json.loads(fenghuo("state", "--profile", demo, "--json", env={}).stdout)


def test_the_room_lived_through_it(state: Any) -> None:
    (incident,) = state["incidents"]
    assert incident["title"] == TITLE
    assert len(incident["levels"]) >= 3
    assert all(incident["duties"].values())
    assert any(clock["missed"] for clock in incident["clocks"])
    statuses = {row["number"]: row["status"] for row in incident["statements"]}
    assert statuses[1] == statuses[2] == "released"
    assert "in_review" in statuses.values()
    assert incident["facts"]
    assert incident["decisions"]
    assert incident["citations"]


def test_the_released_words_are_the_sealed_ones(state: Any) -> None:
    for statement in state["incidents"][0]["statements"]:
        for release in statement["releases"]:
            revision = statement["revisions"][release["revision"] - 1]
            assert revision["approval"] is not None
            assert release["sha256"] == revision["sha256"] == revision["approval"]["sha256"]


def test_posts_are_found_by_two_characters(demo: Path) -> None:
    found = rows(fenghuo("search", "退款", "--profile", demo, "--json", "--limit", "20", env={}).stdout)
    assert len(found) == 20
    assert all("退" in post["text"] for post in found)
    times = [post["posted_at"] for post in found]
    assert times == sorted(times, reverse=True)


def test_the_journal_is_whole(demo: Path) -> None:
    assert fenghuo("verify", "--profile", demo, env={}).returncode == 0


@pytest.mark.parametrize(
    ("language", "word"), [("zh-Hans", "态势报告"), ("zh-Hant", "態勢報告"), ("en", "Situation")]
)
def test_the_report_comes_out_in_three_languages(demo: Path, tmp_path: Path, language: str, word: str) -> None:
    out = tmp_path / "report.pdf"
    done = fenghuo("sitrep", TITLE, "--out", out, "--lang", language, "--profile", demo, env={})
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed, so the report's words cannot be read back")
    text = subprocess.run(["pdftotext", out, "-"], capture_output=True, text=True, check=True).stdout
    assert word in text
    assert TITLE[:4] in text


def test_the_report_can_look_back(demo: Path, tmp_path: Path, state: Any) -> None:
    out = tmp_path / "then.pdf"
    declared = state["incidents"][0]["declared_at"]
    done = fenghuo("sitrep", "last", "--out", out, "--as-of", declared, "--profile", demo, "--json", env={})
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["path"] == str(out)


def test_a_report_that_cannot_be_written_is_one_sentence(demo: Path, tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "nowhere" / "report.pdf"):
        done = fenghuo("sitrep", "last", "--out", out, "--profile", demo, env={})
        assert done.returncode == 1
        assert done.stderr.strip()


def test_an_export_comes_in_once(demo: Path, tmp_path: Path) -> None:
    export = tmp_path / "导出.csv"
    export.write_text(
        "内容,作者,发布时间,微博id\n退款到账了，点赞,@小满,2026-11-20 09:30,4890011122233344\n"
        "空时间,@阿布,,4890011122233345\n又一条,@阿布,2026-11-20 09:31,4890011122233346\n",
        "gb18030",
    )
    first = json.loads(fenghuo("import", export, "--profile", demo, "--json", env={}).stdout)
    assert first["read"] == first["stored"] + first["same"] + len(first["rejected"]) == 3
    assert first["stored"] == 2
    assert first["rejected"][0]["line"] == 3
    again = json.loads(fenghuo("import", export, "--profile", demo, "--json", env={}).stdout)
    assert again["stored"] == 0
    assert again["same"] == 2


def test_what_cannot_be_read_is_one_sentence(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "noise.csv").write_bytes(bytes(range(256)) * 40)
    for name in ("empty.csv", "noise.csv", "missing.csv"):
        done = fenghuo("import", tmp_path / name, "--profile", demo, env={})
        assert done.returncode == 1
        assert name in done.stderr
        assert done.stderr.strip().count("\n") == 0


def test_a_second_demo_does_not_overwrite_the_first(demo: Path) -> None:
    done = fenghuo("demo", "--profile", demo, env={})
    assert done.returncode == 1
    assert done.stderr.strip()
