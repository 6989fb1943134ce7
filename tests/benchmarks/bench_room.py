# SPDX-License-Identifier: Apache-2.0
"""How fast a decision is on disk, how fast a journal folds, and whether `kill -9` loses an acknowledged entry.

    python -m tests.benchmarks.bench_room [--kills 100]

Saving is given beside a bare 600-byte write + fsync in the same folder and run, so that a slow disk shows as such.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.clock import SystemClock
from app.keys import SigningKey, WrapCost
from app.profile import HeadWitness
from app.room.incidents import DeclareIncident
from app.room.journal import fold, read
from app.room.log import RecordDecision
from app.room.service import Founder, Room, Session
from app.room.state import RoomState
from app.room.verify import audit
from app.room.words import Department, Role, Severity
from db.journal_store import SqliteJournal, open_journal

_KEY, _SEED = bytes(range(32)), bytes(range(32, 64))
_TEXT = "暂停全部定时发布，统一口径后再恢复；由市场部负责，法务复核。"


def _open(folder: Path) -> tuple[Room, Session, str, SqliteJournal]:
    key = SigningKey(_SEED)
    store = open_journal(folder / "room.db", _KEY, readonly=False)
    fresh = store.identity() is None
    if fresh:
        store.found(bytes(16), key.public)
    room = Room(store, HeadWitness(folder / "room.head", key), key, SystemClock(), cost=WrapCost(8, 1, 1))
    if fresh:
        room.found("基准", "Asia/Shanghai", Founder("林越", Department.EXECUTIVE, (Role.COMMANDER,), "x"))
    session = Session(next(iter(room.state.people)), None)
    if fresh:
        room.act(DeclareIncident(title="基准", severity=Severity.II), session)
    return room, session, next(iter(room.state.incidents)), store


def _percentiles(times: list[float]) -> str:
    times = sorted(times)
    p99 = times[int(len(times) * 0.99)]
    return f"p50 {statistics.median(times) * 1e3:.2f} ms, p99 {p99 * 1e3:.2f} ms, max {times[-1] * 1e3:.2f} ms"


def save(folder: Path, count: int = 1_000) -> None:
    """Time of one decision from `act` to acknowledged, against a bare write and fsync."""
    room, session, incident, _ = _open(folder)
    acts, bare = [], []
    with (folder / "bare").open("ab") as file:
        for number in range(count):
            begun = time.perf_counter()
            room.act(RecordDecision(incident=incident, text=f"{_TEXT}{number}", grounds="口径未统一"), session)
            acts.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            file.write(b"x" * 600)
            file.flush()
            os.fsync(file.fileno())
            bare.append(time.perf_counter() - begun)
    room.close()
    print(f"save one decision ({count}): {_percentiles(acts)}")
    print(f"bare write + fsync:          {_percentiles(bare)}")
    print(f"ratio of medians: {statistics.median(acts) / statistics.median(bare):.2f}")


def folding(folder: Path, count: int = 60_000) -> None:
    """Entries a second from payload bytes to state, and with every hash checked from disk."""
    room, session, incident, store = _open(folder)
    del session
    event_count = len(room.records)
    from app.room.log import DecisionRecorded

    events = [
        DecisionRecorded(by="p", id=f"id-{n}", incident=incident, text=_TEXT, grounds="口径未统一")
        for n in range(1_000)
    ]
    for _ in range(count // 1_000):
        room._journal.append(events, SystemClock().now())
    begun = time.perf_counter()
    records = list(read(store))
    middle = time.perf_counter()
    fold(RoomState(), records)
    end = time.perf_counter()
    total = len(records)
    print(f"fold: {total / (end - middle):,.0f} entries/s ({total:,} entries, {event_count} before)")
    print(f"read from disk, check hash and link, decode: {total / (middle - begun):,.0f} entries/s")
    print(f"both: {total / (end - begun):,.0f} entries/s")
    room.close()


def _writer(folder: Path) -> None:
    room, session, incident, _ = _open(folder)
    number = 0
    while True:
        text = f"{_TEXT}{number}"
        room.act(RecordDecision(incident=incident, text=text, grounds="依据"), session)
        print(room.records[-1].entry.seq, room.records[-1].entry.hash.hex(), flush=True)
        number += 1


def kills(folder: Path, count: int) -> None:
    """Kill a writer `count` times at random moments; every acknowledged entry must be there, the chain whole."""
    lost = broken = acknowledged = 0
    for _ in range(count):
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.bench_room", "--writer", str(folder)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(random.uniform(0, 0.12))
        child.send_signal(signal.SIGKILL)
        said = [first, *child.stdout.read().splitlines()]
        child.wait()
        whole = [line.split() for line in said if len(line.split()) == 2 and len(line.split()[1]) == 64]
        acknowledged += len(whole)
        store = open_journal(folder / "room.db", _KEY, readonly=False)
        held = {entry.seq: entry.hash.hex() for entry in store.entries()}
        lost += sum(held.get(int(seq)) != digest for seq, digest in whole)
        found = audit(store, HeadWitness(folder / "room.head", SigningKey(_SEED)))
        broken += not found.whole
        store.close()
    print(f"kill -9 x {count}: {acknowledged} acknowledged, {lost} lost, {broken} broken chains")


def main() -> None:
    """Run what the words ask for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--writer", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.writer:
        _writer(args.writer)
    for part in (save, folding, lambda folder: kills(folder, args.kills)):
        with tempfile.TemporaryDirectory() as folder:
            part(Path(folder))


if __name__ == "__main__":
    main()
