# SPDX-License-Identifier: Apache-2.0
"""A door for tests of the window: nothing is on disk but what a test puts there."""

from pathlib import Path

from app.clock import ManualClock
from app.doors import OpenHouse
from app.errors import FenghuoError, Said, UserError
from app.keys import SigningKey
from app.room.service import Founder, Room
from tests.ui.doubles import (
    CHEAP,
    START,
    Cast,
    MemoryJournal,
    MemoryPosts,
    MemoryWitness,
    PlainSettings,
    Script,
    house_of,
)

__all__ = ["MemoryDoor", "PlainSettings", "Script", "house_of"]


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
        cast = self.cast
        parts = (cast.sources, cast.watches, cast.seen, cast.moods, cast.scorer, cast.policy, cast.notices)
        return OpenHouse(self.made, MemoryPosts(), self.folder, False, Script(), *parts)

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
