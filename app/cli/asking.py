# SPDX-License-Identifier: Apache-2.0
"""What `fenghuo search` asks, and how posts and stories are printed. The JSON field names are a contract.

Used by `search`, and by `watches` for examples. The trap: a story is named by its key (hex digits of its founding
post), its `id` only means something in this store.
"""

from argparse import Namespace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from app.cli.keeper import Console
from app.cli.render import show_time, time_given
from app.errors import Said, UserError
from app.posts.identity import digest
from app.posts.ports import PostStore
from app.posts.post import Mention, Mood, Post
from app.posts.question import Order, Question
from app.posts.stories.story import Story

_FILTERS: Final = ("since", "until", "source", "watch", "mood", "region", "author", "story")


def asks_nothing(args: Namespace) -> bool:
    """Whether neither words nor a filter are given; stories may be asked for without."""
    return not args.words and not args.stories and not any(getattr(args, name) for name in _FILTERS)


def question_of(args: Namespace, console: Console, posts: PostStore) -> Question:
    """What is asked. Raises UserError for a time that is none and a story that is not there."""
    zone = console.keeper.zone() if args.since or args.until else None
    return Question(
        words=" ".join(args.words),
        since=_time(args.since, zone),
        until=_time(args.until, zone),
        source=args.source or "",
        watch=args.watch or "",
        mood=Mood(args.mood) if args.mood else None,
        region=args.region or "",
        author=args.author or "",
        story=_story(args.story, posts) if args.story else 0,
        order=Order(args.order),
    )


def post_json(post: Post) -> dict[str, Any]:
    """A post with the field names scripts rely on; `digest` (hex) names it in every store."""
    row = msgspec.to_builtins(post)
    return {"id": row.pop("id"), "digest": digest(post).hex(), **row, "mentions": mentions_json(post.mentions)}


def story_json(story: Story) -> dict[str, Any]:
    """A story with all its fields; `sources` and `regions` are pairs of name and count."""
    return {**msgspec.to_builtins(story), "mentions": mentions_json(story.mentions)}


def mentions_json(mentions: tuple[Mention, ...]) -> list[dict[str, Any]]:
    """`watch`, `keyword`, `exactness`, `weight` of each."""
    return [mention._asdict() for mention in mentions]


def post_line(post: Post, zone: ZoneInfo) -> str:
    """A post for a terminal, with the watches it matches."""
    local = show_time(post.posted_at, zone)
    text = " ".join(post.text.split())
    watched = " ".join(f"[{mention.watch}]" for mention in post.mentions)
    score = f"{post.sentiment:+.2f}" if post.mood is not Mood.UNKNOWN else "    ?"
    parts = (f"{post.id:>8}", local, score, post.source, f"@{post.author}", watched, text)
    return "  ".join(part for part in parts if part)


def story_line(story: Story, console: Console, zone: ZoneInfo) -> str:
    """A story for a terminal: its key, how many posts, how fast, who was first."""
    texts, pace = console.texts, story.growth(console.clock.now())
    said = texts(
        "cli-story", posts=story.posts, sources=len(story.sources), pace=round(pace, 1), author=story.author,
        text=" ".join(story.text.split()),
    )  # fmt: skip
    return f"{story.key}  {show_time(story.newest_at, zone)}  {said}"


def _time(text: str | None, zone: ZoneInfo | None) -> datetime | None:
    return time_given(text, zone) if text else None


def _story(key: str, posts: PostStore) -> int:
    story = posts.story_named(key.strip().lower())
    if story is None:
        raise UserError(Said("cli-no-story", {"key": key}))
    return story.id
