# SPDX-License-Identifier: Apache-2.0
"""What hits mean: which groups of which watches a post matches, and why.

Used by the matcher, which finds the hits. The trap: a group needs a plain hit only where it has a plain line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.posts.fold import fold
from app.posts.post import Exactness, Post
from app.posts.watches.rules import Field, Group, Keyword, Role, read_rules
from app.posts.watches.watch import Watch

MOST_HITS: Final = 1_000
_NEARNESS: Final = {exactness: place for place, exactness in enumerate(Exactness)}
_FIELD_ORDER: Final = {field: place for place, field in enumerate(Field)}


class CrowdedError(Exception):
    """So much is found in some posts that memory would run short: they are to be taken fewer at a time."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A keyword hits a post at `[start, end)` of its text, author or source as stored, what stands between included.

    `keyword` as written; `group` counts the groups of the watch's rules that count, from 0; `line` from 1.
    """

    watch: str
    keyword: str
    exactness: Exactness
    field: Field
    start: int
    end: int
    weight: int = 1
    group: int = 0
    line: int = 0
    role: Role = Role.PLAIN


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a group matches a post, and why. `hits` are all there were, also of what bars the group.

    `missing` are musts that did not hit, `barred_by` nots that did; `lacks_plain`: no plain line hit and one should.
    """

    watch: str
    group: int
    name: str
    matched: bool
    hits: tuple[Hit, ...]
    missing: tuple[str, ...] = ()
    barred_by: tuple[str, ...] = ()
    lacks_plain: bool = False


@dataclass(slots=True, eq=False)
class Known:
    """A group as it is matched. `number` tells it from all others, of other watches too."""

    number: int
    watch: int
    place: int
    group: Group
    has_plain: bool
    simple: bool
    """All its lines are plain."""
    musts: tuple["Use", ...] = ()


@dataclass(slots=True, eq=False)
class Use:
    """A keyword in a group. `region` is folded; `nearness` how far a text may stray."""

    group: Known
    keyword: Keyword
    region: str
    nearness: int


class Sign(NamedTuple):
    """A use hits a post."""

    use: Use
    exactness: Exactness
    field: Field
    start: int
    end: int


class Judgement:
    """The groups of some watches, and what they make of hits."""

    def __init__(self, watches: Sequence[Watch]) -> None:
        self.names = [watch.name for watch in watches]
        self.groups: list[Known] = []
        self.uses: list[Use] = []
        for watch, one in enumerate(watches):
            for place, group in enumerate(read_rules(one.rules).groups):
                self._learn(watch, place, group)

    def _learn(self, watch: int, place: int, group: Group) -> None:
        roles = {keyword.role for keyword in group.lines}
        known = Known(len(self.groups), watch, place, group, Role.PLAIN in roles, roles == {Role.PLAIN})
        uses = [Use(known, one, _region(one.region), _NEARNESS[one.reach]) for one in group.lines]
        known.musts = tuple(use for use in uses if use.keyword.role is Role.MUST)
        self.groups.append(known)
        self.uses += uses

    def reasons(self, post: Post, signs: Iterable[Sign]) -> list[Sign]:
        """The hits for which groups match the post: of plain lines or, where a group has none, of musts."""
        return [
            sign
            for known, found in self._by_group(post, signs).items()
            if self._matches(known, found)
            for sign in found
            if sign.use.keyword.role is (Role.PLAIN if known.has_plain else Role.MUST)
        ]

    def verdicts(self, post: Post, signs: Iterable[Sign]) -> list[Verdict]:
        """Of each group that had any hit, in the order of the rules."""
        return [self._verdict(known, found) for known, found in sorted(
            self._by_group(post, signs).items(), key=lambda pair: pair[0].number
        )]  # fmt: skip

    def _by_group(self, post: Post, signs: Iterable[Sign]) -> dict[Known, list[Sign]]:
        groups: dict[Known, list[Sign]] = {}
        for sign in signs:
            if sign.use.region and not _is_from(post, sign.use.region):
                continue
            groups.setdefault(sign.use.group, []).append(sign)
        return groups

    def _matches(self, known: Known, found: Sequence[Sign]) -> bool:
        roles = {sign.use.keyword.role for sign in found}
        if Role.NOT in roles or (known.has_plain and Role.PLAIN not in roles):
            return False
        return not known.musts or {id(must) for must in known.musts} <= {id(sign.use) for sign in found}

    def _verdict(self, known: Known, found: Sequence[Sign]) -> Verdict:
        name = self.names[known.watch]
        there = {id(sign.use) for sign in found}
        roles = {sign.use.keyword.role for sign in found}
        barring = [sign.use.keyword.shown for sign in found if sign.use.keyword.role is Role.NOT]
        return Verdict(
            watch=name,
            group=known.place,
            name=known.group.name,
            matched=self._matches(known, found),
            hits=tuple(_hit(name, known, sign) for sign in _tidied(found)[:MOST_HITS]),
            missing=tuple(must.keyword.shown for must in known.musts if id(must) not in there),
            barred_by=tuple(dict.fromkeys(barring)),
            lacks_plain=known.has_plain and Role.PLAIN not in roles,
        )


def _hit(watch: str, known: Known, sign: Sign) -> Hit:
    keyword = sign.use.keyword
    return Hit(
        watch, keyword.shown, sign.exactness, sign.field, sign.start, sign.end,
        weight=keyword.weight, group=known.place, line=keyword.line, role=keyword.role,
    )  # fmt: skip


def _region(written: str) -> str:
    """A region as it is looked for: 上海市 is found in 上海, too."""
    folded = fold(written).strip()
    return folded[:-1] if len(folded) > 2 and folded[-1] in "市省" else folded


def _is_from(post: Post, region: str) -> bool:
    """Whether a post comes from there: so says its region or, where that is unknown, its text."""
    return region in fold(post.region if post.region.strip() else post.text)


def _tidied(signs: Iterable[Sign]) -> list[Sign]:
    """By place; of one keyword only the nearest hit where one edit tells the same place several times."""
    kept: list[Sign] = []
    taken: dict[tuple[int, Field], list[tuple[int, int]]] = {}
    for sign in sorted(signs, key=_rank):
        places = taken.setdefault((id(sign.use), sign.field), [])
        if sign.exactness is Exactness.EDIT and any(sign.start < end and start < sign.end for start, end in places):
            continue
        places.append((sign.start, sign.end))
        kept.append(sign)
    return sorted(kept, key=lambda one: (_FIELD_ORDER[one.field], one.start, one.end, one.use.keyword.line))


def _rank(sign: Sign) -> tuple[int, int, int]:
    """The nearest first; of those one edit away the longest, which is what the writer meant."""
    length = sign.end - sign.start if sign.exactness is Exactness.EDIT else 0
    return _NEARNESS[sign.exactness], -length, sign.start
