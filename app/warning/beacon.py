# SPDX-License-Identifier: Apache-2.0
"""The live beacon: which watches were touched, what detector and rules say of them now, what is to be proposed.

`look` is called by the collector about once a second, on a thread of its own; what it answers is written by the
collector's one writer. The trap: it must never light for what is old. Posts later than two hours light nothing, a
clock that jumps makes it begin anew from what is kept, and a watch whose keywords changed learns anew.
"""

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.clock import Clock
from app.errors import FenghuoError
from app.posts.ports import PostStore
from app.warning.flock import HOUR
from app.warning.indicators import INDICATORS
from app.warning.keeping import DAY_HOURS, Run, blank, hours_learnt
from app.warning.learning import learnt
from app.warning.outside import Outside
from app.warning.policy_book import Policy
from app.warning.proposal import Proposal, Reason
from app.warning.ring import minute_of, time_of
from app.warning.rules import LEVELS, number_of
from app.warning.rulings import Rulings
from app.warning.scene import Scene, Trouble, begun, ring_minutes
from app.warning.telling import detector_reason, picture, stories_behind, voices_behind

CALM_MINUTES: Final = 60
"""After so long without a level a run is over."""
_BACK_MINUTES: Final = 5
_PATIENCE: Final = 0.25
"""Seconds of one look for learning from history."""
_JUDGED_IN: Final = 2
"""Minutes after which stored posts are surely being judged by a rule that changed."""


@dataclass(frozen=True, slots=True)
class Look:
    """What came of a look, to be written in one transaction: proposals, and what is to be kept of watches."""

    proposals: tuple[Proposal, ...] = ()
    states: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Lit:
    """The detector's level of some rows, 0 to 4, and the first and the last minute with one (0 where none)."""

    level: NDArray[np.uint8]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


