# SPDX-License-Identifier: Apache-2.0
"""Times as platforms and spreadsheets write them."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.posts.dates import ImpossibleDateError, NoDateError, told
from app.posts.dating import Dating, NotDatedError

CHINA = ZoneInfo("Asia/Shanghai")
SAVED = datetime(2016, 3, 25, 4, 0, tzinfo=UTC)  # noon in Shanghai
EST = timezone(timedelta(hours=-8))


def _moment(text: str, *, newest: datetime | None = None, by_id: datetime | None = None) -> datetime:
    dating = Dating(now=SAVED + timedelta(days=300), saved=SAVED, zone=CHINA, newest=newest, whole=9)
    moment = dating.moment(text, lambda: by_id, last=True)
    assert moment is not None
    return moment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-02-24T11:35:52+08:00", datetime(2015, 2, 24, 3, 35, 52, tzinfo=UTC)),
        ("2015-02-24 11:35:52 -0800", datetime(2015, 2, 24, 19, 35, 52, tzinfo=UTC)),
        ("2015-02-24T03:35:52Z", datetime(2015, 2, 24, 3, 35, 52, tzinfo=UTC)),
        ("2015-2-24 11:35", datetime(2015, 2, 24, 3, 35, tzinfo=UTC)),
        ("2015/2/24 11:35", datetime(2015, 2, 24, 3, 35, tzinfo=UTC)),
        ("2/24/2015 11:35 PM", datetime(2015, 2, 24, 15, 35, tzinfo=UTC)),
        ("24.02.2015 11:35", datetime(2015, 2, 24, 3, 35, tzinfo=UTC)),
        ("2015年2月24日", datetime(2015, 2, 23, 16, 0, tzinfo=UTC)),
        ("2015年2月24日 星期二 下午3:05", datetime(2015, 2, 24, 7, 5, tzinfo=UTC)),
        ("2015年2月24日 11點35分", datetime(2015, 2, 24, 3, 35, tzinfo=UTC)),
        ("２０１５年２月２４日　１１：３５", datetime(2015, 2, 24, 3, 35, tzinfo=UTC)),
        ("Wed Aug 27 13:08:45 +0000 2008", datetime(2008, 8, 27, 13, 8, 45, tzinfo=UTC)),
        ("Wed, 27 Aug 2008 13:08:45 GMT", datetime(2008, 8, 27, 13, 8, 45, tzinfo=UTC)),
        ("Wed Aug 27 21:08:45 CST 2008", datetime(2008, 8, 27, 13, 8, 45, tzinfo=UTC)),
        ("Aug 27, 2008 9:08 PM", datetime(2008, 8, 27, 13, 8, tzinfo=UTC)),
        ("42059.4832", datetime(2015, 2, 24, 3, 35, 48, tzinfo=UTC)),
        ("1424777752", datetime(2015, 2, 24, 11, 35, 52, tzinfo=UTC)),
        ("1424777752000", datetime(2015, 2, 24, 11, 35, 52, tzinfo=UTC)),
        ("20150224113552", datetime(2015, 2, 24, 3, 35, 52, tzinfo=UTC)),
        ("刚刚", SAVED),
        ("剛剛", SAVED),
        ("3分钟前", SAVED - timedelta(minutes=3)),
        ("3 分鐘前", SAVED - timedelta(minutes=3)),
        ("半小时前", SAVED - timedelta(minutes=30)),
        ("2小时前", SAVED - timedelta(hours=2)),
        ("两天前", SAVED - timedelta(days=2)),
        ("5 minutes ago", SAVED - timedelta(minutes=5)),
        ("今天 08:46", datetime(2016, 3, 25, 0, 46, tzinfo=UTC)),
        ("昨天18:46", datetime(2016, 3, 24, 10, 46, tzinfo=UTC)),
        ("前天 18:46", datetime(2016, 3, 23, 10, 46, tzinfo=UTC)),
        ("01月01日 18:46", datetime(2016, 1, 1, 10, 46, tzinfo=UTC)),
        ("11-30 18:46", datetime(2015, 11, 30, 10, 46, tzinfo=UTC)),
    ],
)
def test_a_time_as_it_is_written(text: str, expected: datetime) -> None:
    assert _moment(text) == expected


def test_a_date_without_a_year_is_the_latest_before_the_file_was_saved() -> None:
    assert _moment("03月24日 10:00").year == 2016
    assert _moment("03月26日 10:00").year == 2015
    assert _moment("02月29日 10:00").year == 2016


def test_a_file_copied_years_later_does_not_move_its_posts() -> None:
    newest = datetime(2012, 12, 24, tzinfo=UTC)
    assert _moment("01月01日 18:46", newest=newest).year == 2013
    assert _moment("12月01日 18:46", newest=newest).year == 2013


def test_the_time_in_the_id_settles_the_year() -> None:
    by_id = datetime(2013, 7, 26, 6, 36, 8, tzinfo=UTC)
    assert _moment("07月26日 14:36", by_id=by_id) == datetime(2013, 7, 26, 6, 36, tzinfo=UTC)
    assert _moment("3分钟前", by_id=by_id) == by_id


def test_a_date_without_a_year_waits_for_the_newest_whole_date() -> None:
    dating = Dating(now=SAVED, saved=SAVED, zone=CHINA)
    assert dating.moment("01月01日 18:46", lambda: None, last=False) is None


@pytest.mark.parametrize(
    "text", ["2015-02-30", "2月30日", "2015-13-01", "2015-02-24 25:00", "Feb 31, 2015", "0000-00-00"]
)
def test_an_impossible_date_is_called_impossible(text: str) -> None:
    with pytest.raises(ImpossibleDateError):
        told(text)


@pytest.mark.parametrize(
    "text", ["", "hello", "12:30", "570306133677760513", "99", "5.70301E+17", "星期二", "x" * 200]
)
def test_what_is_no_time_is_not_read_as_one(text: str) -> None:
    with pytest.raises(NoDateError):
        told(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1970-01-01", "posts-time-too-old"),
        ("2030-01-01", "posts-time-future"),
        ("2015-02-30", "posts-time-impossible"),
        ("soon\u202e", "posts-time-unread"),
        ("9999-12-31T23:59:59-14:00", "posts-time-unread"),
    ],
)
def test_a_useless_time_is_refused_with_its_reason(text: str, key: str) -> None:
    with pytest.raises(NotDatedError) as refused:
        _moment(text)
    assert refused.value.said.key == key
    assert "\u202e" not in str(refused.value.said.args["value"])


_FORMS = st.sampled_from(
    [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y/%m/%d %H:%M:%S",
        "%Y年%m月%d日 %H:%M:%S",
        "%Y.%m.%d %H:%M:%S",
        "%d %b %Y %H:%M:%S",
        "%b %d, %Y %I:%M:%S %p",
        "%m/%d/%Y %I:%M:%S %p",
        "%a %b %d %H:%M:%S %Y",
        "%Y%m%d%H%M%S",
    ]
)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2026, 1, 1)), _FORMS)  # noqa: DTZ001 - wall clocks
def test_every_form_keeps_the_moment(moment: datetime, form: str) -> None:
    said = told(moment.strftime(form))
    assert getattr(said, "at", None) == moment.replace(microsecond=0)


@given(st.text(max_size=100))
def test_any_text_is_a_time_or_refused(text: str) -> None:
    dating = Dating(now=SAVED, saved=SAVED, zone=CHINA)
    try:
        moment = dating.moment(text, lambda: None, last=True)
    except NotDatedError:
        return
    assert moment is not None
    assert moment.tzinfo is UTC
