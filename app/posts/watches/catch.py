# SPDX-License-Identifier: Apache-2.0
"""What a watch would have caught: asked before it is saved, in the editor and by `fenghuo watches catch`.

The trap: a post whose source was set up for the watch belongs to it whatever it says; that is not the keywords' doing
and is not counted here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Final

from app.errors import Said
from app.posts.post import Exactness, Mention, Post
from app.posts.watches.matcher import Matcher
from app.posts.watches.rules import Role, read_rules
from app.posts.watches.watch import Watch

EXAMPLES: Final = 20
_BATCH: Final = 500
_FEW: Final = 20
_MOST: Final = 0.5
_NEARNESS: Final = {exactness: place for place, exactness in enumerate(Exactness)}
_NEW_LINE: Final = re.compile(r"\r\n|\r|\n")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Caught:
    """`caught` of the `looked_at` posts match. `by_keyword`: how many of them each keyword hits, most first.

    A must counts only where its group has nothing else to tell it by.
    `examples` are the first of them with their mention; `cancelled` says that not all posts were looked at.
    """

    looked_at: int
    caught: int
    by_keyword: tuple[tuple[str, int], ...] = ()
    examples: tuple[tuple[Post, Mention], ...] = ()
    cancelled: bool = False

    @property
    def share(self) -> float:
        """Of the posts looked at, 0 to 1."""
        return self.caught / self.looked_at if self.looked_at else 0.0

    @property
    def warning(self) -> Said | None:
        """That it matches nearly everything, where more than half of at least 20 posts match."""
        if self.looked_at < _FEW or self.share <= _MOST:
            return None
        return Said("watches-nearly-everything", {"caught": self.caught, "looked_at": self.looked_at})


def catch(
    watch: Watch,
    posts: Iterable[Post],
    *,
    examples: int = EXAMPLES,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Caught:
    """Matches posts against one watch, in the order given (newest first, for the newest examples).

    `progress` hears how many were looked at, every 500; `cancelled` is asked as often. The posts are not kept.
    """
    matcher = Matcher(_one_by_one(watch))
    looked_at = caught = 0
    keywords: Counter[str] = Counter()
    shown: list[tuple[Post, Mention]] = []
    stopped = False
    for batch in _batches(posts):
        for post, mentions in zip(batch, matcher.mentions(batch), strict=True):
            found = [one for one in mentions if one.exactness is not Exactness.SOURCE]
            if not found:
                continue
            caught += 1
            keywords.update({one.keyword for one in found})
            if len(shown) < examples:
                best = min(found, key=lambda one: (-one.weight, _NEARNESS[one.exactness]))
                shown.append((post, best._replace(watch=watch.name)))
        looked_at += len(batch)
        if progress is not None:
            progress(looked_at)
        if stopped := cancelled():
            break
    counts = sorted(keywords.items(), key=lambda pair: (-pair[1], pair[0]))
    return Caught(looked_at, caught, tuple(counts), tuple(shown), stopped)


def _one_by_one(watch: Watch) -> list[Watch]:
    """A watch for each keyword, with what must and must not be beside it.

    So many posts are matched at once; asking what all hits one post takes a millisecond each.
    """
    lines = _NEW_LINE.split(watch.rules)
    parts: list[Watch] = []
    for group in read_rules(watch.rules).groups:
        plain = [one for one in group.lines if one.role is Role.PLAIN]
        others = [lines[one.line - 1] for one in group.lines if one.role is not Role.PLAIN]
        for some in [[lines[one.line - 1]] for one in plain] or [[]]:
            parts.append(Watch(name=str(len(parts)), rules="\n".join((*some, *others))))
    return parts


def matches_everything(watch: Watch) -> bool:
    """Whether texts that have nothing in common all match: then the watch tells nothing."""
    probes = [_probe(character) for character in "甲z7"]
    return all(Matcher((watch,)).mentions(probes))


def _probe(character: str) -> Post:
    word = character * 12
    return Post(source=word, posted_at=_EPOCH, arrived_at=_EPOCH, text=f"{word} {word}", author=word)


def _batches(posts: Iterable[Post]) -> Iterator[list[Post]]:
    rest = iter(posts)
    while batch := list(islice(rest, _BATCH)):
        yield batch
