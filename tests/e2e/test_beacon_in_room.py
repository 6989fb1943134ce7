# SPDX-License-Identifier: Apache-2.0
"""What the beacon proposed, decided from the command line: taken up by `act` and `beacon take`, seen in the state.

Each command is a process of its own. Trap: proposals are put into posts.db as the collector does; a test that changes
the profile has a copy of its own.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import House
from app.clock import SystemClock
from app.posts.ports import PostStore
from app.posts.post import Post
from app.profile import Profile
from app.room.seen import StoryAsSeen
from app.room.words import WarningLevel
from app.texts import Texts
from app.warning.proposal import Ground, Picture, Proposal, Reason, VoiceAsSeen
from tests.e2e.command import PASS, fenghuo, rows
from tests.unit.db.conftest import TOPICS, key_of, told

pytestmark = pytest.mark.e2e
PERSON = {**PASS, "FENGHUO_PERSON_PASSPHRASE": "口令"}
SEEN_AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def proposal(level: WarningLevel, number: int) -> Proposal:
    """A beacon of one run."""
    reason = Reason(
        ground=Ground.SURGE, level=level, minutes=30, posts=240, usual_posts=35, negative=0.61, usual_negative=0.12
    )
    return Proposal(
        id=f"{number:032x}", run="aa" * 16, watch="岁稔食品", level=level, at=SEEN_AT,
        since=SEEN_AT - timedelta(minutes=20), reasons=(reason,),
        stories=(StoryAsSeen(key="a1" * 16, text="三厂还在用过期原料", posts=134),),
        voices=(VoiceAsSeen(name="厨房里的猫", source="微博", posts=12, followers=80_000),),
        picture=Picture(first=SEEN_AT, minutes=5, posts=(4, -1), negative=(1, -1), upper=(9.5, 9.5)),
    )  # fmt: skip


@contextmanager
def opened(folder: Path) -> Iterator[PostStore]:
    """The posts, as the collector has them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("FENGHUO_PASSPHRASE", PASS["FENGHUO_PASSPHRASE"])
        house = House(Profile(folder), Texts("zh-Hans"), SystemClock())
        with house.post_writer() as posts:
            yield posts


def propose(folder: Path, *proposals: Proposal) -> None:
    """As the collector leaves them."""
    with opened(folder) as posts:
        posts.propose(proposals, {})


def store(folder: Path, *posts: Post) -> None:
    """Posts came."""
    with opened(folder) as there:
        there.add(posts)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A room with a commander and a monitor, for which an orange beacon was lit."""
    folder = tmp_path_factory.mktemp("beacon") / "profile"
    founding = [
        {"do": "room.found", "name": "华东", "person": "林越", "department": "executive", "roles": ["commander"],
         "new_passphrase": "口令"},
        {"do": "person.add", "as": "林越", "passphrase": "口令", "name": "韩雪", "department": "pr",
         "roles": ["monitor"], "new_passphrase": "口令"},
    ]  # fmt: skip
    assert act(folder, founding)[0] == 0
    propose(folder, proposal(WarningLevel.ORANGE, 1))
    return folder


@pytest.fixture
def profile(founded: Path, tmp_path: Path) -> Path:
    """The same, for one test to change."""
    return Path(shutil.copytree(founded, tmp_path / "profile"))


def act(profile: Path, lines: Sequence[dict[str, Any]]) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and what is said of each line."""
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    done = fenghuo("act", "-", "--profile", profile, text=text, env=PERSON)
    return done.returncode, rows(done.stdout)


def alerts(profile: Path) -> list[dict[str, Any]]:
    """The room's."""
    found = json.loads(fenghuo("state", "--json", "--profile", profile).stdout)["alerts"]
    return list(found)


def test_a_script_confirms_what_was_lit_before_it_began(profile: Path) -> None:
    code, told = act(profile, [{"do": "alert.confirm", "alert": "岁稔食品", "as": "韩雪", "level": "orange"}])
    assert (code, told[0]["kind"]) == (0, "alert.confirmed")
    (alert,) = alerts(profile)
    assert (alert["watch"], alert["level"], alert["proposed"]) == ("岁稔食品", "orange", "orange")
    assert alert["reasons"][0]["posts"] == 240
    assert alert["stories"][0]["text"] == "三厂还在用过期原料"
    assert alert["picture"]["posts"] == [4, -1]
    assert [step["step"] for step in alert["changes"]] == ["proposed", "confirmed"]
    assert act(profile, [{"do": "alert.confirm", "alert": "last", "as": "韩雪"}])[1][0]["rule"] == "alert.confirmed"


