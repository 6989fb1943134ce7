# SPDX-License-Identifier: Apache-2.0
"""Who is told of an alert, once, through which channel; what waits, what is let be; nothing without a channel.

The room is real, the net is a list. Trap: workers here run at once, so a round has ended when `look` comes back.
"""

import dataclasses
import json
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from app.errors import Conflict, Said
from app.notify.carrier import Carried
from app.notify.channel import Channel
from app.notify.courier import BACK_OFF, Courier
from app.notify.kinds import ChannelKind
from app.notify.outbox import Fate
from app.room.alerts import AcknowledgeAlert, ChangeAlertLevel, ConfirmAlert, DismissAlert, RaiseAlert
from app.room.words import Role, WarningLevel
from app.texts import Language
from tests.ui.doubles import Cast

UNREACHABLE = Carried(trouble=Said("notify-trouble-unreachable"))
RED, ORANGE, YELLOW, BLUE = WarningLevel.RED, WarningLevel.ORANGE, WarningLevel.YELLOW, WarningLevel.BLUE


class AtOnce(Executor):
    """Runs what it is given before it comes back."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


class Post:
    """A room whose notices go out through a courier; 韩雪 monitors, 林越 commands."""

    def __init__(self, folder: Path) -> None:
        self.cast = Cast(folder)
        self.cast.convene(self.cast.declare())
        self.courier = self.open()

    def open(self, language: Language = "zh-Hans") -> Courier:
        """The courier of another start of the program."""
        return Courier(self.cast.notices, lambda: language, workers=AtOnce())

    def channel(self, name: str, **more: Any) -> None:
        """Somebody sets one up."""
        new = Channel(name=name, kind=ChannelKind.WEB, since=self.cast.clock.now())
        self.cast.notices.book.put(replace(new, **more), {"address": f"http://{len(name)}.example.org/{name}"})

    def propose(self, level: WarningLevel, run: str = "", watch: str = "岁稔食品") -> str:
        """The beacon proposes a level; the alert's id."""
        return self.cast.light(level, run, watch)[0]

    def act(self, command: Any, person: str = "韩雪") -> None:
        """A person decides."""
        self.cast.room.act(command, self.cast.session(person))

    def look(self) -> list[str]:
        """A round; who was told in it, in the order of the alphabet."""
        before = len(self.cast.carrier.parcels)
        self.courier.show(self.cast.room.state)
        for _ in range(8):  # a channel takes one at a time
            self.courier.look()
        return sorted(parcel.address.rpartition("/")[2] for parcel in self.cast.carrier.parcels[before:])

    def later(self, minutes: float) -> list[str]:
        """Time passes, the program notes what it must."""
        self.cast.later(minutes)
        self.cast.room.tick()
        return self.look()

    def fates(self) -> dict[str, Fate]:
        """How each channel's newest message stands."""
        return {row.channel: row.fate for row in self.courier.deliveries()}


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post(tmp_path)


def test_without_a_channel_nothing_goes_out_and_nothing_is_written(post: Post) -> None:
    post.propose(RED)
    assert post.look() == []
    assert not post.cast.notices.outbox.path.exists()


def test_a_level_tells_once_those_the_policy_names_and_the_group(post: Post) -> None:
    post.channel("hanxue", person="韩雪")
    post.channel("linyue", person="林越")
    post.channel("writer", duty=Role.WRITER)
    post.channel("group")
    post.propose(ORANGE)
    assert post.look() == ["group", "hanxue"]
    assert post.later(1) == []
    assert post.open().deliveries() == post.courier.deliveries()


def test_it_says_level_watch_numbers_and_the_time_in_the_rooms_zone(post: Post) -> None:
    post.channel("group")
    post.channel("english", language="en")
    post.propose(ORANGE)
    post.look()
    chinese, english = sorted(post.cast.carrier.parcels, key=lambda parcel: parcel.address, reverse=True)
    if "english" in chinese.address:
        chinese, english = english, chinese
    assert chinese.title == "橙色预警 · 岁稔食品"
    assert english.title == "Orange warning · 岁稔食品"
    assert "61%" in english.body
    assert "240" in english.body
    assert "2026-11-19 14:00 China Standard Time" in english.body
    assert "须由监测在战情室确认" in chinese.body


def test_the_least_level_of_a_channel_is_kept(post: Post) -> None:
    post.channel("mild", level=BLUE)
    post.channel("grave", level=RED)
    post.propose(ORANGE)
    assert post.look() == ["mild"]


def test_a_run_that_rises_tells_again_and_a_run_that_goes_on_does_not(post: Post) -> None:
    post.channel("group")
    post.propose(YELLOW, run="a" * 32)
    assert post.look() == ["group"]
    post.propose(YELLOW, run="a" * 32)
    assert post.look() == []
    post.propose(RED, run="a" * 32)
    assert post.look() == ["group"]
    assert post.cast.carrier.parcels[-1].grave


