# SPDX-License-Identifier: Apache-2.0
"""`notices.toml`: which channels this profile has. Written by window and command line, read before each message.

Addresses lie in the vault under the channel's name; the file shows what people know them by. The trap: two programs
may change the book at once, so every change reads, alters and writes under a lock.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from app.errors import EnvironmentFault, Said, UserError
from app.notify.channel import Channel, clock_time
from app.notify.kinds import Address, address
from app.posts.fold import is_deceptive
from app.posts.sources.book import Vault
from app.posts.toml_book import TomlBook

_LONGEST_NAME: Final = 80


class NoticeBook:
    """The channels of one profile."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self.path = path
        self._vault = vault
        self._file = TomlBook(path, "channel", Channel, words="notify-book")

    def channels(self) -> tuple[Channel, ...]:
        """All of them, in the order they were added. Raises UserError naming the line of a damaged file."""
        found = self._file.rows()
        names: set[str] = set()
        for channel in found:  # only a hand can have written such a one
            _checked_hours(channel)
            if channel.name in names:
                raise UserError(Said("notify-name-taken", {"name": channel.name}))
            names.add(channel.name)
        return found

    def changed(self) -> tuple[int, int]:
        """Differs whenever the file does: (modified ns, bytes); zeros without one."""
        return self._file.changed()

    def named(self, name: str) -> Channel:
        """One channel. Raises UserError where there is none of that name."""
        known = self.channels()
        for channel in known:
            if channel.name == name:
                return channel
        names = ", ".join(channel.name for channel in known)
        raise UserError(Said("notify-unknown" if names else "notify-none", {"name": name, "names": names}))

    def whole_address(self, channel: Channel) -> str:
        """What apprise is given. Raises EnvironmentFault where the secret is gone."""
        found = self._vault.get(_place(channel.name))
        if found is None:
            raise EnvironmentFault(Said("notify-secret-gone", {"name": channel.name}))
        return found

    def put(self, channel: Channel, given: Mapping[str, str] | None, *, before: str = "") -> Channel:
        """Adds a channel, or puts it where `before` stood. `given` are the fields of its address, secrets included.

        None keeps the address `before` has. Returns it as it is kept. Raises UserError for a name, time or field that
        cannot be, and then nothing has changed.
        """
        new = _checked(channel)
        made = address(new.kind, given) if given is not None else None
        with self._file.lock():
            known = list(self.channels())
            place = next((i for i, old in enumerate(known) if old.name == before), len(known))
            if any(old.name == new.name for i, old in enumerate(known) if i != place):
                raise UserError(Said("notify-name-taken", {"name": new.name}))
            if made is None:
                made = self._kept(known[place : place + 1], new)
            kept = replace(new, address=made.shown)
            self._vault.set(_place(kept.name), made.whole)
            known[place : place + 1] = [kept]
            self._file.write(known)
            if before and before != kept.name:
                self._vault.drop(_place(before))
        return kept

    def remove(self, name: str) -> Channel:
        """Takes a channel away, its address too."""
        with self._file.lock():
            gone = self.named(name)
            self._file.write([old for old in self.channels() if old.name != name])
            self._vault.drop(_place(name))
        return gone

    def _kept(self, before: list[Channel], new: Channel) -> Address:
        """The address that stood there; a channel of another kind needs its own."""
        if not before or before[0].kind is not new.kind:
            raise UserError(Said("notify-address-missing"))
        return Address(self.whole_address(before[0]), before[0].address)


def _checked(channel: Channel) -> Channel:
    name = " ".join(channel.name.split())
    if not name or len(name) > _LONGEST_NAME or is_deceptive(name):
        raise UserError(Said("notify-bad-name", {"limit": _LONGEST_NAME}))
    _checked_hours(channel)
    if channel.person and channel.duty:
        raise UserError(Said("notify-person-or-duty"))
    return replace(channel, name=name, person=" ".join(channel.person.split()))


def _checked_hours(channel: Channel) -> None:
    if bool(channel.quiet_from) != bool(channel.quiet_to):
        raise UserError(Said("notify-quiet-both"))
    for text in (channel.quiet_from, channel.quiet_to):
        if text:
            clock_time(text)


def _place(name: str) -> str:
    return f"notice/{name}"
