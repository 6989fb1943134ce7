# SPDX-License-Identifier: Apache-2.0
"""The one catalogue of words: Fluent messages in three languages, for window, command line and reports.

Called wherever a person reads. Areas are files (``resources/i18n/<area>.<language>.ftl``), read when a key is asked
for that begins with their name, or is in none of those read so far. A message is parsed when it is asked for itself,
because parsing all of them takes longer than a command; so no message may refer to another. Most are one plain line
and need no parser at all: a command that says no more than those does not even import Fluent, which takes a tenth of
a second. The trap: a missing key is a bug and raises; it is never shown raw.
"""

import locale
import os
import re
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

import resources
from app.errors import FenghuoError, Said, TextArg

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

Language = Literal["zh-Hans", "zh-Hant", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_MESSAGE: Final = re.compile(r"^([a-zA-Z][\w-]*) *=.*(?:\n(?:[ \t].*|\}.*|(?=\n)))*", re.MULTILINE)
"""A message and the lines that belong to it: indented ones, closing braces, empty ones between."""


class Texts:
    """All messages of one language. Call it with a key and variables to get the sentence."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._bundle: FluentBundle | None = None
        self._making = Lock()
        self._unread: dict[str, str] = {}
        # not by importlib, whose way to a file takes as long as some commands
        folder = Path(resources.__file__).parent / "i18n"
        self._areas = {file.name.partition(".")[0]: file for file in sorted(folder.glob(f"*.{language}.ftl"))}
        self._reading = Lock()

    def __call__(self, key: str, /, **args: TextArg) -> str:
        """The message `key` with its variables filled in. Raises KeyError where the catalogue lacks it."""
        return self._format(key, args)

    def has(self, key: str) -> bool:
        """Whether the catalogue knows `key` (for names that come from data, such as a newer entry's kind)."""
        return self._is_parsed(key) or self._find(key) is not None

    def say(self, said: Said) -> str:
        """A :class:`Said` in this language."""
        return self._format(said.key, said.args)

    def error(self, error: FenghuoError) -> str:
        """The sentence of an error."""
        return self.say(error.said)

    def _format(self, key: str, args: Mapping[str, TextArg]) -> str:
        if not self._is_parsed(key) and (unread := self._find(key)) is not None:
            if (plain := _plain(unread)) is not None:
                return plain
            from fluent.runtime import FluentResource

            self._fluent().add_resource(FluentResource(unread))
            self._unread.pop(key, None)  # only now: another thread may be asking too
        bundle = self._fluent()
        if not bundle.has_message(key):
            raise KeyError(key)
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        said = {name: self.say(value) if isinstance(value, Said) else value for name, value in args.items()}
        text, problems = bundle.format_pattern(pattern, said)
        if problems:
            raise KeyError(f"{key}: {problems[0]}")
        return cast(str, text)

    def _is_parsed(self, key: str) -> bool:
        return self._bundle is not None and self._bundle.has_message(key)

    def _find(self, key: str) -> str | None:
        """A message that was not parsed yet; reads areas until it is there, first the one its name begins with."""
        if key not in self._unread:
            with self._reading:
                for area in sorted(self._areas, key=lambda one: one != key.partition("-")[0]):
                    if key in self._unread:
                        break
                    text = self._areas.pop(area).read_text("utf-8")
                    self._unread.update((found[1], found[0]) for found in _MESSAGE.finditer(text))
        return self._unread.get(key)

    def _fluent(self) -> "FluentBundle":
        """What was parsed already. One for all threads."""
        with self._making:
            if self._bundle is None:
                from fluent.runtime import FluentBundle, resolver

                # Fluent guards against endless messages from strangers; ours are our own, and what a person wrote
                # may be long.
                resolver.MAX_PART_LENGTH = sys.maxsize
                self._bundle = FluentBundle([self.language], use_isolating=False)
            return self._bundle


@cache
def _plain(message: str) -> str | None:
    """The sentence of a message of one line without variables, as Fluent would say it; None of any other."""
    _, _, text = message.rstrip().partition("=")
    return text.strip(" ") or None if "{" not in text and "\n" not in text else None


def as_language(tag: str | None) -> Language | None:
    """The catalogue's language for a locale tag such as ``zh_CN.UTF-8`` or ``zh-TW``; None where it has none."""
    if not tag:
        return None
    tag = tag.replace("_", "-").lower()
    if tag.startswith("zh"):
        traditional = any(part in tag for part in ("hant", "-tw", "-hk", "-mo"))
        return "zh-Hant" if traditional else "zh-Hans"
    return "en" if tag.startswith("en") else None


def system_language() -> Language:
    """The person's language as the system tells it; Chinese first where it tells nothing (or only `C`)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return as_language(value) or "zh-Hans"
    return as_language(locale.getlocale()[0]) or "zh-Hans"
