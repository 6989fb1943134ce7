# SPDX-License-Identifier: Apache-2.0
"""The mood of an incident as numbers and words: the table under the chart, its alternative text, the trend.

Called by :mod:`app.report.gather`. The curve begins twelve hours before the declaration (or with the first post) and
ends with `now`, six hours after closing at the latest. The trap: table and curve must come from one `MoodSeries`.
"""

import math
from datetime import datetime, timedelta
from typing import Final

from app.analysis.counts import MoodSeries, bucket_for, interval_said, series
from app.analysis.effect import effect, last_release
from app.posts.ports import PostStore
from app.report.contract import MoodPart, MoodRow
from app.report.moments import Moments, hours
from app.room.state import Incident, RoomState

BEFORE: Final = timedelta(hours=12)
AFTER: Final = timedelta(hours=6)
MOST_ROWS: Final = 48


def mood_series(posts: PostStore, incident: Incident, moments: Moments) -> MoodSeries | None:
    """What is drawn; None where the store has no post at all. Raises what the store raises."""
    span = posts.span()
    if span is None:
        return None
    start, end = incident.declared_at - BEFORE, moments.now
    if incident.closed_at is not None:
        end = min(end, incident.closed_at + AFTER)
    if start < span[0] < incident.declared_at:
        start = span[0]
    return series(posts, start, end, bucket_for(start, end, MOST_ROWS), zone=moments.zone)


def mood_part(
    state: RoomState, incident: Incident, found: MoodSeries, posts: PostStore, since: datetime, *, moments: Moments
) -> MoodPart:
    """The numbers of `found`, how the time since `since` compares with as long before, what a statement did."""
    texts = moments.texts
    interval = texts.say(interval_said(found.bucket))
    rows = tuple(
        MoodRow(
            start=moments.at(bucket.start), negative=bucket.negative, neutral=bucket.neutral,
            positive=bucket.positive, total=bucket.total, share=_share(moments, bucket.negative, bucket.total),
            partial=index >= found.whole,
        )
        for index, bucket in enumerate(found.buckets)
    )  # fmt: skip
    return MoodPart(
        interval=interval, rows=rows, negative=found.negative, neutral=found.neutral, positive=found.positive,
        total=found.total, share=_share(moments, found.negative, found.total),
        trend=_trend(found, posts, since, moments),
        effect=_effect(state, incident, found, posts, moments=moments), alt=_alt(found, interval, moments),
    )  # fmt: skip


def _share(moments: Moments, part: int, total: int) -> str:
    return moments.texts("report-percent", percent=round(100 * part / total)) if total else ""


def _trend(found: MoodSeries, posts: PostStore, since: datetime, moments: Moments) -> str:
    # Stores count by whole minutes: the two stretches must meet at one, or the minute between counts twice.
    begin = since.replace(second=0, microsecond=0)
    length = timedelta(minutes=max(1, math.ceil((found.end - begin) / timedelta(minutes=1))))
    now = posts.minutes(begin, found.end, length)
    before = posts.minutes(begin - length, begin, length)
    said = moments.at(since).text
    total, earlier = sum(b.total for b in now), sum(b.total for b in before)
    if not total:
        return moments.texts("report-trend-none", since=said)
    share = _share(moments, sum(b.negative for b in now), total)
    if not earlier:
        return moments.texts("report-trend-first", since=said, count=total, share=share)
    before_share = _share(moments, sum(b.negative for b in before), earlier)
    return moments.texts("report-trend", since=said, count=total, share=share, before=before_share, earlier=earlier)


def _effect(state: RoomState, incident: Incident, found: MoodSeries, posts: PostStore, *, moments: Moments) -> str:
    last = last_release(state, incident.id)
    if last is None or last[1] >= found.end:
        return ""
    number, released = last
    seen = effect(posts, released, found.end)
    return moments.texts(
        f"chart-effect-{seen.turn}", number=number, length=hours(seen.length), before=round(100 * seen.before.share),
        after=round(100 * seen.after.share), old=seen.before.total, new=seen.after.total,
    )  # fmt: skip


def _alt(found: MoodSeries, interval: str, moments: Moments) -> str:
    peak = found.peak
    if peak is None:
        return moments.texts("report-chart-empty")
    return moments.texts(
        "report-chart-alt", start=moments.at(found.start).text, end=moments.at(found.end).text, interval=interval,
        total=found.total, negative=found.negative, neutral=found.neutral, positive=found.positive,
        peak=moments.at(peak.start).text, most=peak.total,
    )  # fmt: skip
