# SPDX-License-Identifier: Apache-2.0
"""What is said of a story: how many posts, whose voice was first, which keyword it met, why it stands where it does.

Used by the feed's detail, its banner and its questions. The trap: what a keyword met is quoted from the post's own
text, so it may be other letters than the keyword's.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from app.posts.post import Exactness, Mention, Post
from app.posts.priority import PartName, Tuning, priority
from app.posts.stories.story import Story
from app.posts.watches.rules import Field
from app.posts.watches.verdicts import Hit
from app.room import moods
from app.room.state import StoryCare
from app.texts import Texts
from ui.delegates.feed_delegate import figures
from ui.desk import Desk
from ui.models.feed_look import Looked
from ui.mood_words import corrected, felt
from ui.times import near_time

_TITLE: Final = 40
_SEPARATOR: Final = " · "


def title_of(text: str) -> str:
    """The beginning of a text, in one line."""
    return " ".join(text[: 4 * _TITLE].split())[:_TITLE]


def inside_line(story: Story, texts: Texts, now: datetime) -> str:
    """For an opened story: its figures, and how its posts came into it."""
    parts = [figures(story, texts, now)]
    if story.reposts:
        parts.append(texts("triage-reposts", count=story.reposts))
    if story.copies:
        parts.append(texts("triage-copies", count=story.copies))
    return _SEPARATOR.join(parts)


def hit_words(hits: Sequence[Hit], mentions: Sequence[Mention], post: Post, texts: Texts) -> str:
    """`命中“退款”（同音：“腿款”）权重 3`; "" where nothing was met."""
    if hits:
        hit = hits[0]
        found = (post.author if hit.field is Field.AUTHOR else post.text)[hit.start : hit.end]
        if hit.exactness is not Exactness.EXACT and found and found != hit.keyword:
            how = texts("triage-hit-as", how=texts(f"feedrow-exactness-{hit.exactness}"), found=found)
        else:
            how = texts("triage-hit-so", how=texts(f"feedrow-exactness-{hit.exactness}"))
        return texts("triage-hit", keyword=hit.keyword, how=how, weight=hit.weight)
    if not mentions:
        return ""
    best = max(mentions, key=lambda mention: mention.weight)
    if best.exactness is Exactness.SOURCE:
        return texts("triage-hit-source", watch=best.watch)
    how = texts("triage-hit-so", how=texts(f"feedrow-exactness-{best.exactness}"))
    return texts("triage-hit", keyword=best.keyword, how=how, weight=best.weight)


def why_words(story: Story, met: str, tuning: Tuning, texts: Texts, now: datetime) -> str:
    """`优先级 72：命中“退款”（同音：“腿款”）权重 3 +19 · 近 1 小时 31 条，之前 10 条 +12`, most points first."""
    found = priority(story, tuning, now)
    parts = [part for part in found.parts if part.points]
    parts.sort(key=lambda part: (part.name is not PartName.MATCH, -part.points))
    said = [
        texts(
            "triage-part",
            said=met if met and part.name is PartName.MATCH else texts.say(part.said),
            points=part.points,
        )
        for part in parts
    ]
    if not said:
        return texts("triage-why-nothing", points=found.points)
    return texts("triage-why", points=found.points, parts=_SEPARATOR.join(said))


def care_words(desk: Desk, care: StoryCare | None, seen: int | None, posts: int) -> str:
    """Who has it, its incident, why it is muted, what came since it was seen; "" where there is nothing to say."""
    texts, parts = desk.texts, []
    if care is not None and care.acknowledged_by and care.acknowledged_at is not None:
        time = near_time(care.acknowledged_at, desk.moment or desk.clock.now(), desk.zone)
        parts.append(texts("triage-taken-by", person=desk.state.name(care.acknowledged_by), time=time))
    if care is not None and care.incident in desk.state.incidents:
        parts.append(texts("triage-linked", incident=desk.state.incidents[care.incident].title))
    if care is not None and care.muted:
        parts.append(texts("triage-muted-because", person=desk.state.name(care.muted_by), reason=care.muted))
    if seen is not None and posts > seen:
        parts.append(texts("triage-since-seen", count=posts - seen))
    elif seen is not None:
        parts.append(texts("triage-seen"))
    return _SEPARATOR.join(parts)


def felt_words(desk: Desk, looked: Looked) -> str:
    """How it feels and why: what a person said of it, what the machine says; "" until it was looked into."""
    texts, state, story = desk.texts, desk.state, looked.story
    said = moods.given(state, looked.digest) if looked.digest else None
    if said is None and story is not None:
        said = moods.given(state, story.key, whole=True)
    machine = ""
    if looked.explanation is not None and looked.post is not None:
        machine = felt(looked.post.text, looked.explanation, texts)
    if said is not None:
        words = corrected(said, state.name(said.by), texts)
        return _SEPARATOR.join((words, texts("analysis-machine", felt=machine))) if machine else words
    if machine and isinstance(looked.row, Story) and looked.row.posts > 1:
        return texts("analysis-first-post", felt=machine)
    return machine
