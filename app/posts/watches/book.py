# SPDX-License-Identifier: Apache-2.0
"""`watches.toml`: what this profile watches. Written by window and command line, read again by the collector.

A watch's keywords stand in it as they were written, a line each, and a person may edit the file by hand. The trap: so
a watch may hold lines that cannot be read; they are left out when matching, and `put` lets them stand.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from app.errors import Said, UserError
from app.posts.fold import fold, is_deceptive
from app.posts.toml_book import TomlBook
from app.posts.watches.watch import Watch

LONGEST_NAME: Final = 80
ANY_WATCH: Final = "*"
"""In a question, "any watch"; so none may be called that."""
_SHOWN: Final = 20


class WatchBook:
    """The watches of one profile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = TomlBook(path, "watch", Watch, words="watches")

    def watches(self) -> tuple[Watch, ...]:
        """All watches in the order they were added. Raises UserError naming the line of a damaged file."""
        found = self._file.rows()
        names: set[str] = set()
        for number, watch in enumerate(found):  # only a hand can have written such a name
            why = _wrong_name(watch.name) or (_taken(watch.name) if _key(watch.name) in names else None)
            if why is not None:
                line = self._file.line_of(number)
                raise UserError(Said("watches-bad-line", {"path": str(self.path), "line": line, "why": why}))
            names.add(_key(watch.name))
        return found

    def changed(self) -> tuple[int, int] | None:
        """Differs whenever the file does: (modified ns, bytes); None without one."""
        found = self._file.changed()
        return found if any(found) else None

    def named(self, name: str) -> Watch:
        """One watch, however its name is written. Raises UserError where there is none of that name."""
        known = self.watches()
        return known[_place(known, name)]

    def put(self, watch: Watch, *, before: str = "") -> Watch:
        """Adds a watch, or puts it where `before` stood, perhaps under another name. Returns it as it is kept.

        Raises UserError for a name that cannot be or is taken, where `before` is not there, and for keywords of which
        none can be read, or which every text matches.
        """
        new = checked(watch)
        with self._file.lock():
            known = list(self.watches())
            place = _place(known, before) if before else len(known)
            if any(_key(old.name) == _key(new.name) for i, old in enumerate(known) if i != place):
                raise UserError(_taken(new.name))
            known[place : place + 1] = [new]
            self._file.write(known)
        return new

    def take_in(self, watches: Sequence[Watch]) -> tuple[Watch, ...]:
        """Adds several at once, each in the place of the one of that name if there is one. All of them, or none.

        Returns them as they are kept. Raises UserError as `put`, also for a name given twice.
        """
        new = {}
        for watch in map(checked, watches):
            if _key(watch.name) in new:
                raise UserError(_taken(watch.name))
            new[_key(watch.name)] = watch
        with self._file.lock():
            known = {_key(old.name): old for old in self.watches()}
            self._file.write([*(known | new).values()])
        return tuple(new.values())

    def remove(self, name: str) -> Watch:
        """Takes a watch away, and returns it. Posts that matched it are matched anew by the collector."""
        with self._file.lock():
            known = list(self.watches())
            gone = known.pop(_place(known, name))
            self._file.write(known)
        return gone


def checked(watch: Watch) -> Watch:
    """The watch as it is kept: name in one line, rules without spaces at the ends of lines. Raises as `put`."""
    from app.posts.watches.catch import matches_everything
    from app.posts.watches.rules import read_rules

    name = " ".join(watch.name.split())
    if (why := _wrong_name(name)) is not None:
        raise UserError(why)
    lines = watch.rules.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rules = "\n".join(line.rstrip() for line in lines).rstrip("\n")
    kept = msgspec.structs.replace(watch, name=name, rules=f"{rules}\n", note=watch.note.strip())
    found = read_rules(kept.rules)
    if not found.groups:
        fatal = next((problem for problem in found.problems if problem.fatal), None)
        if fatal is None:
            raise UserError(Said("watches-no-keyword", {"name": name}))
        raise UserError(Said("watches-nothing-left", {"name": name, "line": fatal.line, "why": fatal.said}))
    if matches_everything(kept):
        raise UserError(Said("watches-everything", {"name": name}))
    return kept


def read_file(path: Path, text: str) -> tuple[Watch, ...]:
    """The watches of a file somebody was sent: `[[watch]]` tables, or one watch, named after it, of its lines.

    Raises UserError naming the line of the damage.
    """
    if any(line.strip().replace(" ", "") == "[[watch]]" for line in text.splitlines()):
        return TomlBook(path, "watch", Watch, words="watches").parse(text)
    return (Watch(name=path.stem[:LONGEST_NAME], rules=text),)


def as_text(watches: Sequence[Watch]) -> str:
    """What `read_file` reads: the very form of `watches.toml`."""
    return TomlBook(Path(), "watch", Watch, words="watches").text_of(watches)


def _wrong_name(name: str) -> Said | None:
    """Why a watch cannot be called that."""
    if not fold(name).strip() or len(name) > LONGEST_NAME or name == ANY_WATCH or is_deceptive(name):
        return Said("watches-bad-name", {"name": name[:LONGEST_NAME], "limit": LONGEST_NAME})
    return None


def _taken(name: str) -> Said:
    return Said("watches-name-taken", {"name": name})


def _key(name: str) -> str:
    """Two names that look alike are one."""
    return " ".join(fold(name).split())


def _place(known: Sequence[Watch], name: str) -> int:
    for place, watch in enumerate(known):
        if _key(watch.name) == _key(name):
            return place
    if not known:
        raise UserError(Said("watches-none"))
    names = ", ".join(watch.name for watch in known[:_SHOWN])
    raise UserError(Said("watches-unknown", {"name": name, "names": names}))