def test_taking_up_says_what_came_and_what_rose_once(profile: Path) -> None:
    def take(*args: str) -> str:
        done = fenghuo("beacon", "take", *args, "--lang", "zh-Hans", "--profile", profile)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    (taken,) = rows(take("--json"))
    assert (taken["kind"], taken["by"], taken["event"]["watch"]) == ("alert.proposed", "", "岁稔食品")
    assert take() == ""
    propose(profile, proposal(WarningLevel.RED, 2))
    assert take() == "烽火提议升为红色预警：岁稔食品（30 分钟内 240 条，负面占 61%；平时 35 条，负面占 12%）\n"
    assert json.loads(fenghuo("verify", "--json", "--profile", profile).stdout)["whole"]


def test_a_damaged_policy_keeps_no_beacon_dark(profile: Path) -> None:
    (profile / "policy.toml").write_text("[[response\n")
    done = fenghuo("beacon", "take", "--profile", profile, "--lang", "zh-Hans")
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)
    (alert,) = alerts(profile)
    assert alert["response"]["confirm"] == "monitor"


def test_without_a_room_there_is_nothing_to_take_up_into(tmp_path: Path) -> None:
    done = fenghuo("beacon", "take", "--profile", tmp_path / "none", "--lang", "zh-Hans")
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "none").exists()


def test_who_may_not_decide_is_told_whose_it_is(profile: Path) -> None:
    propose(profile, proposal(WarningLevel.RED, 2))
    refused = {"do": "alert.dismiss", "alert": "last", "reason": "误报", "as": "韩雪"}
    code, told = act(profile, [refused, {**refused, "as": "林越"}])
    assert (code, told[0]["rule"], told[1]["kind"]) == (1, "permission.duty", "alert.dismissed")
    (alert,) = alerts(profile)
    assert (alert["level"], alert["dismissed"], len(alert["proposals"])) == ("red", "误报", 2)


def test_people_read_it_in_their_language(profile: Path) -> None:
    incident = {"do": "incident.declare", "title": "原料视频", "severity": "II", "as": "林越"}
    lines = [
        incident,
        {"do": "alert.link", "alert": "last", "incident": "last", "as": "林越"},
        {"do": "alert.change_level", "alert": "last", "level": "yellow", "reason": "多为旧闻", "as": "韩雪"},
    ]
    assert act(profile, lines)[0] == 0
    told = fenghuo("timeline", "last", "--lang", "zh-Hans", "--profile", profile).stdout
    assert "烽火提议橙色预警：岁稔食品（30 分钟内 240 条，负面占 61%；平时 35 条，负面占 12%）" in told
    assert "降级预警“岁稔食品”：橙色预警 → 黄色预警（多为旧闻）" in told


def test_the_plain_state_names_what_nobody_confirmed(profile: Path) -> None:
    assert act(profile, [])[0] == 0
    told = fenghuo("state", "--lang", "en", "--profile", profile).stdout
    assert "Unconfirmed: Orange warning “岁稔食品”" in told
    act(profile, [{"do": "alert.confirm", "alert": "last", "as": "韩雪"}])
    assert "Unconfirmed" not in fenghuo("state", "--lang", "en", "--profile", profile).stdout


@pytest.mark.parametrize("command", [("beacon", "take", "--json"), ("act", "-")])
def test_care_follows_stories_that_posts_made_one_also_without_a_window(
    profile: Path, command: tuple[str, ...]
) -> None:
    repost, post = told(1, "转发微博", parent=told(5).source_id), told(2, TOPICS[0])
    store(profile, repost, post)
    whole = {"key": key_of(post), "text": post.text, "posts": 1}
    assert act(profile, [{"do": "story.acknowledge", "as": "韩雪", "story": whole}])[0] == 0
    store(profile, told(5, TOPICS[0]))
    assert fenghuo(*command, "--profile", profile, env=PERSON).returncode == 0
    read = json.loads(fenghuo("state", "--json", "--profile", profile).stdout)
    cared = {one["key"]: one for one in read["stories"]}
    assert cared[key_of(post)]["merged_into"] == key_of(repost)
    assert cared[key_of(repost)]["acknowledged_by"] != "", "it went with the posts"
    assert fenghuo("beacon", "take", "--profile", profile).stdout == "", "once"


def test_posts_nobody_can_read_keep_nobody_from_acting(profile: Path) -> None:
    (profile / "posts.db").write_bytes(b"no database" * 1000)
    line = {"do": "incident.declare", "title": "原料视频", "severity": "II", "as": "林越"}
    text = json.dumps(line, ensure_ascii=False)
    done = fenghuo("act", "-", "--profile", profile, text=text, env=PERSON)
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 1
