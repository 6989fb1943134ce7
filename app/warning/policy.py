# SPDX-License-Identifier: Apache-2.0
"""A person's own rules beside the detector, and what each level starts: `policy.toml`.

Written by the policy editor and the command line, followed by the collector, tried out by replay. The trap: a rule
holds from `at_least` on, lets go only below `clear` and rests for `cooldown` after that, so that it never flickers.
"""

from enum import StrEnum

import msgspec

from app.room.words import Role, WarningLevel


class Measure(StrEnum):
    """What a rule measures over its window."""

    MENTIONS = "mentions"
    NEGATIVE = "negative"
    NEGATIVE_SHARE = "negative_share"
    """0 to 1, of at least `sample` posts."""
    SPEED = "speed"
    """Posts of the window as a multiple of those of the window before it, which counts as at least `sample`."""
    REPOST_SHARE = "repost_share"
    VOICES = "voices"
    COMPLAINTS = "complaints"
    REACH = "reach"
    ACCOUNT = "account"
    """Posts of the accounts named."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """From `at_least` on over the last `minutes` it is `level`. Empty `watches` are all.

    `clear` None is .7 of `at_least`; `cooldown` in minutes. `region` and `accounts` are words as in
    `app.posts.question.Question`. `days` 0 (Monday) to 6, none for all; `begins` and `ends` ("22:00") in the room's
    zone, over midnight where `ends` is earlier; both empty for the whole day.
    """

    name: str
    level: WarningLevel
    measure: Measure
    at_least: float
    minutes: int = 60
    sample: int = 0
    clear: float | None = None
    cooldown: int = 60
    watches: tuple[str, ...] = ()
    region: str = ""
    accounts: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    begins: str = ""
    ends: str = ""
    off: bool = False
    note: str = ""


class Response(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a level starts. `tell` are the duties or names of people told at once; where nobody confirmed it within
    `minutes`, those of `then` one after the other. `confirm` is the duty that must confirm it, None for anybody's.

    `playbook` is the name of the plan that is offered.
    """

    level: WarningLevel
    tell: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    minutes: int = 15
    confirm: Role | None = None
    playbook: str = ""
