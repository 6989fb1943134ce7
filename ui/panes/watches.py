# SPDX-License-Identifier: Apache-2.0
"""What is watched: brands, people, products, competitors; how much is said of each, and the share of voice.

Docked by :mod:`ui.main_window`. It counts the last 24 hours, off the GUI thread, at most every five seconds and only
while it can be seen. The trap: the book may be changed by hand or by the command line, so it is looked at as often.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar, Final, TypeAlias

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from app.posts.watches.rules import read_rules
from app.posts.watches.watch import Watch
from ui.panes.book_pane import BookPane
from ui.rules_trial import RulesTrial
from ui.watch_words import Heard, heard
from ui.while_alive import while_alive
from ui.widgets.empty import EmptyState
from ui.widgets.keys import Keys, key
from ui.widgets.styling import button
from ui.widgets.watch_view import WatchView

_SPAN: Final = timedelta(hours=24)
_OLD: Final = timedelta(minutes=1)
"""After that the span has moved on far enough to count again."""
_Found: TypeAlias = tuple[tuple[Heard, ...], dict[str, tuple[int, int]]]
"""The rows, and of each text of rules how many lines count and how many do not."""


class WatchesPane(BookPane[_Found]):
    """Watches in the order of the book."""

    key: ClassVar[str] = "watches"
    look_every_ms: ClassVar[int] = 5000

    def _build_ui(self) -> None:
        super()._build_ui()
        self._fresh = True
        self._read_at: datetime | None = None
        self._book_then: tuple[int, int] | None = None
        self._checked: dict[str, tuple[int, int]] = {}
        self.trial = RulesTrial(self._command, self)
        self.add_button = button("addWatch", "quiet")
        self.header.addWidget(self.add_button)
        self.empty, self.pages = EmptyState(), QStackedWidget()
        self._empty_word = self.empty.offer("firstWatch", self.add, "accent")
        self._first: QWidget = self.empty.findChild(QPushButton, "firstWatch") or self.empty
        deeds: dict[str, Callable[[], None]] = {
            "edit": self.edit, "test": self.test, "sound": self.switch_sound, "remove": self.remove,
        }  # fmt: skip
        self.view = WatchView(self.desk, deeds)
        self.pages.setMinimumHeight(48)
        for page in (QWidget(), self.view, self.empty):
            self.pages.addWidget(page)
        self.body.addWidget(self.message)
        self.body.addWidget(self.pages, 1)
        k = Qt.Key
        # N in the list as well: a list takes every letter for a search of its own.
        Keys(self.view.list, {key(k.Key_S): self.switch_sound, key(k.Key_T): self.test, key(k.Key_N): self.add,
                         key(k.Key_Delete): self.remove, key(k.Key_Backspace): self.remove,
                         key(k.Key_Return): self.edit, key(k.Key_Enter): self.edit})  # fmt: skip
        Keys(self, {key(k.Key_N): self.add})

    def _watch(self) -> None:
        super()._watch()
        self.add_button.clicked.connect(self.add)
        self.view.opened.connect(self.edit)
        self.desk.posts_changed.connect(self._on_posts)

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        self.add_button.setText(t("watching-add"))
        self.add_button.setToolTip(t("watching-add-tip"))
        self.empty.say(t("watching-empty"), t("watching-empty-hint"))
        self._empty_word(t("watching-new-watch"))
        self.view.repaint_all()
        self._show_all()

    @override
    def _reader(self) -> Callable[[], _Found]:
        desk, known, now = self.desk, dict(self._checked), self.desk.clock.now()
        self._fresh, self._read_at, self._book_then = False, now, desk.watches.changed()

        def read() -> _Found:
            watches = desk.watches.watches()
            checked = {watch.rules: known.get(watch.rules) or _checked(watch.rules) for watch in watches}
            return heard(watches, desk.posts.watch_counts(now - _SPAN, now), checked), checked

        return read

    def restyle(self) -> None:
        self.view.repaint_all()

    def finish(self) -> None:
        """The window is closing."""
        self.trial.stop_now()

    def chosen(self) -> Watch | None:
        """The watch under the keyboard."""
        return self.view.chosen()

    # what is shown

    def _on_posts(self) -> None:
        self._fresh = True

    @override
    def _look_again(self) -> None:
        old = self._read_at is None or self.desk.clock.now() - self._read_at >= _OLD
        if self._fresh or old or self.desk.watches.changed() != self._book_then:
            self.refresh()

    @override
    def _show(self, found: _Found) -> None:
        rows, self._checked = found
        self.view.take(rows, self._wanted)
        self._wanted = ""
        self._show_all()

    def _show_all(self) -> None:
        if not self._known:
            return
        some = bool(self.view.model.rows)
        page, first = (self.view, self.view.list) if some else (self.empty, self._first)
        self.pages.setCurrentWidget(page)
        self.setFocusProxy(first)
        count = len(self.view.model.rows)
        self.hint.setText(self.desk.texts("watching-count", count=count) if some else "")

    # what can be done

    def add(self) -> None:
        """Ask for a new watch."""
        self._open(None)

    def edit(self) -> None:
        """Change the chosen watch."""
        watch = self.chosen()
        if watch is not None:
            self._open(watch)

    def test(self) -> None:
        """Change the chosen watch, beginning with a text to try its keywords on."""
        watch = self.chosen()
        if watch is not None:
            self._open(watch, trying=True)

    def _open(self, watch: Watch | None, *, trying: bool = False) -> None:
        from ui.dialogs.watch import WatchDialog  # with the matcher behind it: not before it is asked for

        WatchDialog(self.desk, self, self.trial, watch=watch, trying=trying, done=self._on_kept).open()

    def switch_sound(self) -> None:
        """Let new stories of the chosen watch be heard, or not any more."""
        watch = self.chosen()
        if watch is None:
            return
        book, switched = self.desk.watches, replace(watch, sound=not watch.sound)
        kept, failed = while_alive(self, self._on_switched), while_alive(self, self._on_failed)
        self.desk.tasks.read(lambda: book.put(switched, before=watch.name), kept, failed)

    def remove(self) -> None:
        """Ask, then take the chosen watch away."""
        from ui.dialogs.remove import RemoveQuestion

        watch = self.chosen()
        if watch is not None:
            remove = self.desk.watches.remove
            RemoveQuestion(self.desk, "watching", watch.name, self, remove=remove, done=self._on_removed).open()

    # what came of it

    def _on_kept(self, watch: Watch, faults: int) -> None:
        self._wanted, texts = watch.name, self.desk.texts
        if faults:
            self._say(texts("watching-saved-without", name=watch.name, count=faults), "warn")
        else:
            self._say(texts("watching-saved", name=watch.name), "ok")

    def _on_switched(self, watch: Watch) -> None:
        self._wanted = watch.name
        if watch.sound:
            self.desk.ring("story")
        self.refresh()

    def _on_removed(self, name: str) -> None:
        self._say(self.desk.texts("watching-removed", name=name), "ok")


def _checked(rules: str) -> tuple[int, int]:
    """How many lines of rules count, and how many are left out."""
    found = read_rules(rules)
    return found.keywords, sum(problem.fatal for problem in found.problems)
