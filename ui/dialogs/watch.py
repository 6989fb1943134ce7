# SPDX-License-Identifier: Apache-2.0
"""A watch: name, kind, keywords with a form for each line, a text to try them on, and what they would catch.

Opened by :mod:`ui.panes.watches`. What is refused (a watch that matches nothing, or everything) is said by the
book's own sentence. The trap: the book is written in a worker; until it is, nothing closes. Esc with unsaved words
asks.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.errors import FenghuoError
from app.posts.watches.rules import read_rules
from app.posts.watches.watch import Watch, WatchKind
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.rules_trial import RulesTrial
from ui.watch_words import KIND_SHAPES
from ui.while_alive import while_alive
from ui.widgets.keys import Keys, key
from ui.widgets.rules_catch import RulesCatch
from ui.widgets.rules_panel import RulesPanel
from ui.widgets.rules_tester import RulesTester
from ui.widgets.segments import Segments
from ui.widgets.styling import button, quiet_label

_SIZE: Final = (1280, 780)


class WatchDialog(Sheet):
    """Asks for a watch; with `watch`, changes that one.

    `done` gets it as it is kept, and how many of its lines do not count.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        trial: RulesTrial,
        *,
        done: Callable[[Watch, int], None],
        watch: Watch | None = None,
        trying: bool = False,
    ) -> None:
        texts = desk.texts
        title = texts("watching-edit-title" if watch else "watching-new-title")
        super().__init__(texts, "watchDialog", title, parent)
        self._desk, self._trial, self._done, self._before = desk, trial, done, watch
        self._saving = False
        start = watch or Watch(name="")
        self.name, self.kind, self.note = QLineEdit(start.name), QComboBox(), QLineEdit(" ".join(start.note.split()))
        self.sound, self.listen = QCheckBox(texts("watching-sound")), button("listen", "quiet")
        self.panel = RulesPanel(desk, start.rules.rstrip("\n"))
        self.tester, self.catch = RulesTester(desk), RulesCatch(desk, trial, self.panel.text)
        self.parts, self.pages = Segments(("tester", "catch")), QStackedWidget()
        self._build_head(start)
        self._build_middle()
        self._build_foot()
        self.setSizeGripEnabled(True)
        self.fit(*_SIZE)
        self._connect()
        self._first = self.draft()
        self.tester.set_rules(self.panel.text())
        (self.tester.text if trying else self.name if watch is None else self.panel.edit).setFocus()

    def _build_head(self, start: Watch) -> None:
        texts, grid = self.texts, QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for kind in WatchKind:
            self.kind.addItem(f"{KIND_SHAPES[kind]} {texts(f'watches-kind-{kind}')}", kind)
        self.kind.setCurrentIndex(self.kind.findData(start.kind))
        self.name.setPlaceholderText(texts("watching-name-hint"))
        self.note.setPlaceholderText(texts("watching-note-hint"))
        self.sound.setChecked(start.sound)
        self.sound.setObjectName("sound")
        self.listen.setText(texts("watching-listen"))
        self.listen.setAutoDefault(False)
        fields = (("name", self.name, 3), ("kind", self.kind, 1), ("note", self.note, 4))
        for column, (name, widget, stretch) in enumerate(fields):
            label = texts(f"watching-{name}")
            above = quiet_label(label)
            above.setBuddy(widget)
            widget.setObjectName(name)
            widget.setAccessibleName(label)
            grid.addWidget(above, 0, column)
            grid.addWidget(widget, 1, column)
            grid.setColumnStretch(column, stretch)
        grid.addWidget(self.sound, 1, 3)
        grid.addWidget(self.listen, 1, 4)
        self.rows.addLayout(grid)
        self.rows.addSpacing(8)

    def _build_middle(self) -> None:
        right, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        right.setLayout(column)
        column.addWidget(self.parts)
        column.addWidget(self.pages, 1)
        for name, page in (("tester", self.tester), ("catch", self.catch)):
            self.parts.say(name, self.texts(f"watching-part-{name}"))
            self.pages.addWidget(page)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setChildrenCollapsible(False)
        middle.setHandleWidth(17)
        middle.addWidget(self.panel)
        middle.addWidget(right)
        middle.setStretchFactor(0, 11)
        middle.setStretchFactor(1, 9)
        middle.setSizes([_SIZE[0] * 11 // 20, _SIZE[0] * 9 // 20])
        self.rows.addWidget(middle, 1)

    def _build_foot(self) -> None:
        self.go = self.button("go", self.texts("watching-save"), "accent")
        self.buttons(self.cancel_button(), self.go)

    def _connect(self) -> None:
        self.go.clicked.connect(self.save)
        self.listen.clicked.connect(lambda: self._desk.ring("story"))
        self.parts.chosen.connect(self._show_part)
        self.panel.changed.connect(self._on_rules)
        for edit in (self.name, self.note):
            edit.textEdited.connect(self.message.clear)
        self.finished.connect(self._trial.cancel)
        k = Qt.Key
        keys = {key(code, ctrl=True): self.save for code in (k.Key_Return, k.Key_Enter, k.Key_S)}
        Keys(self, keys | {key(k.Key_T, ctrl=True): lambda: self.parts.press("tester"),
                           key(k.Key_G, ctrl=True): lambda: self.parts.press("catch")})  # fmt: skip

    def draft(self) -> Watch:
        """The watch as it is in the fields now."""
        start = self._before or Watch(name="")
        note = self.note.text()
        kept = start.note if note == " ".join(start.note.split()) else note
        return Watch(
            name=self.name.text(),
            kind=WatchKind(self.kind.currentData()),
            rules=self.panel.text(),
            sound=self.sound.isChecked(),
            note=kept,
        )

    def save(self) -> None:
        """Into the book; the dialog closes when it is written."""
        if self._saving:
            return
        draft = self.draft()
        if not draft.name.strip():
            self.message.say(self.texts("watching-name-missing"), "warn")
            self.name.setFocus()
            return
        self._let_save(now=False)
        book, before = self._desk.watches, self._before.name if self._before else ""

        def work() -> tuple[Watch, int]:
            kept = book.put(draft, before=before)
            return kept, sum(problem.fatal for problem in read_rules(kept.rules).problems)

        self._desk.tasks.read(work, while_alive(self, self._on_saved), while_alive(self, self._on_failed))

    def _let_save(self, *, now: bool) -> None:
        self._saving = not now
        self.go.setEnabled(now)

    def _show_part(self, name: str) -> None:
        self.pages.setCurrentWidget(self.tester if name == "tester" else self.catch)
        (self.tester.text if name == "tester" else self.catch.go).setFocus()

    def _on_rules(self) -> None:
        self.message.clear()
        self.tester.set_rules(self.panel.text())
        self.catch.on_rules_changed()

    def _on_saved(self, saved: tuple[Watch, int]) -> None:
        self.accept()
        self._done(*saved)

    def _on_failed(self, error: Exception) -> None:
        self._let_save(now=True)
        if isinstance(error, FenghuoError):
            self.refuse(error)
        else:
            self._desk.failed.emit(error)

    def _throw_away(self) -> None:
        self._first = self.draft()
        self.reject()

    @override
    def reject(self) -> None:
        """Close, but for words that are not saved: then say so, and let the person choose."""
        if self._saving:
            return
        if self.draft() == self._first:
            super().reject()
            return
        self.message.say(self.texts("watching-unsaved"), "warn")
        self.message.offer(self.texts("watching-throw-away"), self._throw_away, "throwAway")
        self.message.offer(self.texts("watching-save"), self.save, "saveInstead").setFocus()
