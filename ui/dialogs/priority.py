# SPDX-License-Identifier: Apache-2.0
"""How much each part of a priority may give, and where home is; the five stories that would stand on top, beside it.

Opened by :mod:`ui.deeds` and from the settings. The trap: the points a part gives are a share of the sum, so raising
one lowers the weight of all others; the preview shows it before anything is saved.
"""

import re
from datetime import datetime
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QTextEdit, QVBoxLayout, QWidget

from app.errors import EnvironmentFault
from app.posts.priority import PartName, Tuning, priority
from app.posts.question import Question
from app.posts.stories.story import Story
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.tokens import tokens
from ui.while_alive import while_alive
from ui.widgets.keys import Keys, key
from ui.widgets.pen import Pen
from ui.widgets.styling import indented, quiet_label

MOST: Final = 40
TOP: Final = 5
_LOOKED_AT: Final = 300
"""So many of the newest stories the top five are chosen from."""
_BETWEEN: Final = re.compile(r"[,，、;；\s]+")
_SIZE: Final = (1000, 660)


class PriorityDialog(Sheet):
    """Nothing changes until it is saved; then the feed is ordered anew."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        super().__init__(desk.texts, "priorityDialog", desk.texts("action-priority-tune"), parent)
        self._desk = desk
        self._stories: list[Story] | None = None
        self._now: datetime = desk.clock.now()
        self.parts: dict[PartName, QSpinBox] = {}
        self.regions, self.total, self.preview = QLineEdit(), quiet_label(wrap=True), QTextEdit()
        self.say(self.texts("watching-priority-about"))
        self.rows.addSpacing(8)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addLayout(self._build_parts(), 4)
        across.addLayout(self._build_preview(), 6)
        self.rows.addLayout(across, 1)
        self.reset = self.button("reset", self.texts("watching-priority-reset"), "quiet")
        self.go = self.button("go", self.texts("watching-save"), "accent")
        self.reset.clicked.connect(lambda: self.show_tuning(Tuning()))
        self.go.clicked.connect(self.save)
        self.buttons(self.reset, self.cancel_button(), self.go)
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        Keys(self, {key(code, ctrl=True): self.save for code in keys})
        self.fit(*_SIZE)
        self.show_tuning(desk.settings.priority)
        self._read()

    def _build_parts(self) -> QVBoxLayout:
        column, grid = QVBoxLayout(), QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for row, part in enumerate(PartName):
            word, box = self.texts(f"watching-part-{part}-name"), QSpinBox()
            indented(box)
            name, why = QLabel(word), quiet_label(self.texts(f"watching-part-{part}-about"), wrap=True)
            name.setBuddy(box)
            box.setRange(0, MOST)
            box.setObjectName(f"part-{part}")
            box.setAccessibleName(word)
            box.setAccessibleDescription(why.text())
            box.valueChanged.connect(self._show)
            self.parts[part] = box
            grid.addWidget(name, row, 0)
            grid.addWidget(why, row, 1)
            grid.addWidget(box, row, 2)
        grid.setColumnStretch(1, 1)
        word = self.texts("watching-home")
        above = quiet_label(word)
        above.setBuddy(self.regions)
        self.regions.setObjectName("regions")
        self.regions.setAccessibleName(word)
        self.regions.setPlaceholderText(self.texts("watching-home-hint"))
        self.regions.textChanged.connect(self._show)
        column.setSpacing(4)
        column.addLayout(grid)
        column.addSpacing(12)
        for widget in (above, self.regions, self.total):
            column.addWidget(widget)
        column.addStretch(1)
        return column

    def _build_preview(self) -> QVBoxLayout:
        column, word = QVBoxLayout(), self.texts("watching-priority-preview", count=TOP)
        above = quiet_label(word)
        above.setBuddy(self.preview)
        self.preview.setObjectName("preview")
        self.preview.setAccessibleName(word)
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        column.setSpacing(4)
        column.addWidget(above)
        column.addWidget(self.preview, 1)
        return column

    def tuning(self) -> Tuning:
        """What stands in the fields now."""
        regions = tuple(dict.fromkeys(word for word in _BETWEEN.split(self.regions.text()) if word))
        points = {part.value: box.value() for part, box in self.parts.items()}
        return replace(Tuning(home_regions=regions), **points)

    def show_tuning(self, tuning: Tuning) -> None:
        """Fill the fields."""
        for part, box in self.parts.items():
            box.setValue(tuning.most(part))
        self.regions.setText(self.texts("window-comma").join(tuning.home_regions))
        self._show()

    def save(self) -> None:
        """Keep it; the feed orders its stories anew."""
        settings, before = self._desk.settings, self._desk.settings.priority
        settings.priority = self.tuning()
        try:
            settings.save()
        except EnvironmentFault as error:
            settings.priority = before
            self.refuse(error)
            return
        self._desk.posts_changed.emit()
        self.accept()

    def _read(self) -> None:
        desk = self._desk
        muted = {care.key for care in desk.state.stories.values() if care.muted}

        def read() -> list[Story]:
            return desk.posts.stories(desk.posts.find_stories(Question(), muted, _LOOKED_AT))

        desk.read(read, while_alive(self, self._take))

    def _take(self, stories: list[Story]) -> None:
        self._stories = stories
        self._show()

    def _show(self) -> None:
        texts, colours, tuning = self.texts, tokens(self._desk.theme), self.tuning()
        self.total.setText(texts("watching-priority-total", points=sum(tuning.most(part) for part in PartName)))
        self.preview.clear()
        pen = Pen(self.preview, colours.text)
        if not self._stories:
            pen.line(texts("watching-priority-none") if self._stories is not None else "…", colours.quiet)
            return
        scored = [(priority(story, tuning, self._now), story) for story in self._stories]
        scored.sort(key=lambda pair: (-pair[0].points, -pair[1].newest_at.timestamp()))
        for found, story in scored[:TOP]:
            pen.line(f"{found.points}", colours.accent, bold=True)
            pen.more(f"  {' '.join(story.text.split())[:120]}", bold=True)
            parts = [part for part in found.parts if part.points]
            words = (f"{texts(f'watching-part-{part.name}-name')} {part.points}/{part.most}" for part in parts)
            pen.line(" · ".join(words), small=True)
            pen.line(" · ".join(texts.say(part.said) for part in parts), colours.quiet, small=True)
            pen.line("", small=True)
        self.preview.moveCursor(QTextCursor.MoveOperation.Start)
