# SPDX-License-Identifier: Apache-2.0
"""The labelled sets and the unlabelled posts the teacher reads, each row with the line of the file it stands on.

`data` is the folder with `sentiment/` (JSON lines with `text` and `label`, gzip) and `posts/`. The trap: a row's fold
and whether it validates hang on its text alone, so the same text in two sets is never on both sides.
"""

import gzip
import hashlib
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

LABELS: Final = ("negative", "neutral", "positive")
UNLABELLED: Final = -1


class Custom(StrEnum):
    """Whose habit of labelling a set follows; each has heads of its own."""

    SOCIAL = "social"
    TWEETS = "tweets"
    REVIEWS = "reviews"
    POSTS = "posts"


@dataclass(frozen=True, slots=True)
class TextSet:
    """`path` below the data folder; `most` rows are read (those with the lowest hash), 0 for all."""

    name: str
    custom: Custom
    classes: int
    path: str
    most: int = 0


def _labelled(name: str, custom: Custom, classes: int, *, most: int = 0) -> TextSet:
    return TextSet(name, custom, classes, f"sentiment/{name}.train.jsonl.gz", most)


LABELLED_SETS: Final = (
    _labelled("zh_smp_usual", Custom.SOCIAL, 3),
    _labelled("zh_smp_virus", Custom.SOCIAL, 3),
    _labelled("zh_nlpcc_moods", Custom.SOCIAL, 3),
    _labelled("zh_weibo2018", Custom.SOCIAL, 2),
    _labelled("en_tweeteval", Custom.TWEETS, 3),
    _labelled("en_tse", Custom.TWEETS, 3),
    _labelled("hant_openrice", Custom.REVIEWS, 3),
    _labelled("en_sst2", Custom.REVIEWS, 2),
    _labelled("zh_waimai", Custom.REVIEWS, 2),
    _labelled("zh_chnsenticorp", Custom.REVIEWS, 2),
    _labelled("zh_shopping", Custom.REVIEWS, 2, most=15_000),
)
POST_SETS: Final = (TextSet("posts_weibo", Custom.POSTS, 0, "posts/weibo-cascades.jsonl.gz"),)
ALL_SETS: Final = (*LABELLED_SETS, *POST_SETS)


@dataclass(frozen=True, slots=True)
class Row:
    """`line` counts from 0; `label` is a place in LABELS or UNLABELLED.

    `text` is cleaned; `validates` hangs on the text as it stands in the file.
    """

    line: int
    text: str
    label: int
    validates: bool


class _Record(msgspec.Struct):
    text: str
    label: str = ""


_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)[\x21-\x7e]+|\b[a-z]{1,4}\.(?:cn|co|ly|gl)/[\x21-\x7e]+", re.IGNORECASE
)
_NAME: Final = re.compile(r"@[\w\-·]+")
_NOTHING: Final = re.compile(r"轉發微博|转发微博|repost|@user|http|[\W_]", re.IGNORECASE)


def cleaned(text: str) -> str:
    """Addresses become `http` and @names `@user`, as the tweets' makers wrote them; HTML's entities are read."""
    plain = _NAME.sub("@user", _ADDRESS.sub("http", html.unescape(text)))
    return " ".join(plain.replace("\\u2019", "'").replace("\\u002c", ",").split())


def says_something(text: str) -> bool:
    """Whether a cleaned post has words of its own, or a symbol that may be an emoji."""
    return bool(_NOTHING.sub("", text)) or any(unicodedata.category(character) == "So" for character in text)


def text_hash(text: str) -> bytes:
    """SHA-1 of the text as people would call it the same: NFKC, without case."""
    return hashlib.sha1(unicodedata.normalize("NFKC", text).casefold().encode(), usedforsecurity=False).digest()


def validates(text: str) -> bool:
    """About one text in ten: the figures are measured on these."""
    return text_hash(text)[0] < 26


def fold_of(text: str, folds: int) -> int:
    """Which fold a text belongs to."""
    return text_hash(text)[1] % folds


def rows_of(one: TextSet, data: Path) -> list[Row]:
    """The rows in the order of the file; unlabelled posts once per text, and only those that say something."""
    lines = _records(data / one.path)
    if one.custom is Custom.POSTS:
        return list(_distinct(lines))
    rows = [_row(line, row) for line, row in enumerate(lines)]
    if not one.most or len(rows) <= one.most:
        return rows
    return sorted(sorted(rows, key=lambda row: text_hash(row.text))[: one.most], key=lambda row: row.line)


def _distinct(records: Iterable[_Record]) -> Iterator[Row]:
    seen: set[str] = set()
    for line, record in enumerate(records):
        text = cleaned(record.text)
        if text not in seen and says_something(text):
            seen.add(text)
            yield _row(line, record)


def _row(line: int, record: _Record) -> Row:
    label = LABELS.index(record.label) if record.label else UNLABELLED
    return Row(line, cleaned(record.text), label, validates(record.text))


def _records(path: Path) -> Iterator[_Record]:
    decoder = msgspec.json.Decoder(_Record)
    with gzip.open(path) as lines:
        yield from map(decoder.decode, lines)
