# SPDX-License-Identifier: Apache-2.0
"""The training rows of one language: labelled texts, posts without a label, and listed words, as n-grams.

Called by `heads`. The trap: a text with emoticons is in twice, with and without them, at half weight each.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from scipy import sparse

from app.posts.sentiment import hashing
from app.posts.sentiment.model import BITS, SALTS, Language, length_factors
from app.posts.sentiment.train.corpus import TWO_CLASSES, Custom, Labelled, listed_words, without_emoticons
from app.posts.sentiment.train.regression import Floats, Rows
from app.posts.sentiment.train.taught import Teacher

_WORD_WEIGHT: Final = {Language.CHINESE: 6.0, Language.ENGLISH: 0.5}
_SIGN_WEIGHT: Final = 16.0
"""Of a listed emoticon or emoji: many stand in no set, and people write them alone."""
_POST_WEIGHT: Final = 0.5
_THREE: Final = np.ones(3, np.float32)
_TWO: Final = np.array([1, 0, 1], np.float32)


class _Part(NamedTuple):
    """Some texts with what is known of each; `asked` (3,) and the custom's number are the same for all."""

    texts: Sequence[str]
    shares: Floats
    weights: Floats
    asked: Floats
    number: int


def counted(texts: Sequence[str], language: Language) -> Any:
    """The n-grams of texts as a sparse matrix, as the scorer weighs them."""
    columns, owners = [], []
    sizes = np.zeros(len(texts), np.intp)
    for start, end in hashing.chunks(texts):
        units = hashing.read(texts[start:end])
        units = units.salted(np.full(end - start, SALTS[language], np.uint32))
        owner = hashing.text_of_units(units) + start
        sizes[start:end] = units.lasts - units.firsts
        for buckets, texts_of in (
            (hashing.unit_buckets(units, BITS), np.tile(owner, hashing.ORDERS)),
            (hashing.letter_buckets(units, BITS), np.tile(owner[units.letter_units], hashing.LETTERS)),
        ):
            there = buckets.ravel() != hashing.NOWHERE
            columns.append(buckets.ravel()[there])
            owners.append(texts_of[there])
    values = length_factors(sizes)[np.concatenate(owners)]
    shape = (len(texts), 1 << BITS)
    return sparse.coo_matrix((values, (np.concatenate(owners), np.concatenate(columns))), shape).tocsr()


def gathered(language: Language, customs: Sequence[Custom], sets: Mapping[str, Labelled], teacher: Teacher) -> Rows:
    """All rows of the training side of the sets that are there, and what else is known of the language.

    Rows of no custom have the numbers after the customs': posts without a label, then listed words.
    """
    parts: list[_Part] = []
    for number, custom in enumerate(customs):
        for name in custom.sets:
            if name in sets:
                parts += _of_set(sets[name], number, teacher)
    if language is Language.CHINESE:
        posts, shares = teacher.posts()
        weights = np.full(len(posts), _POST_WEIGHT, np.float32)
        parts.append(_Part(posts, shares, weights, _THREE, len(customs)))
    parts.append(_of_words(language, len(customs) + 1))
    return Rows(
        counted([text for part in parts for text in part.texts], language),
        np.concatenate([part.shares for part in parts]),
        np.concatenate([np.tile(part.asked, (len(part.texts), 1)) for part in parts]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([np.full(len(part.texts), part.number, np.intp) for part in parts]),
    )


def _of_set(one: Labelled, number: int, teacher: Teacher) -> tuple[_Part, _Part]:
    texts, _ = one.side(False)
    shares = teacher.shares(one)
    plain = [without_emoticons(text) for text in texts]
    copies = np.array([row for row, text in enumerate(texts) if plain[row] != text], np.intp)
    weights = np.ones(len(texts), np.float32)
    weights[copies] = 0.5
    asked = _TWO if one.name in TWO_CLASSES else _THREE
    again = [plain[row] for row in copies]
    return (
        _Part(texts, shares, weights, asked, number),
        _Part(again, shares[copies], weights[copies], asked, number),
    )


def _of_words(language: Language, number: int) -> _Part:
    words = [(word, mood) for word, mood in listed_words() if word.isascii() == (language is Language.ENGLISH)]
    shares = np.eye(3, dtype=np.float32)[[mood for _, mood in words]]
    signs = [not any(map(str.isalpha, word.strip("[]"))) or word.startswith("[") for word, _ in words]
    weights = np.where(signs, _SIGN_WEIGHT, _WORD_WEIGHT[language]).astype(np.float32)
    return _Part([word for word, _ in words], shares, weights, _THREE, number)
