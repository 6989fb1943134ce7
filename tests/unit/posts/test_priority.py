# SPDX-License-Identifier: Apache-2.0
"""A priority is a sum a monitor can read aloud: which story comes first, and why."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import structs
from msgspec.structs import replace

from app.posts.post import Exactness, Mention, Mood
from app.posts.priority import PartName, Tuning, priority
from app.posts.question import Order, Question
from app.posts.stories.story import SLOT, Story
from app.settings import FileSettings
from app.texts import LANGUAGES, Texts

NOW = datetime(2026, 11, 19, 6, 0, tzinfo=UTC)
QUIET = Story(
    id=1, key="0" * 32, text="牛奶不错", author="路人", source="weibo", first_at=NOW, newest_at=NOW, neutral=1
)
REFUND = Mention("华东乳业", "退款", Exactness.FOLDED, 3)


def points(story: Story, tuning: Tuning = Tuning(), now: datetime = NOW) -> int:  # noqa: B008 - frozen
    return priority(story, tuning, now).points


def pace(last: int, before: int = 0) -> tuple[tuple[int, int], ...]:
    """So many posts in the last hour, and in the hour before."""
    slot = int(NOW.timestamp() // SLOT.total_seconds())
    return ((slot - 8, before), (slot - 1, last))


@pytest.mark.parametrize(
    "worse",
    [
        replace(QUIET, mentions=(REFUND,)),
        replace(QUIET, reach=2_000_000),
        replace(QUIET, neutral=0, negative=8, posts=8),
        replace(QUIET, pace=pace(60)),
        replace(QUIET, verified=1),
        replace(QUIET, media=1),
        replace(QUIET, regulators=1),
    ],
)
def test_whatever_makes_a_story_matter_puts_it_before_a_quiet_one(worse: Story) -> None:
    assert points(worse) > points(QUIET)


def test_a_regulator_counts_more_than_a_paper_and_a_paper_more_than_a_tick() -> None:
    voices = [replace(QUIET, regulators=1), replace(QUIET, media=1), replace(QUIET, verified=1), QUIET]
    assert sorted(map(points, voices), reverse=True) == [points(story) for story in voices]


def test_a_heavy_keyword_counts_more_than_a_light_one_and_any_more_than_none() -> None:
    found = [points(replace(QUIET, mentions=(REFUND._replace(weight=weight),))) for weight in (1, 3, 10)]
    assert points(QUIET) < found[0] < found[1] < found[2]


def test_one_bitter_post_is_less_than_a_crowd_of_them() -> None:
    assert points(replace(QUIET, neutral=0, negative=1)) < points(replace(QUIET, neutral=0, negative=5))


def test_what_gathers_speed_comes_before_what_goes_on_as_before() -> None:
    assert points(replace(QUIET, pace=pace(30, 2))) > points(replace(QUIET, pace=pace(30, 30)))


def test_a_story_that_has_gone_silent_falls_back() -> None:
    story = replace(QUIET, pace=pace(200))
    assert points(story) > points(story, now=NOW + timedelta(hours=2)) == points(QUIET)


def test_home_counts_once_somebody_says_where_it_is() -> None:
    story = replace(QUIET, regions=(("上海 浦东", 3),))
    assert points(story) == points(QUIET)
    at_home = Tuning(home_regions=("上海",))
    assert points(story, at_home) > points(QUIET, at_home)


def test_a_person_decides_what_counts() -> None:
    loud, angry = replace(QUIET, reach=5_000_000), replace(QUIET, neutral=0, negative=9)
    assert points(loud, Tuning(reach=40, mood=0)) > points(angry, Tuning(reach=40, mood=0))
    assert points(loud, Tuning(reach=0, mood=40)) < points(angry, Tuning(reach=0, mood=40))


def test_it_stays_between_nothing_and_a_hundred_however_it_is_tuned() -> None:
    everything = replace(
        QUIET, mentions=(REFUND._replace(weight=10),), reach=10**9, neutral=0, negative=10**6, pace=pace(10**6),
        regulators=3, regions=(("上海", 1),),
    )  # fmt: skip
    assert points(everything, Tuning(home_regions=("上海",))) == 100
    assert points(everything, Tuning(match=9_999, reach=-5, home_regions=("上海",))) == 100
    assert points(everything, Tuning(match=0, reach=0, mood=0, speed=0, region=0, voices=0)) == 0
    assert points(QUIET) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_says_why_in_words(language: str) -> None:
    texts = Texts(language)  # type: ignore[arg-type]
    told = replace(QUIET, mentions=(REFUND,), media=2, regions=(("上海", 1),), pace=pace(9, 3))
    by_source = replace(QUIET, mentions=(Mention("华东乳业", "", Exactness.SOURCE),), regulators=1)
    for story in (QUIET, told, by_source):
        found = priority(story, Tuning(home_regions=("上海",)), NOW)
        assert [part.name for part in found.parts] == list(PartName)
        assert all(texts.say(part.said) and 0 <= part.points <= part.most for part in found.parts)


def test_tuning_and_saved_searches_are_there_again_after_a_restart(tmp_path: Path) -> None:
    settings = FileSettings(tmp_path / "settings.toml")
    settings.priority = Tuning(match=40, home_regions=("上海", "江苏"))
    asked = Question(words='退款 "没人接"', since=NOW, mood=Mood.NEGATIVE, order=Order.REACH, story=7)
    settings.searches["退款 & 负面"] = asked
    settings.save()
    again = FileSettings(tmp_path / "settings.toml")
    assert again.priority == settings.priority
    assert again.searches == {"退款 & 负面": structs.replace(asked, story=0)}


def test_a_search_that_a_newer_program_saved_costs_only_itself(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    newer = '[[search]]\nname = "b"\nnew = 1\n'
    file.write_text(f'[priority]\nmatch = "lots"\n\n[[search]]\nname = "a"\nwords = "退款"\n\n{newer}')
    settings = FileSettings(file)
    assert settings.priority == Tuning()
    assert settings.searches == {"a": Question(words="退款")}
