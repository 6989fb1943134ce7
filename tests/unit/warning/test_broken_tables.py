# SPDX-License-Identifier: Apache-2.0
"""Tables of counts as exports, spreadsheets and hands break them: one sentence with line and mend, the rest kept.

Each is a real wave with something broken in it. The trap: a file that is broken all through is refused, and one that
is broken in a row is not.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import numpy as np
import pytest

from app.errors import UserError
from app.texts import LANGUAGES, Texts
from app.warning.table import Oddity, judge, read
from tests.unit.warning.streams import START
from tests.unit.warning.test_detector_table import HEAD, STORM, levels, odd, stormy

Break = Callable[[list[str]], list[str]]


def at(row: int, line: str) -> Break:
    """That line in the place of a row."""
    return lambda lines: [*lines[:row], line, *lines[row + 1 :]]


def moved(line: str, by: timedelta, form: str = "%Y-%m-%d %H:%M:%S") -> str:
    return f"{datetime.fromisoformat(line[:19]) + by:{form}}{line[19:]}"


WHEN = "2026-01-05 08:20:00"
"""The time of row 500."""


@pytest.mark.parametrize(
    ("broken", "kind", "line"),
    [
        (at(500, f"{WHEN},99999999999999999999999,0,0,1"), Oddity.UNREAD, 502),
        (at(500, f"{WHEN},1e400,0,0,1"), Oddity.UNREAD, 502),
        (at(500, f"{WHEN},-5,0,0,1"), Oddity.UNREAD, 502),
        (at(500, f"{WHEN},三,0,0,1"), Oddity.UNREAD, 502),
        (at(500, "2026-02-30 08:20:00,3,0,0,1"), Oddity.UNREAD, 502),
        (at(500, f'{WHEN},"5,0,0,1'), Oddity.UNREAD, 502),
        (at(500, "0001-01-01T00:00:00+08:00,1,0,0,1"), Oddity.UNREAD, 502),
        (at(500, f"{WHEN},3,viele,0,1"), Oddity.PART, 502),
        (at(500, f"{WHEN},3,0"), Oddity.PART, 502),
        (at(500, f"{WHEN},3,-1,0,1"), Oddity.PART, 502),
        (at(500, f"{WHEN},3,9,0,1"), Oddity.MORE, 502),
        (lambda lines: [*lines[:-1], lines[-1][:12]], Oddity.UNREAD, 9 * 1440 + 1),
        (lambda lines: lines[::-1], Oddity.BACKWARDS, 2),
    ],
)
def test_it_is_said_with_its_line_and_the_wave_is_seen_all_the_same(broken: Break, kind: Oddity, line: int) -> None:
    lines = broken(stormy())
    table = read("\n".join([HEAD, *lines]))
    found = judge(table)
    assert set(table.oddities) - {Oddity.GAP} == {kind}
    assert table.first_line[kind] == line
    found = found[::-1] if kind is Oddity.BACKWARDS else found
    assert found[:STORM].max() == levels(stormy())[:STORM].max() < 3, "a false beacon"
    assert found[STORM : STORM + 20].max() >= 3, "a missed one"
    for language in LANGUAGES:
        assert all(f"{line:,}" in Texts(language).say(said) for said in table.said()[:1])


def test_rows_that_run_from_new_to_old_get_the_levels_of_those_from_old_to_new() -> None:
    assert (levels(stormy()[::-1])[::-1] == levels(stormy())).all()


def test_an_unknown_share_is_not_none() -> None:
    lines = stormy()
    for row in range(STORM, STORM + 60):
        lines[row] = ",".join((*lines[row].split(",")[:2], "?", "?", "?"))
    table = read("\n".join([HEAD, *lines]))
    assert (table.counts[STORM : STORM + 60, 1:] == -1).all()
    assert len(judge(table)) == len(lines)


def test_times_with_and_without_a_zone_are_of_one_clock() -> None:
    lines = stormy()
    zoned = [moved(line, timedelta(), "%Y-%m-%dT%H:%M:%S+08:00") for line in lines]
    mixed = [line if row % 2 else zoned[row] for row, line in enumerate(lines)]
    assert odd(mixed) == {Oddity.ZONES: len(lines) // 2}
    assert (levels(mixed) == levels(zoned)).all()


@pytest.mark.parametrize("form", ["%Y/%m/%d %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%Y-%d-%m %H:%M:%S"])
def test_times_in_another_order_are_refused_however_many_rows_there_are(form: str) -> None:
    lines = [moved(line, timedelta(days=12), form) for line in stormy()[:3000]]
    with pytest.raises(UserError) as refused:
        read("\n".join([HEAD, *lines]))
    assert (refused.value.said.key, refused.value.said.args) == ("detect-no-rows", {"line": 2})


@pytest.mark.parametrize("wrong", ["2026-13-05", "2026-00-05", "2026-02-29", "2026-01-00", "2026-01-05 24:00:00"])
def test_a_date_that_is_none_costs_its_row_only_also_among_many(wrong: str) -> None:
    lines = stormy()[:3000]
    lines[700] = f"{wrong}{' 00:00:00'[: 19 - len(wrong)]},1,0,0,1"
    table = read("\n".join([HEAD, *lines]))
    assert table.oddities[Oddity.UNREAD] == 1
    assert table.first_line[Oddity.UNREAD] == 702


def test_days_are_too_coarse_and_that_is_said() -> None:
    days = [f"{START + timedelta(days=day):%Y-%m-%d %H:%M:%S},9,1,1,9" for day in range(60)]
    assert set(odd(days)) == {Oddity.COARSE}
    assert not np.any(levels(days))
