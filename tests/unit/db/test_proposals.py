# SPDX-License-Identifier: Apache-2.0
"""What the beacon leaves in posts.db: proposals in their order, each once, and the detector's state of each watch."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.errors import EnvironmentFault
from app.room.seen import StoryAsSeen
from app.room.words import WarningLevel
from app.warning.proposal import Ground, Picture, Proposal, Reason, VoiceAsSeen
from db.post_store import SqlPostStore, open_posts
from tests.unit.db.conftest import KEY, NOON

FIRST = Proposal(
    id="a" * 32,
    run="c" * 32,
    watch="餐厅",
    level=WarningLevel.YELLOW,
    at=NOON,
    since=NOON - timedelta(minutes=4),
    reasons=(
        Reason(
            ground=Ground.SURGE, level=WarningLevel.YELLOW, minutes=30, posts=240, usual_posts=35.5, negative=0.61
        ),
    ),
    stories=(StoryAsSeen(key="d" * 32, text="面里有虫", author="甲", source="weibo", posts=90, first_at=NOON),),
    voices=(VoiceAsSeen(name="甲", source="weibo", posts=3, followers=40_000, verified=True),),
    picture=Picture(
        first=NOON - timedelta(hours=6), minutes=5, posts=(3, -1, 9), negative=(0, 0, 4), upper=(5.5, 5.5, 6.0)
    ),
)
RISEN = replace(FIRST, id="b" * 32, level=WarningLevel.RED, at=NOON + timedelta(minutes=9))


def test_proposals_are_read_as_they_were_left_and_after_a_number(path: Path) -> None:
    store = open_posts(path, KEY)
    store.propose([FIRST], {})
    store.propose([RISEN], {})
    store.close()
    window = open_posts(path, KEY, readonly=True)
    assert window.proposals(0) == [(1, FIRST), (2, RISEN)]
    assert window.proposals(1) == [(2, RISEN)]
    assert window.proposals(2) == []
    window.close()


def test_a_proposal_that_is_there_already_is_passed_over(store: SqlPostStore) -> None:
    store.propose([FIRST], {})
    store.propose([replace(FIRST, watch="别的"), RISEN], {})
    assert [proposal for _, proposal in store.proposals(0)] == [FIRST, RISEN]


def test_the_state_of_each_watch_is_the_last_one_until_it_is_forgotten(store: SqlPostStore) -> None:
    assert store.beacon_states() == {}
    store.propose([], {"餐厅": b"\x01" * 2_000, "品牌": b"\x00\xff"})
    store.propose([], {"餐厅": b"\x02"})
    assert store.beacon_states() == {"餐厅": b"\x02", "品牌": b"\x00\xff"}
    store.propose([], {"品牌": b"", "没有": b""})
    assert store.beacon_states() == {"餐厅": b"\x02"}


def test_a_proposal_and_the_states_it_comes_from_are_written_together_or_not_at_all(
    store: SqlPostStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr("db.beacon_store.write_beacon_states", full)
        with pytest.raises(EnvironmentFault):
            store.propose([FIRST], {"餐厅": b"\x02"})
    assert (store.proposals(0), store.beacon_states()) == ([], {})
