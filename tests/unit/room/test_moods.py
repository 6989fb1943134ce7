# SPDX-License-Identifier: Apache-2.0
"""Moods that people put right, in the room: who said what of which post or story, and how that reaches the posts.

Trap: a story is named like its founding post, so `POST` and `STORY` may well be one and the same key.
"""

from datetime import timedelta

import msgspec
import pytest
from msgspec.structs import replace

from app.errors import Refusal
from app.posts.ports import MoodGiven
from app.posts.post import Mood
from app.posts.stories.story import LONGEST_TEXT
from app.room import subjects
from app.room.event import Command
from app.room.evidence import PostAsSeen
from app.room.incidents import DeclareIncident
from app.room.journal import decisions
from app.room.moods import CorrectMood, RestoreMood, change_of, given
from app.room.permissions import MAY
from app.room.seen import StoryAsSeen
from app.room.state import MoodCorrection
from app.room.stories import LinkStory, MergeStories, SplitStory
from app.room.timeline import lines
from app.room.words import Severity
from app.texts import LANGUAGES, Texts
from tests.ui.doubles import START
from tests.unit.room.conftest import Team

STORY, COPY = "a1" * 16, "b2" * 16
POST = STORY
SAID = "客服态度真是“好”得让人想哭，呵呵"
LONG = "三厂还在用过期原料。" * 60


def post(text: str = SAID, sentiment: float = 0.62) -> PostAsSeen:
    """A post as the feed shows it."""
    return PostAsSeen(source="微博", text=text, posted_at=START, author="厨房里的猫", sentiment=sentiment)


def story(key: str = STORY, text: str = LONG) -> StoryAsSeen:
    """A story as the feed shows it."""
    return StoryAsSeen(key=key, text=text, author="厨房里的猫", source="微博", posts=134, first_at=START)


def of_post(mood: Mood = Mood.NEGATIVE, note: str = "") -> CorrectMood:
    """What the window sends for a post."""
    return CorrectMood(mood=mood, post=post(), digest=POST, note=note)


def of_story(mood: Mood = Mood.NEGATIVE, key: str = STORY, before: float | None = None) -> CorrectMood:
    """What it sends for a story."""
    return CorrectMood(mood=mood, story=story(key), before=before)


def raises(rule: str) -> "pytest.RaisesExc[Refusal]":
    """The room refuses, by this rule."""
    return pytest.raises(Refusal, check=lambda refusal: refusal.rule == rule)


def sentences(team: Team, language: str = "zh-Hans", incident: str = "") -> list[str]:
    """The timeline as people read it, moods only."""
    texts = Texts(language)  # type: ignore[arg-type]
    rows = lines(team.cast.room.records, team.cast.room.state, incident)
    return [texts.say(row.said) for row in rows if row.kind.startswith("mood.")]


def moods(team: Team) -> list[MoodCorrection]:
    """What stands corrected, in the order it was said."""
    return sorted(team.cast.room.state.moods.values(), key=lambda one: (one.at, one.whole))


def test_anybody_may_say_how_a_post_feels_and_the_room_keeps_its_words(team: Team) -> None:
    team.act("吴敏", of_post(note=" 反话 "))
    (kept,) = moods(team)
    assert (kept.key, kept.whole, kept.mood, kept.text, kept.before) == (POST, False, Mood.NEGATIVE, SAID, 0.62)
    assert (kept.note, kept.by) == ("反话", team.cast.id("吴敏"))
    assert MAY["mood.correct"] == MAY["mood.restore"] == frozenset()


def test_a_post_is_kept_whole_and_a_story_as_stories_are(team: Team) -> None:
    team.act("吴敏", CorrectMood(mood=Mood.NEGATIVE, post=post(LONG), digest=POST))
    team.act("吴敏", of_story())
    assert [one.text for one in moods(team)] == [LONG, LONG[:LONGEST_TEXT]]


def test_a_story_and_the_post_that_names_it_are_corrected_apart(team: Team) -> None:
    team.act("吴敏", of_post(Mood.NEGATIVE))
    team.act("吴敏", of_story(Mood.POSITIVE))
    state = team.cast.room.state
    one, whole = given(state, POST), given(state, STORY, whole=True)
    assert one is not None
    assert whole is not None
    assert (one.mood, whole.mood) == (Mood.NEGATIVE, Mood.POSITIVE)
    team.act("吴敏", RestoreMood(story=story()))
    assert given(team.cast.room.state, STORY, whole=True) is None
    assert given(team.cast.room.state, POST) is not None


def test_what_the_machine_said_first_is_remembered_through_second_thoughts(team: Team) -> None:
    team.act("吴敏", of_post(Mood.NEGATIVE))
    team.act("韩雪", CorrectMood(mood=Mood.NEUTRAL, post=post(sentiment=-1.0), digest=POST))
    (kept,) = moods(team)
    assert (kept.mood, kept.before, kept.by) == (Mood.NEUTRAL, 0.62, team.cast.id("韩雪"))
    team.act("韩雪", of_story(before=-0.31))
    assert moods(team)[1].before == -0.31


def test_the_post_store_is_told_what_changes(team: Team) -> None:
    before = team.cast.room.records[-1].entry.seq
    team.act("吴敏", CorrectMood(mood=Mood.NEGATIVE, post=post(), digest=POST.upper()))
    team.act("吴敏", of_story(Mood.POSITIVE))
    team.act("吴敏", MergeStories(story=story(COPY), into=story()))
    team.act("吴敏", RestoreMood(digest=POST))
    expected = [MoodGiven(POST, Mood.NEGATIVE), MoodGiven(STORY, Mood.POSITIVE, True), MoodGiven(POST, None)]
    told = [change_of(record.event) for record in team.cast.room.records if record.event is not None]
    assert [change for change in told if change] == expected
    found, upto = decisions(team.cast.journal, before)
    assert (len(found), [one for one in found if isinstance(one, MoodGiven)], upto) == (4, expected, before + 4)


