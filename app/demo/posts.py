# SPDX-License-Identifier: Apache-2.0
"""Writes the 5,000 posts of the worked crisis: who says what, where, when, and who reposts whom.

Called by app.demo.play and by tests. Deterministic: the same `end` gives the same posts, another `end` the same with
other dates. Moods are not decided here; the scorer reads the texts. The trap: posts are made in the order of time,
since a repost needs what was there before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from app.demo.crowd import Writer, gather, someone
from app.demo.phrases import Level
from app.demo.reposts import Root, Thread
from app.demo.scenario import LASTS, KeyPost, KeyPosts, Moments, Place, Theme, Tongue, load, offset, talk, world
from app.demo.wording import Wording
from app.posts.post import Post

POSTS: Final = 5_000
_SEED: Final = 2026
_HOUR: Final = timedelta(hours=1)
_NOON: Final = 12
_STEPS_AN_HOUR: Final = 20
_POOL: Final = {"negative": "outrage", "neutral": "neutral", "positive": "credit"}


@dataclass(frozen=True, slots=True)
class Feed:
    """All posts, oldest first, unscored, and those the script speaks of by their key."""

    posts: tuple[Post, ...]
    keys: Mapping[str, Post]


def write_posts(end: datetime) -> Feed:
    """The posts of the 36 hours before `end` (aware). Takes about half a second."""
    return _Newsroom(Moments(end)).write()


def moments_of_talk(count: int, rng: Random) -> list[float]:
    """`count` hours since the start, ascending, dense where people talk most."""
    volume, by_hour = Level(world().volume), world().by_hour
    hours = [(step + 0.5) / _STEPS_AN_HOUR for step in range(int(LASTS / _HOUR) * _STEPS_AN_HOUR)]
    weights = []
    for hour in hours:
        day = _NOON + hour
        now, share = int(day) % 24, day % 1
        weights.append(volume.at(hour) * (by_hour[now] * (1 - share) + by_hour[(now + 1) % 24] * share))
    summed = list(accumulate(weights))
    picked = rng.choices(hours, cum_weights=summed, k=count)
    return sorted(hour + (rng.random() - 0.5) / _STEPS_AN_HOUR for hour in picked)


class _Newsroom:
    """One writing of the feed."""

    def __init__(self, moments: Moments) -> None:
        self._moments, self._rng = moments, Random(_SEED)
        self._world, self._talk = world(), talk()
        self._made = 0
        self._crowds = {
            language: gather(crowd, self._rng, latin=language == "en")
            for language, crowd in self._world.crowd.items()
        }
        self._weights = {
            language: {name: Level(theme.weight) for name, theme in words.theme.items()}
            for language, words in self._talk.items()
        }
        self._wording = {
            language: Wording(language, words.theme, self._moments, self._rng)
            for language, words in self._talk.items()
        }
        self._threads = {
            language: Thread(words.comments, self._world.reposts.deeper, self._rng)
            for language, words in self._talk.items()
        }

    def write(self) -> Feed:
        keys = load("key_posts", KeyPosts).post
        hours = moments_of_talk(POSTS - len(keys), self._rng)
        waiting = sorted(((self._hour_of(key), key) for key in keys), key=lambda pair: pair[0], reverse=True)
        posts: list[Post] = []
        known: dict[str, Post] = {}
        for hour in [*hours, LASTS / _HOUR]:
            while waiting and waiting[-1][0] <= hour:
                at, key = waiting.pop()
                known[key.key] = self._key_post(key, at)
                posts.append(known[key.key])
            if len(posts) < POSTS:
                posts.append(self._post(hour))
        return Feed(tuple(posts), known)

    def _hour_of(self, key: KeyPost) -> float:
        """Some seconds into the minute the story names."""
        return (offset(key.at) + timedelta(seconds=self._rng.randint(3, 56))) / _HOUR

    def _key_post(self, key: KeyPost, hour: float) -> Post:
        place = next(place for place in self._world.place if place.source == key.source)
        language: Tongue = "en" if key.source == "twitter" else "zh-Hans"
        when = self._moments.start + hour * _HOUR
        writer = Writer(key.author, key.region, key.followers, key.verified)
        text = self._moments.say(key.text)
        post = self._made_post(place, writer, when, text, key.watch)
        if place.reposts:
            self._threads[language].open(Root(post, key.pull, key.comments, hour))
        return post

    def _post(self, hour: float) -> Post:
        rng = self._rng
        shares = self._world.languages
        draw = rng.random()
        language: Tongue = "en" if draw < shares["en"] else "zh-Hans"
        if shares["en"] <= draw < shares["en"] + shares["zh-Hant"]:
            language = "zh-Hant"
        when = self._moments.start + hour * _HOUR
        thread = self._threads[language]
        reposting = hour > offset(self._world.reposts.begin) / _HOUR and rng.random() < self._world.reposts.share
        if reposting and thread.alive(hour):
            return self._repost(thread, when, hour, language)
        return self._original(when, hour, language)

    def _repost(self, thread: Thread, when: datetime, hour: float, language: Tongue) -> Post:
        place = next(p for p in self._world.place if p.language == language and p.reposts)
        writer = someone(self._crowds[language], self._rng)
        root, said, parent = thread.speak(hour, latin=language == "en")
        text = self._moments.say(said)
        post = self._made_post(place, writer, when, text, "own", parent=parent, original=False)
        thread.answered(root, post)
        return post

    def _original(self, when: datetime, hour: float, language: Tongue) -> Post:
        rng = self._rng
        weights = {name: max(level.at(hour), 0.0) for name, level in self._weights[language].items()}
        name = rng.choices(list(weights), weights=list(weights.values()))[0]
        theme = self._talk[language].theme[name]
        place = self._place(language, theme)
        writer = someone(self._crowds[language], rng)
        if theme.source:
            writer = Writer(rng.choice(self._world.outlets), "", rng.randint(20_000, 900_000), verified=True)
        text = self._wording[language].text(name, place, hour)
        post = self._made_post(place, writer, when, text, theme.watch)
        if place.reposts and theme.watch == "own" and (writer.followers > 8_000 or rng.random() < 0.02):
            pull = 3.0 + min(writer.followers / 12_000, 14.0)
            self._threads[language].open(Root(post, pull, _POOL[theme.mood], hour))
        return post

    def _place(self, language: Tongue, theme: Theme) -> Place:
        places = [p for p in self._world.place if p.language == language]
        if theme.source:
            return next(p for p in places if p.source == theme.source)
        return self._rng.choices(places, weights=[p.share for p in places])[0]

    def _made_post(
        self, place: Place, writer: Writer, when: datetime, text: str, watch: str, *,
        parent: str = "", original: bool = True,
    ) -> Post:  # fmt: skip
        rng = self._rng
        self._made += 1
        late = rng.randint(8, 210) if rng.random() < 0.96 else rng.randint(400, 1_500)
        posted = when.astimezone(UTC).replace(microsecond=0)
        ident = f"{int(posted.timestamp()):010d}{self._made * 7919 % 1_000_000:06d}"
        return Post(
            source=place.source, posted_at=posted, text=text, author=writer.handle, source_id=ident,
            arrived_at=min(posted + timedelta(seconds=late), max(posted, self._moments.end.astimezone(UTC))),
            url=place.page.format(id=ident), parent=parent, followers=writer.followers, verified=writer.verified,
            region=writer.region if original else "",
            watch=self._world.watch_rival if watch == "rival" else self._world.watch_own,
        )  # fmt: skip
