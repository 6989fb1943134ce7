# SPDX-License-Identifier: Apache-2.0
"""How many posts there are is told soon, and counting never takes much of the time."""

import itertools
import time

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.doubles import Cast, post
from ui.desk import Desk
from ui.widgets.foot import Foot


def test_the_number_is_right_in_the_end_and_counted_seldom(
    qtbot: QtBot, cast: Cast, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[float] = []
    told: list[int] = []
    count = cast.posts.count

    def slowly() -> int:
        counts.append(time.monotonic())
        time.sleep(0.02)
        return count()

    monkeypatch.setattr(cast.posts, "count", slowly)
    desk.counts.counted.connect(lambda posts, _newest: told.append(posts))
    for number in range(40):
        cast.posts.add([post("又一条", number)])
        desk.counts.look()
        qtbot.wait(10)
    qtbot.waitUntil(lambda: told[-1] == 40)
    assert len(told) > 10
    assert all(later - earlier >= 0.35 for earlier, later in itertools.pairwise(counts))


def test_the_newest_time_does_not_wait_for_the_number(
    qtbot: QtBot, cast: Cast, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest: list[object] = []
    monkeypatch.setattr(cast.posts, "count", lambda: time.sleep(0.3) or 1)
    desk.counts.counted.connect(lambda _posts, at: newest.append(at))
    cast.posts.add([post("第一条", 1)])
    desk.counts.look()
    qtbot.waitUntil(lambda: len(newest) == 1)
    cast.posts.add([post("第二条", 2)])
    desk.counts.look()
    qtbot.waitUntil(lambda: newest[-1] == post("第二条", 2).posted_at, timeout=2000)


def test_the_foot_says_that_nothing_was_imported_only_while_there_is_nothing(qtbot: QtBot, desk: Desk) -> None:
    foot = Foot(desk)
    qtbot.addWidget(foot)
    foot.set_posts(0)
    assert foot.imported.text() == "还没有导入过"
    foot.set_posts(40)
    assert foot.imported.text() == ""
