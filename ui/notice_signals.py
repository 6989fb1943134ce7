# SPDX-License-Identifier: Apache-2.0
"""Which levels are heard and shown on this computer's desktop: kept among the window's settings.

Read by :mod:`ui.notices`, changed by its dialog. The trap: what was never chosen is on from yellow upwards.
"""

from collections.abc import MutableMapping
from typing import Final, Literal, TypeAlias

from app.room.words import WarningLevel

Way: TypeAlias = Literal["sound", "desktop"]
WAYS: Final[tuple[Way, ...]] = ("sound", "desktop")


def is_on(settings: MutableMapping[str, str], way: Way, level: WarningLevel) -> bool:
    """Whether alerts of this level are to be heard, or shown."""
    kept = settings.get(_key(way, level), "")
    return kept == "on" if kept else level.gravity >= WarningLevel.YELLOW.gravity


def turn(settings: MutableMapping[str, str], way: Way, level: WarningLevel, *, on: bool) -> None:
    """Choose it. Saving is the caller's."""
    settings[_key(way, level)] = "on" if on else "off"


def _key(way: Way, level: WarningLevel) -> str:
    return f"notice-{way}-{level}"
