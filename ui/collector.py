# SPDX-License-Identifier: Apache-2.0
"""Keeps the collector running beside the window: starts it, hears its pulse, starts it again when it dies.

Made by :mod:`ui.workplace`. It runs while the profile has a source that is not paused; and, without a word, while
there are watches, own words, posts to judge anew or decisions to carry out on them, because only it may change posts.
Where another program already collects for this profile, its pulse in the post store is listened to instead. The trap:
a collector ends when its standard input is closed, so a window that is killed leaves none behind.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.doors import ChildCommand
from app.errors import FenghuoError
from app.posts.judge import Judge
from app.posts.sources.health import DEAD_AFTER, Health, health, is_alive
from app.posts.sources.source import Pulse
from app.room.service import Changes
from ui.desk import Desk

_LOOK_MS: Final = 2_000
_HEALTH_EVERY: Final = 5
_POSTS_EVERY_MS: Final = 500
_PATIENCE_MS: Final = 5_000
_FIRST_PAUSE: Final = 2
_LONGEST_PAUSE: Final = 60
_CARRIED_OUT: Final = frozenset({"story.merged", "story.split", "mood.corrected", "mood.restored"})
"""What people decide that must be done to stored posts."""
_log = logging.getLogger(__name__)


class CollectorState(StrEnum):
    """How the collector is. The words are keys: `strip-collector-…`."""

    OFF = "off"
    STARTING = "starting"
    RUNNING = "running"
    ELSEWHERE = "elsewhere"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Condition:
    """What the strip shows: how the collector is, and of how many sources how many are not well, by name."""

    state: CollectorState = CollectorState.OFF
    pulse: Pulse | None = None
    sources: int = 0
    failing: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    why: str = ""


class _Line(msgspec.Struct, frozen=True):
    """What `fenghuo watch --supervised --json` prints."""

    pulse: Pulse | None = None
    stored: int = 0
    source: str = ""
    trouble: str = ""
    proposed: dict[str, str] | None = None


class CollectorKeeper(QObject):
    """Signals: `changed(Condition)`; `fell_silent(list[str])` with the sources that have just become silent;
    `proposed()` when the beacon has.
    """

    changed = Signal(object)
    proposed = Signal()
    fell_silent = Signal(object)

    def __init__(self, desk: Desk, command: ChildCommand, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._command = desk, command
        self.condition = Condition()
        self._process: QProcess | None = None
        self._pause, self._wait, self._looks, self._mute = _FIRST_PAUSE, 0, 0, 0
        self._ours: datetime | None = None
        self._heard = self._collects = self._rearranged = False
        self._judged: str | None = None
        self._judge = Judge(desk.scorer, desk.watches)  # kept: it reads the book again only where that has changed
        self._closed = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.look)
        self._throttle = QTimer(self)
        self._throttle.setSingleShot(True)
        self._throttle.setInterval(_POSTS_EVERY_MS)
        self._throttle.timeout.connect(desk.posts_changed)
        desk.changed.connect(self._look_for_decisions)

    def start(self) -> None:
        """From now on."""
        self._look.start()
        self.look()

    def close(self) -> None:
        """Ends the collector, which first writes what it has taken in."""
        self._closed = True
        self._look.stop()
        self._throttle.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        process.closeWriteChannel()
        process.terminate()
        if not process.waitForFinished(_PATIENCE_MS):
            process.kill()
            process.waitForFinished(_PATIENCE_MS)
        process.deleteLater()

    def look(self) -> None:
        """Start it where it should run, and see how the sources are."""
        try:
            self._collects = any(not source.paused for source in self._desk.sources.sources())
            active = self._collects or self._rearranged or self._judges() or self._judged == ""
        except FenghuoError as error:
            self._collects = True
            state = CollectorState.DEAD if self._process is None else self.condition.state
            self._show(state, why=self._desk.texts.error(error))
            return
        if not active:
            self._stop()
            self._show(CollectorState.OFF, pulse=None)
        elif self._process is None:
            self._wait -= _LOOK_MS // 1000
            if self._wait <= 0:
                self._begin()
        else:
            self._listen_for_life(self._process)
        if self._looks % _HEALTH_EVERY == 0:
            self._desk.read(self._read_health, self._show_health)
        self._looks += 1

    def _begin(self) -> None:
        program, *rest = self._command.arguments("watch", "--supervised", "--json")
        process = QProcess(self)
        process.setProgram(program)
        process.setArguments(rest)
        process.started.connect(lambda: process.write(self._command.secret()))
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed_to_start)
        self._process, self._mute, self._heard = process, 0, False
        if self.condition.state is not CollectorState.ELSEWHERE:
            self._show(CollectorState.STARTING)
        process.start()

    def _listen_for_life(self, process: QProcess) -> None:
        """One that gives no sign any more is as good as dead. Looks are counted, not time: a computer may sleep."""
        self._mute += 1
        silence = timedelta(milliseconds=self._mute * _LOOK_MS)
        if self._heard and silence > DEAD_AFTER:
            process.kill()

    def _stop(self) -> None:
        """There is nothing left to do: let it end by itself."""
        if self._process is not None:
            self._process.closeWriteChannel()

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            try:
                line = msgspec.json.decode(bytes(self._process.readLine().data()), type=_Line)
            except msgspec.DecodeError:
                continue  # something a library printed: not ours
            self._mute, self._heard = 0, True
            stored = line.stored
            if line.proposed is not None:
                self.proposed.emit()
            if line.pulse is not None:
                # A file that another program handed over has no round of its own.
                known = self.condition.pulse
                stored = line.pulse.stored - (known.stored if known and known.began == line.pulse.began else 0)
                self._pause, self._ours = _FIRST_PAUSE, line.pulse.began
                self._show(CollectorState.RUNNING, pulse=line.pulse)
            elif line.trouble and not line.source:
                self._show(self.condition.state, why=line.trouble)
            if stored and not self._throttle.isActive():
                self._throttle.start()

    def _failed_to_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self) -> None:
        process, self._process = self._process, None
        if process is None or self._closed:
            return
        said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        process.deleteLater()
        if "Traceback (most recent call last)" in said:
            _log.error("the collector ended in a bug")
            said = ""
        self._wait, self._pause = self._pause, min(_LONGEST_PAUSE, self._pause * 2)
        if self.condition.state not in (CollectorState.OFF, CollectorState.ELSEWHERE):
            self._show(CollectorState.DEAD, why=said.splitlines()[-1] if said else "")
        self._desk.read(self._read_health, self._show_health)  # perhaps another program collects already

    def _read_health(self) -> tuple[int, tuple[str, ...], tuple[str, ...], Pulse | None, str]:
        """A source that the running collector has not asked yet cannot be called silent: it only slept with us."""
        now, pulse = self._desk.clock.now(), self._desk.posts.pulse()
        states = {state.name: state for state in self._desk.posts.source_states()}
        asked = {s.name for s in states.values() if pulse and s.last_try and s.last_try >= pulse.began}
        sources = [source for source in self._desk.sources.sources() if not source.paused]
        how = {source.name: health(source, states.get(source.name), now) for source in sources}
        failing = tuple(name for name, found in how.items() if found is Health.FAILING)
        silent = tuple(name for name, found in how.items() if found is Health.SILENT and name in asked)
        with suppress(FenghuoError):  # while the book is damaged, the rules of before go on counting
            self._judge.look()
        by = self._judge.fingerprint
        return len(sources), failing, silent, pulse, by if self._desk.posts.judged_by(by) else ""

    def _show_health(self, found: tuple[int, tuple[str, ...], tuple[str, ...], Pulse | None, str]) -> None:
        count, failing, silent, pulse, judged = found
        before, self._judged = self._judged, judged
        if judged and before is not None and judged != before:
            self._desk.posts_judged.emit()
        state, old = self.condition.state, self.condition
        alive = is_alive(pulse, self._desk.clock.now())
        silent = silent if alive else old.silent  # while nobody asks, nobody falls silent
        elsewhere = alive and pulse is not None and pulse.began != self._ours
        if state in (CollectorState.DEAD, CollectorState.ELSEWHERE) and self._process is None:
            state = CollectorState.ELSEWHERE if elsewhere else CollectorState.DEAD
        if state is CollectorState.ELSEWHERE and pulse and old.pulse and pulse.stored != old.pulse.stored:
            self._desk.posts_changed.emit()
        shown = pulse if state is CollectorState.ELSEWHERE else old.pulse or pulse
        self._set(Condition(state, shown, count, failing, silent, old.why))
        if fresh := [name for name in silent if name not in old.silent]:
            self.fell_silent.emit(fresh)

    def _show(self, state: CollectorState, *, pulse: Pulse | None = None, why: str = "") -> None:
        old = self.condition
        self._set(Condition(state, pulse or old.pulse, old.sources, old.failing, old.silent, why))

    def _judges(self) -> bool:
        """Whether anything is watched, or words have a mood; every two seconds, so files are looked at, not read."""
        stamps = (self._desk.watches.changed(), self._desk.moods.changed())
        return any(changed is not None and changed[1] > 0 for changed in stamps)

    def _look_for_decisions(self, changes: Changes) -> None:
        if changes.kinds & _CARRIED_OUT:
            self._rearranged = True
            self.look()

    def _set(self, condition: Condition) -> None:
        if not self._collects and condition.state is not CollectorState.OFF:
            condition = replace(condition, state=CollectorState.OFF)
        if condition != self.condition:
            self.condition = condition
            self.changed.emit(condition)
