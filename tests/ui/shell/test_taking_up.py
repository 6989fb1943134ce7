# SPDX-License-Identifier: Apache-2.0
"""What the collector's beacon proposes reaches the room through the window, and trouble on the way is said once."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.errors import EnvironmentFault, FenghuoError, Said
from app.room.words import Role, WarningLevel
from app.warning.policy import Response
from app.warning.proposal import Ground, Proposal, Reason
from tests.ui.doubles import START, Cast
from ui.desk import Desk
from ui.taking_up import TakingUp
from ui.workplace import Workplace


def proposal(level: WarningLevel = WarningLevel.ORANGE, number: int = 1) -> Proposal:
    """A beacon of one run."""
    reason = Reason(ground=Ground.VOLUME, level=level, minutes=30, posts=240, usual_posts=35)
    return Proposal(
        id=f"{number:032x}", run="aa" * 16, watch="岁稔食品", level=level, at=START,
        since=START - timedelta(minutes=20), reasons=(reason,),
    )  # fmt: skip


def levels(cast: Cast) -> list[WarningLevel]:
    """Of the room's alerts."""
    return [alert.level for alert in cast.room.state.alerts.values()]


def test_a_beacon_is_in_the_room_within_two_seconds(workplace: Workplace, cast: Cast, qtbot: QtBot) -> None:
    qtbot.wait(50)  # shown, and counting seconds
    cast.posts.propose([proposal()], {})
    with qtbot.waitSignal(workplace.desk.changed, timeout=2000, check_params_cb=lambda c: c.touches("alert")):
        pass
    assert levels(cast) == [WarningLevel.ORANGE]


def test_it_rises_and_is_not_taken_up_twice(desk: Desk, cast: Cast, qtbot: QtBot) -> None:
    taking = TakingUp(desk)
    cast.posts.propose([proposal()], {})
    with qtbot.waitSignal(desk.changed):
        taking.look()
        taking.look()
    cast.posts.propose([proposal(WarningLevel.RED, 2)], {})
    with qtbot.waitSignal(desk.changed):
        taking.look()
    entries = len(cast.room.records)
    TakingUp(desk).look()  # as after a restart
    desk.tasks.write(lambda: None, lambda _: None, lambda _: None)
    qtbot.wait(100)
    assert (levels(cast), len(cast.room.records)) == ([WarningLevel.RED], entries)


def test_after_a_restart_it_reads_only_what_the_room_does_not_know(
    desk: Desk, cast: Cast, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    whole = cast.posts.proposals

    def proposals(after: int) -> list[tuple[int, Proposal]]:
        asked.append(after)
        return whole(after)

    monkeypatch.setattr(cast.posts, "proposals", proposals)
    cast.posts.propose([proposal()], {})
    with qtbot.waitSignal(desk.changed):
        TakingUp(desk).look()
    cast.posts.propose([proposal(WarningLevel.RED, 2)], {})
    with qtbot.waitSignal(desk.changed):
        TakingUp(desk).look()
    assert (asked, levels(cast)) == ([0, 1], [WarningLevel.RED])


def test_a_bug_on_the_way_is_reported_once_and_the_beacon_is_lit_all_the_same(
    desk: Desk, cast: Cast, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(_: int) -> None:
        raise ZeroDivisionError

    faults: list[Exception] = []
    desk.failed.connect(faults.append)
    taking = TakingUp(desk)
    looks = 0

    def look() -> None:
        nonlocal looks
        taking.look()
        looks += taking._looking
        qtbot.waitUntil(lambda: not taking._looking)

    with monkeypatch.context() as broken:
        broken.setattr(cast.posts, "proposals", bug)
        for _ in range(40):
            look()
    assert (len(faults), looks) == (1, 6), "each time it waits for twice as many seconds"
    cast.posts.propose([proposal()], {})
    for _ in range(40):
        look()
    assert levels(cast) == [WarningLevel.ORANGE]
    before = looks
    look()
    assert looks == before + 1, "all is well, so it looks each second"
    with monkeypatch.context() as broken:
        broken.setattr(cast.posts, "proposals", bug)
        look()
    assert len(faults) == 2, "it is reported again once it had gone well"


def test_a_store_that_fails_once_lights_the_beacon_on_screen_with_the_next_look(
    workplace: Workplace, cast: Cast, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: list[int] = []
    whole = cast.posts.proposals

    def fails_once(after: int) -> list[tuple[int, Proposal]]:
        if not failed:
            failed.append(after)
            raise KeyError(after)
        return whole(after)

    faults: list[Exception] = []
    workplace.desk.failed.connect(faults.append)
    monkeypatch.setattr(cast.posts, "proposals", fails_once)
    qtbot.waitUntil(lambda: bool(faults), timeout=3000)
    cast.posts.propose([proposal()], {})
    beacon = workplace.window.strip.beacon
    qtbot.waitUntil(lambda: beacon.isVisible() and "岁稔食品" in beacon.text(), timeout=6000)
    assert levels(cast) == [WarningLevel.ORANGE]
    assert len(faults) == 1


def test_the_policy_says_who_must_confirm(desk: Desk, cast: Cast, qtbot: QtBot) -> None:
    cast.policy.respond(Response(level=WarningLevel.ORANGE, tell=("韩雪",), confirm=Role.LEGAL))
    cast.posts.propose([proposal()], {})
    with qtbot.waitSignal(desk.changed):
        TakingUp(desk).look()
    (alert,) = cast.room.state.alerts.values()
    assert (alert.response.tell, alert.response.confirm) == (("韩雪",), Role.LEGAL)


def test_a_damaged_policy_keeps_no_beacon_dark(desk: Desk, cast: Cast, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text("[[response\n")
    cast.posts.propose([proposal()], {})
    with qtbot.waitSignals([desk.changed, desk.refused]):
        TakingUp(desk).look()
    (alert,) = cast.room.state.alerts.values()
    assert alert.response.tell == ("monitor",)


def test_a_store_that_cannot_be_read_is_said_once_until_it_can(
    desk: Desk, cast: Cast, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise EnvironmentFault(Said("profile-not-writable", {"path": "posts.db"}))

    told: list[FenghuoError] = []
    desk.refused.connect(told.append)
    taking = TakingUp(desk)
    with monkeypatch.context() as patched:
        patched.setattr(cast.posts, "proposals", broken)
        for _ in range(3):
            taking.look()
            qtbot.waitUntil(lambda: not taking._looking)
    assert len(told) == 1
    cast.posts.propose([proposal()], {})
    with qtbot.waitSignal(desk.changed):
        taking.look()
    assert levels(cast) == [WarningLevel.ORANGE]
