# SPDX-License-Identifier: Apache-2.0
"""The desk: all that a pane is given. The room's events become Qt signals here, and nowhere else.

Made once by :mod:`ui.application`, handed to every pane's constructor. A pane reads `desk.state`, sends `desk.act`,
and refreshes on the signals. The trap: `state` is replaced, never changed; take it anew on each refresh.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from app.clock import Clock
from app.doors import OpenHouse, Settings
from app.errors import FenghuoError, Refusal, Said
from app.posts.stories.story import Story
from app.room.event import Command
from app.room.journal import Recorded
from app.room.service import Changes, Session
from app.room.state import Incident, Person, RoomState
from app.room.stories import parts_now
from app.texts import Language, Texts
from ui.post_count import PostCount
from ui.tasks import Tasks

_T = TypeVar("_T")


class Desk(QObject):
    """One open room, as the window sees it.

    Signals: `changed(Changes)` after entries were written; `refused(FenghuoError)` when a command was not carried
    out; `person_changed()`; `incident_changed()`; `language_changed()`; `theme_changed()`; `posts_changed()` after
    posts arrived; `posts_judged()` after all that are stored were judged again; `rung(str)` when something should be
    heard; `moment_changed()` when the room is shown as it was at another time; `person_wanted(again, given_up)` when
    somebody acts and nobody is signed in: call the one once somebody is, the other if nobody will be.
    """

    changed = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    person_changed = Signal()
    incident_changed = Signal()
    language_changed = Signal()
    theme_changed = Signal()
    posts_changed = Signal()
    posts_judged = Signal()
    moment_changed = Signal()
    rung = Signal(str)
    person_wanted = Signal(object, object)

    def __init__(
        self,
        house: OpenHouse,
        settings: Settings,
        clock: Clock,
        texts: Texts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.room, self.posts, self.sources = house.room, house.posts, house.sources
        self.watches, self.seen, self.settings = house.watches, house.seen, settings
        self.moods, self.scorer, self.policy = house.moods, house.scorer, house.policy
        self.clock, self.texts = clock, texts
        self.tasks = Tasks(self)
        self.counts = PostCount(self.tasks, house.posts, self._or(None), self)
        self.session: Session | None = None
        self.theme: str = "dark"
        self.moment: datetime | None = None
        self._past: RoomState | None = None
        self._incident = ""
        self._arrived = True
        self.posts_changed.connect(self._posts_came)

    @property
    def state(self) -> RoomState:
        """The room now, or as it was at `moment`."""
        return self._past or self.room.state

    @property
    def records(self) -> list[Recorded]:
        """Every record up to `moment`, oldest first."""
        if self.moment is None:
            return self.room.records
        return [record for record in self.room.records if record.at.time <= self.moment]

    @property
    def zone(self) -> ZoneInfo:
        """The room's time zone; every time on screen is in it."""
        return self.room.state.zone

    @property
    def person(self) -> Person | None:
        """Who is signed in."""
        return self.room.state.people.get(self.session.person) if self.session else None

    @property
    def incident(self) -> Incident | None:
        """The incident in front: the one chosen, else the newest open one, else the newest."""
        incidents = sorted(self.state.incidents.values(), key=lambda i: (i.open, i.declared_at))
        chosen = self.state.incidents.get(self._incident)
        return chosen or (incidents[-1] if incidents else None)

    def choose_incident(self, incident: str) -> None:
        """Put another incident in front."""
        self._incident = incident
        self.incident_changed.emit()

    def sign_in(self, session: Session | None) -> None:
        """Somebody else sits down; None when nobody does."""
        self.session = session
        self.person_changed.emit()

    def set_texts(self, language: Language) -> None:
        """Switch the language while running."""
        self.texts = Texts(language)
        self.language_changed.emit()

    def set_theme(self, theme: str) -> None:
        """`dark` or `light`."""
        self.theme = theme
        self.theme_changed.emit()

    def look_back(self, moment: datetime | None) -> None:
        """Show the room as it was at `moment`; None for now."""
        self.moment = moment
        self._past = None if moment is None else self.room.as_of(moment)
        self.moment_changed.emit()

    def act(
        self,
        command: Command,
        done: Callable[[Changes], None] | None = None,
        refused: Callable[[FenghuoError], None] | None = None,
        *,
        session: Session | None = None,
    ) -> None:
        """Carry out a command on the writer thread. `session` brings an unlocked key, for sealing.

        `done` and `refused` run on the GUI thread, besides the signals. Where `refused` is given it alone shows it.
        """
        by = session or self.session
        if by is None:
            nobody = Refusal("permission.nobody", Said("window-nobody-signed-in"))
            self.person_wanted.emit(lambda: self.act(command, done, refused), lambda: self._or(refused)(nobody))
            return

        def ended(changes: Changes) -> None:
            self.changed.emit(changes)
            if done is not None:
                done(changes)

        self.tasks.write(lambda: self.room.act(command, by), ended, self._or(refused))

    def unlock(
        self, passphrase: str, done: Callable[[Session], None], refused: Callable[[FenghuoError], None]
    ) -> None:
        """The signed-in person proves themself again, for one seal. The session given to `done` holds their key."""
        if self.session is None:
            return
        person = self.session.person
        self.tasks.write(lambda: self.room.sign_in(person, passphrase), done, self._or(refused))

    def tick(self) -> None:
        """Let the program note what it must: clocks that ran out, stories that posts made one with others."""
        self.tasks.write(self.room.tick, self._noted, self._or(None))
        if self._arrived:
            self._arrived = False
            self.read(lambda: parts_now(self.room.state, self.posts), self._follow)

    def _noted(self, changes: Changes) -> None:
        if changes.records:
            self.changed.emit(changes)

    def _follow(self, parts: tuple[dict[str, Story], int]) -> None:
        self.tasks.write(lambda: self.room.follow(*parts), self._noted, self._or(None))

    def _posts_came(self) -> None:
        self._arrived = True

    def read(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        """Read posts (or anything slow) off the GUI thread."""
        self.tasks.read(work, done, self._or(None))

    def ring(self, name: str) -> None:
        """Have a sound played: one of `resources/sounds`."""
        self.rung.emit(name)

    def close(self) -> None:
        """Wait for writes, drop reads, release the files."""
        self.counts.close()
        self.tasks.close()
        self.posts.close()
        self.seen.close()
        self.room.close()

    def _or(self, refused: Callable[[FenghuoError], None] | None) -> Callable[[Exception], None]:
        def failed(error: Exception) -> None:
            if not isinstance(error, FenghuoError):
                self.failed.emit(error)
            elif refused is not None:
                refused(error)
            else:
                self.refused.emit(error)

        return failed
