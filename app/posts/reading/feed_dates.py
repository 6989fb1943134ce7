# SPDX-License-Identifier: Apache-2.0
"""The dates that feeds write, as ISO 8601, so that the rest of the program need not know how careless feeds are.

Called once an item, so the two proper forms (RFC 822 and ISO 8601) come first. The trap: a time without a zone keeps
none, as the program knows better than UTC where the source lives.
"""

import re
from datetime import datetime, timedelta
from typing import Any, Final

from app.posts.dates import Full, ImpossibleDateError, NoDateError, told

_MONTHS: Final = {
    "jan": "01", "feb": "02", "mar": "03", "apr": "04", "may": "05", "jun": "06",
    "jul": "07", "aug": "08", "sep": "09", "oct": "10", "nov": "11", "dec": "12",
}  # fmt: skip
_ZONES: Final = {
    "gmt": "+00:00", "utc": "+00:00", "ut": "+00:00", "z": "+00:00", "0000": "+00:00",
    "adt": "-03:00", "ast": "-04:00", "edt": "-04:00", "est": "-05:00", "cdt": "-05:00", "mdt": "-06:00",
    "mst": "-07:00", "pdt": "-07:00", "pst": "-08:00", "at": "-04:00", "et": "-04:00", "ct": "-05:00",
    "mt": "-06:00", "pt": "-07:00", "met": "+01:00", "cet": "+01:00", "mest": "+02:00", "cest": "+02:00",
    "bst": "+01:00", "jst": "+09:00", "kst": "+09:00", "hkt": "+08:00", "sgt": "+08:00", "msk": "+03:00",
    "a": "-01:00", "n": "+01:00", "m": "-12:00", "y": "+12:00",
}  # fmt: skip
"""CST is left out: it may be China's or America's."""
_MAIL: Final = re.compile(
    r"(?:[A-Za-z]{3},? +)?(\d{1,2}) +([A-Za-z]{3}) +(\d{4}) +(\d\d):(\d\d):(\d\d)"
    r" +(?:GMT|UTC|Z|([+-]\d\d):?(\d\d))$"
)
_ISO: Final = re.compile(
    r"(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?:[t ]+(\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,]\d*)?)?)? *(.*))?$"
)
_ORDINAL: Final = re.compile(r"(\d{4})-?(\d{3})$")
_WORDS: Final = re.compile(
    r"(?:[^\W\d]+\.?,? +)?"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -]+([a-z]{3})[a-z]*|([a-z]{3})[a-z]*\.? +(\d{1,2})(?:st|nd|rd|th)?)"
    r"\.?,?[ -]+(\d{4}|\d\d)(?:,? +(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)? *(.*))?$"
)
_ASCTIME: Final = re.compile(
    r"(?:[a-z]+,? +)?([a-z]{3})[a-z]* +(\d{1,2}) +(\d{1,2}):(\d\d):(\d\d) +(?:(\S+) +)?(\d{4})$"
)
_SLASHED: Final = re.compile(r"(?:[a-z]{3}, )?(\d{4})/(\d{1,2})/(\d{1,2}) +(\d{1,2}):(\d\d):(\d\d) +([a-z]{1,4})$")
_OFFSET: Final = re.compile(r"(?:etc/)?(?:gmt|utc)?([+-])(\d{1,2}):?(\d\d)?$")
_LONGEST: Final = 80


def iso_date(text: str) -> str:
    """`text` as ISO 8601 with the zone it names; '' where it is no whole date in any form known here."""
    match = _MAIL.match(text)
    if match is not None:
        day, name, year, hour, minute, second, ahead, part = match.groups()
        zone = f"{ahead}:{part}" if ahead else "+00:00"
        if found := _sound(f"{year}-{_MONTHS.get(name.lower(), 0)}-{day:0>2}T{hour}:{minute}:{second}{zone}"):
            return found
    text = text.strip()
    if text[4:5] == "-" and text[10:11] == "T" and (found := _sound(text)):
        return found
    return _careless(text.lower()) if 0 < len(text) <= _LONGEST else ""


def _sound(iso: str) -> str:
    """The same where there is such a moment, else ''."""
    try:
        datetime.fromisoformat(iso)
    except ValueError:
        return ""
    return iso


def _careless(text: str) -> str:
    if match := _ISO.match(text):
        year, month, day, hour, minute, second, zone = match.groups()
        return _put(int(year), int(month or 1), int(day or 1), (hour, minute, second), zone)
    if match := _ORDINAL.match(text):
        return _put(int(match[1]), 1, 1, (None, None, None), None, days=int(match[2]) - 1)
    if match := _WORDS.match(text):
        month = _MONTHS.get(match[2] or match[3], "0")
        return _put(_century(match[5]), int(month), int(match[1] or match[4]), match.group(6, 7, 8), match[9])
    if match := _ASCTIME.match(text):
        month = _MONTHS.get(match[1], "0")
        return _put(int(match[7]), int(month), int(match[2]), match.group(3, 4, 5), match[6])
    if match := _SLASHED.match(text):
        return _put(int(match[1]), int(match[2]), int(match[3]), match.group(4, 5, 6), match[7])
    return _as_elsewhere(text)


def _century(year: str) -> int:
    number = int(year)
    return number if len(year) == 4 else number + (2000 if number < 70 else 1900)


def _put(year: int, month: int, day: int, clock: tuple[str | Any, ...], zone: str | None, *, days: int = 0) -> str:
    hour, minute, second = (int(part or 0) for part in clock)
    later = timedelta(days=days)
    if second == 60:
        second, later = 59, timedelta(seconds=1)
    if (hour, minute, second) == (24, 0, 0):
        hour, later = 0, timedelta(days=1)
    try:
        moment = datetime(year, month, day, hour, minute, second) + later  # noqa: DTZ001 - the zone is put behind it
    except (ValueError, OverflowError):
        return ""
    return _sound(moment.isoformat() + _zone((zone or "").strip("() ")))


def _zone(name: str) -> str:
    """`+08:00` of whatever a feed writes for it; '' where it says nothing sure."""
    if found := _ZONES.get(name):
        return found
    if match := _OFFSET.match(name):
        hours = int(match[2])
        return f"{match[1]}{hours:02}:{match[3] or '00'}" if hours < 24 and int(match[3] or 0) < 60 else ""
    return _zone(name.split(maxsplit=1)[0]) if " " in name else ""


def _as_elsewhere(text: str) -> str:
    """The forms that posts of other sources use; a relative time stays as it is."""
    try:
        said = told(text)
    except (NoDateError, ImpossibleDateError, OverflowError):
        return ""
    return said.at.isoformat() if isinstance(said, Full) and not said.ambiguous else ""
