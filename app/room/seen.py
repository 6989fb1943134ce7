# SPDX-License-Identifier: Apache-2.0
"""A story as somebody saw it: what commands and proposals bring of it to the room.

It stands apart from `stories` because the state itself holds what proposals brought. The trap: nothing here is
checked beyond its type; who takes it into an entry cuts its text and checks its key.
"""

from datetime import datetime
from typing import Annotated

import msgspec


class StoryAsSeen(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A story as a command brings it: `key` names it (32 hex digits), the rest is what somebody saw."""

    key: str
    text: str = ""
    author: str = ""
    source: str = ""
    posts: Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)] = 0
    first_at: datetime | None = None
