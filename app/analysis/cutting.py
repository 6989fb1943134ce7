# SPDX-License-Identifier: Apache-2.0
"""What an author wrote, cut into tokens: Chinese by dictionary (rjieba), everything else where its words part.

:mod:`app.analysis.corpus` and :mod:`app.analysis.asks` read every text through it, as `app.posts.authored` gives it.
The trap: tokens are folded, so how people write a word has to be looked up in the posts again.
"""

import re
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import lru_cache
from typing import Final

import rjieba

from app.posts.authored import listed
from app.posts.fold import fold

BREAK: Final = ""
"""Stands between tokens that are not next to each other."""
TAG: Final = "#"
"""A token that begins with this is a hashtag as a whole."""

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_TOKEN: Final = re.compile(
    rf"#([^#\s，。！？][^#\n，。！？]{{0,30}})#|([{_HAN}]+)|([a-z0-9]+(?:['.\-&][a-z0-9]+)*)|([^\W_]+)|( +)|(.)",
    re.DOTALL,
)
_LATIN_TOKEN: Final = re.compile(r"[a-z0-9]+(?:['.\-&][a-z0-9]+)*|[^a-z0-9 ]+")
_NUMBER: Final = re.compile(r"[\d.\-&']+")
_HAN_ENDS: Final = re.compile(rf"[{_HAN}]")
_SHORT: Final = 2


class Role(IntEnum):
    """What a token may be: nothing, what parts phrases, inside of phrases only, or a term by itself.

    A SINGLE is one Chinese character: part of a word the dictionary does not know, or of a phrase.
    """

    BREAK = 0
    STOP = 1
    GLUE = 2
    SINGLE = 3
    WORD = 4
    TAG = 5


class Cutter:
    """Cuts folded texts. `names` are kept whole wherever they stand. One thread at a time."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = frozenset(filter(None, map(name_form, names)))
        self._jieba = _dictionary(self.names)
        self._openings: dict[str, list[list[str]]] = {}
        for name in sorted(self.names, key=len, reverse=True):
            tokens = self._cut(name)
            if len(tokens) > 1 and all(tokens):
                self._openings.setdefault(tokens[0], []).append(tokens)

    def cut(self, folded: str) -> list[str]:
        """Tokens in order, `BREAK` where something stands between two of them."""
        tokens = self._cut(folded)
        return tokens if self._openings.keys().isdisjoint(tokens) else list(self._whole(tokens))

    def _whole(self, tokens: list[str]) -> Iterator[str]:
        """The tokens, those of a name as one."""
        place = 0
        while place < len(tokens):
            for name in self._openings.get(tokens[place], ()):
                if tokens[place : place + len(name)] == name:
                    yield joined(name)
                    place += len(name)
                    break
            else:
                yield tokens[place]
                place += 1

    def _cut(self, folded: str) -> list[str]:
        if folded.isascii():
            return [token if token[0].isalnum() else BREAK for token in _LATIN_TOKEN.findall(folded)]
        tokens: list[str] = []
        han = False
        for match in _TOKEN.finditer(folded):
            kind = match.lastindex
            if kind == 2:
                tokens.extend(self._jieba.cut(match[2], False))
            elif kind in (3, 4):
                tokens.append(match[0])
            elif kind == 1:
                tokens.extend((BREAK, TAG + match[1].strip(), BREAK, *self._cut(match[1]), BREAK))
            elif kind == 5 and not (han and _HAN_ENDS.match(folded, match.end())):
                continue
            elif tokens and tokens[-1]:
                tokens.append(BREAK)
            han = kind == 2
        return tokens

    def role(self, token: str) -> Role:
        """What the token may be."""
        if not token:
            return Role.BREAK
        if token[0] == TAG:
            return Role.TAG
        if token in self.names:
            return Role.WORD
        return _role(token)


@lru_cache(maxsize=65_536)
def _role(token: str) -> Role:
    if token in listed("glue"):
        return Role.GLUE
    if token in listed("stop"):
        return Role.STOP
    if _NUMBER.fullmatch(token):
        return Role.GLUE if len(token) > _SHORT and token.isdigit() else Role.STOP
    if len(set(token)) == 1 and len(token) > 1:  # 啊啊啊啊, zzzz
        return Role.STOP
    if _HAN_ENDS.match(token):
        return Role.SINGLE if len(token) == 1 else Role.WORD
    return Role.WORD if len(token) > 1 else Role.STOP


_SPARE: Final[list[rjieba.Jieba]] = []


def make_ready() -> None:
    """Reads one dictionary in advance. It takes 0.1 s, in which no other thread has its turn."""
    if not _SPARE:
        _SPARE.append(_common())


@lru_cache(maxsize=4)
def _dictionary(names: frozenset[str]) -> rjieba.Jieba:
    """What is always known, and these names."""
    made = _SPARE.pop() if _SPARE else _common()
    for name in sorted(names):
        if len(name) > 1 and all(map(_HAN_ENDS.match, name)):
            made.add_word(name, 100_000, None)
    return made


def _common() -> rjieba.Jieba:
    """rjieba's own dictionary and the words it lacks."""
    made = rjieba.Jieba()
    for word in sorted(listed("whole") | {one for one in listed("stop") if len(one) > 1}):
        if all(map(_HAN_ENDS.match, word)):
            made.add_word(word, 10_000, None)
    return made


def name_form(name: str) -> str:
    """A name or keyword as it stands between tokens: folded, signs and spaces gone around Chinese."""
    folded = " ".join("".join(one if one.isalnum() else " " for one in fold(name[:200])).split())
    return joined(folded.split())


def joined(tokens: Iterable[str]) -> str:
    """Tokens as one text: Chinese without spaces, else with one between."""
    said = ""
    for token in tokens:
        apart = said and not (_HAN_ENDS.match(said, len(said) - 1) or _HAN_ENDS.match(token))
        said += f" {token}" if apart else token
    return said