def test_nobody_confirms_so_it_is_passed_on_step_by_step_also_to_who_wants_red_only(post: Post) -> None:
    post.channel("linyue", person="林越", level=RED)
    post.channel("writer", duty=Role.WRITER)
    post.propose(ORANGE)
    assert post.look() == []
    assert post.later(16) == ["linyue"]
    assert "15 分钟内无人确认" in post.cast.carrier.parcels[-1].body
    assert post.later(16) == ["writer"]
    assert post.later(60) == []


def test_who_confirms_ends_the_passing_on(post: Post) -> None:
    post.channel("linyue", person="林越")
    alert = post.propose(ORANGE)
    post.act(ConfirmAlert(alert=alert))
    assert post.later(60) == []


def test_a_message_that_waits_is_let_be_once_somebody_has_the_alert(post: Post) -> None:
    post.channel("group")
    post.cast.carrier.answer = UNREACHABLE
    alert = post.propose(ORANGE)
    assert post.look() == ["group"]
    post.act(AcknowledgeAlert(alert=alert))
    post.cast.carrier.answer = Carried()
    assert post.later(10) == []
    assert post.fates() == {"group": Fate.STOPPED}


def test_an_acknowledged_alert_is_still_passed_on_for_nobody_has_decided(post: Post) -> None:
    post.channel("linyue", person="林越")
    alert = post.propose(ORANGE)
    post.act(AcknowledgeAlert(alert=alert))
    assert post.later(16) == ["linyue"]


def test_a_dismissed_alert_tells_nobody_until_it_rises(post: Post) -> None:
    post.channel("group")
    alert = post.propose(YELLOW, run="a" * 32)
    post.act(DismissAlert(alert=alert, reason="新品上市"))
    assert post.look() == []
    post.propose(ORANGE, run="a" * 32)
    assert post.look() == ["group"]


def test_a_net_that_is_down_is_tried_again_later_each_time_and_the_message_arrives_once(post: Post) -> None:
    post.channel("group")
    post.cast.carrier.answer = UNREACHABLE
    post.propose(ORANGE)
    assert post.look() == ["group"]
    assert post.later(BACK_OFF[0] / 60 / 2) == []
    assert post.later(BACK_OFF[0] / 60) == ["group"]
    (row,) = post.courier.deliveries()
    assert (row.fate, row.tries, row.trouble) == (Fate.WAITING, 2, UNREACHABLE.trouble)
    post.courier.close()
    post.courier = post.open()  # the program was ended and started again meanwhile
    post.cast.carrier.answer = Carried()
    assert post.later(60) == ["group"]
    assert post.later(60) == []
    assert post.fates() == {"group": Fate.SENT}


def test_after_a_day_a_message_is_given_up(post: Post) -> None:
    post.channel("group")
    post.cast.carrier.answer = UNREACHABLE
    post.propose(YELLOW)
    post.look()
    post.later(24 * 60 + 1)
    assert post.fates() == {"group": Fate.FAILED}


def test_a_clock_that_is_set_back_holds_no_message_up(post: Post) -> None:
    post.channel("group")
    post.cast.carrier.answer = UNREACHABLE
    post.propose(YELLOW)
    post.look()
    post.cast.carrier.answer = Carried()
    assert post.later(-300) == ["group"]


def test_an_address_that_is_none_is_not_tried_again_and_costs_only_itself(post: Post) -> None:
    post.channel("broken")
    post.channel("sound")
    post.cast.carrier.answers = {"broken": Carried(trouble=Said("notify-trouble-address"), final=True)}
    post.propose(YELLOW)
    assert post.look() == ["broken", "sound"]
    assert post.later(60) == []
    assert post.fates() == {"broken": Fate.FAILED, "sound": Fate.SENT}


def test_quiet_hours_hold_a_message_back_until_they_end_and_red_goes_through(post: Post) -> None:
    post.channel("group", quiet_from="13:00", quiet_to="15:00")  # it is 14:00 in Shanghai
    post.propose(ORANGE, run="a" * 32)
    assert post.look() == []
    assert post.fates() == {"group": Fate.QUIET}
    post.propose(RED, run="b" * 32, watch="华东三厂")
    assert post.look() == ["group"]
    assert post.later(61) == ["group"]


def test_a_graver_message_takes_the_place_of_a_milder_one_that_waits(post: Post) -> None:
    post.channel("group", quiet_from="13:00", quiet_to="15:00")
    post.propose(ORANGE, run="a" * 32)
    post.look()
    post.propose(RED, run="a" * 32)
    assert post.look() == ["group"]
    assert post.later(120) == []
    assert [(row.level, row.fate) for row in post.courier.deliveries()] == [(ORANGE, Fate.STOPPED), (RED, Fate.SENT)]


def test_an_alert_from_before_the_channel_is_no_news_to_it(post: Post) -> None:
    post.propose(RED)
    post.cast.later(1)
    post.channel("group")
    assert post.look() == []


