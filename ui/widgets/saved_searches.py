# SPDX-License-Identifier: Apache-2.0
"""The star beside the feed's search line: keep a search under a name, take one up again, let one go.

Used by the feed. The trap: a search is kept without the story that is open and without spans measured from now; the
caller leaves them out.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.errors import FenghuoError
from app.posts.question import Question
from ui.desk import Desk
from ui.dialogs.search_name import SearchName


class SavedSearches(QPushButton):
    """Signals: `chosen(Question)`; `failed(FenghuoError)` where the settings cannot be written."""

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, asked: Callable[[], Question], parent: QWidget | None = None) -> None:
        super().__init__("☆", parent)
        self._desk, self._asked = desk, asked
        self.setObjectName("savedSearches")
        self.setProperty("quiet", "true")
        self.setAutoDefault(False)
        self.clicked.connect(self.open_menu)

    def retranslate(self) -> None:
        """Its name, for tips and screen readers."""
        self.setToolTip(self._desk.texts("triage-searches"))
        self.setAccessibleName(self._desk.texts("triage-searches"))

    def open_menu(self) -> None:
        """All kept searches, and what can be done with them."""
        texts, searches = self._desk.texts, self._desk.settings.searches
        menu = QMenu(self)
        menu.setObjectName("searchMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, asked in searches.items():
            menu.addAction(_plain(name), partial(self.chosen.emit, asked))
        if not searches:
            menu.addAction(texts("triage-no-searches")).setEnabled(False)
        menu.addSeparator()
        save = menu.addAction(texts("triage-save-this"), self.ask_name)
        save.setEnabled(self._asked() != Question())
        if searches:
            gone = menu.addMenu(texts("triage-delete-search"))
            for name in searches:
                gone.addAction(_plain(name), partial(self.delete, name))
        menu.popup(self.mapToGlobal(QPoint(self.width() - menu.sizeHint().width(), self.height())))
        menu.setActiveAction(menu.actions()[0])

    def ask_name(self) -> None:
        """Keep what is asked now; nothing where nothing is."""
        asked = self._asked()
        if asked != Question():
            taken = self._desk.settings.searches
            SearchName(
                self._desk, self.window(), name=_suggested(asked), taken=taken, done=partial(self.keep, asked=asked)
            ).open()

    def keep(self, name: str, *, asked: Question) -> None:
        """Keep a search under a name, in the place of the one that had it."""
        self._desk.settings.searches[name] = asked
        self._save()

    def delete(self, name: str) -> None:
        """Let a search go."""
        self._desk.settings.searches.pop(name, None)
        self._save()

    def _save(self) -> None:
        try:
            self._desk.settings.save()
        except FenghuoError as error:
            self.failed.emit(error)


def _suggested(asked: Question) -> str:
    return " ".join(
        part for part in (asked.words, asked.watch.strip("*"), asked.source, asked.region, asked.author) if part
    )


def _plain(name: str) -> str:
    """For a menu `&` would be a mnemonic."""
    return name.replace("&", "&&")
