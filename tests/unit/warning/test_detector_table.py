# SPDX-License-Identifier: Apache-2.0
"""Tables of counts as people have them: missing, double, late, uneven rows, clocks that jump, words for numbers."""

from datetime import datetime, timedelta
from functools import cache

import numpy as np
import pytest

from app.errors import UserError
from app.texts import LANGUAGES, Texts
from app.warning.table import Oddity, judge, read, step_of
from tests.unit.warning.streams import DAY, START, quiet, storm

STORM = 8 * DAY + 700
HEAD = "timestamp,count,neg,repost,authors"


def rows_of(counts: np.ndarray, step: timedelta = timedelta(minutes=1)) -> list[str]:
    return [
        f"{START + place * step:%Y-%m-%d %H:%M:%S}," + ",".join(map(str, row)) for place, row in enumerate(counts[0])
    ]


@cache
def _stormy() -> tuple[str, ...]:
    return tuple(rows_of(storm(quiet(9), STORM)))


def stormy() -> list[str]:
    return list(_stormy())


def levels(lines: list[str], head: str = HEAD) -> np.ndarray:
    table = read("\n".join([head, *lines]))
    found = judge(table)
    assert len(found) == len(lines)
    for language in LANGUAGES:
        for said in table.said():
            assert Texts(language).say(said)
    return found


def odd(lines: list[str], head: str = HEAD) -> dict[Oddity, int]:
    table = read("\n".join([head, *lines]))
    judge(table)
    return dict(table.oddities)


def test_an_even_file_is_read_as_the_detector_would_hear_it() -> None:
    lines = stormy()
    assert odd(lines) == {}
    found = levels(lines)
    assert found[STORM - 60 : STORM].max() == 0
    assert found[STORM : STORM + 20].max() >= 3


def test_other_orders_and_names_of_columns_mean_the_same() -> None:
    lines = stormy()
    turned = [",".join((*line.split(",")[:0:-1], line.split(",")[0])) for line in lines]
    assert (levels(turned, "voices,reposts,NEG,Count,Timestamp") == levels(lines)).all()


def test_times_with_a_zone_are_the_same_moments() -> None:
    lines = stormy()
    zoned = [
        f"{(START + timedelta(minutes=place + 480)):%Y-%m-%dT%H:%M:%S}+08:00{line[19:]}"
        for place, line in enumerate(lines)
    ]
    assert (levels(zoned) == levels(lines)).all()


def test_double_and_late_rows_do_not_count_and_change_nothing_else() -> None:
    lines = stormy()
    late = lines[5000].replace(",", ",9", 1)
    mixed = [*lines[:6000], lines[5999], late, *lines[6000:]]
    assert odd(mixed) == {Oddity.SAME: 1, Oddity.LATE: 1}
    found = levels(mixed)
    assert (np.delete(found, [6000, 6001]) == levels(lines)).all()


def test_missing_rows_are_a_gap_and_no_silence() -> None:
    lines = stormy()
    holed = lines[:5000] + lines[5090:]
    assert odd(holed) == {Oddity.GAP: 1}
    assert levels(holed)[STORM - 90 : STORM - 70].max() >= 3


def test_a_missing_month_is_no_alarm() -> None:
    lines = rows_of(quiet(3))
    later = [
        f"{datetime.fromisoformat(line[:19]) + timedelta(days=40):%Y-%m-%d %H:%M:%S}{line[19:]}" for line in lines
    ]
    assert odd(lines + later) == {Oddity.GAP: 1}
    assert levels(lines + later).max() < 3


def test_the_end_of_summer_time_is_no_hour_twice_over() -> None:
    lines = stormy()
    back = [
        f"{datetime.fromisoformat(line[:19]) - timedelta(hours=1):%Y-%m-%d %H:%M:%S}{line[19:]}" for line in lines
    ]
    assert odd(lines[:5000] + back[5000:]) == {Oddity.CLOCK: 1}
    assert (levels(lines[:5000] + back[5000:]) == levels(lines)).all()


