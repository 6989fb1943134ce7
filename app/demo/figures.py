# SPDX-License-Identifier: Apache-2.0
"""Figures the people of the story quote: counted from the very posts that are in the store.

Called by app.demo.script. The trap: a figure is of posts written in the span, so it may only be quoted after it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from app.demo.scenario import Moments
from app.posts.post import Mood, Post

_FIGURE: Final = re.compile(r"<(posts|negative) (-?\d+:\d\d) (-?\d+:\d\d)>")


class Figures:
    """Counts over scored posts, oldest first."""

    def __init__(self, posts: Sequence[Post], moments: Moments) -> None:
        self._times = [post.posted_at for post in posts]
        self._negative = [post.mood is Mood.NEGATIVE for post in posts]
        self._moments = moments

    def say(self, text: str) -> str:
        """`text` with `<posts a b>` as a number and `<negative a b>` as a share in per cent, both of [a, b)."""
        return _FIGURE.sub(self._figure, text)

    def negative(self, begin: str, end: str) -> float:
        """The share of negative posts between two offsets, 0 to 1; 0 where there are none."""
        first, last = self._span(begin, end)
        return sum(self._negative[first:last]) / (last - first) if last > first else 0.0

    def _figure(self, match: re.Match[str]) -> str:
        first, last = self._span(match[2], match[3])
        return str(last - first) if match[1] == "posts" else f"{self.negative(match[2], match[3]):.0%}"

    def _span(self, begin: str, end: str) -> tuple[int, int]:
        first, last = (bisect_left(self._times, self._moments.at(one)) for one in (begin, end))
        return first, last
