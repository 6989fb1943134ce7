# SPDX-License-Identifier: Apache-2.0
"""Nobody has a window open: `fenghuo watch` lights the beacon, has it taken up, tells people and passes it on.

The collector is a real one, beside it a real web server that takes messages. The trap: minutes pass as they do
outside, so what is to be passed on at once was taken up by a clock that stands twenty minutes back.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import House
from app.cli import stand_in
from app.cli.keeper import Console
from app.clock import ManualClock, SystemClock
from app.lock import FileHold
from app.notify.channel import Channel
from app.notify.kinds import ChannelKind
from app.posts.ports import PostStore
from app.profile import Profile
from app.room.journal import Recorded
from app.room.service import Founder
from app.room.words import Department, Role, WarningLevel
from app.texts import Texts
from app.warning.policy import Response
from app.warning.proposal import Proposal
from tests.e2e.command import PASS, fenghuo, founded_room, rows
from tests.e2e.site import Page, Site, site
from tests.e2e.test_beacon import POLICY, crowd, status
from tests.e2e.test_beacon_in_room import proposal, store
from tests.e2e.test_notices import Web
from tests.unit.db.conftest import TOPICS, key_of, told

HANXUE = {"as": "韩雪", "passphrase": "口令"}
pytestmark = [pytest.mark.e2e, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def feeds() -> Iterator[Site]:
    with site() as made:
        made.pages["/feed.xml"] = crowd(made.address)
        yield made


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web()
    yield made
    made.close()


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A watch and a rule; nobody founded a room yet."""
    folder = tmp_path / "room"
    fenghuo("watches", "add", "岁稔", "--keyword", "岁稔", "--profile", folder)
    (folder / "policy.toml").write_text(POLICY, "utf-8")
    return folder


@contextmanager
def headless(profile: Path) -> Iterator[list[str]]:
    """`fenghuo watch` for the time of the block; afterwards the list has its lines: said, and complained of."""
    heard: list[str] = []
    running = subprocess.Popen(
        [sys.executable, "-m", "app", "watch", "--lang", "en", "--profile", str(profile)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **PASS},
    )  # fmt: skip
    try:
        yield heard
    finally:
        running.send_signal(signal.SIGTERM)
        said, complained = running.communicate(timeout=60)
        heard += [*said.splitlines(), *complained.splitlines()]
    assert "Traceback" not in complained
    assert running.returncode == 0


def until(true: Callable[[], Any], what: str) -> None:
    ends = time.monotonic() + 60
    while not true():
        assert time.monotonic() < ends, what
        time.sleep(0.2)


def alerts(profile: Path) -> list[dict[str, Any]]:
    """The room's."""
    return list(json.loads(fenghuo("state", "--json", "--profile", profile).stdout)["alerts"])


def house(profile: Path, monkeypatch: pytest.MonkeyPatch, *, back: timedelta = timedelta()) -> House:
    """The profile, opened in this process by a clock that stands so far back."""
    monkeypatch.setenv("FENGHUO_PASSPHRASE", PASS["FENGHUO_PASSPHRASE"])
    return House(Profile(profile), Texts("zh-Hans"), ManualClock(SystemClock().now() - back))


def test_a_single_round_lights_the_beacon_and_says_so_in_a_line(profile: Path, feeds: Site) -> None:
    fenghuo("source", "add", "--url", f"{feeds.address}/feed.xml", "--profile", profile)
    done = fenghuo("watch", "--once", "--lang", "en", "--profile", profile)
    assert (done.returncode, done.stderr) == (0, "")
    lit = [line for line in done.stdout.splitlines() if "warning" in line]
    assert lit == ["Orange warning · 岁稔: Rule “二十条”: mentions 30 in 1 h; limit 20 (30 posts)"]
    (one,) = status(profile)
    assert (one["watch"], one["level"]) == ("岁稔", "orange")
    again = fenghuo("watch", "--once", "--json", "--profile", profile)
    assert not any("proposed" in row for row in rows(again.stdout)), "the same run is proposed once"


