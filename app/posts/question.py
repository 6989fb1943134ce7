# SPDX-License-Identifier: Apache-2.0
"""What somebody asks of the posts: words, filters, an order. Made by the feed, saved searches and the command line.

The trap: an empty question is everything, newest first; `story` names a row of this store only, so a saved search
must not carry one.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from app.posts.post import Mood


class Order(StrEnum):
    """Which come first."""

    NEWEST = "newest"
    REACH = "reach"
    """Most followers first; of stories, those whose voices reach most."""
    PRIORITY = "priority"
    """Stories only."""


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """All that is set must hold. Times are aware UTC, `since` included, `until` not.

    `words` as :func:`app.posts.fold.query_of` reads them. `source`, `region` and `author` are words too: each must
    stand in that field (folded, Han anywhere, Latin at word boundaries). `watch` is a watch's name, "*"
    for any of them.
    """

    words: str = ""
    since: datetime | None = None
    until: datetime | None = None
    source: str = ""
    watch: str = ""
    mood: Mood | None = None
    region: str = ""
    author: str = ""
    story: int = 0
    order: Order = Order.NEWEST
