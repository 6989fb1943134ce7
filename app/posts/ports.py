# SPDX-License-Identifier: Apache-2.0
"""What the posts part needs from outside, and what it gives: scorer, matcher and store, behind protocols.

`db.post_store` provides the store, `app.posts.sentiment` the scorer, `app.posts.watches` the matcher. Window,
command line and reports see only this file. The trap: a store belongs to many reading threads but one writing thread.
"""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from app.posts.post import Mention, Mood, Post
from app.posts.question import Question
from app.posts.sentiment.feeling import Explanation, Feeling
from app.posts.sources.source import Pulse, SourceState
from app.posts.stories.story import Story

if TYPE_CHECKING:  # the room's words in a proposal stand on this file
    from app.warning.indicators import Series
    from app.warning.proposal import Proposal


class SentimentScorer(Protocol):
    """Says how a text feels. Offline, deterministic on every machine, safe from several threads."""

    @property
    def fingerprint(self) -> str:
        """16 hex digits that are others as soon as the model or any own word is."""

    def feel(self, texts: Sequence[str]) -> list[Feeling]:
        """The feeling of each text, in the same order. Never raises for a text."""

    def explain(self, text: str) -> Explanation:
        """Why `feel` says so."""


class MentionFinder(Protocol):
    """Says which watches posts match. Offline, deterministic; one thread at a time."""

    @property
    def fingerprint(self) -> str:
        """16 hex digits that are others as soon as any rule is. "" where there is no watch at all."""

    def mentions(self, posts: Sequence[Post]) -> list[tuple[Mention, ...]]:
        """For each post the best mention of each watch it matches. Never raises for a text."""


class PostJudge(Protocol):
    """Says how posts feel and which watches they match. Offline, deterministic; one thread at a time."""

    @property
    def fingerprint(self) -> str:
        """16 hex digits that are others as soon as model, own words or any rule are."""

    def judged(self, posts: Sequence[Post]) -> list[Post]:
        """The posts with mood and mentions, in the same order. Never raises for a text."""


class Merged(NamedTuple):
    """Two stories are one: the posts of `story` belong to `into`. Both are keys of :class:`Story`."""

    story: str
    into: str


class Split(NamedTuple):
    """Some posts of a story are a story of their own; `posts` are digests in hex, the first one names it."""

    story: str
    posts: tuple[str, ...]


class MoodGiven(NamedTuple):
    """A person said the mood of a post, or (`whole`) of a story with all that joins it; None takes that back.

    `key` is the digest in hex of the post, or the key of the story. A post's own goes before its story's.
    """

    key: str
    mood: Mood | None
    whole: bool = False


Decision: TypeAlias = Merged | Split | MoodGiven
"""What people decided that must be carried out on stored posts."""


class WatchCount(NamedTuple):
    """Posts that match a watch in a span of time, by mood."""

    watch: str
    negative: int
    neutral: int
    positive: int


class Cell(NamedTuple):
    """What is counted of a watch in a minute (since 1970, UTC); the order is that of `INDICATORS` in app.warning."""

    watch: str
    minute: int
    mentions: int
    negative: int
    reposts: int
    voices: int
    complaints: int
    reach: int


class PostMark(NamedTuple):
    """What names a post whichever file it lies in: cited posts are told by it."""

    source: str
    source_id: str
    author: str
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a batch: `stored` were new, `same` were there already (or twice in the batch).

    `fresh` says for each post, in the batch's order, whether it was new.
    """

    stored: int
    same: int
    fresh: Sequence[bool] = field(default=(), compare=False)


Settle: TypeAlias = Callable[[Added], Sequence[SourceState]]
"""Gives the states to be written with a batch. Called on the writing thread; must be quick and must not raise."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Posts by mood in `[start, start + bucket)`. `start` is aware UTC."""

    start: datetime
    negative: int
    neutral: int
    positive: int

    @property
    def total(self) -> int:
        """All posts of the bucket."""
        return self.negative + self.neutral + self.positive


