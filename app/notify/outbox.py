# SPDX-License-Identifier: Apache-2.0
"""`outbox.json`: which message waits, which arrived, which was let be, for each alert and channel.

Read by whoever shows it, written by the one process that holds `outbox.lock` (:mod:`app.notify.courier`). It holds no
content: a message is put into words only when it goes out. The trap: what is in it is what has been told, so a row
stays for longer than a message may be late, or people would be told twice.
"""

import contextlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from app.errors import EnvironmentFault, Said
from app.profile import write_whole
from app.room.words import WarningLevel

LATEST: Final = timedelta(days=1)
"""After that a message is no news any more: it is not begun, and given up."""
KEPT: Final = timedelta(days=7)
"""How long a row stays."""


class Fate(StrEnum):
    """How a message stands."""

    WAITING = "waiting"
    """To be sent, or to be tried again."""
    QUIET = "quiet"
    """Waits for the end of quiet hours."""
    SENT = "sent"
    """The channel took it."""
    STOPPED = "stopped"
    """Nobody needs it any more: somebody has the alert, or a graver message follows."""
    FAILED = "failed"
    """Given up: the address is none, or a day went by."""


OPEN: Final = frozenset((Fate.WAITING, Fate.QUIET))


class Delivery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message to one channel. `step` 0 tells, later ones escalate; `person` is whom it is for, "" for a group."""

    alert: str
    level: WarningLevel
    step: int
    channel: str
    person: str
    wanted_at: datetime
    fate: Fate = Fate.WAITING
    tries: int = 0
    next_at: datetime | None = None
    ended_at: datetime | None = None
    trouble: Said | None = None

    @property
    def key(self) -> "Key":
        """What there is only one of."""
        return self.alert, self.level, self.step, self.channel


Key: TypeAlias = "tuple[str, WarningLevel, int, str]"


class Outbox:
    """The rows of one profile."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def deliveries(self) -> tuple[Delivery, ...]:
        """Every row, oldest first. A file that cannot be read is set aside: then some may be told once more."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=tuple[Delivery, ...])
        except FileNotFoundError:
            return ()
        except msgspec.DecodeError:
            with contextlib.suppress(OSError):
                self.path.replace(self.path.with_suffix(".damaged.json"))
            return ()
        except OSError as fault:
            raise EnvironmentFault(Said("notify-outbox-unreadable", {"path": str(self.path)})) from fault

    def write(self, rows: Iterable[Delivery]) -> None:
        """Puts these in the place of all. Raises EnvironmentFault."""
        write_whole(self.path, msgspec.json.encode(tuple(rows)))


def still_needed(rows: Iterable[Delivery], now: datetime) -> list[Delivery]:
    """Without those of long ago."""
    return [row for row in rows if now - (row.ended_at or row.wanted_at) < KEPT]
