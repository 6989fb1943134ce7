# SPDX-License-Identifier: Apache-2.0
"""Times and durations as the report says them: in the room's zone, the zone named once.

Called by everything in this package that gathers. The trap: the year is left out where it is that of the report, so
keep `iso` beside the words.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from app.report.contract import Moment
from app.texts import Texts
from app.zones import zone_name


@dataclass(frozen=True, slots=True)
class Moments:
    """Says times for one report. `now` is the moment it is made for (aware)."""

    zone: tzinfo
    now: datetime
    texts: Texts

    def at(self, time: datetime) -> Moment:
        """To the minute: `11-19 14:02`, with the year where it is another than now's."""
        local = time.astimezone(self.zone)
        day = f"{local:%m-%d}" if local.year == self.now.astimezone(self.zone).year else f"{local:%Y-%m-%d}"
        return Moment(iso=local.isoformat(timespec="seconds"), text=f"{day} {local:%H:%M}")

    def exact(self, time: datetime) -> Moment:
        """To the second, with the year."""
        local = time.astimezone(self.zone)
        return Moment(iso=local.isoformat(timespec="seconds"), text=f"{local:%Y-%m-%d %H:%M:%S}")

    def zone_text(self) -> str:
        """The zone in words, with its offset at `now`: `中国标准时间（UTC+08:00）`."""
        offset = f"{self.now.astimezone(self.zone):%z}"
        named = zone_name(self.zone, self.now, self.texts.language)
        return self.texts("report-zone", zone=named, offset=f"{offset[:3]}:{offset[3:5]}")


def hours(span: timedelta) -> str:
    """`05:24`: hours and minutes, hours without end, never negative."""
    minutes = max(0, int(span / timedelta(minutes=1)))
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