class BeaconStore(Protocol):
    """What is counted of each watch minute by minute, and what the beacon leaves. Every :class:`PostStore` is one."""

    def indicators(self, watch: str, start: datetime, end: datetime, *, hourly: bool = False) -> "Series":
        """A watch minute by minute, from `start`'s minute to the one before `end`, with the gaps in collection.

        What was counted in a gap is there all the same; an hour that `condense` made of its minutes is a gap.
        With `hourly` all of it is there, in the whole hours between both. At most 1,000,000 minutes (ValueError
        beyond).
        """

    def by_minutes(self, start: datetime, end: datetime) -> bool:
        """Whether all that is counted between these times is there minute by minute, and none only by the hour."""

    def cells(self, wanted: Mapping[str, Collection[int]]) -> list[Cell]:
        """What is counted of these watches in these minutes (since 1970) now; of those without a post, nothing.

        What `touched` answers can be asked for as it is: some microseconds a minute, however many watches.
        """

    def touched(self) -> dict[str, set[int]]:
        """Watch by watch the minutes (since 1970) whose indicators changed since this was asked last.

        Only what this store object wrote, and only what is on disk; posts stored before it was opened are no change.
        Of more than 200,000 minutes that nobody asked for, the oldest are forgotten.
        """

    def count_older(self, limit: int) -> int:
        """Counts up to `limit` posts, newest first, that were stored by a program that kept no indicators yet.

        Answers how many; 0 when none is left. Goes on where it stopped, also after a restart. Done by the writer.
        """

    def note_gap(self, start: datetime, end: datetime) -> None:
        """Nobody collected: the whole minutes in `[start, end)` are a gap from now on. Done by the writer.

        Minutes that lie in it only in part are none; gaps may overlap.
        """

    def condense(self, now: datetime, minutes: timedelta, hours: timedelta) -> bool:
        """A slice of this: what is counted of minutes more than `minutes` ago becomes hours, and goes after `hours`.

        Minutes whose posts came since then, and are stored, stay. Gaps go with the hours, proposals with the
        minutes, but for the newest. Answers whether there may be more. Done by the writer. A clock that runs ahead
        does no harm: the age of what is counted is held against the newest of it.
        """

    def propose(self, proposals: Sequence["Proposal"], states: Mapping[str, bytes]) -> None:
        """Leaves proposals, and the detector's states of watches, in one transaction. Done by the writer.

        A proposal whose `id` is there already is passed over; an empty state forgets that watch.
        """

    def beacon_states(self) -> dict[str, bytes]:
        """The detector's state of each watch, as `propose` was given it last."""

    def proposals(self, after: int) -> list[tuple[int, "Proposal"]]:
        """The proposals with a number greater than `after`, ascending, each with its number (from 1 on)."""

    def newest_among(self, ids: Collection[str]) -> int:
        """The greatest number of the proposals with these ids; 0 where none of them is there."""


