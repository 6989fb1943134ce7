# SPDX-License-Identifier: Apache-2.0
"""Stories in the room: who has one, what is hidden, what belongs to an incident, what people merge and split.

Trap: `STORY` and the like are only names here; no post store is asked whether there is such a story.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec.structs import replace

from app.errors import Refusal
from app.posts.ports import Merged, Split
from app.posts.stories.story import Story
from app.room import subjects
from app.room.alerts import AlertRaised, LinkAlert, RaiseAlert
from app.room.event import At, By, Command, Event
from app.room.incidents import CloseIncident, DeclareIncident
from app.room.permissions import MAY
from app.room.references import resolve
from app.room.seen import StoryAsSeen
from app.room.state import RoomState, StoryCare
from app.room.stories import (
    AcknowledgeStory,
    LetGoStory,
    LinkStory,
    MergeStories,
    MuteStory,
    SplitStory,
    UnmuteStory,
    as_seen,
    change_of,
    root,
)
from app.room.timeline import lines
from app.room.words import Severity, WarningLevel
from app.texts import LANGUAGES, Texts
from tests.ui.doubles import START, Cast
from tests.unit.room.conftest import Team

VIDEO, COPY, RUMOUR = "a1" * 16, "b2" * 16, "c3" * 16
POST, OTHER_POST = "d4" * 16, "e5" * 16
ZONELESS = START.replace(tzinfo=None)


def raises(rule: str) -> "pytest.RaisesExc[Refusal]":
    """The room refuses, by this rule."""
    return pytest.raises(Refusal, check=lambda refusal: refusal.rule == rule)


def seen(key: str = VIDEO, text: str = "三厂还在用过期原料，有视频", posts: int = 134) -> StoryAsSeen:
    """A story as the feed shows it."""
    return StoryAsSeen(key=key, text=text, author="厨房里的猫", source="微博", posts=posts, first_at=START)


def care(team: Team, key: str = VIDEO) -> StoryCare:
    """What the room knows of a story."""
    return team.cast.room.state.stories[key]


def sentences(team: Team, language: str = "zh-Hans", incident: str = "") -> list[str]:
    """The timeline as people read it, story lines only."""
    texts = Texts(language)  # type: ignore[arg-type]
    rows = lines(team.cast.room.records, team.cast.room.state, incident)
    return [texts.say(row.said) for row in rows if row.kind.startswith("story.")]


def said(team: Team, name: str, command: Command, language: str = "zh-Hans") -> str:
    """The sentence with which the room refuses."""
    with pytest.raises(Refusal) as refused:
        team.act(name, command)
    return Texts(language).error(refused.value)  # type: ignore[arg-type]


def second_incident(team: Team) -> str:
    """Another incident is on; its id."""
    team.act("林越", DeclareIncident(title="门店停电", severity=Severity.III))
    return next(i.id for i in team.cast.room.state.incidents.values() if i.title == "门店停电")


def test_whoever_has_a_story_is_known(team: Team) -> None:
    team.act("韩雪", AcknowledgeStory(story=seen()))
    known = care(team)
    assert known.acknowledged_by == team.cast.id("韩雪")
    assert known.acknowledged_at == team.cast.room.records[-1].at.time
    assert (known.text, known.author, known.source, known.posts) == (
        "三厂还在用过期原料，有视频", "厨房里的猫", "微博", 134,
    )  # fmt: skip
    assert known.first_at == START


def test_two_monitors_do_not_do_one_job(team: Team) -> None:
    team.act("韩雪", AcknowledgeStory(story=seen()))
    team.cast.later(12)
    with raises("story.acknowledged"):
        team.act("吴敏", AcknowledgeStory(story=seen()))
    with raises("story.yours"):
        team.act("韩雪", AcknowledgeStory(story=seen(), take_over=True))
    refusal = said(team, "吴敏", AcknowledgeStory(story=seen()))
    assert "韩雪" in refusal
    assert "14:00" in refusal  # 06:00 UTC in the room's zone, and today
    assert "接替" in refusal
    team.cast.later(24 * 60)
    assert "2026-11-19 14:00" in said(team, "吴敏", AcknowledgeStory(story=seen()), "en")


def test_a_story_is_taken_over_on_purpose(team: Team) -> None:
    team.act("韩雪", AcknowledgeStory(story=seen()))
    team.act("吴敏", AcknowledgeStory(story=seen(posts=160), take_over=True))
    assert care(team).acknowledged_by == team.cast.id("吴敏")
    assert sentences(team)[-1] == "接手话题簇“三厂还在用过期原料，有视频”（×160）（此前由韩雪负责）"


def test_only_who_has_it_or_the_commander_gives_it_back(team: Team) -> None:
    with raises("story.nobodys"):
        team.act("韩雪", LetGoStory(story=seen()))
    team.act("韩雪", AcknowledgeStory(story=seen()))
    with raises("story.not-yours"):
        team.act("周宁", LetGoStory(story=seen()))
    team.act("韩雪", LetGoStory(story=seen()))
    assert care(team).acknowledged_by == ""
    assert care(team).acknowledged_at is None
    team.act("韩雪", AcknowledgeStory(story=seen()))
    team.act("林越", LetGoStory(story=seen()))
    assert sentences(team)[-1] == "放下话题簇“三厂还在用过期原料，有视频”（×134）（此前由韩雪负责）"
    assert sentences(team)[1] == "放下话题簇“三厂还在用过期原料，有视频”（×134）"


def test_in_an_incident_its_own_commander_counts(team: Team) -> None:
    team.act("韩雪", AcknowledgeStory(story=seen()))
    team.act("韩雪", LinkStory(story=seen(), incident=team.incident_id))
    with raises("story.not-yours"):
        team.act("吴敏", LetGoStory(story=seen()))  # qualified, but 林越 commands here
    team.act("林越", LetGoStory(story=seen()))


def test_muting_hides_it_for_everybody_and_says_why(team: Team) -> None:
    with raises("story.needs-reason"):
        team.act("韩雪", MuteStory(story=seen(), reason="  "))
    team.act("韩雪", MuteStory(story=seen(), reason="抽奖"))
    assert (care(team).muted, care(team).muted_by) == ("抽奖", team.cast.id("韩雪"))
    with raises("story.muted"):
        team.act("林越", MuteStory(story=seen(), reason="刷屏"))
    assert "抽奖" in said(team, "林越", MuteStory(story=seen(), reason="刷屏"))
    team.act("周宁", UnmuteStory(story=seen()))
    assert (care(team).muted, care(team).muted_by, care(team).muted_at) == ("", "", None)
    with raises("story.not-muted"):
        team.act("周宁", UnmuteStory(story=seen()))


def test_a_story_is_linked_and_may_go_to_another_incident(team: Team) -> None:
    team.act("韩雪", LinkStory(story=seen(), incident=team.incident_id))
    assert care(team).incident == team.incident_id
    refusal = said(team, "林越", LinkStory(story=seen(), incident=team.incident_id))
    assert "原料视频" in refusal
    assert "另一个事件" in refusal
    other = second_incident(team)
    team.act("韩雪", LinkStory(story=seen(), incident=other))
    assert care(team).incident == other
    assert sentences(team)[-1].endswith("关联到事件“门店停电”（此前关联到“原料视频”）")
    team.act("林越", CloseIncident(incident=team.incident_id, outcome="平息"))
    with raises("incident.closed"):
        team.act("韩雪", LinkStory(story=seen(), incident=team.incident_id))


def test_the_timeline_of_an_incident_tells_of_its_stories(team: Team) -> None:
    team.act("韩雪", AcknowledgeStory(story=seen()))
    team.act("韩雪", AcknowledgeStory(story=seen(RUMOUR, "别的")))
    assert sentences(team, incident=team.incident_id) == []
    team.act("韩雪", LinkStory(story=seen(), incident=team.incident_id))
    team.act("韩雪", MuteStory(story=seen(), reason="已并案"))
    assert len(sentences(team, incident=team.incident_id)) == 3
    other = second_incident(team)
    team.act("韩雪", LinkStory(story=seen(), incident=other))
    assert len(sentences(team, incident=team.incident_id)) == 2  # what was done while it belonged here stays
    assert len(sentences(team)) == 5


def test_a_merged_story_leaves_its_care_to_the_other(team: Team) -> None:
    team.act("韩雪", AcknowledgeStory(story=seen(COPY)))
    team.act("韩雪", LinkStory(story=seen(COPY), incident=team.incident_id))
    team.act("韩雪", MuteStory(story=seen(COPY), reason="抽奖"))
    team.act("吴敏", MergeStories(story=seen(COPY), into=seen()))
    assert care(team).acknowledged_by == team.cast.id("韩雪")
    assert care(team).incident == team.incident_id
    assert care(team).muted == ""  # only one of the two was
    gone = care(team, COPY)
    assert (gone.acknowledged_by, gone.incident, gone.muted, gone.merged_into) == ("", "", "", VIDEO)
    assert root(team.cast.room.state, COPY) == VIDEO


def test_the_other_storys_own_care_comes_first(team: Team) -> None:
    other = second_incident(team)
    for key, name, incident in ((VIDEO, "吴敏", other), (COPY, "韩雪", team.incident_id)):
        team.act(name, AcknowledgeStory(story=seen(key)))
        team.act(name, LinkStory(story=seen(key), incident=incident))
        team.act(name, MuteStory(story=seen(key), reason=f"{name}说抽奖"))
    team.act("韩雪", MergeStories(story=seen(COPY), into=seen()))
    assert care(team).acknowledged_by == team.cast.id("吴敏")
    assert care(team).incident == other
    assert care(team).muted == "吴敏说抽奖"


def test_a_muted_story_shows_when_an_unmuted_one_joins_it(team: Team) -> None:
    team.act("韩雪", MuteStory(story=seen(), reason="抽奖"))
    team.act("韩雪", MergeStories(story=seen(COPY), into=seen()))
    assert care(team).muted == ""


def test_a_story_is_merged_once_and_named_by_the_other_from_then(team: Team) -> None:
    with raises("story.same"):
        team.act("韩雪", MergeStories(story=seen(), into=seen(VIDEO.upper())))
    team.act("韩雪", MergeStories(story=seen(COPY, "视频里是三厂"), into=seen()))
    stale: Sequence[Command] = (
        MergeStories(story=seen(COPY), into=seen()),
        MergeStories(story=seen(COPY), into=seen(RUMOUR)),
        MergeStories(story=seen(), into=seen(COPY)),
        AcknowledgeStory(story=seen(COPY)),
        MuteStory(story=seen(COPY), reason="抽奖"),
        SplitStory(story=seen(COPY), posts=(POST,)),
    )
    for command in stale:
        with raises("story.merged"):
            team.act("韩雪", command)
    assert "三厂还在用过期原料" in said(team, "韩雪", stale[0])
    team.act("韩雪", MergeStories(story=seen(), into=seen(RUMOUR)))
    assert root(team.cast.room.state, COPY) == RUMOUR
    assert care(team, RUMOUR).merged_into == ""


def test_posts_are_split_off(team: Team) -> None:
    with raises("story.needs-posts"):
        team.act("韩雪", SplitStory(story=seen(), posts=()))
    with raises("story.founding-post"):
        team.act("韩雪", SplitStory(story=seen(), posts=(POST, VIDEO)))
    for bad in ("", "xyz", POST[:-1], POST + "0", f"{POST}\n"):
        with raises("story.bad-key"):
            team.act("韩雪", SplitStory(story=seen(), posts=(POST, bad)))
    with raises("story.too-many-posts"):
        team.act("韩雪", SplitStory(story=seen(), posts=tuple(f"{n:032x}" for n in range(10_001))))
    team.act("韩雪", SplitStory(story=seen(), posts=(POST, OTHER_POST.upper(), POST), reason="说的是另一家"))
    assert sentences(team)[-1] == "从话题簇“三厂还在用过期原料，有视频”（×134）拆出 2 条帖文：说的是另一家"


def test_a_split_takes_a_merge_back(team: Team) -> None:
    team.act("韩雪", AcknowledgeStory(story=seen()))
    team.act("韩雪", MergeStories(story=seen(COPY), into=seen()))
    team.act("韩雪", SplitStory(story=seen(), posts=(COPY, POST)))
    assert root(team.cast.room.state, COPY) == COPY
    assert care(team, COPY).acknowledged_by == ""
    assert care(team).acknowledged_by == team.cast.id("韩雪")
    team.act("吴敏", AcknowledgeStory(story=seen(COPY)))
    team.act("韩雪", MergeStories(story=seen(COPY), into=seen(RUMOUR)))


def test_what_was_merged_before_stays_in_the_whole(team: Team) -> None:
    team.act("韩雪", MergeStories(story=seen(RUMOUR), into=seen(COPY)))
    team.act("韩雪", MergeStories(story=seen(COPY), into=seen()))
    team.act("韩雪", SplitStory(story=seen(), posts=(COPY,)))
    assert root(team.cast.room.state, COPY) == COPY
    assert root(team.cast.room.state, RUMOUR) == VIDEO


def test_a_split_elsewhere_takes_no_merge_back(team: Team) -> None:
    team.act("韩雪", MergeStories(story=seen(COPY), into=seen()))
    team.act("韩雪", SplitStory(story=seen(RUMOUR), posts=(COPY,)))
    assert root(team.cast.room.state, COPY) == VIDEO


def test_the_post_store_is_told_what_changes(team: Team) -> None:
    team.act("韩雪", AcknowledgeStory(story=seen()))
    team.act("韩雪", MergeStories(story=seen(COPY), into=seen()))
    team.act("韩雪", SplitStory(story=seen(), posts=(POST, OTHER_POST.upper(), POST)))
    changes = [change_of(record.event) for record in team.cast.room.records if record.event is not None]
    assert [change for change in changes if change] == [Merged(COPY, VIDEO), Split(VIDEO, (POST, OTHER_POST))]


@pytest.mark.parametrize("key", ["", "a1", "g" * 32, "a1" * 17, "１" * 32])
def test_a_story_that_is_not_named_is_refused(team: Team, key: str) -> None:
    with raises("story.bad-key"):
        team.act("韩雪", AcknowledgeStory(story=seen(key)))
    assert not team.cast.room.state.stories


def test_a_time_without_zone_is_refused(team: Team) -> None:
    with raises("story.needs-zone"):
        team.act("韩雪", AcknowledgeStory(story=replace(seen(), first_at=ZONELESS)))
    beijing = datetime(2026, 11, 19, 14, tzinfo=timezone(timedelta(hours=8)))
    team.act("韩雪", AcknowledgeStory(story=replace(seen(), first_at=beijing)))
    assert care(team).first_at == START


def test_the_key_alone_is_enough(team: Team) -> None:
    team.act("韩雪", AcknowledgeStory(story=StoryAsSeen(key=VIDEO)))
    assert sentences(team)[-1] == f"接手话题簇“{VIDEO[:12]}”"
    team.act("韩雪", MuteStory(story=seen(), reason="抽奖"))
    team.act("韩雪", UnmuteStory(story=StoryAsSeen(key=VIDEO)))
    assert sentences(team)[-1] == "取消静音话题簇“三厂还在用过期原料，有视频”（×134）"
    assert care(team).posts == 134


def test_a_long_text_is_cut(team: Team) -> None:
    team.act("韩雪", AcknowledgeStory(story=seen(text="长" * 100_000)))
    assert care(team).text == "长" * 300
    assert "长" * 60 + "…" in sentences(team)[-1]


def test_a_stored_story_as_a_command_brings_it() -> None:
    stored = Story(
        id=7, key=VIDEO, text="三厂还在用过期原料，有视频", author="厨房里的猫", source="微博", posts=134,
        first_at=START, newest_at=START,
    )  # fmt: skip
    assert as_seen(stored) == seen()


def test_an_alert_raised_from_a_story_knows_it_wherever_it_goes(team: Team) -> None:
    warn = RaiseAlert(level=WarningLevel.ORANGE, title="视频扩散", reason="一小时四百转", story=COPY.upper())
    team.act("韩雪", warn)
    alert = next(iter(team.cast.room.state.alerts))
    assert team.cast.room.state.alerts[alert].story == COPY
    team.act("韩雪", MergeStories(story=seen(COPY), into=seen()))
    assert team.cast.room.state.alerts[alert].story == VIDEO
    team.act("韩雪", LinkAlert(alert=alert, incident=team.incident_id))
    team.act("韩雪", warn)
    assert {a.story for a in team.cast.room.state.alerts.values()} == {VIDEO}
    with raises("story.bad-key"):
        team.act("韩雪", replace(warn, story="视频"))


def test_an_alert_of_an_older_program_is_read_and_written_as_it_was() -> None:
    payload = b'{"by":"p","alert":"a","level":"red","title":"\xe4\xb8\x80","reason":"\xe4\xba\x8c"}'
    event = subjects.decode("alert.raised", payload)
    assert isinstance(event, AlertRaised)
    assert event.story == ""
    assert subjects.encode(event) == payload


def test_a_line_of_a_script_names_a_story_by_its_key(team: Team) -> None:
    fields = {"do": "story.link", "story": {"key": VIDEO, "text": "last"}, "incident": "原料视频"}
    command = msgspec.convert(resolve(team.cast.room.state, fields), LinkStory)
    team.act("韩雪", command)
    assert (care(team).text, care(team).incident) == ("last", team.incident_id)


def test_every_command_says_who_may_give_it() -> None:
    assert set(MAY) == set(subjects.COMMANDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_decision_reads_as_a_sentence(team: Team, language: str) -> None:
    other = second_incident(team)
    team.act("韩雪", AcknowledgeStory(story=seen()))
    team.act("吴敏", AcknowledgeStory(story=seen(posts=1), take_over=True))
    team.act("林越", LetGoStory(story=seen(posts=12_345)))
    team.act("韩雪", MuteStory(story=seen(), reason="抽奖"))
    team.act("韩雪", UnmuteStory(story=seen()))
    team.act("韩雪", LinkStory(story=seen(), incident=team.incident_id))
    team.act("韩雪", LinkStory(story=seen(), incident=other))
    team.act("韩雪", MergeStories(story=seen(COPY, "视频里是三厂", 9), into=seen()))
    team.act("韩雪", SplitStory(story=seen(), posts=(COPY,)))
    team.act("韩雪", SplitStory(story=seen(), posts=(POST, OTHER_POST), reason="另一家"))
    told = sentences(team, language)
    assert len(told) == 10
    assert all("三厂" in sentence for sentence in told)
    assert not [sentence for sentence in told if "none" in sentence]
    assert "12" in told[2]
    words = {"zh-Hans": "话题簇", "zh-Hant": "話題簇", "en": "story"}
    assert all(words[language] in sentence for sentence in told)


def _stories() -> SearchStrategy[StoryAsSeen]:
    keys = st.sampled_from((VIDEO, COPY, RUMOUR, VIDEO.upper(), "", "nothing"))
    times = st.sampled_from((None, START, ZONELESS))
    return st.builds(StoryAsSeen, key=keys, text=st.text(max_size=400), posts=st.integers(0, 9), first_at=times)


def _commands(incidents: Sequence[str]) -> SearchStrategy[Command]:
    story = _stories()
    posts = st.lists(st.sampled_from((VIDEO, COPY, RUMOUR, POST, "x")), max_size=3).map(tuple)
    return st.one_of(
        st.builds(AcknowledgeStory, story=story, take_over=st.booleans()),
        st.builds(LetGoStory, story=story),
        st.builds(MuteStory, story=story, reason=st.sampled_from(("", "抽奖"))),
        st.builds(UnmuteStory, story=story),
        st.builds(LinkStory, story=story, incident=st.sampled_from(incidents)),
        st.builds(MergeStories, story=story, into=story),
        st.builds(SplitStory, story=story, posts=posts, reason=st.sampled_from(("", "另一家"))),
        st.builds(
            RaiseAlert, level=st.just(WarningLevel.RED), title=st.just("一"), reason=st.just("二"),
            story=st.sampled_from(("", VIDEO, COPY, "x")),
        ),
    )  # fmt: skip


class _World:
    """A room with two incidents, folded without keys or disk."""

    def __init__(self) -> None:
        cast = Cast()
        self.incidents = [cast.declare("甲"), cast.declare("乙")]
        cast.convene(self.incidents[0])
        cast.room.act(CloseIncident(incident=self.incidents[1], outcome="平息"), cast.session("林越"))
        self.people = [cast.id(name) for name in ("林越", "韩雪", "周宁", "吴敏")]
        self.state: RoomState = cast.room.state

    def by(self, person: str) -> By:
        """Somebody acts."""
        return By(person, START.astimezone(UTC), lambda message: bytes(64))


@pytest.fixture(scope="module")
def world() -> _World:
    """The same for every run of the test below: nothing in it changes."""
    return _World()


ENGLISH = Texts("en")


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_whatever_people_do_the_room_answers_with_an_entry_or_a_refusal(world: _World, data: st.DataObject) -> None:
    known = _commands([*world.incidents, "nowhere"])
    acts = data.draw(st.lists(st.tuples(st.sampled_from(world.people), known), max_size=30))
    state, events, refused = world.state, list[Event](), set[str]()
    for person, command in acts:
        try:
            event = subjects.decide(state, world.by(person), command)
        except Refusal as refusal:
            refused.add(ENGLISH.error(refusal))
        else:
            events.append(event)
            state = subjects.evolve(state, At(len(events), START, bytes(32)), event)
        _is_sound(state)
    assert all(refused)
    again = world.state
    for number, event in enumerate(events, 1):
        read = subjects.decode(event.kind, subjects.encode(event))
        assert read == event
        again = subjects.evolve(again, At(number, START, bytes(32)), read)
    assert again == state


def _is_sound(state: RoomState) -> None:
    for key, one in state.stories.items():
        assert one.key == key
        assert not state.stories[root(state, key)].merged_into
        assert bool(one.acknowledged_by) == (one.acknowledged_at is not None)
        assert bool(one.muted) == bool(one.muted_by) == (one.muted_at is not None)
        if one.merged_into:
            assert (one.acknowledged_by, one.muted, one.incident) == ("", "", "")
    assert all(root(state, alert.story) == alert.story for alert in state.alerts.values())
