# SPDX-License-Identifier: Apache-2.0
"""Which levels are heard and shown on this computer's desktop, each to be tried out.

Opened from the dialog of notice channels. Takes effect at once and is saved when it closes. The trap: a desktop that
cannot show notices still has the tone and the strip, so the sentence says what is missing instead of hiding it.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget
from typing_extensions import override

from app.errors import EnvironmentFault
from app.room.words import WarningLevel
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.notice_signals import WAYS, is_on, turn
from ui.pop_ups import PopUps
from ui.tokens import LEVEL_SHAPES, tokens

_WIDTH = 620


class NoticeSignalsDialog(Sheet):
    """A row a level: tone, desktop, and a button for each to try it."""

    def __init__(self, desk: Desk, pop_ups: PopUps, parent: QWidget | None) -> None:
        super().__init__(desk.texts, "noticeSignals", desk.texts("notify-signals-title"), parent)
        self._desk, self._pop_ups = desk, pop_ups
        self.setMinimumWidth(_WIDTH)
        self.say(self.texts("notify-signals-about"))
        self.rows.addSpacing(8)
        self.rows.addLayout(self._grid())
        if not pop_ups.possible:
            self.rows.addSpacing(8)
            self.say(self.texts("notify-signals-no-desktop"))
        close = self.button("cancel", self.texts("window-close"))
        close.clicked.connect(self.reject)
        self.buttons(close)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        colours = tokens(self._desk.theme)
        for row, level in enumerate(reversed(WarningLevel)):
            word = self.texts(f"level-{level}")
            name = QLabel(f"{LEVEL_SHAPES[level]} {word}")
            name.setStyleSheet(f"color: {colours.warning(level)}")
            grid.addWidget(name, row, 0)
            for column, way in enumerate(WAYS):
                box = QCheckBox(self.texts(f"notify-signals-{way}"))
                box.setObjectName(f"{way}-{level}")
                box.setAccessibleName(self.texts(f"notify-signals-{way}-of", level=word))
                box.setChecked(is_on(self._desk.settings.window, way, level))
                box.toggled.connect(
                    lambda on, way=way, level=level: turn(self._desk.settings.window, way, level, on=on)
                )
                grid.addWidget(box, row, 1 + 2 * column)
                grid.addWidget(self._try(way, level, word), row, 2 + 2 * column)
        grid.setColumnStretch(5, 1)
        return grid

    def _try(self, way: str, level: WarningLevel, word: str) -> QWidget:
        made = self.button(f"try-{way}-{level}", self.texts(f"notify-signals-try-{way}"), "quiet")
        made.setAccessibleName(self.texts(f"notify-signals-try-{way}-of", level=word))
        made.clicked.connect(self._sound(level) if way == "sound" else self._pop_up(level, word))
        made.setEnabled(way == "sound" or self._pop_ups.possible)
        return made

    def _sound(self, level: WarningLevel) -> Callable[[], None]:
        return lambda: self._desk.ring(f"alert-{level}")

    def _pop_up(self, level: WarningLevel, word: str) -> Callable[[], None]:
        words = self.texts("notify-signals-trial")
        return lambda: self._pop_ups.show(word, words, grave=level is WarningLevel.RED)

    @override
    def done(self, result: int) -> None:
        """Save, then close."""
        try:
            self._desk.settings.save()
        except EnvironmentFault as error:
            self._desk.refused.emit(error)
        super().done(result)
