# SPDX-License-Identifier: Apache-2.0
"""Who reposts what: the posts of one language that can be reposted, and the chains that grow under them.

Called by app.demo.posts, one thread of talk a language. The trap: a chain's text holds everything said before, as on
the real platforms, so it is cut where the platform would cut it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from app.demo.phrases import Deck, expand
from app.posts.post import Post

_HALF_LIFE: Final = 2.6
_LONGEST: Final = {False: 240, True: 280}
_REMEMBERED: Final = 60
_DEEPEST: Final = 3
_DEAD: Final = 30.0
_SILENT: Final = 0.3
_HALF_ADDRESS: Final = re.compile(r"\s+h(t(t(p(s?(:\S*)?)?)?)?)?$")


@dataclass(frozen=True, slots=True)
class Link:
    """One repost: whose, and their own words."""

    author: str
    comment: str
    source_id: str
    above: tuple["Link", ...] = ()


@dataclass(frozen=True, slots=True)
class Root:
    """A post that is being reposted: how strongly, with which remarks, since which hour."""

    post: Post
    pull: float
    comments: str
    hour: float
    links: list[Link] = field(default_factory=list)

    def pull_at(self, hour: float) -> float:
        """What is left of the pull; halves every few hours."""
        age = hour - self.hour
        return self.pull * 2.0 ** (-age / _HALF_LIFE) if 0.0 <= age < _DEAD else 0.0


class Thread:
    """The reposting in one language."""

    def __init__(self, comments: Mapping[str, Sequence[str]], deeper: float, rng: Random) -> None:
        self._decks = {name: Deck(pool, rng) for name, pool in comments.items()}
        self._deeper, self._rng = deeper, rng
        self._roots: list[Root] = []
        self._said = Link("", "", "")

    def open(self, root: Root) -> None:
        """From now on `root` can be reposted."""
        self._roots.append(root)

    def alive(self, hour: float) -> bool:
        """Whether there is anything worth reposting."""
        return any(root.pull_at(hour) > 0.5 for root in self._roots)

    def speak(self, hour: float, *, latin: bool) -> tuple[Root, str, str]:
        """The next repost: its root, its text, and the `source_id` it is a repost of."""
        rng = self._rng
        root = rng.choices(self._roots, weights=[root.pull_at(hour) for root in self._roots])[0]
        above: tuple[Link, ...] = ()
        if root.links and rng.random() < self._deeper:
            link = rng.choice(root.links)
            above = (link, *link.above)[:_DEEPEST]
        silent = latin and rng.random() < _SILENT
        comment = "" if silent else expand(self._decks[root.comments].draw(), rng, {})
        self._said = Link("", comment, "", above)
        text = _english(root, comment, above) if latin else _chinese(root, comment, above)
        return root, _cut(text, _LONGEST[latin]), above[0].source_id if above else root.post.source_id

    def answered(self, root: Root, post: Post) -> None:
        """The last repost spoken became `post`; it can be reposted in turn if it says something of its own."""
        if not self._said.comment:
            return
        root.links.append(Link(post.author, self._said.comment, post.source_id, self._said.above))
        del root.links[:-_REMEMBERED]


def _chinese(root: Root, comment: str, above: Sequence[Link]) -> str:
    chain = "".join(f"//@{link.author}:{link.comment}" for link in above)
    return f"{comment}{chain}//@{root.post.author}:{_flat(root)}"


def _english(root: Root, comment: str, above: Sequence[Link]) -> str:
    chain = " ".join(f"RT @{link.author}: {link.comment}" for link in above)
    return " ".join(filter(None, (comment, chain, f"RT @{root.post.author}: {_flat(root)}")))


def _flat(root: Root) -> str:
    return " ".join(root.post.text.split())


def _cut(text: str, longest: int) -> str:
    """At most `longest` characters, and no half of an address at the end."""
    return text if len(text) <= longest else _HALF_ADDRESS.sub("", text[:longest]).rstrip()
