# SPDX-License-Identifier: Apache-2.0
"""Reads a time as platforms, feeds and spreadsheets write it, without assuming what it does not say.

`told("昨天 18:46")` gives what was said; `app.posts.dating` turns that into a moment, with a zone and an anchor.
The trap: `02/03/2015` has two readings; which one holds is decided for a whole column, never for a cell.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Final, TypeAlias

from app.clock import EPOCH
from app.posts.fold import fold


class NoDateError(ValueError):
    """The text is no time in any form known here."""


class ImpossibleDateError(ValueError):
    """The text has the form of a time that does not exist (30 February, 25:00)."""


@dataclass(frozen=True, slots=True)
class Full:
    """A whole date. `at` is aware where the text named a zone, else naive."""

    at: datetime
    ambiguous: bool = False
    """Day and month could be the other way round (`02/03/2015`)."""


@dataclass(frozen=True, slots=True)
class Yearless:
    """A day and month without the year, as Weibo shows this year's posts (`01月01日 18:46`)."""

    month: int
    day: int
    clock: time


@dataclass(frozen=True, slots=True)
class Relative:
    """Counted from when the page was seen: `ago`, or `days` back at `clock` (`昨天 18:46`)."""

    ago: timedelta = timedelta(0)
    days: int | None = None
    clock: time | None = None


