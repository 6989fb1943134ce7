# SPDX-License-Identifier: Apache-2.0
"""Who speaks: a person, a medium, a regulator. Told by the author's name, from `resources/lexicons/voices.toml`.

Stories count their voices with it. The trap: it goes by names, so whoever takes the name of a newspaper is one,
unless the platform says that the account is not verified.
"""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

from app.posts.fold import fold
from app.posts.post import Post

_LONGEST: Final = 40  # characters: a longer name is a sentence
_LONGEST_BEGUN: Final = 12
_SIGNS: Final = re.compile(r"[^\w'’&.()\-, ]+|_+")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_LATIN_WORD: Final = re.compile(r"[a-z]+")
_FAMILIAR: Final = ("老", "小")  # “老王日报”
_CLAIMS: Final = ("官方微博", "官方账号", "官微", "官方", "official")


class Voice(StrEnum):
    """As what somebody speaks."""

    PERSON = "person"
    MEDIA = "media"
    REGULATOR = "regulator"


@dataclass(frozen=True, slots=True)
class _Kind:
    names: frozenset[str]
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    """The shortest first: it leaves most of the name."""

    def has(self, name: str) -> bool:
        """Whether it is one of these names, or is made like one."""
        if name in self.names:
            return True
        if _HAN.search(name):
            end = next((end for end in self.ends if name.endswith(end)), None) if name.endswith(self.ends) else None
            whose = len(name) - len(end or name)  # “李公安” is somebody's name, “苏州公安” an office
            return whose >= 2 or (name.startswith(self.begins) and len(name) <= _LONGEST_BEGUN)
        return (name.endswith(self.ends) and any(name.endswith(f" {end}") for end in self.ends)) or (
            name.startswith(self.begins) and any(name.startswith(f"{begin} ") for begin in self.begins)
        )


@dataclass(frozen=True, slots=True)
class _List:
    media: _Kind
    regulators: _Kind
    marks: tuple[str, ...]
    english: frozenset[str]


def voice_of(post: Post) -> Voice:
    """As what a post's author speaks. An account of which it is known that it is not verified is a person."""
    if post.verified is False or not post.author:
        return Voice.PERSON
    return _voice_of_name(post.author[: _LONGEST + 1])


@lru_cache(maxsize=8_192)
def _voice_of_name(author: str) -> Voice:
    name = _plain(author)
    if not 1 < len(name) <= _LONGEST:
        return Voice.PERSON
    listed = _voices()
    whole = name in listed.media.names or name in listed.regulators.names
    if not whole and _is_person(name, listed):
        return Voice.PERSON
    if listed.regulators.has(name) and name not in listed.media.names:
        return Voice.REGULATOR
    return Voice.MEDIA if listed.media.has(name) else Voice.PERSON


def _is_person(name: str, listed: _List) -> bool:
    if _HAN.search(name):
        return name.startswith(_FAMILIAR) or any(mark in name for mark in listed.marks)
    return not listed.english.isdisjoint(_LATIN_WORD.findall(name))


def _plain(author: str) -> str:
    """Folded, without signs, spaces between Han characters, and a claim to be official."""
    name = " ".join(_SIGNS.sub(" ", fold(author)).split())
    if _HAN.search(name):
        name = name.replace(" ", "") if not re.search("[a-z]", name) else name
    for claim in _CLAIMS:
        name = name.removesuffix(claim).strip(" -")
    return name


@cache
def _voices() -> _List:
    file = resources.files("resources") / "lexicons" / "voices.toml"
    content: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    regulator = content["regulator"]
    speaking = [f"{place}发布" for place in regulator["places"].split()]
    regulator["names"] += speaking
    persons = content["persons"]
    return _List(_kind(content["media"]), _kind(regulator), tuple(persons["marks"]), frozenset(persons["english"]))


def _kind(listed: dict[str, Any]) -> _Kind:
    return _Kind(
        frozenset(map(fold, listed["names"])),
        tuple(map(fold, listed["begins"])),
        tuple(sorted(map(fold, listed["ends"]), key=len)),
    )