def test_from_a_post_to_a_message_without_a_window_and_without_a_person(
    profile: Path, feeds: Site, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded_room(profile)
    fenghuo("source", "add", "--url", f"{feeds.address}/feed.xml", "--profile", profile)
    (profile / "policy.toml").write_text(POLICY.replace('["王岚"]', '["monitor"]'), "utf-8")
    book = house(profile, monkeypatch).notices().book
    book.put(Channel(name="后台", kind=ChannelKind.WEB, person="韩雪"), {"address": f"{web.address}/200"})
    with headless(profile) as heard:
        until(lambda: web.got, "no message went out")
    ((_, body),) = web.got
    assert "岁稔" in body["title"]
    (alert,) = alerts(profile)
    assert (alert["watch"], alert["level"], alert["confirmed_by"]) == ("岁稔", "orange", "")
    assert sum("Orange warning · 岁稔" in line for line in heard) == 1
    assert json.loads(fenghuo("verify", "--json", "--profile", profile).stdout)["whole"]


def test_a_feed_that_says_the_same_under_new_names_each_round_lights_nothing(profile: Path, feeds: Site) -> None:
    fenghuo("source", "add", "--url", f"{feeds.address}/feed.xml", "--profile", profile)
    (profile / "policy.toml").write_text(POLICY.replace("at_least = 20", "at_least = 40"), "utf-8")
    for number in range(2):
        body = crowd(feeds.address).body.decode()
        feeds.pages["/feed.xml"] = Page(body.replace("<guid>", f"<guid>{number}-").encode())
        done = fenghuo("watch", "--once", "--lang", "en", "--profile", profile)
        assert (done.returncode, done.stderr) == (0, "")
        assert "warning" not in done.stdout
    found = rows(fenghuo("search", "岁稔", "--limit", "999", "--json", "--profile", profile).stdout)
    assert len(found) == 30


def test_three_days_imported_at_once_light_nothing_and_the_wave_after_them_is_seen(profile: Path) -> None:
    (profile / "policy.toml").write_text(POLICY.replace("orange", "red"), "utf-8")
    calm, angry = "岁稔今天买了一袋，还不错", "岁稔的罐头有异物，不退款，客服骗人"
    imported(profile, export(profile, "past", calm, hours=(72.0, 0.5), each=5))
    with headless(profile) as heard:
        time.sleep(2)
        imported(profile, export(profile, "backfill", angry, hours=(71.0, 3.0), each=3))
        time.sleep(3)
        (calm_still,) = status(profile)
        imported(profile, export(profile, "wave", angry, hours=(0.25, 0.0), each=0.2))
        until(lambda: status(profile)[0]["level"], "the wave was missed")
    assert calm_still["level"] is None, "a false beacon"
    assert sum("warning · 岁稔" in line for line in heard) == 1, heard
    assert len(heard) == 2, "one line that it collects, one for the wave"


def export(folder: Path, name: str, text: str, *, hours: tuple[float, float], each: float) -> Path:
    """A file of posts, one each so many minutes, between so many hours ago."""
    path, minutes = folder / f"{name}.csv", hours[0] * 60
    lines = ["time,author,text,id"]
    while minutes > hours[1] * 60:
        at = SystemClock().now() - timedelta(minutes=minutes)
        lines.append(f"{at.isoformat()},用户{len(lines)},{text} {name}{len(lines)},{name}{len(lines)}")
        minutes -= each
    path.write_text("\n".join(lines), "utf-8")
    return path


def imported(profile: Path, file: Path) -> None:
    done = fenghuo("import", file, "--profile", profile)
    assert done.returncode == 0, done.stderr


def test_what_nobody_confirms_is_passed_on_and_a_window_that_has_the_room_is_left_alone(
    profile: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = house(profile, monkeypatch, back=timedelta(minutes=20))
    with earlier.writer() as room:
        room.found("华东", "Asia/Shanghai", Founder("林越", Department.EXECUTIVE, (Role.COMMANDER,), "口令"))
    book = earlier.notices().book
    book.put(Channel(name="后台", kind=ChannelKind.WEB, person="林越"), {"address": f"{web.address}/200"})
    answer = Response(level=WarningLevel.ORANGE, then=("林越", "monitor"), minutes=15)
    with earlier.writer() as room:
        room.take_up([proposal(WarningLevel.ORANGE, 1)], [answer])
    window = FileHold(profile, "room")
    with headless(profile) as heard:
        time.sleep(3)
        assert web.got == [], "a window would see to it"
        window.release()
        until(lambda: web.got, "it was not passed on")
        time.sleep(2)
    assert len(web.got) == 1, "and not again before another fifteen minutes are over"
    (alert,) = alerts(profile)
    assert [step["step"] for step in alert["changes"]] == ["proposed", "escalated"]
    assert alert["changes"][-1]["to"] == "林越"
    assert sum("林越" in line for line in heard) == 1
    assert not any("in use" in line for line in heard)


def test_care_follows_joined_stories_while_it_watches(profile: Path) -> None:
    founded_room(profile)
    now = SystemClock().now()  # or they would be let go as old ones
    repost = told(1, "转发微博", parent=told(5).source_id, arrived_at=now)
    post = told(2, TOPICS[0], arrived_at=now)
    store(profile, repost, post)
    whole = {"key": key_of(post), "text": post.text, "posts": 1}
    line = json.dumps({"do": "story.acknowledge", "story": whole, **HANXUE})
    assert fenghuo("act", "-", "--profile", profile, text=line).returncode == 0
    store(profile, told(5, TOPICS[0], arrived_at=now))
    with headless(profile):
        until(lambda: merged(profile) == {key_of(post): key_of(repost)}, "nobody followed")


def merged(profile: Path) -> dict[str, str]:
    """Which stories went into which, by key."""
    stories = json.loads(fenghuo("state", "--json", "--profile", profile).stdout)["stories"]
    return {one["key"]: one["merged_into"] for one in stories if one["merged_into"]}


def test_while_it_watches_people_may_act_at_any_time(profile: Path, feeds: Site) -> None:
    founded_room(profile)
    fenghuo("source", "add", "--url", f"{feeds.address}/feed.xml", "--profile", profile)
    with headless(profile):
        for number in range(2):
            line = {"do": "alert.raise", "level": "blue", "title": f"{number} 号", "reason": "电话", **HANXUE}
            assert fenghuo("act", "-", "--profile", profile, text=json.dumps(line)).returncode == 0
        until(lambda: [one for one in alerts(profile) if one["watch"]], "it was not taken up")
        confirm = json.dumps({"do": "alert.confirm", "alert": "岁稔", **HANXUE})
        done = fenghuo("act", "-", "--profile", profile, text=confirm)
        assert (done.returncode, rows(done.stdout)[0]["kind"]) == (0, "alert.confirmed")
    assert json.loads(fenghuo("verify", "--json", "--profile", profile).stdout)["whole"]


class StumblingPosts:
    """Posts of which the proposals cannot be read once, for a reason nobody foresaw."""

    def __init__(self, posts: PostStore) -> None:
        self._posts, self.stumbled = posts, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._posts, name)

    def proposals(self, after: int) -> list[tuple[int, Proposal]]:
        if not self.stumbled:
            self.stumbled = True
            raise ZeroDivisionError
        return self._posts.proposals(after)


def test_a_bug_is_told_in_a_sentence_and_what_was_proposed_is_taken_up_all_the_same(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded_room(profile)
    opened = house(profile, monkeypatch)
    monkeypatch.setattr(stand_in, "_AFTER_BUG", 0.2)
    said, complained = StringIO(), StringIO()
    console = Console(opened, Texts("en"), SystemClock(), StringIO(), said, complained)
    with opened.post_writer() as posts:
        posts.propose([proposal(WarningLevel.ORANGE, 1)], {})
        taken: list[Recorded] = []
        with stand_in.standing_in(console, StumblingPosts(posts), lambda records, _: taken.extend(records)):
            until(lambda: taken, "it was not tried again")
    assert complained.getvalue().splitlines() == [Texts("en")("source-room-bug", why="ZeroDivisionError")]
