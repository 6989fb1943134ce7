# SPDX-License-Identifier: Apache-2.0
"""One line of a watch's rules taken apart into what it looks for and its attributes, and put together again. No Qt.

Used by the form below the rules. It knows the words of :mod:`app.posts.watches.rules` in three languages and writes
those of one. The trap: what it does not know it keeps as it stands, so that nothing a person wrote is lost.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from app.posts.post import Exactness
from app.texts import Language

LEVELS: Final = (Exactness.EXACT, Exactness.FOLDED, Exactness.HOMOPHONE, Exactness.EDIT)
FIELDS: Final = ("text", "author", "source")
HEAVIEST: Final = 10
_BAR: Final = re.compile(r"\s*[|｜]\s*")
_CLOSED: Final = re.compile(r'\s*[+!＋！]?\s*(?:/.+?(?<!\\)/|["“”„＂「『].*?["“”＂」』])(?=\s*(?:[|｜]|$))')
"""A pattern or a phrase; a bar inside of it is its own."""
_GROUP: Final = re.compile(r"[\[【].*[\]】]")
_VALUE: Final = re.compile(r"([^\s\d:：]+)\s*[:：]?\s*(.*)")

_WRITTEN: Final[dict[Language, dict[str, str]]] = {
    "zh-Hans": {
        "exact": "精确", "folded": "折叠", "homophone": "同音", "edit": "差一字", "weight": "权重", "region": "地区",
        "field": "字段", "note": "说明", "text": "正文", "author": "作者", "source": "来源",
    },
    "zh-Hant": {
        "exact": "精確", "folded": "摺疊", "homophone": "同音", "edit": "差一字", "weight": "權重", "region": "地區",
        "field": "欄位", "note": "說明", "text": "內文", "author": "作者", "source": "來源",
    },
    "en": {
        "exact": "exact", "folded": "folded", "homophone": "homophone", "edit": "edit", "weight": "weight",
        "region": "region", "field": "in", "note": "note", "text": "text", "author": "author", "source": "source",
    },
}  # fmt: skip
"""How each word is written in each language."""
_READ: Final = {
    **{word: name for words in _WRITTEN.values() for name, word in words.items()},
    "折疊": "folded", "内文": "text", "信息源": "source", "資訊來源": "source",
}  # fmt: skip
"""What each written word means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A line that looks for something. Defaults are what a line without attributes means.

    `body` is what stands before the first bar; `others` are attributes this program has no name for.
    """

    body: str
    level: Exactness = Exactness.FOLDED
    weight: int = 1
    region: str = ""
    field: str = "text"
    note: str = ""
    others: tuple[str, ...] = ()


def taken_apart(line: str) -> RuleLine | None:
    """The line in its parts; None for a blank line, a comment, and the head of a group."""
    bare = line.strip()
    if not bare or bare[0] in "#＃" or _GROUP.fullmatch(bare):
        return None
    head, *attributes = _split(line)
    found = RuleLine(body=head.strip())
    for attribute in attributes:
        found = _with(found, attribute.strip())
    return found


def put_together(line: RuleLine, language: Language) -> str:
    """The line as text, its attributes in the words of a language, those that mean nothing left out."""
    words = _WRITTEN[language]
    parts = [line.body]
    if line.level is not Exactness.FOLDED:
        parts.append(words[line.level])
    if line.weight != 1:
        parts.append(f"{words['weight']} {line.weight}")
    if line.region:
        parts.append(f"{words['region']} {line.region}")
    if line.field != "text":
        parts.append(f"{words['field']} {words[line.field]}")
    parts += line.others
    if line.note:
        parts.append(f"{words['note']} {line.note}")
    return " | ".join(parts)


def attributes_at(line: str) -> int:
    """Where the first bar stands that begins an attribute; the line's length where there is none."""
    closed = _CLOSED.match(line)
    bar = _BAR.search(line, closed.end() if closed else 0)
    return bar.start() if bar else len(line)


def _split(line: str) -> list[str]:
    """What is looked for, and the attributes."""
    at = attributes_at(line)
    return [line[:at], *_BAR.split(line[at:])[1:]]


def _with(line: RuleLine, attribute: str) -> RuleLine:
    level = _READ.get(attribute.casefold(), "")
    if level in LEVELS:
        return replace(line, level=Exactness(level))
    match = _VALUE.fullmatch(attribute)
    name, value = (_READ.get(match[1].casefold(), ""), match[2].strip()) if match else ("", "")
    match name:
        case "weight" if value.isdecimal() and len(value) < 10:
            return replace(line, weight=min(HEAVIEST, max(1, int(value))))
        case "region" if value:
            return replace(line, region=value)
        case "field" if (field := _READ.get(value.casefold(), "")) in FIELDS:
            return replace(line, field=field)
        case "note":
            return replace(line, note=value)
    return replace(line, others=(*line.others, attribute)) if attribute else line