Told: TypeAlias = Full | Yearless | Relative

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK: Final = (
    r"(?P<hour>\d{1,2})(?::|点|时)(?P<minute>\d{1,2})"
    r"(?:(?::|分)(?P<second>\d{1,2})秒?(?:[.,](?P<part>\d{1,9}))?|分)?"
)
_HALF: Final = r"(?P<half>上午|下午|凌晨|早上|中午|晚上|am|pm|a\.m\.|p\.m\.)"
_OFFSET: Final = r"(?P<zone>z|utc|gmt|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)"
_TIME: Final = rf"(?:[ t,]*(?:{_HALF} ?)?{_CLOCK}(?: ?(?P<half2>am|pm|a\.m\.|p\.m\.))?(?: ?{_OFFSET})?)?$"
_WEEKDAY: Final = re.compile(r"[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?")
_CST: Final = re.compile(r" [(]?cst[)]?(?= |$)")  # China's or America's: says nothing
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4}) ?[-/.年] ?(?P<month>\d{1,2}) ?[-/.月] ?(?P<day>\d{1,2})日?" + _TIME)
_YEAR_LAST: Final = re.compile(r"(?P<a>\d{1,2})(?P<by>[-/.])(?P<b>\d{1,2})(?P=by)(?P<year>\d{4}|\d{2})" + _TIME)
_NO_YEAR: Final = re.compile(r"(?P<month>\d{1,2})(?:月|[-/])(?P<day>\d{1,2})日?" + _TIME)
_NAMED: Final = re.compile(
    r"(?:[a-z]{3,9},? )?(?:(?P<m1>[a-z]{3,9})\.? (?P<d1>\d{1,2})|(?P<d2>\d{1,2})[ -](?P<m2>[a-z]{3,9})\.?)"
    rf"(?:st|nd|rd|th)?(?:,? ?-?(?P<year>\d{{4}}))?{_TIME[:-1]}(?: (?P<year2>\d{{4}}))?$"
)
_AGO: Final = re.compile(
    r"(?P<count>\d{1,6}|an?|[半一二两三四五六七八九十]) ?"
    r"(?P<unit>秒|分|小时|个小时|天|日|周|s|m|h|d|w)[a-z钟]* ?(?:前|之前|以前|ago)$"
)
_COUNTS: Final = {"a": 1, "an": 1, "两": 2} | {word: i for i, word in enumerate("一二三四五六七八九十", 1)}
_UNITS: Final = {"秒": 1, "s": 1, "分": 60, "m": 60, "小": 3600, "个": 3600, "h": 3600}
_DAYS: Final = {"天": 1, "日": 1, "d": 1, "周": 7, "w": 7}
_DAY_WORD: Final = re.compile(rf"(?P<word>今天|今日|昨天|昨日|前天|today|yesterday)(?: at)?{_TIME}")
_BACK: Final = {"今天": 0, "今日": 0, "today": 0, "昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2}
_NOW: Final = {"刚刚", "刚才", "现在", "just now", "now", "几秒前"}
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?$")
_SERIAL_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's day 0 has no zone
_LONGEST: Final = 80


def told(text: str, *, day_first: bool = False) -> Told:
    """What `text` says about time. `day_first` reads `02/03/2015` as 2 March.

    Raises NoDateError or ImpossibleDateError.
    """
    text = text.strip()
    if text[:4].isdigit() and text[4:5] == "-":  # nearly all there is: ISO, as it stands
        try:
            return Full(datetime.fromisoformat(text))
        except ValueError:
            pass
    if not text or len(text) > _LONGEST:
        raise NoDateError(text[:_LONGEST])
    if _NUMBER.match(text):
        return _of_number(text)
    plain = " ".join(_CST.sub(" ", _WEEKDAY.sub(" ", fold(text))).split())
    return _of_words(plain, day_first=day_first)


def _of_words(text: str, *, day_first: bool) -> Told:
    if text in _NOW:
        return Relative()
    if match := _YEAR_FIRST.match(text):
        return Full(_at(int(match["year"]), int(match["month"]), int(match["day"]), match))
    if match := _YEAR_LAST.match(text):
        return _year_last(match, day_first=day_first)
    if match := _NO_YEAR.match(text):
        return _yearless(int(match["month"]), int(match["day"]), match)
    if match := _AGO.match(text):
        return _ago(match)
    if match := _DAY_WORD.match(text):
        return Relative(days=_BACK[match["word"]], clock=_clock(match) if match["hour"] else None)
    return _of_month_name(text)


def _of_number(text: str) -> Full:
    """Epoch seconds to microseconds, a spreadsheet's days since 1899-12-30, or `20150224`."""
    whole = text.partition(".")[0]
    if len(whole) in (8, 14) and whole.startswith(("19", "20")) and whole == text:
        try:
            return Full(datetime.strptime(text, "%Y%m%d" if len(text) == 8 else "%Y%m%d%H%M%S"))  # noqa: DTZ007
        except ValueError as error:
            raise ImpossibleDateError(text) from error
    number = float(text)
    if 20_000 <= number < 80_000:
        moment = _SERIAL_ZERO + timedelta(days=number)
        return Full((moment + timedelta(milliseconds=500)).replace(microsecond=0))
    for digits, unit in ((10, 1.0), (13, 1e3), (16, 1e6)):
        if len(whole) in (digits - 1, digits):
            return Full(EPOCH + timedelta(seconds=number / unit))
    raise NoDateError(text)


def _year_last(match: re.Match[str], *, day_first: bool) -> Full:
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    year += 2000 if len(match["year"]) == 2 else 0
    ambiguous = first <= 12 and second <= 12 and first != second and match["by"] != "."
    day_first = first > 12 or match["by"] == "." or (day_first and second <= 12)
    month, day = (second, first) if day_first else (first, second)
    return Full(_at(year, month, day, match), ambiguous=ambiguous)


def _yearless(month: int, day: int, match: re.Match[str]) -> Yearless:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:
        raise ImpossibleDateError(match[0])
    return Yearless(month, day, _clock(match))


def _ago(match: re.Match[str]) -> Relative:
    said = match["count"]
    count = 0.5 if said == "半" else _COUNTS.get(said) or float(said)
    unit = match["unit"][0]
    if unit in _UNITS:
        return Relative(ago=timedelta(seconds=count * _UNITS[unit]))
    return Relative(ago=timedelta(days=count * _DAYS[unit]))


def _of_month_name(text: str) -> Told:
    """`Wed Aug 27 13:08:45 +0000 2008`, `Wed, 27 Aug 2008 13:08:45 GMT`, `Aug 27, 2008 1:08 PM`, `27-Aug`."""
    match = _NAMED.match(text)
    name = (match["m1"] or match["m2"])[:3] if match else ""
    if match is None or name not in _MONTHS:
        return _of_mail(text)
    month = _MONTHS.index(name) + 1
    day, year = int(match["d1"] or match["d2"]), match["year"] or match["year2"]
    return Full(_at(int(year), month, day, match)) if year else _yearless(month, day, match)


def _of_mail(text: str) -> Full:
    """RFC 822 with what feeds make of it: zone names, missing seconds."""
    try:
        return Full(parsedate_to_datetime(text))
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        raise NoDateError(text) from error


def _at(year: int, month: int, day: int, match: re.Match[str]) -> datetime:
    try:
        moment = datetime.combine(datetime(year, month, day), _clock(match))  # noqa: DTZ001 - naive unless it says
        zone = _zone(match["zone"])
    except ValueError as error:
        raise ImpossibleDateError(match[0]) from error
    return moment if zone is None else moment.replace(tzinfo=zone)


def _clock(match: re.Match[str]) -> time:
    if not match["hour"]:
        return time()
    hour, half = int(match["hour"]), (match["half"] or match["half2"] or "").replace(".", "")
    if (half in ("下午", "晚上", "pm") and hour < 12) or (half == "中午" and hour < 3):
        hour += 12
    elif half in ("上午", "凌晨", "早上", "am") and hour == 12:
        hour = 0
    part = int((match["part"] or "0")[:6].ljust(6, "0"))
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0), part)
    except ValueError as error:
        raise ImpossibleDateError(match[0]) from error


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    figures = text.removeprefix("utc").removeprefix("gmt")
    if figures in ("", "z"):
        return UTC
    sign = -1 if figures[0] == "-" else 1
    digits = figures[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 14 or minutes > 59:
        raise ValueError(text)
    return timezone(sign * timedelta(hours=hours, minutes=minutes))
