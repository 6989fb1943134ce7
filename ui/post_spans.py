# SPDX-License-Identifier: Apache-2.0
"""Which stretch of time a pane looks at: the incident, the last hours, all there is.

Used by the curve of moods and by the analysis, off the GUI thread. The trap: what was imported may be years old, so
before any incident the last day is the newest day that has posts.
"""

from datetime import datetime, timedelta
from typing import Final

from app.posts.ports import PostStore
from app.room.state import Incident

HOURS: Final = {"1h": timedelta(hours=1), "6h": timedelta(hours=6), "24h": timedelta(hours=24)}
_MINUTE: Final = timedelta(minutes=1)
_AROUND: Final = timedelta(hours=2)


def span_of(
    posts: PostStore, name: str, incident: Incident | None, now: datetime
) -> tuple[datetime, datetime] | None:
    """From when to when, of `1h`, `6h`, `24h`, `incident`, `newest`, `all`; None where the store holds no post.

    `newest` is the newest day that has posts.
    """
    known = posts.span()
    if known is None:
        return None
    newest = max(now, known[0] + _MINUTE)
    if name == "all":
        return known[0], min(newest, known[1] + _MINUTE)
    if name == "incident" and incident is not None:
        return incident.declared_at - _AROUND, (incident.closed_at or now) + _MINUTE
    length = HOURS.get(name, HOURS["24h"])
    # Before any incident the newest day of what was imported says more than an empty today.
    end = min(now, known[1] + _MINUTE) if name in ("incident", "newest") else now
    return end - length, end
