# SPDX-License-Identifier: Apache-2.0
"""`sources.toml`: which sources this profile has. Written by window and command line, read again by the collector.

Secrets never stand in it: fields a kind calls secret, and addresses that carry a password or a key, lie in the vault
under the source's name, and `sealed` names them. The trap: two programs may change the book at once, so every change
reads, alters and writes under a lock.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from app.errors import EnvironmentFault, Said, UserError
from app.posts.fold import is_deceptive
from app.posts.sources.port import Kind
from app.posts.sources.source import Settings, Source
from app.posts.toml_book import TomlBook

_LONGEST_NAME: Final = 80
_SECRET_WORDS: Final = frozenset(
    ("key", "token", "access_token", "access_key", "code", "secret", "password", "apikey", "api_key", "auth", "sid")
)
_HIDDEN: Final = "***"


class Vault(Protocol):
    """Where secrets of sources lie: the OS keyring, or sealed under the profile's own key."""

    def get(self, name: str) -> str | None:
        """A secret, or None. Raises EnvironmentFault."""

    def set(self, name: str, secret: str) -> None:
        """Keep it. Raises EnvironmentFault."""

    def drop(self, name: str) -> None:
        """Forget it, if it is there. Raises EnvironmentFault."""


def without_secrets(address: str) -> str:
    """An address with its password and keys hidden; the same address where there are none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if not parts.scheme or not parts.netloc:
        return address
    host = parts.netloc.rpartition("@")[2]
    netloc = f"{_HIDDEN}@{host}" if "@" in parts.netloc else host
    query = parts.query
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(name.lower() in _SECRET_WORDS for name, _ in pairs):
        hidden = [(name, _HIDDEN if name.lower() in _SECRET_WORDS else value) for name, value in pairs]
        query = urlencode(hidden, safe="*")
    elif "@" not in parts.netloc:
        return address
    return urlunsplit((parts.scheme, netloc, parts.path, query, parts.fragment))


class SourceBook:
    """The sources of one profile."""

    def __init__(self, path: Path, vault: Vault, kinds: Mapping[str, Kind]) -> None:
        self.path, self.kinds = path, kinds
        self._vault = vault
        self._file = TomlBook(path, "source", Source, words="source-book")

    def sources(self) -> tuple[Source, ...]:
        """All sources in the order they were added. Raises UserError naming the line of a damaged file."""
        found = self._file.rows()
        names: set[str] = set()
        for source in found:  # only a hand can have written one twice; the collector would follow but one of them
            if source.name in names:
                raise UserError(Said("source-name-taken", {"name": source.name}))
            names.add(source.name)
        return found

    def changed(self) -> tuple[int, int]:
        """Differs whenever the file does: (modified ns, bytes); zeros without one."""
        return self._file.changed()

    def named(self, name: str) -> Source:
        """One source. Raises UserError where there is none of that name."""
        for source in self.sources():
            if source.name == name:
                return source
        names = ", ".join(source.name for source in self.sources()[:20])
        raise UserError(Said("source-unknown" if names else "source-none", {"name": name, "names": names}))

    def settings(self, source: Source) -> dict[str, str]:
        """Its settings, secrets put in. Raises EnvironmentFault where one is gone."""
        whole = dict(source.settings)
        for field in source.sealed:
            secret = self._vault.get(_place(source.name, field))
            if secret is None:
                raise EnvironmentFault(Said("source-secret-gone", {"name": source.name}))
            whole[field] = secret
        return whole

    def add(self, *sources: Source, rename: bool = False) -> tuple[Source, ...]:
        """Adds sources, their settings given in full, secrets included. Returns those added, as they are kept.

        One whose settings are there already is left out. Raises UserError for a name that is taken (with `rename` it
        gets a number instead), or settings the kind refuses; then none is added.
        """
        with self._file.lock():
            known = list(self.sources())
            there = {(old.kind, *sorted(self._whole(old).items())) for old in known}
            taken = {old.name for old in known}
            new: list[Source] = []
            for source in map(self._checked, sources):
                what = (source.kind, *sorted(source.settings.items()))
                if what in there:
                    continue
                name = _free(source.name, taken) if rename else source.name
                if name in taken:
                    raise UserError(Said("source-name-taken", {"name": name}))
                there.add(what)
                taken.add(name)
                new.append(msgspec.structs.replace(source, name=name))
            added = tuple(map(self._sealed, new))
            if added:
                self._file.write([*known, *added])
        return added

    def replace(self, name: str, source: Source) -> Source:
        """Puts `source` (settings in full) where `name` stood."""
        with self._file.lock():
            known = list(self.sources())
            place = next((i for i, old in enumerate(known) if old.name == name), None)
            if place is None:
                raise UserError(Said("source-unknown", {"name": name, "names": ""}))
            new = self._checked(source)
            if new.name != name and any(old.name == new.name for old in known):
                raise UserError(Said("source-name-taken", {"name": new.name}))
            old, known[place] = known[place], self._sealed(new)
            self._file.write(known)
            self._forget(old, but=known[place])
            return known[place]

    def pause(self, name: str, *, paused: bool) -> Source:
        """Stops or goes on with a source."""
        with self._file.lock():
            known = [
                msgspec.structs.replace(old, paused=paused) if old.name == name else old for old in self.sources()
            ]
            self._file.write(known)
        return self.named(name)

    def remove(self, name: str) -> None:
        """Takes a source away, its secrets too. Its posts stay."""
        with self._file.lock():
            gone = self.named(name)
            self._forget(gone)
            self._file.write([old for old in self.sources() if old.name != name])

    def free_name(self, wanted: str) -> str:
        """`wanted`, or `wanted 2` … where that is taken."""
        return _free(wanted, {source.name for source in self.sources()})

    def _checked(self, source: Source) -> Source:
        name = " ".join(source.name.split())
        if not name or len(name) > _LONGEST_NAME or is_deceptive(name):
            raise UserError(Said("source-bad-name", {"name": name[:_LONGEST_NAME], "limit": _LONGEST_NAME}))
        if source.every < 0 or source.silent_after < 0:
            raise UserError(Said("source-bad-number"))
        kind = self.kinds[source.kind]
        fields = {field.name: field for field in kind.fields}
        for given in source.settings:
            if given not in fields:
                known = ", ".join(fields)
                raise UserError(Said("source-field-unknown", {"field": given, "kind": kind.name, "fields": known}))
        whole = {field.name: source.settings.get(field.name, "").strip() or field.default for field in kind.fields}
        for field in kind.fields:
            if field.required and not whole[field.name]:
                raise UserError(Said("source-field-missing", {"field": field.name, "kind": kind.name}))
            if field.choices and whole[field.name] not in ("", *field.choices):
                choices = ", ".join(field.choices)
                raise UserError(Said("source-field-choice", {"field": field.name, "choices": choices}))
        settings = {name: value for name, value in kind.checked(whole).items() if value}
        return msgspec.structs.replace(source, name=name, settings=settings)

    def _sealed(self, source: Source) -> Source:
        """The source as it is written down: what is secret goes into the vault."""
        secret = {field.name for field in self.kinds[source.kind].fields if field.secret}
        shown: dict[str, str] = {}
        sealed: list[str] = []
        for field, value in source.settings.items():
            masked = _HIDDEN if field in secret else without_secrets(value)
            if field in secret or masked != value:
                self._vault.set(_place(source.name, field), value)
                sealed.append(field)
            if field not in secret:
                shown[field] = masked
        return msgspec.structs.replace(source, settings=shown, sealed=tuple(sealed))

    def _whole(self, source: Source) -> Settings:
        try:
            return self.settings(source)
        except EnvironmentFault:
            return source.settings

    def _forget(self, source: Source, but: Source | None = None) -> None:
        """Drops its secrets; `but` says whose stay."""
        kept = {_place(but.name, field) for field in but.sealed} if but else set()
        for place in (_place(source.name, field) for field in source.sealed):
            if place not in kept:
                self._vault.drop(place)


def _free(wanted: str, taken: set[str]) -> str:
    wanted = " ".join(wanted.split())[: _LONGEST_NAME - 5] or "1"
    numbered = (wanted if n == 1 else f"{wanted} {n}" for n in range(1, len(taken) + 2))
    return next(name for name in numbered if name not in taken)


def _place(name: str, field: str) -> str:
    return f"source/{name}/{field}"
