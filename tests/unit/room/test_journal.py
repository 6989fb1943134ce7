# SPDX-License-Identifier: Apache-2.0
"""The journal tells when anybody touched it, and the room never runs ahead of the disk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.errors import EnvironmentFault, UserError
from app.keys import SigningKey
from app.room import subjects
from app.room.entry import Entry, seal_entry
from app.room.event import At
from app.room.journal import fold, read
from app.room.log import WriteLog
from app.room.service import Room
from app.room.state import RoomState
from app.room.verify import audit
from tests.ui.doubles import CHEAP, MemoryJournal, MemoryWitness
from tests.unit.room.conftest import Team


def _rows(team: Team) -> list[Entry]:
    return team.cast.journal._entries


def _findings(team: Team) -> list[str]:
    return [said.key for said in audit(team.cast.journal, team.cast.witness).findings]


def test_an_untouched_journal_is_whole(team: Team) -> None:
    team.bring_out()
    found = audit(team.cast.journal, team.cast.witness)
    assert found.whole
    assert found.entries == len(_rows(team))


def test_every_field_of_every_entry_is_watched(team: Team) -> None:
    team.bring_out()
    rows = _rows(team)
    for index in (0, len(rows) // 2, len(rows) - 1):
        entry = rows[index]
        for changed in (
            replace(entry, hlc=entry.hlc + 1),
            replace(entry, kind=entry.kind + "x"),
            replace(entry, payload=entry.payload.replace(b"e", b"f", 1)),
            replace(entry, deps=b"x"),
            replace(entry, prev_hash=bytes(32)) if index else replace(entry, prev_hash=b"\x01" * 32),
            replace(entry, hash=bytes(32)),
            replace(entry, signature=bytes(64)),
            replace(entry, device=bytes(16)),
        ):
            rows[index] = changed
            assert _findings(team), changed
            rows[index] = entry
    assert not _findings(team)


def test_a_swap_a_gap_and_a_lost_tail_are_told_apart(team: Team) -> None:
    team.bring_out()
    rows = _rows(team)
    rows[3], rows[4] = rows[4], rows[3]
    assert _findings(team) == ["verify-gap"]
    rows[3], rows[4] = rows[4], rows[3]
    middle = rows.pop(5)
    assert _findings(team) == ["verify-gap"]
    rows.insert(5, middle)
    del rows[-2:]
    assert _findings(team) == ["verify-tail"]


def test_an_entry_signed_by_somebody_else_is_named(team: Team) -> None:
    rows = _rows(team)
    room = bytes(range(16))
    stranger = SigningKey(SigningKey.fresh_seed())
    rows[-1] = seal_entry(room, stranger, replace(rows[-1], payload=rows[-1].payload.replace(b'"', b'" ', 1)))
    assert _findings(team) == ["verify-signature"]


def test_a_reopened_room_is_the_same_room(team: Team) -> None:
    team.bring_out()
    again = _reopen(team)
    assert again.state == team.cast.room.state


def _reopen(team: Team) -> Room:
    return Room(team.cast.journal, team.cast.witness, team.cast.key, team.cast.clock, cost=CHEAP)


@pytest.mark.parametrize(
    "harm",
    [
        lambda rows: rows.pop(),
        lambda rows: rows.__setitem__(2, replace(rows[2], payload=b"{}")),
        lambda rows: rows.__setitem__(-1, replace(rows[-1], signature=bytes(64))),
    ],
)
def test_a_harmed_journal_is_not_opened_for_writing(team: Team, harm: Callable[[list[Entry]], None]) -> None:
    harm(_rows(team))
    with pytest.raises(UserError):
        _reopen(team)


def test_a_full_disk_changes_nothing(team: Team) -> None:
    before, length = team.cast.room.state, len(_rows(team))
    team.cast.journal.failing = True
    with pytest.raises(EnvironmentFault):
        team.act("林越", WriteLog(incident=team.incident_id, text="写不进去"))
    assert team.cast.room.state is before
    team.cast.journal.failing = False
    team.act("林越", WriteLog(incident=team.incident_id, text="又能写了"))
    assert len(_rows(team)) == length + 1
    assert not _findings(team)


def test_the_room_as_it_was(team: Team) -> None:
    then = team.cast.clock.at
    team.cast.later(5)
    team.bring_out()
    assert not team.cast.room.as_of(then).statements
    assert team.cast.room.as_of(team.cast.clock.at) == team.cast.room.state


def test_time_never_goes_back_in_the_journal(team: Team) -> None:
    team.cast.clock.at -= timedelta(days=1)
    team.act("林越", WriteLog(incident=team.incident_id, text="电脑的钟被拨回去了"))
    hlcs = [entry.hlc for entry in _rows(team)]
    assert hlcs == sorted(set(hlcs))


def test_an_entry_of_a_newer_program_is_kept_and_counted(team: Team) -> None:
    rows = _rows(team)
    last = rows[-1]
    newer = Entry(last.device, last.seq + 1, last.hlc + 1, "moon.landed", b"{}", b"", last.hash, b"", b"")
    rows.append(seal_entry(bytes(range(16)), team.cast.key, newer))
    assert fold(RoomState(), read(team.cast.journal)).unread == 1
    assert not [f for f in _findings(team) if f != "verify-tail"]


def test_payloads_survive_the_round_trip(team: Team) -> None:
    team.bring_out()
    for record in team.cast.room.records:
        assert record.event is not None
        assert subjects.encode(record.event) == record.entry.payload
        assert subjects.decode(record.entry.kind, record.entry.payload) == record.event


def test_an_empty_store_is_no_room() -> None:
    assert [said.key for said in audit(MemoryJournal(), MemoryWitness()).findings] == ["verify-no-room"]


def test_records_say_where_they_stand(team: Team) -> None:
    record = team.cast.room.records[-1]
    assert record.at == At(record.entry.seq, record.at.time, record.entry.hash)
