# SPDX-License-Identifier: Apache-2.0
"""A door, settings and child processes for tests of the window: nothing is on disk but what a test puts there.

Trap: a child's script runs in a real process of its own, started with this interpreter.
"""

import sys
from pathlib import Path

from app.clock import ManualClock
from app.doors import OpenHouse
from app.errors import EnvironmentFault, FenghuoError, Said, UserError
from app.keys import SigningKey
from app.room.service import Founder, Room
from app.texts import Language
from tests.ui.doubles import CHEAP, START, Cast, MemoryJournal, MemoryPosts, MemoryWitness


class PlainSettings:
    """Settings that remember how often they were saved; `broken` plays a read-only profile."""

    def __init__(self, language: Language = "zh-Hans", theme: str = "dark") -> None:
        self.language: Language = language
        self.theme = theme
        self.keep_hours, self.keep_gigabytes = 72, 20
        self.window: dict[str, str] = {}
        self.saved = 0
        self.broken = False

    def save(self) -> None:
        if self.broken:
            raise EnvironmentFault(Said("profile-not-writable", {"path": "/profile"}))
        self.saved += 1


class Script:
    """A ChildCommand that runs a piece of Python instead of fenghuo; it keeps what it was asked for."""

    def __init__(self, source: str = "") -> None:
        self.source = source
        self.asked: tuple[str, ...] = ()

    def arguments(self, *args: str) -> list[str]:
        self.asked = args
        return [sys.executable, "-c", self.source, *args]

    def secret(self) -> bytes:
        return b"open sesame\n"


def house_of(cast: Cast, folder: Path, *, demo: bool = False, child: Script | None = None) -> OpenHouse:
    """The cast's room as an open profile."""
    return OpenHouse(cast.room, cast.posts, folder, demo, child or Script(), cast.sources)


class MemoryDoor:
    """A Door on nothing: new until created; `trouble` is raised by the next opening."""

    def __init__(self, folder: Path, *, passphrase: str = "", new: bool = True, keyring: bool = True) -> None:
        self.folder, self.secret, self.new, self.keyring = folder, passphrase, new, keyring
        self.trouble: FenghuoError | None = None
        self.clock = ManualClock(START)
        self.made: Room | None = None
        self.cast = Cast(folder)

    @property
    def profile(self) -> Path:
        return self.folder

    def is_new(self) -> bool:
        return self.new

    def locked_by_passphrase(self) -> bool:
        return bool(self.secret)

    def needs_passphrase_for_new(self) -> bool:
        return not self.keyring

    def create(self, name: str, zone: str, founder: Founder, passphrase: str | None) -> OpenHouse:
        if self.trouble is not None:
            raise self.trouble
        self.secret = passphrase or ""
        seed = SigningKey.fresh_seed()
        key, journal = SigningKey(seed), MemoryJournal()
        journal.found(bytes(16), key.public)
        self.made = Room(journal, MemoryWitness(), key, self.clock, cost=CHEAP)
        self.made.found(name, zone, founder)
        return OpenHouse(self.made, MemoryPosts(), self.folder, False, Script(), self.cast.sources)

    def open(self, passphrase: str | None) -> OpenHouse:
        if self.trouble is not None:
            raise self.trouble
        if self.secret and passphrase != self.secret:
            raise UserError(Said("error-wrong-passphrase"))
        return house_of(self.cast, self.folder)

    def demo(self) -> OpenHouse:
        demo = Cast(self.folder)
        demo.convene(demo.declare("演示事件"))
        return house_of(demo, self.folder / "demo", demo=True)
