# SPDX-License-Identifier: Apache-2.0
"""From hits in a batch of posts to the best mention of each watch, most of it for all posts at once.

Used by the matcher. Groups without musts and nots need no thought: any hit will do. The others are weighed one by
one. The trap: it must answer as :mod:`app.posts.watches.verdicts` does for one post, which says why.
"""

from collections.abc import Sequence

import numpy as np

from app.posts.post import Exactness, Mention, Post
from app.posts.watches.forms import Numbers
from app.posts.watches.verdicts import Judgement, Sign, Use

_EXACTNESS = tuple(Exactness)


class Tally:
    """The uses of a judgement as columns."""

    def __init__(self, judgement: Judgement) -> None:
        self._judgement, uses = judgement, judgement.uses
        self._number = {id(use): number for number, use in enumerate(uses)}
        self._watches = np.array([use.group.watch for use in uses], np.int64)
        self._weights = np.array([use.keyword.weight for use in uses], np.int64)
        self._simple = np.array([use.group.simple and not use.region for use in uses], np.bool_)
        self._mentions: dict[tuple[int, int], Mention] = {}

    def mentions(
        self, posts: Sequence[Post], owners: Numbers, uses: Numbers, nearness: Numbers
    ) -> list[list[Mention]]:
        """For each post the best mention of each watch, in the order of the watches."""
        simple = self._simple[uses]
        if not simple.all():
            rest = self._weighed(posts, owners[~simple], uses[~simple], nearness[~simple])
            owners = np.concatenate((owners[simple], rest[0]))
            uses, nearness = np.concatenate((uses[simple], rest[1])), np.concatenate((nearness[simple], rest[2]))
        watches = self._watches[uses]
        order = np.lexsort((uses, nearness, -self._weights[uses], watches, owners))
        owners, watches = owners[order], watches[order]
        first = np.ones(len(order), np.bool_)
        first[1:] = (owners[1:] != owners[:-1]) | (watches[1:] != watches[:-1])
        told: list[list[Mention]] = [[] for _ in posts]
        best = order[first]
        for owner, use, near in zip(
            owners[first].tolist(), uses[best].tolist(), nearness[best].tolist(), strict=True
        ):
            told[owner].append(self._mention(use, near))
        return told

    def _weighed(self, posts: Sequence[Post], owners: Numbers, uses: Numbers, nearness: Numbers) -> Numbers:
        """Of the hits that need thought those that say why a group matches: post, use and nearness."""
        signs: dict[int, list[Sign]] = {}
        known = self._judgement.uses
        for owner, use, near in dict.fromkeys(zip(owners.tolist(), uses.tolist(), nearness.tolist(), strict=True)):
            one = known[use]
            signs.setdefault(owner, []).append(Sign(one, _EXACTNESS[near], one.keyword.field, 0, 0))
        kept = [
            (owner, self._number[id(sign.use)], _EXACTNESS.index(sign.exactness))
            for owner, some in signs.items()
            for sign in self._judgement.reasons(posts[owner], some)
        ]
        return np.array(kept, np.int64).reshape(-1, 3).T

    def _mention(self, use: int, near: int) -> Mention:
        found = self._mentions.get((use, near))
        if found is None:
            one: Use = self._judgement.uses[use]
            name = self._judgement.names[one.group.watch]
            found = Mention(name, one.keyword.shown, _EXACTNESS[near], one.keyword.weight)
            self._mentions[use, near] = found
        return found