class PostStore(BeaconStore, Protocol):
    """Where posts are kept. Reading is safe from any thread; one thread at a time calls `add`.

    Every method raises EnvironmentFault for a failing disk or a damaged file, Conflict where another program
    holds the file for more than 5 s. `rules` is the fingerprint of the `PostJudge` by whom the posts given to `add`
    were judged; whoever adds sets it.
    """

    rules: str

    def add(self, posts: Sequence[Post], settle: Settle | None = None) -> Added:
        """Stores the new ones of a batch (best 500 to 1,000) with index, story and counts, in one transaction.

        Their moods and mentions are taken as they are, but where a person said the mood of such a post or of the
        story it joins; which story each belongs to is found out here.

        `settle` is asked inside it, once it is known which posts are new, for the states of sources to be written
        with them: so what a source remembers having read never runs ahead of its posts.
        """

    def count(self) -> int:
        """Posts in the store."""

    def find(self, question: Question, limit: int | None = None) -> "array[int]":
        """Row ids (`array('q')`) of the posts that fit, in the question's order; PRIORITY counts as NEWEST here.

        Raises UserError where its words hold nothing to look for (only punctuation).
        """

    def find_stories(
        self, question: Question, hidden: Collection[str] = (), limit: int | None = None
    ) -> "array[int]":
        """Ids of the stories of which at least one post fits, by their newest post, or by reach.

        None of those whose keys are `hidden`.

        PRIORITY counts as NEWEST here: `app.posts.priority` orders them. Raises as `find`.
        """

    def stories(self, ids: Sequence[int]) -> list[Story]:
        """The stories with these ids, in the order asked for; one merged into another is left out."""

    def story_named(self, key: str) -> Story | None:
        """The story whose founding post has this digest (hex), or the one it was merged into, if any post is left."""

    def post_named(self, key: str) -> Post | None:
        """The post with this digest (hex), if it is there."""

    def digests(self, ids: Sequence[int]) -> list[str]:
        """For each post its digest in hex (`app.posts.identity.digest`), which names it in every store."""

    def rearrange(self, changes: Sequence[Decision], upto: int) -> None:
        """Applies what people decided about stories and moods, in one transaction.

        Remembers `upto`, the entry's number. Keys and digests nobody knows here are passed over, but for the moods
        given to them, which wait for their posts. Of large stories only the newest posts are given their moods at
        once, the rest by `turn_moods`. Done by the writer.
        """

    def turn_moods(self, limit: int) -> bool:
        """Gives about `limit` posts the moods that people gave their stories, newest first; whether more are left.

        Goes on where it stopped, also after a restart. Done by the writer.
        """

    def rearranged(self) -> int:
        """The number given with the last `rearrange`; 0 if there was none."""

    def judge_again(self, judge: PostJudge, limit: int) -> int:
        """Judges up to `limit` posts anew that were judged by other rules than `judge`'s, newest first.

        Mood, mentions, counts a minute, indicators and stories follow; what a person said stays. Answers how many;
        0 when none is left. Goes on where it stopped, also after a restart. Done by the writer.
        """

    def judged_by(self, fingerprint: str) -> bool:
        """Whether every post was judged by these rules and has the mood that a person gave it.

        If not, `judge_again` or `turn_moods` has something to do.
        """

    def watch_counts(self, since: datetime, until: datetime) -> list[WatchCount]:
        """Mentions of every watch in `[since, until)`, by name."""

    def get(self, ids: Sequence[int]) -> list[Post]:
        """The posts with these row ids, in the order asked for; those that are gone are left out."""

    def minutes(self, start: datetime, end: datetime, bucket: timedelta) -> list[Bucket]:
        """Counts in `[start, end)` in buckets of whole minutes, aligned to `start`'s minute, empty ones included.

        At most 100,000 buckets (ValueError beyond).
        """

    def span(self) -> tuple[datetime, datetime] | None:
        """Times of the oldest and the newest post; None where there is none."""

    def source_states(self) -> list[SourceState]:
        """What is known of each source, by name; of one that was never tried, nothing."""

    def forget_source(self, name: str) -> None:
        """Drops the state of a source that is gone. Its posts stay."""

    def beat(self, pulse: Pulse) -> None:
        """Leaves a sign of life of the collector."""

    def pulse(self) -> Pulse | None:
        """The last one."""

    def expire(self, arrived_before: datetime, kept: Callable[[], Collection[PostMark]], limit: int) -> int:
        """Drops at most `limit` posts that arrived before a time, oldest arrival first, but none of those in `kept`.

        `kept` is asked only where something would go. Counts a minute stay, and indicators (see `condense`). Answers
        how many went.
        """

    def size(self) -> int:
        """Bytes the posts take on disk, room that deleted ones left not counted."""

    def close(self) -> None:
        """Gives files and connections back. The store is not usable afterwards."""
