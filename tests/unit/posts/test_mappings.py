# SPDX-License-Identifier: Apache-2.0
"""An export mapped once is read the same way next week; whatever happens to the file that remembers it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.clock import ManualClock
from app.posts.mappings import Mappings

HEADER = ("标题", "全文", "首发时间", "作者")
MAPS = {"text": "全文", "posted_at": "首发时间", "region": ""}


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(datetime(2026, 11, 19, 6, 0, tzinfo=UTC))


@pytest.fixture
def mappings(tmp_path: Path, clock: ManualClock) -> Mappings:
    return Mappings(tmp_path / "profile" / "mappings.toml", clock)


def test_a_header_is_read_as_it_was_last_time(mappings: Mappings) -> None:
    assert mappings.remembered(HEADER) is None
    mappings.remember(HEADER, MAPS, "Asia/Taipei")
    found = Mappings(mappings.path).remembered(HEADER)
    assert found is not None
    assert (found.maps, found.zone, found.used) == (MAPS, "Asia/Taipei", date(2026, 11, 19))
    assert mappings.remembered((*HEADER, "转发数")) is None


def test_a_person_can_read_the_file(mappings: Mappings) -> None:
    mappings.remember(HEADER, MAPS)
    text = mappings.path.read_text("utf-8")
    assert "首发时间" in text
    assert 'text = "全文"' in text


def test_names_come_back_as_this_file_writes_them(mappings: Mappings) -> None:
    mappings.remember(("Text", "Ｔｉｍｅ"), {"text": "Text", "posted_at": "Ｔｉｍｅ"})
    found = mappings.remembered(("TEXT", "time"))
    assert found is not None
    assert found.maps == {"text": "TEXT", "posted_at": "time"}


def test_the_last_choice_counts_and_can_be_forgotten(mappings: Mappings, clock: ManualClock) -> None:
    mappings.remember(HEADER, MAPS)
    clock.at = datetime(2026, 11, 26, tzinfo=UTC)
    mappings.remember(HEADER, {"text": "标题", "posted_at": "首发时间"})
    found = mappings.remembered(HEADER)
    assert found is not None
    assert (found.maps["text"], found.used) == ("标题", date(2026, 11, 26))
    mappings.forget(HEADER)
    assert mappings.remembered(HEADER) is None


def test_files_without_a_header_are_not_taken_for_one_another(mappings: Mappings) -> None:
    mappings.remember(("1", "2", "3"), {"text": "2", "posted_at": "1"})
    assert mappings.remembered(("1", "2", "3")) is None
    assert not mappings.path.exists()


def test_what_somebody_wrote_into_the_file_cannot_mislead(mappings: Mappings) -> None:
    mappings.remember(HEADER, MAPS, "Asia/Taipei")
    text = mappings.path.read_text("utf-8").replace("Asia/Taipei", "Mars/Olympus").replace("posted_at", "password")
    mappings.path.write_text(text.replace("全文", "不在"), "utf-8")
    found = mappings.remembered(HEADER)
    assert found is not None
    assert (found.maps, found.zone) == ({"region": ""}, "")


@pytest.mark.parametrize("damage", [b"[[header]\n", b"\xff\xfe\x00", b"[[header]]\nkey = 3\n", b"header = 1"])
def test_a_damaged_file_is_set_aside(mappings: Mappings, damage: bytes) -> None:
    mappings.path.parent.mkdir()
    mappings.path.write_bytes(damage)
    assert mappings.remembered(HEADER) is None
    assert mappings.path.with_name("mappings.toml.damaged").read_bytes() == damage
    mappings.remember(HEADER, MAPS)
    assert mappings.remembered(HEADER) is not None


def test_nowhere_to_write_costs_only_the_memory(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder")
    mappings = Mappings(tmp_path / "taken" / "mappings.toml")
    mappings.remember(HEADER, MAPS)
    assert mappings.remembered(HEADER) is None


def test_only_the_newest_are_kept(mappings: Mappings, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.posts.mappings._MOST", 2)
    for day, name in enumerate(("one", "two", "three"), 1):
        clock.at = datetime(2026, 11, day, tzinfo=UTC)
        mappings.remember((name, "time"), {"text": name})
    assert mappings.remembered(("one", "time")) is None
    assert mappings.remembered(("three", "time")) is not None


def test_half_a_character_in_a_column_is_no_trouble(mappings: Mappings) -> None:
    mappings.remember(("text\ud800", "time"), {"posted_at": "time"})
    found = mappings.remembered(("text\ud800", "time"))
    assert found is not None
    assert found.maps == {"posted_at": "time"}
