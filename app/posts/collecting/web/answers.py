# SPDX-License-Identifier: Apache-2.0
"""What an answer says about itself, and what the ones that are no success mean to a person.

Called by `HttpReach` and `trip`. The trap: every header was written by a stranger; a number may be 10 GB of digits'
worth, a date in 1970, a mark as long as a novel.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from app.errors import Said
from app.posts.collecting.web.target import Target
from app.posts.sources.port import SourceFault

LONGEST_REST: Final = 24 * 3600.0
LONGEST_FRESH: Final = 6 * 3600.0
MOVED: Final = frozenset((301, 302, 303, 307, 308))
_LONGEST_MARK: Final = 1_000
_MARKS: Final = {"etag": "etag", "modified": "last-modified"}
_ASKED_WITH: Final = {"etag": "If-None-Match", "modified": "If-Modified-Since"}
_SECONDS: Final = re.compile(r"\s*(\d{1,9})\s*")
_MAX_AGE: Final = re.compile(r'(?:^|[\s,])max-age="?(\d{1,9})')
_LASTING: Final = {401: "fetch-login", 403: "fetch-forbidden", 404: "fetch-gone", 410: "fetch-gone"}

Headers = Mapping[str, str]
"""Lower-case name → value; those that came more than once are joined with commas."""


def read_headers(raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers as they came → `Headers`."""
    read: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        read[key] = f"{read[key]}, {text}" if key in read else text
    return read


def marks(headers: Headers) -> dict[str, str]:
    """What to remember for the next request."""
    found = {mark: headers.get(name, "") for mark, name in _MARKS.items()}
    return {mark: value for mark, value in found.items() if 0 < len(value) <= _LONGEST_MARK}


def conditions(remembered: Mapping[str, str]) -> dict[str, str]:
    """The inverse: headers that ask only for what is new.

    A weak mark is sent in its strong form too: servers whose packing weakened it compare with the strong one.
    """
    asked = {header: remembered[mark] for mark, header in _ASKED_WITH.items() if remembered.get(mark)}
    mark = asked.get("If-None-Match", "")
    if mark.startswith("W/"):
        asked["If-None-Match"] = f"{mark}, {mark[2:]}"
    return asked


def content_type(headers: Headers) -> tuple[str, str]:
    """Media type and charset in lower case; '' for what was not said."""
    media, _, rest = headers.get("content-type", "").lower().partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:+-]{1,40})", rest)
    return media.strip()[:100], charset.group(1) if charset else ""


def fresh_for(headers: Headers, now: datetime) -> float:
    """Seconds the sender calls it fresh, at most six hours; 0 where it did not say."""
    control = headers.get("cache-control", "").lower()
    if "no-store" in control or "no-cache" in control:
        return 0.0
    if said := _MAX_AGE.search(control):
        aged = _SECONDS.fullmatch(headers.get("age", ""))
        return min(LONGEST_FRESH, max(0.0, float(said.group(1)) - (float(aged.group(1)) if aged else 0.0)))
    expires = _date(headers.get("expires", ""))
    return min(LONGEST_FRESH, max(0.0, _until(expires, headers, now))) if expires else 0.0


def retry_after(headers: Headers, now: datetime) -> float:
    """Seconds the sender wants to be left alone, at most a day; 0 where it did not say."""
    said = headers.get("retry-after", "")
    if seconds := _SECONDS.fullmatch(said):
        return min(LONGEST_REST, float(seconds.group(1)))
    until = _date(said)
    return min(LONGEST_REST, max(0.0, _until(until, headers, now))) if until else 0.0


def fault_of(status: int, target: Target, headers: Headers, now: datetime) -> SourceFault:
    """What an answer that is neither 2xx nor a wanted 304 nor a redirect means."""
    url = target.shown
    if status in _LASTING:
        return SourceFault(Said(_LASTING[status], {"url": url}), lasting=True)
    if status == 407:
        return SourceFault(Said("fetch-proxy-login"), lasting=True)
    after = retry_after(headers, now) if status in (429, 503) else 0.0
    if status == 429 or after:
        return SourceFault(Said("fetch-busy", {"url": url, "status": str(status)}), after=after)
    if 400 <= status < 500:
        return SourceFault(Said("fetch-client", {"url": url, "status": str(status)}))
    if 500 <= status < 600:
        return SourceFault(Said("fetch-server", {"url": url, "status": str(status)}))
    return SourceFault(Said("fetch-nonsense", {"host": target.host}))


def _until(time: datetime, headers: Headers, now: datetime) -> float:
    # By the sender's own clock where it tells it, which may be hours off.
    return (time - (_date(headers.get("date", "")) or now)).total_seconds()


def _date(text: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(text[:60])
    except (ValueError, TypeError, OverflowError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
