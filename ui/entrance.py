# SPDX-License-Identifier: Apache-2.0
"""The way from a closed profile to a window at work: first run, unlocking, or straight in.

Made by :mod:`ui.application`. The trap: opening may take a quarter of a second and may fail in ways a person can
mend, so it runs off the GUI thread and a failure shows the door again, not a traceback.
"""

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.clock import Clock
from app.doors import Door, OpenHouse, Settings
from app.errors import FenghuoError
from app.texts import Texts, as_language
from ui.appearance import Appearance
from ui.dialogs.first_run import Begun, FirstRun
from ui.dialogs.unlock import Unlock
from ui.tasks import Tasks

if TYPE_CHECKING:
    from ui.workplace import Workplace


def _look(door: Door) -> OpenHouse | Literal["new", "locked"]:
    """What stands behind the door; opens it where nothing has to be asked."""
    if door.is_new():
        return "new"
    return "locked" if door.locked_by_passphrase() else door.open(None)


def _load_dictionaries() -> None:
    """Words are cut by dictionaries, each read in 0.1 to 0.2 s that stop every other thread.

    Here nobody feels it: the profile is being opened or somebody types a passphrase. Later it would be a stumble
    under the first post that is explained, or the first analysis.
    """
    from app.analysis.cutting import make_ready

    make_ready()


class Entrance(QObject):
    """Signals: `entered(Workplace)`; `failed(Exception)` for a bug; `left()` when nothing is open any more."""

    entered = Signal(object)
    failed = Signal(object)
    left = Signal()

    def __init__(self, door: Door, settings: Settings, texts: Texts, *, clock: Clock, appearance: Appearance) -> None:
        super().__init__()
        self._door, self._settings, self._texts, self._clock = door, settings, texts, clock
        self._appearance = appearance
        self._tasks = Tasks(self)
        self.page: QWidget | None = None
        self.workplace: Workplace | None = None

    def start(self) -> None:
        """Look at the door and do what it needs; meanwhile load what the window is made of."""
        self._tasks.write(lambda: _look(self._door), self._looked, self._not_opened)
        import ui.workplace  # noqa: F401 (a fifth of a second, while the profile is being opened)

        self._tasks.read(_load_dictionaries, lambda _: None, self.failed.emit)

    def close(self) -> None:
        """Give everything back."""
        self._tasks.close()
        if self.workplace is not None:
            self.workplace.close()
        self._drop_page()

    def _looked(self, found: OpenHouse | Literal["new", "locked"]) -> None:
        if found == "new":
            self._show_first_run()
        elif found == "locked":
            self._show_door()
        else:
            self._enter(found)

    def _show_first_run(self) -> None:
        page = FirstRun(self._door, self._texts, self._tasks)
        page.begun.connect(self._begun)
        page.language_chosen.connect(self._set_language)
        page.closed_unused.connect(self.left)
        page.failed.connect(self.failed)
        self.page = page
        page.show()

    def _show_door(self) -> Unlock:
        page = Unlock(self._door, self._texts, self._tasks)
        page.opened.connect(self._enter)
        page.closed_unused.connect(self.left)
        page.failed.connect(self.failed)
        self.page = page
        page.show()
        return page

    def _not_opened(self, error: Exception) -> None:
        if isinstance(error, FenghuoError):
            self._show_door().refuse(error)
        else:
            self.failed.emit(error)
            self.left.emit()

    def _set_language(self, name: str) -> None:
        language = as_language(name)
        if language is None or not isinstance(self.page, FirstRun):
            return
        self._settings.language = language
        self._texts = Texts(language)
        self._appearance.set_language(language)
        self.page.retranslate(self._texts)

    def _begun(self, begun: Begun) -> None:
        self._open_workplace(begun.house).open(begun.person, begun.files, action=begun.action)
        self._drop_page()

    def _enter(self, house: OpenHouse) -> None:
        self._open_workplace(house).open()
        self._drop_page()

    def _open_workplace(self, house: OpenHouse) -> "Workplace":
        from ui.workplace import Workplace

        workplace = Workplace(
            house, self._settings, self._texts, clock=self._clock, appearance=self._appearance
        )  # fmt: skip
        workplace.desk.failed.connect(self.failed)
        workplace.window.closed.connect(lambda: self._window_closed(workplace))
        workplace.demo_requested.connect(self._make_demo)
        self.workplace = workplace
        self.entered.emit(workplace)
        return workplace

    def _make_demo(self) -> None:
        """From the empty feed: a throw-away room takes the place of this one."""
        workplace = self.workplace
        if workplace is not None:
            workplace.window.messages.say(workplace.desk.texts("window-demo-making"), "plain")
            self._tasks.write(self._door.demo, self._swap, workplace.say_failed)

    def _swap(self, demo: OpenHouse) -> None:
        before = self.workplace
        if before is not None:
            self._texts = before.desk.texts
        self._open_workplace(demo).open()
        if before is not None:
            before.window.close()

    def _window_closed(self, workplace: "Workplace") -> None:
        if workplace is self.workplace:
            self.left.emit()

    def _drop_page(self) -> None:
        if self.page is not None:
            self.page.close()
            self.page.deleteLater()
            self.page = None
