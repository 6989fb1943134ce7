# SPDX-License-Identifier: Apache-2.0
"""Stories that posts made one by themselves: what people decided about either goes with the posts.

Trap: no post store is asked; `whole` is what one would say.
"""

import pytest

from app.errors import Refusal
from app.posts.stories.story import Story
from app.room.seen import StoryAsSeen
from app.room.stories import AcknowledgeStory, MuteStory, SplitStory, cared_for, root
from app.room.timeline import lines
from app.texts import Texts
from tests.ui.doubles import START
from tests.unit.room.conftest import Team

VIDEO, COPY, RUMOUR = "a1" * 16, "b2" * 16, "c3" * 16
TEXT = "三厂还在用过期原料，有视频"


def seen(key: str) -> StoryAsSeen:
    """A story as the feed shows it."""
    return StoryAsSeen(key=key, text=TEXT, author="厨房里的猫", source="微博", posts=134, first_at=START)


def whole(key: str = VIDEO, posts: int = 135) -> Story:
    """A story as the post store has it."""
    return Story(
        id=1, key=key, text=TEXT, author="厨房里的猫", source="微博", posts=posts,
        first_at=START, newest_at=START,
    )  # fmt: skip


def done(team: Team) -> int:
    """How far a store is that has done all that was decided."""
    return team.cast.room.records[-1].entry.seq


def test_who_has_a_story_has_it_on_when_posts_make_it_part_of_another(team: Team) -> None:
    team.act("吴敏", AcknowledgeStory(story=seen(COPY)))
    team.act("吴敏", MuteStory(story=seen(RUMOUR), reason="旧闻"))
    state = team.cast.room.state
    assert cared_for(state) == {COPY, RUMOUR}
    noted = team.cast.room.follow({COPY: whole(), RUMOUR: whole(RUMOUR)}, done(team))
    assert noted.kinds == {"story.merged"}
    state = team.cast.room.state
    assert root(state, COPY) == VIDEO
    assert cared_for(state) == {VIDEO, RUMOUR}
    assert (state.stories[VIDEO].acknowledged_by, state.stories[VIDEO].posts) == (team.cast.id("吴敏"), 135)
    line = list(lines(team.cast.room.records, state))[-1]
    assert (line.person, Texts("zh-Hans").say(line.said).count(TEXT)) == ("", 2)
    assert not team.cast.room.follow({VIDEO: whole(), RUMOUR: whole(RUMOUR)}, done(team)).records
    with pytest.raises(Refusal, check=lambda refusal: refusal.rule == "story.acknowledged"):
        team.act("韩雪", AcknowledgeStory(story=seen(VIDEO)))


def test_a_muted_story_is_shown_again_when_it_becomes_part_of_one_that_is_not(team: Team) -> None:
    team.act("吴敏", MuteStory(story=seen(COPY), reason="旧闻"))
    team.cast.room.follow({COPY: whole()}, done(team))
    assert not any(care.muted for care in team.cast.room.state.stories.values())


def test_while_the_store_has_not_done_what_was_decided_its_stories_are_not_believed(team: Team) -> None:
    team.act("吴敏", AcknowledgeStory(story=seen(COPY)))
    before = done(team)
    team.cast.room.follow({COPY: whole()}, before)
    team.act("吴敏", SplitStory(story=seen(VIDEO), posts=(COPY,)))
    assert not team.cast.room.follow({COPY: whole()}, before).records
    assert root(team.cast.room.state, COPY) == COPY
    assert not team.cast.room.follow({COPY: whole(COPY), VIDEO: whole()}, done(team)).records
