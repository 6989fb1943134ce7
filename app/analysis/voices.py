# SPDX-License-Identifier: Apache-2.0
"""Who is talking: how many voices, verified ones, bands of reach, regions, sources, the loudest.

Called by :mod:`app.analysis.overview`. A voice is an author at one source. The trap: a post without an author is a
voice nobody can count, so it adds to posts and to no voice; and what is unknown (followers, verified) is in no band.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from app.posts.post import Mood, Post

BANDS: Final = (0, 100, 1_000, 10_000, 100_000, 1_000_000)
LOUDEST: Final = 20
_NAMED: Final = 30


@dataclass(frozen=True, slots=True)
class Share:
    """Posts of some voices; `negative` are those posts that are."""

    posts: int
    voices: int
    negative: int


@dataclass(frozen=True, slots=True)
class Band:
    """Voices with at least so many followers, and fewer than the next band has."""

    least_followers: int
    posts: int
    voices: int
    negative: int


@dataclass(frozen=True, slots=True)
class Voice:
    """One author at one source. `reach` followers (0: unknown), `newest` the id of its newest post."""

    name: str
    source: str
    posts: int
    reach: int
    verified: bool
    negative: int
    newest: int


@dataclass(frozen=True, slots=True)
class Voices:
    """Who talks. `regions` and `sources` are (name, posts), most first; `loudest` by reach, then by posts."""

    voices: int
    verified: Share
    reach: tuple[Band, ...]
    regions: tuple[tuple[str, int], ...]
    sources: tuple[tuple[str, int], ...]
    loudest: tuple[Voice, ...]


def key_of(post: Post) -> tuple[str, str]:
    """What two posts of one voice share; of a post without an author, nothing another post has."""
    return (post.source, post.author) if post.author else ("", f"\0{post.id}")


def voices(posts: Sequence[Post]) -> Voices:
    """Counts them; all empty where there are no posts."""
    heard: dict[tuple[str, str], list[Post]] = {}
    for post in posts:
        if post.author:
            heard.setdefault((post.source, post.author), []).append(post)
    found = [_voice(said) for said in heard.values()]
    return Voices(
        voices=len(found),
        verified=_verified(posts, found),
        reach=_bands(posts, found),
        regions=_ranked(post.region for post in posts if post.region),
        sources=_ranked(post.source for post in posts),
        loudest=tuple(sorted(found, key=lambda one: (-one.reach, -one.posts, one.source, one.name))[:LOUDEST]),
    )


def _voice(said: Sequence[Post]) -> Voice:
    newest = max(said, key=lambda post: (post.posted_at, post.id))
    return Voice(
        name=newest.author,
        source=newest.source,
        posts=len(said),
        reach=max(post.followers or 0 for post in said),
        verified=any(post.verified for post in said),
        negative=sum(post.mood is Mood.NEGATIVE for post in said),
        newest=newest.id,
    )


def _verified(posts: Sequence[Post], found: Sequence[Voice]) -> Share:
    marked = [post for post in posts if post.verified]
    negative = sum(post.mood is Mood.NEGATIVE for post in marked)
    return Share(len(marked), sum(voice.verified for voice in found), negative)


def _bands(posts: Sequence[Post], found: Sequence[Voice]) -> tuple[Band, ...]:
    known = {(post.source, post.author) for post in posts if post.author and post.followers is not None}
    told = [voice for voice in found if (voice.source, voice.name) in known]
    bands = []
    for least, below in zip(BANDS, (*BANDS[1:], None), strict=True):
        within = [one for one in told if one.reach >= least and (below is None or one.reach < below)]
        if within:
            posts_of = sum(one.posts for one in within)
            bands.append(Band(least, posts_of, len(within), sum(one.negative for one in within)))
    return tuple(bands)


def _ranked(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))[:_NAMED])
