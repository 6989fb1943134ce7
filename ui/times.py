# SPDX-License-Identifier: Apache-2.0
"""How times and lengths of time look on screen: in the room's zone, tabular, the same in every pane.

Called by panes, delegates and dialogs. The trap: times come in as aware UTC; never format one without the zone.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.texts import Texts

_HOUR, _MINUTE = 3600, 60


def time_of_day(time: datetime, zone: ZoneInfo) -> str:
    """`14:33`."""
    return f"{time.astimezone(zone):%H:%M}"


def second_of_day(time: datetime, zone: ZoneInfo) -> str:
    """`14:33:08`."""
    return f"{time.astimezone(zone):%H:%M:%S}"


def short_day(time: datetime, zone: ZoneInfo) -> str:
    """`11-19`."""
    return f"{time.astimezone(zone):%m-%d}"


def full_time(time: datetime, zone: ZoneInfo) -> str:
    """`2026-11-19 14:33:08`."""
    return f"{time.astimezone(zone):%Y-%m-%d %H:%M:%S}"


def near_time(time: datetime, now: datetime, zone: ZoneInfo) -> str:
    """`14:33`, with the day before it where that is another than today: `11-18 14:33`."""
    local = time.astimezone(zone)
    return f"{local:%H:%M}" if local.date() == now.astimezone(zone).date() else f"{local:%m-%d %H:%M}"


def countdown(span: timedelta) -> str:
    """`02:28:05`; whole seconds, hours beyond 24 kept. The sign is the caller's to say in words."""
    seconds = abs(int(span.total_seconds()))
    hours, rest = divmod(seconds, _HOUR)
    minutes, seconds = divmod(rest, _MINUTE)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}"


def spoken(span: timedelta, texts: Texts) -> str:
    """`5 时 12 分`, `48 分`, `2 天 3 时`."""
    minutes = max(0, int(span.total_seconds()) // _MINUTE)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return texts("pane-span-days", days=days, hours=hours)
    return (
        texts("pane-span-hours", hours=hours, minutes=minutes)
        if hours
        else texts("pane-span-minutes", minutes=minutes)
    )


def signed(score: float) -> str:
    """A mood number as it stands everywhere: `−0.91`, `+0.48`, `0.00`."""
    rounded = round(score, 2)
    if not rounded:
        return "0.00"
    return f"{'+' if rounded > 0 else '−'}{abs(rounded):.2f}"
