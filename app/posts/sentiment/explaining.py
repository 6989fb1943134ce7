# SPDX-License-Identifier: Apache-2.0
"""Which pieces of a text pushed its score: the weights of n-grams, laid on the characters they are made of.

Called by `MoodScorer.explain` for one text at a time. The trap: a weight belongs to several characters together and
is shared out evenly, so a piece says where the model looked, not what a word means by itself.
"""

from typing import Final

import numpy as np
import rjieba
from numpy.typing import NDArray

from app.posts.sentiment import hashing
from app.posts.sentiment.book import Found, OwnWords, push_of
from app.posts.sentiment.feeling import STRONGEST, Piece, PieceKind
from app.posts.sentiment.hashing import Kind, Units
from app.posts.sentiment.languages import languages_of
from app.posts.sentiment.model import LANES, SALTS, Language, apart, model
from app.posts.sentiment.weighing import judged

_WORTH_SHOWING: Final = 0.2
"""Of the strongest word's push: what pushes less belongs to no piece."""
_Span = tuple[int, int, float]


def pieces_of(text: str, words: OwnWords) -> tuple[Piece, ...]:
    """The pieces that pushed, by place, not overlapping. The strongest has ±1.0."""
    units = hashing.read([text])
    own = list(words.found(units)) if words else []
    units = units.without([(each.start, each.end) for each in own])
    spans = _spans(units, unit_pushes(units, judged([text], words).shares[0]))
    strongest = max((abs(push) for _, _, push in spans), default=0.0) or 1.0
    pieces = [Piece(start, end, push / strongest, PieceKind.MODEL) for start, end, push in spans]
    pieces += [_own(each) for each in own]
    top = max((abs(piece.push) for piece in pieces), default=0.0) or 1.0
    return tuple(piece._replace(push=round(piece.push / top, 3)) for piece in sorted(pieces))


def unit_pushes(units: Units, shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each unit of one text moves it, below 0 towards negative."""
    known = model()
    language = min(int(languages_of(units)[0]), int(Language.ENGLISH))
    salted = units.salted(np.full(1, SALTS[language], np.uint32))
    ways = np.zeros(LANES)
    heads = known.heads[language]
    ways[0 : 2 * heads : 2] = -shares[:heads]
    ways[1 : 2 * heads : 2] = shares[:heads]
    ways *= known.scales[language]
    pushes = np.zeros(len(units.codes))
    for order, buckets in enumerate(hashing.unit_buckets(salted, known.bits)):
        reach = (0, 2) if order == hashing.ORDERS - 1 else range(order + 1)
        push = apart(known.rows(buckets)) @ ways / len(reach)
        for step in reach:
            pushes[step:] += push[: len(push) - step]
    for buckets in hashing.letter_buckets(salted, known.bits):
        np.add.at(pushes, salted.letter_units, apart(known.rows(buckets)) @ ways)
    return pushes


def _spans(units: Units, pushes: NDArray[np.float64]) -> list[_Span]:
    """Neighbouring words that push the same way, as spans of characters with the sum of their pushes."""
    words = _words(units)
    sums = [float(pushes[first:last].sum()) for first, last in words]
    least = _WORTH_SHOWING * max(map(abs, sums), default=0.0)
    spans: list[_Span] = []
    before = -1
    for number, ((first, last), push) in enumerate(zip(words, sums, strict=True)):
        if not push or abs(push) < least:
            continue
        span = (int(units.begins[first]), int(units.ends[last - 1]), push)
        if spans and before == number - 1 and (spans[-1][2] > 0) == (push > 0) and _beside(units, first - 1, first):
            span = (spans[-1][0], span[1], spans[-1][2] + push)
            spans.pop()
        spans.append(span)
        before = number
    return spans


def _words(units: Units) -> list[tuple[int, int]]:
    """The units, those of one Chinese word together: `[first, last)`, in order."""
    han = units.kinds[units.begins] == Kind.HAN
    found: list[tuple[int, int]] = []
    unit = 0
    while unit < len(han):
        end = unit + 1
        if not han[unit]:
            found.append((unit, end))
            unit = end
            continue
        while end < len(han) and han[end] and _beside(units, end - 1, end):
            end += 1
        written = "".join(map(chr, units.folded[units.begins[unit:end]].tolist()))
        for word in rjieba.cut(written):
            found.append((unit, unit + len(word)))
            unit += len(word)
    return found


def _beside(units: Units, one: int, other: int) -> bool:
    """Whether nothing but spaces and invisible characters stands between two units."""
    between = units.kinds[units.ends[one] : units.begins[other]]
    return bool((between <= Kind.SPACE).all())


def _own(found: Found) -> Piece:
    push = push_of(found.word)
    way = (push > 0) - (push < 0)
    return Piece(found.start, found.end, way * found.word.strength / STRONGEST, PieceKind.WORD, found.word.word)