def test_the_beginning_of_summer_time_is_a_gap_of_an_hour() -> None:
    lines = stormy()
    on = [f"{datetime.fromisoformat(line[:19]) + timedelta(hours=1):%Y-%m-%d %H:%M:%S}{line[19:]}" for line in lines]
    assert odd(lines[:5000] + on[5000:]) == {Oddity.GAP: 1}
    assert levels(lines[:5000] + on[5000:])[4900:STORM].max() < 3


def test_seconds_that_stray_count_in_the_nearest_step() -> None:
    lines = rows_of(quiet(1))
    lines[10] = lines[10].replace(":00,", ":19,", 1)
    lines[20] = lines[20].replace(":00,", ":41,", 1)
    assert odd(lines) == {Oddity.UNEVEN: 2}


def test_rows_of_ten_seconds_are_put_together_by_the_minute() -> None:
    ten = timedelta(seconds=10)
    lines = rows_of(storm(quiet(2, rate=12, share=0.1), DAY + 1200, each=60)[:, : 2 * DAY], ten)
    assert set(odd(lines)) == {Oddity.FINE}
    assert len(levels(lines)) == len(lines)


@pytest.mark.parametrize(
    "bad", ["2026-01-05 03:00:00,viele,1,1,1", "bald,1,1,1,1", ",,,,", "x", "2026-01-05 03:00:00,nan,,,"]
)
def test_what_cannot_be_read_is_said_and_costs_its_own_row_only(bad: str) -> None:
    lines = stormy()
    lines[180] = bad
    assert odd(lines)[Oddity.UNREAD] == 1
    assert levels(lines)[STORM : STORM + 20].max() >= 3


def test_the_future_changes_no_row_before_it() -> None:
    lines = stormy()
    wild = [*lines[:9000], "2031-01-01 00:00:00,99999,99999,1,1", "1970-01-01,1,1,1,1", *lines[9000:]]
    assert (levels(wild)[:9000] == levels(lines)[:9000]).all()


def test_one_row_years_ahead_does_not_silence_those_after_it() -> None:
    lines = stormy()
    wild = [*lines[:9000], "2031-01-01 00:00:00,3,1,1,3", *lines[9000:]]
    assert odd(wild) == {Oddity.GAP: 1, Oddity.LATE: 1, Oddity.CLOCK: 1}
    assert levels(wild)[STORM : STORM + 40].max() >= 3


def test_five_minutes_of_posts_alone() -> None:
    counts = storm(quiet(9), STORM).reshape(1, -1, 5, 4).sum(axis=2)[:, :, :1]
    found = levels(rows_of(counts, timedelta(minutes=5)), "timestamp,value")
    assert found[STORM // 5 :].max() >= 3


def test_quotes_and_blank_lines_and_a_byte_order_mark() -> None:
    table = read('\ufeffTimestamp,value\r\n"2026-01-05 00:00:00","3"\r\n\r\n2026-01-05 00:05:00,4\r\n')
    assert table.counts[:, 0].tolist() == [3, 4]
    assert judge(table).tolist() == [0, 0]


@pytest.mark.parametrize("text", ["", "\n\n", "time,number\n1,2\n", "timestamp,neg\n2026-01-05,1\n"])
def test_what_is_no_table_of_counts_is_refused(text: str) -> None:
    with pytest.raises(UserError) as refused:
        read(text)
    assert refused.value.said.key in {"detect-empty", "detect-no-columns"}


def test_a_table_of_one_row_or_none() -> None:
    assert levels([]).tolist() == []
    assert levels(["2026-01-05 00:00:00,5,1,1,5"]).tolist() == [0]


@pytest.mark.parametrize(("apart", "step"), [(60, 60), (300, 300), (301, 300), (10, 60), (4000, 3600), (420, 360)])
def test_the_step_is_that_of_the_first_rows(apart: int, step: int) -> None:
    assert step_of(np.arange(50) * apart) == step
