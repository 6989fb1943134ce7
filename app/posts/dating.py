# SPDX-License-Identifier: Apache-2.0
"""From what a file says about a time to a moment, and a record of everything that had to be assumed.

One `Dating` a file, used by the importer. The order of trust: the time the platform wrote into the post's id;
the date as told; for a date without a year the latest such moment before the file was saved; for `3分钟前` that
moment itself. Where most rows have whole dates, the others lie at most a year after the newest of those, so that a
file copied years later does not move its posts.

The trap: the newest whole date is known only at the end, so `moment` may answer None ("ask again later").
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from app.errors import Said
from app.posts.dates import Full, ImpossibleDateError, NoDateError, Relative, Told, Yearless, told
from app.posts.fold import shown
from app.posts.zones import placed, zone_label

FIRST_YEAR: Final = 1990
_DAY: Final = timedelta(days=1)
_YEAR: Final = timedelta(days=366)


class NotDatedError(ValueError):
    """The row has no usable time. `said` is the reason for the person."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.key)
        self.said = said


@dataclass(slots=True)
class Dating:
    """How the times of one file are read. `now` and `saved` are aware UTC; `zone` None is the machine's."""

    now: datetime
    saved: datetime
    zone: tzinfo | None
    zone_given: bool = False
    day_first: bool = False
    newest: datetime | None = None
    whole: int = 0
    yearless: int = 0
    zone_assumed: int = 0
    order_assumed: int = 0
    year_assumed: int = 0
    year_from_id: int = 0
    years: set[int] = field(default_factory=set)
    relative: int = 0

    def moment(self, text: str, id_time: Callable[[], datetime | None], *, last: bool) -> datetime | None:
        """The aware UTC moment of `text`; None where it cannot be known before the file has been read.

        With `last` it is never None. Raises NotDatedError.
        """
        try:
            said = told(text, day_first=self.day_first)
            found = self._resolved(said, id_time, last=last)
        except ImpossibleDateError as error:
            raise NotDatedError(Said("posts-time-impossible", {"value": shown(text[:60])})) from error
        except (NoDateError, OverflowError) as error:
            raise NotDatedError(Said("posts-time-unread", {"value": shown(text[:60])})) from error
        if found is not None:
            self._check_range(found, text)
        return found

    def _resolved(self, said: Told, id_time: Callable[[], datetime | None], *, last: bool) -> datetime | None:
        if isinstance(said, Full):
            return self._full(said)
        by_id = id_time()
        if isinstance(said, Yearless):
            return self._yearless(said, by_id, last=last)
        if by_id is not None:
            self.year_from_id += 1
            return by_id
        self.relative += 1
        return self._relative(said)

    def _full(self, said: Full) -> datetime:
        moment = said.at
        if moment.tzinfo is not UTC:
            self.zone_assumed += moment.tzinfo is None
            moment = placed(moment, self.zone)
        self.order_assumed += said.ambiguous
        self.whole += 1
        if moment <= self.now and (self.newest is None or moment > self.newest):
            self.newest = moment
        return moment

    def _yearless(self, said: Yearless, id_time: datetime | None, *, last: bool) -> datetime | None:
        if id_time is None:
            if not last:
                self.yearless += 1
                return None
            bound = self.saved
            if self.newest is not None and self.whole > self.yearless:
                bound = min(bound, self.newest + _YEAR)
        else:
            bound = id_time + _DAY
        for year in range(bound.year + 1, bound.year - 9, -1):
            try:
                at = datetime(year, said.month, said.day, said.clock.hour, said.clock.minute, said.clock.second)  # noqa: DTZ001
            except ValueError:  # 29 February
                continue
            moment = placed(at, self.zone)
            if moment <= bound:
                self._note_year(moment.year, by_id=id_time is not None)
                self.zone_assumed += 1
                return moment
        raise ImpossibleDateError(str(said))

    def _note_year(self, year: int, *, by_id: bool) -> None:
        if by_id:
            self.year_from_id += 1
        else:
            self.year_assumed += 1
            self.years.add(year)

    def _relative(self, said: Relative) -> datetime:
        if said.days is None:
            return self.saved - said.ago
        here = self.saved.astimezone(self.zone)
        day = (here - timedelta(days=said.days)).replace(tzinfo=None)
        if said.clock is not None:
            day = day.replace(hour=said.clock.hour, minute=said.clock.minute, second=said.clock.second, microsecond=0)
        return placed(day, self.zone)

    def _check_range(self, moment: datetime, text: str) -> None:
        if moment.year < FIRST_YEAR:
            raise NotDatedError(Said("posts-time-too-old", {"value": shown(text[:60]), "year": str(FIRST_YEAR)}))
        if moment > self.now + _DAY:
            raise NotDatedError(Said("posts-time-future", {"value": shown(text[:60])}))

    def warnings(self) -> list[Said]:
        """What was assumed, a sentence each."""
        found = []
        if self.zone_assumed and not self.zone_given:
            zone = zone_label(self.zone, self.newest or self.saved)
            found.append(Said("posts-assumed-zone", {"count": self.zone_assumed, "zone": zone}))
        if self.year_from_id:
            found.append(Said("posts-assumed-year-by-id", {"count": self.year_from_id}))
        if self.year_assumed:
            years = ", ".join(str(year) for year in sorted(self.years))
            found.append(Said("posts-assumed-year", {"count": self.year_assumed, "years": years}))
        if self.relative:
            at = self.saved.astimezone(self.zone).strftime("%Y-%m-%d %H:%M")
            found.append(Said("posts-assumed-saved", {"count": self.relative, "saved": at}))
        if self.order_assumed:
            order = Said("posts-order-day-first" if self.day_first else "posts-order-month-first")
            found.append(Said("posts-assumed-order", {"count": self.order_assumed, "order": order}))
        return found
