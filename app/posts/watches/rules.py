# SPDX-License-Identifier: Apache-2.0
"""The rules of a watch: what a person wrote, one keyword a line, read into groups of keywords.

Used by the matcher, the editor and the command line. `退款` word, `refund*` beginning of a word, `"Flight Booking"`
phrase, `+客服` must, `!广告` not, `/退(款|钱)/` RE2 pattern, `# …` note; `[name]` or a blank line begins a group;
attributes follow after ` | `. The trap: a line with a fatal problem is left out and the rest counts, so a group whose
plain lines are all left out goes as a whole: it would match what nobody asked for.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.errors import Said
from app.posts.post import Exactness
from app.posts.watches.letters import is_han, is_spaced, letters
from app.posts.watches.regexes import refusal

LONGEST: Final = 200
LONGEST_PATTERN: Final = 1_000
HEAVIEST: Final = 10
HAN_FOR_SOUND: Final = 3
_HAN_FOR_EDIT, _LETTERS_FOR_EDIT = 4, 6
_SHOWN: Final = 40

_NAME: Final = re.compile(r"[\[【](.*)[\]】]")
_QUOTED: Final = re.compile(r'["“”„＂「『](.*?)["”“＂」』]\s*(?:[|｜](.*))?')
_PATTERN: Final = re.compile(r"/(.+?)(?<!\\)/\s*(?:[|｜](.*))?")
_HASHTAG: Final = re.compile(r"[#＃][^#＃]*\S[#＃]")
_BAR: Final = re.compile(r"[|｜]")
_VALUE: Final = re.compile(r"([^\s\d:：]+)\s*[:：]?\s*(.*)")


class Role(StrEnum):
    """What a line does in its group."""

    PLAIN = "plain"
    MUST = "must"
    NOT = "not"


class Form(StrEnum):
    """How a line is written."""

    WORD = "word"
    PHRASE = "phrase"
    PATTERN = "pattern"


class Field(StrEnum):
    """Where a keyword is looked for."""

    TEXT = "text"
    AUTHOR = "author"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """One line. `text` is what is looked for, without sign, quotes or slashes; `reach` how far a text may stray."""

    line: int
    text: str
    form: Form = Form.WORD
    role: Role = Role.PLAIN
    reach: Exactness = Exactness.FOLDED
    weight: int = 1
    region: str = ""
    field: Field = Field.TEXT
    note: str = ""

    @property
    def shown(self) -> str:
        """As a person knows it again: a pattern stands between slashes."""
        return f"/{self.text}/" if self.form is Form.PATTERN else self.text


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together: one plain line must hit (where there is any), every must, and no not."""

    name: str
    lines: tuple[Keyword, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a line (from 1). A fatal one is left out; otherwise `said` tells what is done instead."""

    line: int
    said: Said
    fatal: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """What was read. Groups are never empty."""

    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]

    @property
    def keywords(self) -> int:
        """How many lines count."""
        return sum(len(group.lines) for group in self.groups)


@dataclass(slots=True)
class _Draft:
    """A group while it is read. `plain` tells whether a plain line was meant, even one that is left out."""

    name: str = ""
    lines: list[Keyword] = field(default_factory=list)
    plain: bool = False
    first: int = 0


class _Wrong(Exception):
    """A line cannot be used."""

    def __init__(self, key: str, **args: str | int) -> None:
        super().__init__(key)
        self.said = Said(key, args)


def read_rules(text: str) -> Rules:
    """Reads the rules of a watch. Never raises: what cannot be read is a problem, by line."""
    groups: list[_Draft] = [_Draft()]
    problems: list[Problem] = []
    for number, raw in enumerate(_NEW_LINE.split(text), start=1):
        line = raw.strip().lstrip("\ufeff")
        if not line or (name := _NAME.fullmatch(line)):
            if line or groups[-1].first:  # a blank line right after a name keeps the name
                groups.append(_Draft(name=name[1].strip() if line and name else ""))
        elif line[0] in "#＃":
            if _HASHTAG.fullmatch(line):
                problems.append(Problem(number, Said("rules-hashtag", {"line": _brief(line)}), fatal=False))
        else:
            _read_line(line, number, groups[-1], problems)
    kept = [Group(one.name, tuple(one.lines)) for one in groups if _stands(one, problems)]
    return Rules(tuple(kept), tuple(sorted(problems, key=lambda problem: problem.line)))


_NEW_LINE: Final = re.compile(r"\r\n|\r|\n")


def _stands(draft: _Draft, problems: list[Problem]) -> bool:
    """Whether a group that was read can match anything, and not everything."""
    roles = {keyword.role for keyword in draft.lines}
    if roles == {Role.NOT} and not draft.plain:
        problems.append(Problem(draft.first, Said("rules-only-not"), fatal=True))
    return Role.PLAIN in roles or (Role.MUST in roles and not draft.plain)


@dataclass(slots=True)
class _Attributes:
    """What follows the bars."""

    reach: Exactness = Exactness.FOLDED
    weight: int = 1
    region: str = ""
    field: Field = Field.TEXT
    note: str = ""


def _read_line(line: str, number: int, draft: _Draft, problems: list[Problem]) -> None:
    draft.first = draft.first or number
    role = _ROLES.get(line[0], Role.PLAIN)
    draft.plain = draft.plain or role is Role.PLAIN
    said: list[Said] = []
    try:
        body, form, rest = _split(line if role is Role.PLAIN else line[1:].lstrip(), said)
        counted = _check(body, form, said)
    except _Wrong as wrong:
        problems.append(Problem(number, wrong.said, fatal=True))
        return
    found = _Attributes()
    for attribute in rest:
        _take(attribute.strip(), found, said)
    draft.lines.append(
        Keyword(
            line=number, text=body, form=form, role=role, reach=_reach(body, form, found.reach, counted, said),
            weight=found.weight, region=found.region, field=found.field, note=found.note,
        )
    )  # fmt: skip
    problems.extend(Problem(number, one, fatal=False) for one in said)


def _split(line: str, said: list[Said]) -> tuple[str, Form, list[str]]:
    """What is looked for, how it is written, and the attributes."""
    if line.startswith("/"):
        if (found := _PATTERN.fullmatch(line)) is None:
            raise _Wrong("rules-open-pattern", line=_brief(line))
        return found[1], Form.PATTERN, _attributes(found[2])
    form = Form.WORD
    if line[:1] in tuple('"“”„＂「『'):
        form = Form.PHRASE
        if found := _QUOTED.fullmatch(line):
            return _one_line(found[1]), form, _attributes(found[2])
        said.append(Said("rules-open-quote", {"line": _brief(line)}))
        line = line[1:]
    body, *attributes = _BAR.split(line)
    return _one_line(body), form, attributes


def _attributes(rest: str | None) -> list[str]:
    return _BAR.split(rest) if rest is not None else []


def _one_line(body: str) -> str:
    return " ".join(unicodedata.normalize("NFC", body).split())


def _check(body: str, form: Form, said: list[Said]) -> list[str]:
    """The characters that count. Raises for what cannot be looked for; says what will match a lot."""
    most = LONGEST_PATTERN if form is Form.PATTERN else LONGEST
    if len(body) > most:
        raise _Wrong("rules-too-long", keyword=_brief(body), most=most)
    if form is Form.PATTERN:
        if (reason := refusal(body)) is not None:
            raise _Wrong(f"rules-pattern-{reason}", pattern=_brief(body))
        return []
    counted = [one.character for one in letters(body)]
    if not counted:
        raise _Wrong("rules-no-letters", keyword=_brief(body)) if body else _Wrong("rules-nothing")
    if len(counted) == 1:
        key = "rules-one-han" if is_han(counted[0]) else "rules-one-letter"
        said.append(Said(key, {"keyword": _brief(body)}))
    return counted


def _take(attribute: str, found: _Attributes, said: list[Said]) -> None:
    """Notes one attribute."""
    if not attribute:
        return
    if (level := _LEVELS.get(attribute.casefold())) is not None:
        found.reach = level
        return
    match = _VALUE.fullmatch(attribute)
    value = match[2].strip() if match else ""
    match _NAMES.get(match[1].casefold()) if match else None:
        case "weight":
            found.weight = _weight(value, attribute, said)
        case "region" if value:
            found.region = value
        case "field" if value.casefold() in _FIELDS:
            found.field = _FIELDS[value.casefold()]
        case "note":
            found.note = value
        case _:
            said.append(Said("rules-attribute", {"attribute": _brief(attribute)}))


def _weight(value: str, attribute: str, said: list[Said]) -> int:
    number = int(value) if value.isdecimal() and len(value) < 10 else 0
    if not 1 <= number <= HEAVIEST:
        number = 1 if not number else HEAVIEST
        said.append(Said("rules-weight", {"attribute": _brief(attribute), "most": HEAVIEST, "weight": number}))
    return number


def _reach(body: str, form: Form, asked: Exactness, counted: list[str], said: list[Said]) -> Exactness:
    """The reach it can have: a short keyword that may stray far would hit everything."""
    if form is Form.PATTERN:
        if asked in (Exactness.HOMOPHONE, Exactness.EDIT):
            said.append(Said("rules-pattern-level", {"pattern": _brief(body)}))
        return Exactness.EXACT
    if asked not in (Exactness.HOMOPHONE, Exactness.EDIT):
        return asked
    han = sum(map(is_han, counted))
    if asked is Exactness.EDIT and (han >= _HAN_FOR_EDIT or sum(map(is_spaced, counted)) >= _LETTERS_FOR_EDIT):
        return asked
    reach = Exactness.HOMOPHONE if han >= HAN_FOR_SOUND else Exactness.FOLDED
    if reach is not asked:
        said.append(Said(f"rules-{asked}-{reach}", {"keyword": _brief(body)}))
    return reach


def _brief(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


_ROLES: Final = {"+": Role.MUST, "＋": Role.MUST, "!": Role.NOT, "！": Role.NOT}
_LEVELS: Final = {
    word: level
    for level, words in {
        Exactness.EXACT: ("精确", "精確", "exact"),
        Exactness.FOLDED: ("折叠", "折疊", "摺疊", "folded"),
        Exactness.HOMOPHONE: ("同音", "homophone"),
        Exactness.EDIT: ("差一字", "edit"),
    }.items()
    for word in words
}
_NAMES: Final = {
    word: name
    for name, words in {
        "weight": ("权重", "權重", "weight"),
        "region": ("地区", "地區", "region"),
        "field": ("字段", "欄位", "in"),
        "note": ("说明", "說明", "note"),
    }.items()
    for word in words
}
_FIELDS: Final = {
    word: where
    for where, words in {
        Field.TEXT: ("正文", "内文", "內文", "text"),
        Field.AUTHOR: ("作者", "author"),
        Field.SOURCE: ("来源", "來源", "信息源", "資訊來源", "source"),
    }.items()
    for word in words
}