class Beacon:
    """One collector's."""

    def __init__(self, store: PostStore, clock: Clock, outside: Outside, trouble: Trouble) -> None:
        """`trouble` hears, on the thread that looks, what a person should know."""
        self._store, self._clock, self._outside, self._trouble = store, clock, outside, trouble
        self._scene: Scene | None = None
        self._policy_seen: object = ()
        self._policy = Policy()

    def look(self) -> Look:
        """Looks at what was touched since the last time; once a minute at everything. Raises FenghuoError."""
        now = minute_of(self._clock.now())
        scene = self._scene
        if scene is None or not self._fits(scene, now):
            states = self._store.beacon_states() if scene is None else scene.states(range(scene.size))
            mentioned = self._store.touched().keys()
            scene = self._scene = begun(
                self._store, self._outside, self._policy_now(), states, now=now, trouble=self._trouble
            )
            for name in mentioned - scene.ring.places.keys():
                scene.add(name, "")
            heard = np.array([row for row in range(scene.size) if row not in scene.learning], np.intp)
            self._learn(scene)
            rows = np.arange(scene.size)
            lit = self._lit(scene, rows)
            # What was stored while nobody looked counts as late posts do, except where the past is learnt only now.
            self._rewind(scene, rows, heard, lit)
            proposals = self._weighed(scene, rows, rows, lit)
            gone = {name: b"" for name in states if name not in scene.ring.places}
            return Look(proposals, {**scene.states(rows.tolist()), **gone})
        later, size = now > scene.ring.last, scene.size
        saved = later and self._pass(scene, now)
        touched, late = self._touched(scene)
        rows = np.arange(scene.size) if later else touched
        lit = self._lit(scene, rows)
        self._rewind(scene, rows, late, lit)
        self._learn(scene)
        proposals = self._weighed(scene, rows, touched, lit)
        if saved:
            return Look(proposals, scene.states(range(scene.size)))
        told = {scene.ring.places[proposal.watch] for proposal in proposals}
        burning = [row for row, run in enumerate(scene.runs) if later and run.id]
        return Look(proposals, scene.states({*told, *burning, *range(size, scene.size)}))

    def _fits(self, scene: Scene, now: int) -> bool:
        """Whether time went on as it should, and the ring is long enough for the rules."""
        steady = scene.ring.last - _BACK_MINUTES <= now <= scene.ring.last + HOUR
        return steady and (now <= scene.ring.last or ring_minutes(self._policy_now()) <= scene.ring.length)

    # --- once a minute

    def _pass(self, scene: Scene, now: int) -> bool:
        """A minute or more went by. Whether what is kept of all watches is another than before."""
        scene.ring.go_on(now)
        if (policy := self._policy_now()) is not scene.policy:
            rulings = Rulings(policy, scene.ring, self._store, self._outside.zone())
            rulings.take_over(scene.rulings)
            scene.policy, scene.rulings = policy, rulings
        self._watches_changed(scene)
        self._gaps(scene, now)
        moved = scene.flock.go_on(now)
        if moved:
            young = np.flatnonzero(hours_learnt(scene.flock.base) < DAY_HOURS)
            scene.learning.update((row, now) for row in young.tolist() if row not in scene.learning)
        return moved

    def _policy_now(self) -> Policy:
        """The policy; the last good one where the file is damaged, which is told once."""
        changed = self._outside.policy.changed()
        if changed != self._policy_seen:
            self._policy_seen = changed
            try:
                self._policy = self._outside.policy.policy()
            except FenghuoError as error:
                self._trouble(error.said)
        return self._policy

    def _watches_changed(self, scene: Scene) -> None:
        """New watches are added; one whose keywords are others knows nothing any more."""
        for name, rules in self._outside.watches().items():
            if (row := scene.ring.places.get(name)) is None:
                scene.add(name, rules)
            elif scene.rules[row] != rules:
                scene.rules[row] = rules
                scene.flock.teach(row, blank(1))
                scene.learning[row] = scene.ring.last + _JUDGED_IN

    def _gaps(self, scene: Scene, now: int) -> None:
        """Gaps are of the collector, so those of one watch are those of all."""
        if not scene.size:
            return
        start, settled = scene.flock.base_minute, scene.flock.live_minute - scene.flock.base_minute
        gaps = self._store.indicators(scene.ring.names[0], time_of(start), time_of(now + 1)).gaps
        news = scene.ring.note_gaps(start, gaps[:settled])
        scene.ring.note_gaps(start + settled, gaps[settled:])
        if news:
            scene.flock.rewind(np.arange(scene.size))

    def _learn(self, scene: Scene) -> None:
        """Watches that know nothing learn from history, a few in each look."""
        due = [row for row, since in scene.learning.items() if since <= scene.ring.last]
        if due and not self._store.judged_by(self._store.rules):
            scene.learning.update((row, scene.ring.last + 1) for row in due)
            return
        until = time.monotonic() + _PATIENCE
        for row in due:
            del scene.learning[row]
            scene.flock.teach(row, learnt(self._store, scene.ring.names[row], scene.flock.base_minute))
            if time.monotonic() > until:
                return

    # --- what was touched

    def _touched(self, scene: Scene) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The rows in which something changed that is not too old, and those of them that must be heard again.

        Too old for the detector is what it has heard past; a rule counts all that was posted in its window.
        """
        wanted: dict[str, list[int]] = {}
        for name, minutes in self._store.touched().items():
            if name not in scene.ring.places:
                scene.add(name, "")
            if kept := [minute for minute in minutes if minute >= scene.ring.first]:
                wanted[name] = kept
        if not wanted:
            return np.zeros(0, np.intp), np.zeros(0, np.intp)
        found = {(cell.watch, cell.minute): cell[2:] for cell in self._store.cells(wanted)}
        nothing = (0,) * len(INDICATORS)
        values = [found.get((name, minute), nothing) for name, minutes in wanted.items() for minute in minutes]
        rows = np.repeat([scene.ring.places[name] for name in wanted], [len(one) for one in wanted.values()])
        at = np.concatenate([np.array(minutes, np.int64) for minutes in wanted.values()])
        scene.ring.put(rows, at, np.array(values, np.int64))
        unheard = (at >= scene.flock.base_minute) & (at < scene.flock.live_minute)
        return np.unique(rows), np.unique(rows[unheard])

    # --- what is said of it

    def _lit(self, scene: Scene, rows: NDArray[np.intp]) -> _Lit:
        """The detector's level now."""
        if not len(rows):
            return _unlit(0)
        return _highest(scene, rows, scene.flock.now(rows, explain=False).level, scene.flock.live_minute)

    def _rewind(self, scene: Scene, rows: NDArray[np.intp], late: NDArray[np.intp], lit: _Lit) -> None:
        """Late posts came: what they light in the last hours counts as well."""
        if not len(late):
            return
        earlier = _highest(scene, late, scene.flock.rewind(late), scene.flock.base_minute)
        now = self._lit(scene, late)
        places = np.searchsorted(rows, late)
        lit.level[places] = np.maximum(earlier.level, now.level)
        lit.first[places] = np.where(earlier.level > 0, earlier.first, now.first)
        lit.last[places] = np.maximum(earlier.last, now.last)

    def _weighed(
        self, scene: Scene, rows: NDArray[np.intp], touched: NDArray[np.intp], lit: _Lit
    ) -> tuple[Proposal, ...]:
        """Detector and rules together; a proposal for each watch whose run begins or rises."""
        if not len(rows):
            return ()
        scene.rulings.look(rows, touched)
        ruled = scene.rulings.levels(np.arange(scene.size))
        burning = {row for row, run in enumerate(scene.runs) if run.id} | set(np.flatnonzero(ruled).tolist())
        detected = {int(row): place for place, row in enumerate(rows) if lit.level[place] or int(row) in burning}
        found = []
        for row in sorted({*detected, *burning}):
            place = detected.get(row)
            level = 0 if place is None else int(lit.level[place])
            now = scene.ring.last if ruled[row] else 0
            first = int(lit.first[place]) if place is not None and level else now
            last = max(now, int(lit.last[place])) if place is not None else now
            if self._burns(scene, row, max(level, int(ruled[row])), first=first, last=last):
                found.append(self._proposal(scene, row, level))
        return tuple(found)

    def _burns(self, scene: Scene, row: int, level: int, *, first: int, last: int) -> bool:
        """Goes on with a watch's run; whether it has reached a level it had not."""
        run = scene.runs[row]
        if run.id and scene.ring.last - run.seen >= CALM_MINUTES and not (level and last > run.lit):
            run = scene.runs[row] = Run(told_until=run.lit)
        if not level:
            return False
        if not run.id:
            run.id, run.since = uuid.uuid4().hex, first
        if last > run.lit:
            run.lit, run.seen = last, scene.ring.last
        risen = level > run.level
        run.level = max(level, run.level)
        return risen

    def _proposal(self, scene: Scene, row: int, level: int) -> Proposal:
        run, watch = scene.runs[row], scene.ring.names[row]
        reasons = scene.rulings.reasons(row)
        if level:
            reasons.insert(0, self._detected(scene, row, level))
        reasons.sort(key=lambda reason: -number_of(reason.level))
        since = time_of(scene.ring.last + 1 - max([HOUR, *(reason.minutes for reason in reasons)]))
        return Proposal(
            id=uuid.uuid4().hex, run=run.id, watch=watch, level=LEVELS[run.level - 1], at=time_of(scene.ring.last),
            since=time_of(run.since), reasons=tuple(reasons), stories=stories_behind(self._store, watch, since),
            voices=voices_behind(self._store, watch, since),
            picture=picture(scene.ring, row, scene.flock.base[row : row + 1]),
        )  # fmt: skip

    def _detected(self, scene: Scene, row: int, level: int) -> Reason:
        verdict = scene.flock.all_since_base(np.array([row]))
        minutes = scene.flock.base_minute + np.arange(verdict.level.shape[1])
        fresh = (verdict.level[0] >= level) & (minutes > scene.runs[row].told_until)
        places = np.flatnonzero(fresh) if fresh.any() else np.array([verdict.level.shape[1] - 1])
        return detector_reason(verdict, 0, places, level)


def _highest(scene: Scene, rows: NDArray[np.intp], levels: NDArray[np.uint8], first: int) -> _Lit:
    """The highest of `levels` (rows, minutes) from `first` on, without runs that are over and a watch's first day."""
    if not levels.shape[1]:
        return _unlit(len(rows))
    told = np.array([scene.runs[row].told_until for row in rows.tolist()], np.int64)
    minutes = first + np.arange(levels.shape[1])
    known = hours_learnt(scene.flock.base)[rows] >= DAY_HOURS
    counted = np.where((minutes[None] > told[:, None]) & known[:, None], levels, 0)
    last = np.where(counted > 0, minutes[None], 0).max(axis=1)
    first_lit = np.where(counted.any(axis=1), first + (counted > 0).argmax(axis=1), 0)
    return _Lit(counted.max(axis=1).astype(np.uint8), first_lit, last)


def _unlit(rows: int) -> _Lit:
    return _Lit(np.zeros(rows, np.uint8), np.zeros(rows, np.int64), np.zeros(rows, np.int64))
