# SPDX-License-Identifier: Apache-2.0
"""What a post says, freed of what reposting and evasion add to it, and a window of texts in which the like is found.

:mod:`app.posts.stories.joining` reads every post with it. The trap: a text of too few words has `likeness` 0 and is
like nothing, or half of all reposts (“转发微博”, “哈哈哈”, “[怒]”) would be one story.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable
from math import ceil
from typing import Final, NamedTuple, Protocol

import msgspec
import xxhash
from gaoya.minhash import MinHashStringIndex  # type: ignore[import-untyped]
from rapidfuzz.distance import LCSseq

from app.posts.fold import fold

LONGEST: Final = 4_000
"""Characters read of one text; what begins with as many same characters says the same."""
FEWEST_BYTES: Final = 30
"""UTF-8 bytes of the words (a Han character is three) from which the same words make a copy."""
FEWEST_ALIKE: Final = 45
"""Bytes from which nearly the same words do."""
_FEWEST_DIFFERENT: Final = 6  # characters: “哈哈哈哈哈哈哈哈哈哈” says nothing
_COMPARED: Final = 400  # characters of the words that the window keeps and compares
_OPENING: Final = 16  # characters by which the whole of a cut text is found again
_SAME_OPENING: Final = 64  # texts that begin alike in the window, the newest: a headline or a form of words that
# thousands begin with would make each of them look like all of them
_CROWD: Final = 20  # texts of one story in the window; more of them would find nothing new and slow down everything
_HAN_GRAM: Final = 3
_LATIN_GRAM: Final = 6  # three letters stand in every English text: the search would slow down as the window fills
_BANDS: Final = 16
_BAND: Final = 3
_SIMILAR: Final = 0.35  # the share of grams two texts must have in common by estimate, to be looked at …
_CONTAINED: Final = 0.8  # … and the share of the shorter one's characters that must stand in the longer in this order
_SURELY: Final = 0.7  # from this estimate on without a second look
_LOOKED_AT: Final = 6
_THRONG: Final = 16  # so many texts resemble a new one and none is it: they share a form of words, and one more of
# its kind in the window would tell nothing and slow down every search

_NAME: Final = r"[@＠][^@＠:：/\s]{1,40}"
_CHAIN: Final = re.compile(rf"(?:[/／]{{2}}|\bRT)\s*{_NAME}\s*[:：]")
_QUOTES: Final = re.compile(rf"(?:[/／]{{2}}|\bRT|[轉转]自?)\s*{_NAME}")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[!-~]*|\b(?:t\.cn|t\.co|url\.cn|dwz\.cn)/[!-~]*")
_EMOTICON: Final = re.compile(r"\[[^\[\]\s]{1,8}\]")
_LEAD: Final = re.compile(
    rf"""(?:
      [\s,，.。:：;；!！~～、…\-—>》]+
    | [轉转][發发]微[博薄] | [轉转][發发](?![一-鿿]) | [轉转](?=[:：,，!！])
    | [【\[（(][轉转][發发載载贴帖]?[】\]）)]
    | (?:RT|[Rr]epost|via)\b | 回[复覆復]\s*(?={_NAME}) | [轉转]自\s*(?={_NAME}) | {_NAME}\s*[:：]?
    | [#＃][^#＃\s]{{1,40}}[#＃]
    | [^\s,，.。!！?？:：;；@#/\[]{{1,6}}[!！]+
    )+""",
    re.VERBOSE,
)
_TAIL: Final = re.compile(rf"(?:\s|[#＃][^#＃\s]{{1,40}}[#＃]|\s[#＃][^#＃\s]{{1,40}}|{_NAME}(?=[\s@＠]|$))+$")
_CUT: Final = re.compile(
    r"(?:…|\.{3}|。{3}|\[\.\.\.\]|\[…\])\s*(?:全文|(?:展开|展開|阅读|閱讀)(?:全文)?|[Rr]ead more)?\s*$"
)
# Both patterns try every place anew: only the end is looked at, or a hostile text would take seconds.
_LONGEST_TAIL: Final = 300
_LONGEST_CUT: Final = 40
_NO_LETTERS: Final = re.compile(r"[^0-9a-z]+")
_ENDS: Final = ("…", "...", "。。。", "]", "全文", "展开", "展開", "more")


class Words(NamedTuple):
    """What a text says: `text` folded, without spaces, signs and what reposting adds.

    `likeness` is a signed 64-bit hash, 0 where it says too little; `size` the bytes of `text` in UTF-8. `cut`: the
    text ends as if somebody had shortened it; `quoted`: it repeats what somebody else wrote, and `text` is that.
    """

    text: str
    likeness: int
    size: int
    cut: bool
    quoted: bool


class _Letters(dict[int, str]):
    """For `str.translate`: a character folded, nothing where it is neither letter nor figure. Learns as it goes."""

    def __missing__(self, code: int) -> str:
        letters = "".join(one for one in fold(chr(code)) if one.isalnum())
        self[code] = letters
        return letters


_LETTERS: Final = _Letters()


def words_of(text: str) -> Words:
    """Reads a text of any length and content. Never raises."""
    text = text[:LONGEST].rstrip()
    cut = text.endswith(_ENDS) and _CUT.search(text, max(0, len(text) - _LONGEST_CUT)) is not None
    quoted = ("@" in text or "＠" in text) and _QUOTES.search(text) is not None
    words = _letters(_told(text) if quoted else _bare(text))
    data = words.encode()
    if len(data) < FEWEST_BYTES or _is_monotonous(words):
        return Words(words, 0, len(data), cut, quoted)
    found = xxhash.xxh3_64_intdigest(data)
    return Words(words, (found - (1 << 64) if found >> 63 else found) or 1, len(data), cut, quoted)


def _is_monotonous(words: str) -> bool:
    return len(set(words[:24])) < _FEWEST_DIFFERENT and len(set(words)) < _FEWEST_DIFFERENT


def _letters(text: str) -> str:
    if text.isascii():
        return _NO_LETTERS.sub("", text.lower())
    return unicodedata.normalize("NFC", text).translate(_LETTERS)


def _told(text: str) -> str:
    """What stands after the last `//@name:` (it was there first), or all of it where that is too little."""
    pieces = _CHAIN.split(text)
    last = _bare(pieces[-1])
    return last if len(_letters(last).encode()) >= FEWEST_BYTES else _bare(" ".join(pieces))


def _bare(text: str) -> str:
    if "/" in text or "www" in text:
        text = _ADDRESS.sub(" ", text)
    if "[" in text:
        text = _EMOTICON.sub("", text)
    if text.endswith(_ENDS) and (cut := _CUT.search(text, max(0, len(text) - _LONGEST_CUT))):
        text = text[: cut.start()]
    led = _LEAD.match(text)
    if led is not None:
        text = text[led.end() :]
    if "#" in text or "@" in text or "＃" in text:
        tail = _TAIL.search(text, max(0, len(text) - _LONGEST_TAIL))
        text = text[: tail.start()] if tail else text
    return text


class _Kept(msgspec.Struct, gc=False):  # there are 200,000, and going over them all would hold up a batch
    story: int
    words: str
    cut: bool
    crowded: int


class _Index(Protocol):
    """What is used of gaoya, which brings no types: texts by number, found by those like them, most like first."""

    def insert_document(self, number: int, text: str, /) -> None: ...

    def query_return_similarity(self, text: str, /) -> list[tuple[int, float]]: ...

    def remove(self, number: int, /) -> None: ...


def _index(gram: int) -> _Index:
    index: _Index = MinHashStringIndex(
        hash_size=16, jaccard_threshold=_SIMILAR, num_bands=_BANDS, band_size=_BAND, analyzer="char",
        ngram_range=(gram, gram), id_container="smallvec",
    ).minhash_index  # fmt: skip
    return index


class Window:
    """The texts of the newest stories, up to a bound, by what they say. Made, used and closed by one thread.

    What is added stays over the bound until :meth:`shrink`, so that a batch that failed can be taken back whole.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._han, self._latin = _index(_HAN_GRAM), _index(_LATIN_GRAM)
        self._kept: dict[int, _Kept] = {}
        self._order: deque[int] = deque()
        self._openings: dict[str, tuple[int, ...]] = {}  # tuples of numbers cost no garbage collection either
        self._too_many: set[str] = set()
        self._crowds: dict[int, int] = {}

    @property
    def room(self) -> int:
        """How many more texts there is room for."""
        return max(0, self._capacity - len(self._kept))

    def find(self, words: Words) -> tuple[int, bool]:
        """The story with the text most like this one, or 0; and whether the text would be of use in the window."""
        text = words.text[:_COMPARED]
        begun = self._openings.get(text[:_OPENING])
        opened = self._kept[begun[-1]] if begun else None
        if opened is not None and _continues(text, words.cut, opened):
            return opened.story, True
        found = self._index_of(text).query_return_similarity(text)
        for number, similarity in found[:_LOOKED_AT]:
            kept = self._kept[number]
            if similarity >= _SURELY or _contained(text, kept.words):
                return kept.story, True
        return 0, len(found) < _THRONG

    def add(self, post: int, story: int, words: Words, *, older: bool = False) -> bool:
        """Keeps a text; False where its story has enough in here already. `older` than all others: first to leave."""
        crowd = self._crowds.get(story, 0)
        if crowd >= _CROWD or post in self._kept:
            return False
        text = words.text[:_COMPARED]
        begun = self._openings.get(text[:_OPENING], ())
        if older and len(begun) >= _SAME_OPENING:
            return False
        self._openings[text[:_OPENING]] = (post, *begun) if older else (*begun, post)
        if len(begun) >= _SAME_OPENING:
            self._too_many.add(text[:_OPENING])
        self._kept[post] = _Kept(story, text, words.cut or len(words.text) > _COMPARED, story)
        (self._order.appendleft if older else self._order.append)(post)
        self._crowds[story] = crowd + 1
        self._index_of(text).insert_document(post, text)
        return True

    def move(self, post: int, story: int) -> None:
        """Says that a post belongs to another story now."""
        kept = self._kept.get(post)
        if kept is not None:
            kept.story = story

    def drop(self, posts: Iterable[int]) -> None:
        """Forgets what is in here of these posts, best in the reverse order of their coming."""
        for post in posts:
            if self._order and self._order[-1] == post:
                self._order.pop()
            kept = self._kept.pop(post, None)
            if kept is None:
                continue
            self._index_of(kept.words).remove(post)
            opening = kept.words[:_OPENING]
            begun = tuple(one for one in self._openings[opening] if one != post)
            if begun:
                self._openings[opening] = begun
            else:
                del self._openings[opening]
            left = self._crowds[kept.crowded] - 1
            if left:
                self._crowds[kept.crowded] = left
            else:
                del self._crowds[kept.crowded]

    def _index_of(self, text: str) -> "_Index":
        return self._latin if len(text.encode()) < 1.5 * len(text) else self._han

    def close(self) -> None:
        """Lets the indexes go."""
        del self._han, self._latin

    def shrink(self) -> None:
        """Lets the oldest go that are over the bounds."""
        for opening in self._too_many:
            self.drop(self._openings.get(opening, ())[:-_SAME_OPENING])
        self._too_many.clear()
        order = self._order
        while order and (len(self._kept) > self._capacity or order[0] not in self._kept):
            self.drop((order.popleft(),))


def _continues(text: str, cut: bool, kept: _Kept) -> bool:
    """Whether one of the two is the other, cut short."""
    if len(text) <= len(kept.words):
        return cut and kept.words.startswith(text)
    return kept.cut and text.startswith(kept.words)


def _contained(one: str, other: str) -> bool:
    """Whether nearly all of the shorter text stands in the longer, in this order."""
    enough = ceil(min(len(one), len(other)) * _CONTAINED)
    return LCSseq.similarity(one, other, score_cutoff=enough) >= enough


def has_words(text: str) -> bool:
    """Whether a text says anything but that it is a repost."""
    return any(map(str.isalnum, _bare(text[:LONGEST].rstrip())))
