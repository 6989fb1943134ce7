# SPDX-License-Identifier: Apache-2.0
"""A channel: a way to reach a person, whoever holds a duty, or everybody; and when it may be used.

Kept in `notices.toml` by :mod:`app.notify.book`. The trap: `address` is for people to recognise it by and never the
address itself, which carries a key and lies in the vault.
"""

from datetime import UTC, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from app.errors import Said, UserError
from app.notify.kinds import ChannelKind
from app.room.words import Role, WarningLevel
from app.texts import Language

LEVELS: Final = tuple(WarningLevel)
"""From mild to grave."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Channel(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """It reaches `person` (a name), or who holds `duty`, or where both are empty everybody, as a group does.

    `level` is the least it is used for; between `quiet_from` and `quiet_to` ("22:00", the room's zone; over midnight
    where the second is earlier) only for red. `language` empty is that of the program. `since` is when it was set up:
    older alerts are not news to it.
    """

    name: str
    kind: ChannelKind
    address: str = ""
    person: str = ""
    duty: Role | None = None
    level: WarningLevel = WarningLevel.YELLOW
    quiet_from: str = ""
    quiet_to: str = ""
    language: Language | None = None
    off: bool = False
    since: datetime = _EPOCH


def graver(one: WarningLevel, other: WarningLevel) -> bool:
    """Whether `one` is the graver level."""
    return LEVELS.index(one) > LEVELS.index(other)


def is_quiet(channel: Channel, level: WarningLevel, now: datetime, zone: ZoneInfo) -> bool:
    """Whether this level has to wait for the end of the channel's quiet hours. Red never waits."""
    if level is WarningLevel.RED or not (channel.quiet_from and channel.quiet_to):
        return False
    begins, ends = clock_time(channel.quiet_from), clock_time(channel.quiet_to)
    at = now.astimezone(zone).time().replace(tzinfo=None)
    return begins <= at < ends if begins < ends else at >= begins or at < ends


def clock_time(text: str) -> time:
    """`7:30`, `22:00` as a time of day. Raises UserError."""
    hours, _, minutes = text.strip().replace("：", ":").partition(":")
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError as fault:
        raise UserError(Said("notify-bad-time", {"time": text.strip()[:20]})) from fault
