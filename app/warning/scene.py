# SPDX-License-Identifier: Apache-2.0
"""All that the live beacon knows of its watches, and how it is set up from what was kept.

Used by `beacon` at its start, and again where the clock jumped or rules look further back than before. The trap: the
rows of ring, detector, rules and runs are the same, so a watch is added to all of them at once, by `Scene.add`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from app.errors import Said
from app.posts.ports import PostStore
from app.warning.flock import HOUR, Flock, base_minute
from app.warning.keeping import Held, Run, blank, pack, unpack
from app.warning.learning import HISTORY_MINUTES, caught_up
from app.warning.memory import Memory
from app.warning.outside import Outside
from app.warning.policy_book import Policy
from app.warning.ring import Ring, time_of
from app.warning.rules import minutes_needed
from app.warning.rulings import Rulings
from app.warning.telling import PICTURE_MINUTES

Trouble: TypeAlias = Callable[[Said], None]
_LEAST_RING: Final = PICTURE_MINUTES + HOUR


@dataclass(slots=True)
class Scene:
    """The watches, row by row. `learning` are rows that are to learn from history, and from which minute on."""

    store: PostStore
    ring: Ring
    flock: Flock
    rulings: Rulings
    policy: Policy
    runs: list[Run]
    rules: list[str]
    learning: dict[int, int]

    @property
    def size(self) -> int:
        """How many watches."""
        return len(self.runs)

    def add(self, name: str, rules: str) -> int:
        """A watch nobody knew; it learns from history first."""
        row = self.ring.add(name)
        series = self.store.indicators(name, time_of(self.ring.first), time_of(self.ring.last + 1))
        self.ring.fill(row, series)
        self.flock.add(blank(1))
        self.rulings.add(name)
        self.runs.append(Run())
        self.rules.append(rules)
        self.learning[row] = self.ring.last
        return row

    def states(self, rows: Iterable[int]) -> dict[str, bytes]:
        """What is to be kept of these watches."""
        base, at = self.flock.base, self.flock.base_minute
        return {
            self.ring.names[row]: pack(
                base[row : row + 1], at, self.runs[row], self.rules[row], self.rulings.held(row)
            )
            for row in rows
        }


@dataclass(frozen=True, slots=True)
class _Known:
    """What is kept of one watch. `memory` (1,) is None where it must learn."""

    memory: "Memory | None" = None
    following: int = 0
    run: Run | None = None
    held: tuple[Held, ...] = ()


def ring_minutes(policy: Policy) -> int:
    """How long a ring a policy needs."""
    return max([_LEAST_RING, *(minutes_needed(rule) + 1 for rule in policy.rules)])


def begun(
    store: PostStore, outside: Outside, policy: Policy, states: Mapping[str, bytes], *, now: int, trouble: Trouble
) -> Scene:
    """Everything as it was kept, caught up to `now` (minutes since 1970). What could not be read is told.

    Watches that are gone from the book and were not mentioned for a fortnight are left out.
    """
    rules = outside.watches()
    since, until = time_of(now - HISTORY_MINUTES), time_of(now)
    quiet = {name for name in states if name not in rules and not store.indicators(name, since, until).values.any()}
    known = _kept({name: state for name, state in states.items() if name not in quiet}, rules, trouble)
    ring = Ring(ring_minutes(policy), now)
    for name in known:
        ring.fill(ring.add(name), store.indicators(name, time_of(ring.first), time_of(now + 1)))
    base = base_minute(now)
    flock = Flock(ring, base, _caught_up(store, known, base))
    flock.go_on(now)
    rulings = Rulings(policy, ring, store, outside.zone())
    for row, one in enumerate(known.values()):
        rulings.recall(row, one.held)
    young = {row: now for row, one in enumerate(known.values()) if one.memory is None}
    runs = [_not_ahead(one.run or Run(), now) for one in known.values()]
    return Scene(store, ring, flock, rulings, policy, runs, [rules.get(name, "") for name in known], young)


def _not_ahead(run: Run, now: int) -> Run:
    """A run as of `now`, where the clock was ahead: else it would not end before the clock had caught up."""
    run.since, run.lit = min(run.since, now), min(run.lit, now)
    run.seen, run.told_until = min(run.seen, now), min(run.told_until, now)
    return run


def _kept(states: Mapping[str, bytes], rules: Mapping[str, str], trouble: Trouble) -> dict[str, _Known]:
    """Every watch there is or was, with what is kept of it; its memory only where its keywords are still the same."""
    known: dict[str, _Known] = {}
    answers: dict[str, Said] = {}
    for name in sorted({*states, *rules}):
        known[name] = _Known()
        if name not in states:
            continue
        found = unpack(states[name])
        if found.answer is not None:
            answers[found.answer.key] = found.answer
        if found.kept is not None:
            same = found.kept.rules == rules.get(name, "")
            memory = found.memory if same else None
            known[name] = _Known(memory, found.following, found.kept.run, found.kept.held)
    for answer in answers.values():
        trouble(answer)
    return known


def _caught_up(store: PostStore, known: Mapping[str, _Known], base: int) -> Memory:
    """(watches,) memory at `base`. Those that had heard as much are taken together."""
    memory = blank(len(known))
    groups: dict[int, list[int]] = {}
    for row, one in enumerate(known.values()):
        if one.memory is not None:
            memory[row] = one.memory[0]
            groups.setdefault(one.following, []).append(row)
    names = list(known)
    for following, rows in groups.items():
        memory[rows] = caught_up(store, [names[row] for row in rows], memory[rows], following, base)
    return memory
