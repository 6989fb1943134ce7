# SPDX-License-Identifier: Apache-2.0
"""Wall clocks placed in a time zone, for files that name none.

Called by the importer. The trap: the machine's own zone has no dependable name, so it is
`None` here and left to the operating system, which knows its summer times.
"""

from datetime import UTC, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

CHINA: Final = ZoneInfo("Asia/Shanghai")


def placed(moment: datetime, zone: tzinfo | None) -> datetime:
    """An aware UTC time: `moment` itself, or its wall clock read in `zone` (None: the machine's).

    Raises OverflowError at the ends of the calendar.
    """
    if moment.tzinfo is None and zone is not None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)


def zone_label(zone: tzinfo | None, at: datetime) -> str:
    """The name to show for a zone at a time."""
    if isinstance(zone, ZoneInfo):
        return zone.key
    local = at.astimezone(zone)
    offset = local.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"


def is_zone(name: str) -> bool:
    """Whether `name` is a zone of the IANA database (`Asia/Shanghai`)."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones (`Asia`), a path out of the database
        return False
    return True