def test_a_channel_that_is_switched_off_or_removed_is_let_be(post: Post) -> None:
    post.channel("off", off=True)
    post.channel("gone")
    post.cast.carrier.answer = UNREACHABLE
    post.propose(YELLOW)
    assert post.look() == ["gone"]
    post.cast.notices.book.remove("gone")
    assert post.later(60) == []
    assert post.fates() == {"gone": Fate.STOPPED}


def test_an_alert_raised_by_hand_tells_those_of_its_level_and_says_who_raised_it(post: Post) -> None:
    post.channel("hanxue", person="韩雪")
    post.act(RaiseAlert(level=ORANGE, title="热线被打爆", reason="十分钟四十通"), "周宁")
    assert post.look() == ["hanxue"]
    assert "由 周宁 发出：十分钟四十通" in post.cast.carrier.parcels[-1].body
    (alert,) = post.cast.room.state.alerts
    post.act(ChangeAlertLevel(alert=alert, level=RED, reason="记者来电"), "周宁")
    assert post.look() == ["hanxue"]
    post.act(ChangeAlertLevel(alert=alert, level=YELLOW, reason="已回应"), "周宁")
    assert post.look() == []


def test_while_another_program_sends_this_one_only_looks_on(post: Post) -> None:
    post.channel("group")
    held = [True]

    def hold() -> Any:
        if held[0]:
            raise Conflict(Said("profile-in-use", {"path": "x"}))
        return post.cast.notices.hold()

    post.courier = Courier(dataclasses.replace(post.cast.notices, hold=hold), lambda: "zh-Hans", workers=AtOnce())
    post.propose(ORANGE)
    assert post.look() == []
    held[0] = False
    assert post.look() == ["group"]


def test_the_outbox_holds_no_word_of_a_message_and_no_address(post: Post) -> None:
    post.channel("group")
    post.propose(ORANGE)
    post.look()
    text = post.cast.notices.outbox.path.read_text()
    assert json.loads(text)
    for word in ("岁稔食品", "预警", "61", "example.org", "华东"):
        assert word not in text


def test_a_damaged_outbox_is_set_aside_and_nothing_breaks(post: Post) -> None:
    post.channel("group")
    path = post.cast.notices.outbox.path
    path.write_text("{broken")
    post.propose(ORANGE)
    assert post.look() == ["group"]
    assert path.with_suffix(".damaged.json").read_text() == "{broken"


def test_a_damaged_list_of_channels_is_said_and_mended_without_a_new_start(post: Post) -> None:
    book = post.cast.notices.book
    post.channel("group")
    whole = book.path.read_text()
    book.path.write_text("[[channel]]\nname = ")
    post.propose(ORANGE)
    assert post.look() == []
    assert post.courier.trouble is not None
    assert post.courier.trouble.key == "notify-book-damaged"
    book.path.write_text(whole)
    assert post.look() == ["group"]
    assert post.courier.trouble is None


def test_a_secret_that_is_gone_is_said_with_the_message_that_waits(post: Post) -> None:
    post.channel("group")
    post.cast.vault.secrets.clear()
    post.propose(ORANGE)
    post.look()
    (row,) = post.courier.deliveries()
    assert row.trouble == Said("notify-secret-gone", {"name": "group"})


def test_rows_of_alerts_decided_long_ago_are_dropped_and_nobody_is_told_again(post: Post) -> None:
    post.channel("group")
    old = post.propose(YELLOW)
    post.look()
    post.act(DismissAlert(alert=old, reason="误报"))
    post.later(8 * 24 * 60)
    new = post.propose(YELLOW)
    assert post.look() == ["group"]
    assert [row.alert for row in post.courier.deliveries()] == [new]


def test_a_title_of_several_lines_is_one_line_in_a_header(post: Post) -> None:
    post.channel("group")
    post.propose(ORANGE, watch="岁稔\r\nBcc: everybody@example.org")
    post.look()
    assert "\n" not in post.cast.carrier.parcels[-1].title


def test_an_alert_of_days_ago_is_no_news_to_a_program_that_was_off(post: Post) -> None:
    post.channel("group")
    post.propose(YELLOW)
    post.cast.later(2 * 24 * 60)
    assert post.look() == []
    assert post.courier.deliveries() == ()


def test_nobody_is_told_twice_of_an_alert_that_stays_open_for_weeks(post: Post) -> None:
    post.channel("group")
    post.propose(YELLOW)
    assert post.look() == ["group"]
    for _ in range(4):
        assert post.later(3 * 24 * 60) == []
    assert post.courier.deliveries() == ()


def test_who_would_not_be_reached_is_known_before_it_matters(post: Post) -> None:
    post.channel("hanxue", person="韩雪", level=ORANGE)
    post.channel("linyue", person="林越", off=True)
    missed = post.courier.unreached(post.cast.room.state)
    assert missed == {
        BLUE: ("monitor",), YELLOW: ("monitor", "commander"), ORANGE: ("commander", "writer"),
        RED: ("commander", "legal", "writer"),
    }  # fmt: skip
    post.channel("boss", duty=Role.COMMANDER, level=RED)
    assert post.courier.unreached(post.cast.room.state)[ORANGE] == ("writer",)