def test_of_merged_stories_the_last_word_holds(team: Team) -> None:
    team.act("吴敏", of_story(Mood.POSITIVE))
    team.cast.clock.at += timedelta(minutes=1)
    team.act("吴敏", of_story(Mood.NEUTRAL, COPY))
    team.act("吴敏", MergeStories(story=story(COPY), into=story()))
    now = given(team.cast.room.state, STORY, whole=True)
    assert now is not None
    assert (now.key, now.mood) == (COPY, Mood.NEUTRAL)
    with raises("mood.given"):
        team.act("吴敏", of_story(Mood.NEUTRAL))
    with raises("story.merged"):
        team.act("吴敏", of_story(Mood.NEGATIVE, COPY))
    team.act("吴敏", RestoreMood(story=story()))
    now = given(team.cast.room.state, STORY, whole=True)
    assert now is not None
    assert now.mood is Mood.POSITIVE
    team.act("吴敏", SplitStory(story=story(), posts=(COPY,)))
    assert given(team.cast.room.state, COPY, whole=True) is None


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (CorrectMood(mood=Mood.NEGATIVE), "mood.needs-one"),
        (CorrectMood(mood=Mood.NEGATIVE, post=post(), digest=POST, story=story()), "mood.needs-one"),
        (CorrectMood(mood=Mood.NEGATIVE, digest=POST, story=story()), "mood.needs-one"),
        (CorrectMood(mood=Mood.UNKNOWN, post=post(), digest=POST), "mood.unknown"),
        (CorrectMood(mood=Mood.NEGATIVE, post=post()), "story.bad-key"),
        (CorrectMood(mood=Mood.NEGATIVE, post=post(), digest="a1" * 17), "story.bad-key"),
        (CorrectMood(mood=Mood.NEGATIVE, post=post(), digest="g" * 32), "story.bad-key"),
        (CorrectMood(mood=Mood.NEGATIVE, post=post(" "), digest=POST), "post.empty"),
        (CorrectMood(mood=Mood.NEGATIVE, story=story("1")), "story.bad-key"),
        (RestoreMood(), "mood.needs-one"),
        (RestoreMood(digest=POST, story=story()), "mood.needs-one"),
        (RestoreMood(digest=POST), "mood.not-given"),
        (RestoreMood(digest="zz"), "story.bad-key"),
        (RestoreMood(story=story()), "mood.not-given"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(team: Team, command: Command, rule: str) -> None:
    entries = len(team.cast.room.records)
    with pytest.raises(Refusal) as refused:
        team.act("吴敏", command)
    assert refused.value.rule == rule
    assert all(Texts(language).error(refused.value) for language in LANGUAGES)
    assert len(team.cast.room.records) == entries


def test_the_same_mood_again_is_refused_and_says_whose_word_it_is(team: Team) -> None:
    team.act("吴敏", of_post())
    with raises("mood.given") as refused:
        team.act("韩雪", of_post())
    assert Texts("zh-Hans").error(refused.value) == f"“{SAID}”已经由吴敏定为负面。"
    assert "吴敏" in Texts("en").error(refused.value)


def test_the_timeline_says_it_in_three_languages(team: Team) -> None:
    team.act("吴敏", of_post(note="反话"))
    team.act("吴敏", RestoreMood(digest=POST))
    assert sentences(team) == [f"更正帖文“{SAID}”的情绪：负面（反话）", f"撤回对帖文“{SAID}”情绪的更正（负面）"]
    assert sentences(team, "zh-Hant")[1] == f"撤回對貼文「{SAID}」情緒的更正（負面）"
    assert sentences(team, "en")[0] == f"Mood of post “{SAID}” corrected: Negative (反话)"


def test_what_is_said_of_a_linked_story_is_in_its_incidents_timeline(team: Team) -> None:
    team.act("吴敏", LinkStory(story=story(), incident=team.incident_id))
    team.act("吴敏", of_story())
    team.act("吴敏", RestoreMood(story=story()))
    team.act("林越", DeclareIncident(title="别的", severity=Severity.III))
    assert len(sentences(team, incident=team.incident_id)) == 2
    assert sentences(team)[0].startswith("更正话题簇“三厂还在用过期原料。")


def test_the_room_as_it_was_knows_the_mood_of_then(team: Team) -> None:
    team.act("吴敏", of_post())
    then = team.cast.clock.now()
    team.cast.clock.at += timedelta(minutes=5)
    team.act("吴敏", RestoreMood(digest=POST))
    assert given(team.cast.room.as_of(then), POST) is not None
    assert given(team.cast.room.state, POST) is None


def test_entries_are_read_as_they_were_written(team: Team) -> None:
    team.act("吴敏", of_post())
    team.act("吴敏", of_story(before=-0.2))
    team.act("吴敏", RestoreMood(digest=POST))
    for record in team.cast.room.records[-3:]:
        assert record.event is not None
        assert subjects.decode(record.entry.kind, record.entry.payload) == record.event


@pytest.mark.parametrize("before", [-1.01, 2.0])
def test_no_score_beyond_the_scale_is_taken(before: float) -> None:
    line = {"do": "mood.correct", "mood": "negative", "digest": POST, "before": before}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(line, CorrectMood)
    assert replace(of_story(), before=0.5).before == 0.5
