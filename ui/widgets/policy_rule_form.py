# SPDX-License-Identifier: Apache-2.0
"""One rule of the alert policy as a form. What cannot be is said at once, before anything is switched on.

Used by the policy editor. The trap: shares are written in per cent and kept from 0 to 1; a field that holds no number
keeps the whole rule from being read.
"""

import re
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from app.errors import Said
from app.room.words import WarningLevel
from app.texts import Texts
from app.warning.policy import Measure, Rule
from app.warning.policy_book import LONGEST_WINDOW, wrong
from app.warning.reasons import measure_said
from ui.alert_words import level_words
from ui.widgets.styling import indented, quiet_label

BETWEEN: Final = re.compile(r"[,，、;；]+")
_TIMES: Final = re.compile(r"\s*(\d{1,2}:\d{2})\s*[-–—~至]\s*(\d{1,2}:\d{2})\s*")
_SHARES: Final = (Measure.NEGATIVE_SHARE, Measure.REPOST_SHARE)
_WEEK: Final = 7
_LONGEST_REST: Final = 7 * 24 * 60
_MOST_SAMPLE: Final = 1_000_000
_PLACES: Final = (
    ("name", 0, 0, 4), ("level", 0, 4, 2), ("measure", 1, 0, 2), ("at_least", 1, 2, 2), ("minutes", 1, 4, 2),
    ("sample", 2, 0, 2), ("clear", 2, 2, 2), ("cooldown", 2, 4, 2), ("watches", 3, 0, 3), ("accounts", 3, 3, 3),
    ("region", 4, 0, 2), ("times", 4, 2, 2), ("days", 4, 4, 2), ("note", 5, 0, 6),
)  # fmt: skip
_HINTED: Final = ("watches", "accounts", "region", "clear", "times")


class PolicyRuleForm(QWidget):
    """Signals: `edited()` when somebody changed something."""

    edited = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._rule: Rule | None = None
        self.name, self.at_least, self.clear = QLineEdit(), QLineEdit(), QLineEdit()
        self.watches, self.accounts, self.region = QLineEdit(), QLineEdit(), QLineEdit()
        self.times, self.note = QLineEdit(), QLineEdit()
        self.level, self.measure = QComboBox(), QComboBox()
        self.minutes, self.sample, self.cooldown = QSpinBox(), QSpinBox(), QSpinBox()
        indented(self.minutes, self.sample, self.cooldown)
        self.on = QCheckBox(texts("beaconpane-field-on"))
        self.on.setObjectName("ruleOn")
        self.unit = quiet_label()
        self.day_buttons = [QPushButton(texts(f"beaconpane-day-{day}")) for day in range(_WEEK)]
        self._fill_choices()
        self._lay_out()
        self._connect()
        self.show_rule(None)

    def _fill_choices(self) -> None:
        for level in reversed(WarningLevel):
            self.level.addItem(level_words(level, self._texts), level)
        for measure in Measure:
            self.measure.addItem(self._texts.say(measure_said(measure)), measure)
        for box in (self.level, self.measure):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
        self.minutes.setRange(1, LONGEST_WINDOW)
        self.sample.setRange(0, _MOST_SAMPLE)
        self.cooldown.setRange(0, _LONGEST_REST)

    def _lay_out(self) -> None:
        grid, texts = QGridLayout(self), self._texts
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for name, row, column, span in _PLACES:
            widget = self._cell(name)
            label = texts(f"beaconpane-field-{name}")
            above = quiet_label(label)
            above.setBuddy(widget)
            widget.setAccessibleName(label)
            grid.addWidget(above, 3 * row, column, 1, span)
            grid.addWidget(widget, 3 * row + 1, column, 1, span)
            grid.setRowMinimumHeight(3 * row + 2, 6)
        for name in _HINTED:
            getattr(self, name).setPlaceholderText(texts(f"beaconpane-hint-{name}"))
            getattr(self, name).setToolTip(texts(f"beaconpane-hint-{name}"))
        for column in range(6):
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.on, 3 * (_PLACES[-1][1] + 1), 0, 1, 6)

    def _cell(self, name: str) -> QWidget:
        if name == "days":
            return self._days_row()
        widget: QWidget = getattr(self, name)
        widget.setObjectName(f"rule-{name}")
        if name != "at_least":
            return widget
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(widget, 1)
        row.addWidget(self.unit)
        both.setFocusProxy(widget)
        return both

    def _days_row(self) -> QWidget:
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for number, made in enumerate(self.day_buttons):
            made.setObjectName(f"rule-day-{number}")
            made.setCheckable(True)
            made.setProperty("segment", "true")
            row.addWidget(made)
        row.addStretch(1)
        return days

    def _connect(self) -> None:
        where = (self.watches, self.accounts, self.region)
        for line in (self.name, self.at_least, self.clear, *where, self.times, self.note):
            line.textEdited.connect(self._on_edited)
        for box in (self.level, self.measure):
            box.currentIndexChanged.connect(self._on_edited)
        for spin in (self.minutes, self.sample, self.cooldown):
            spin.valueChanged.connect(self._on_edited)
        self.on.toggled.connect(self._on_edited)
        for made in self.day_buttons:
            made.toggled.connect(self._on_edited)

    def show_rule(self, rule: Rule | None) -> None:
        """Fill the fields; None where there is no rule to change."""
        self._rule = rule
        self.setEnabled(rule is not None)
        shown = rule or Rule(name="", level=WarningLevel.YELLOW, measure=Measure.MENTIONS, at_least=50)
        chosen = (self.level, self.measure, self.minutes, self.sample, self.cooldown, self.on, *self.day_buttons)
        blockers = [QSignalBlocker(one) for one in chosen]
        comma = self._texts("window-comma")
        self.name.setText(shown.name)
        self.level.setCurrentIndex(self.level.findData(shown.level))
        self.measure.setCurrentIndex(self.measure.findData(shown.measure))
        self.at_least.setText(_shown(shown.at_least, shown.measure))
        self.clear.setText("" if shown.clear is None else _shown(shown.clear, shown.measure))
        self.minutes.setValue(shown.minutes)
        self.sample.setValue(shown.sample)
        self.cooldown.setValue(shown.cooldown)
        self.watches.setText(comma.join(shown.watches))
        self.accounts.setText(comma.join(shown.accounts))
        self.region.setText(shown.region)
        self.times.setText(f"{shown.begins}-{shown.ends}" if shown.begins else "")
        self.note.setText(shown.note)
        for line in (self.watches, self.accounts, self.times, self.note):
            line.home(False)
        self.on.setChecked(not shown.off)
        for number, made in enumerate(self.day_buttons):
            made.setChecked(number in shown.days)
        del blockers
        self._show_measure()

    def rule(self) -> Rule | Said:
        """What stands in the fields; or what is wrong with it."""
        before = self._rule or Rule(name="", level=WarningLevel.YELLOW, measure=Measure.MENTIONS, at_least=50)
        measure = Measure(self.measure.currentData())
        at_least, clear = _number(self.at_least.text(), measure), _number(self.clear.text(), measure)
        if at_least is None:
            return Said("beaconpane-bad-number", {"field": Said("beaconpane-field-at_least")})
        if clear is None and self.clear.text().strip():
            return Said("beaconpane-bad-number", {"field": Said("beaconpane-field-clear")})
        times = _TIMES.fullmatch(self.times.text())
        if times is None and self.times.text().strip():
            return Said("beaconpane-bad-times")
        begins, ends = (f"{int(one[:-3]):02d}{one[-3:]}" for one in times.groups()) if times else ("", "")
        made = replace(
            before, name=" ".join(self.name.text().split()), level=WarningLevel(self.level.currentData()),
            measure=measure, at_least=at_least, clear=clear, minutes=self.minutes.value(), sample=self.sample.value(),
            cooldown=self.cooldown.value(), watches=names_in(self.watches.text()),
            accounts=names_in(self.accounts.text()), region=self.region.text().strip(), begins=begins, ends=ends,
            days=tuple(number for number, one in enumerate(self.day_buttons) if one.isChecked()),
            note=self.note.text().strip(), off=not self.on.isChecked(),
        )  # fmt: skip
        return wrong(made) or made

    def _show_measure(self) -> None:
        measure = Measure(self.measure.currentData())
        name = "share" if measure in _SHARES else "times" if measure is Measure.SPEED else "count"
        name = "voices" if measure in (Measure.VOICES, Measure.REACH) else name
        self.unit.setText(self._texts(f"beaconpane-unit-{name}"))
        self.accounts.setEnabled(self._rule is not None)

    def _on_edited(self) -> None:
        self._show_measure()
        if self._rule is not None:
            self.edited.emit()

    def focus_first(self) -> None:
        """The keyboard to the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()


def names_in(text: str) -> tuple[str, ...]:
    """What is separated by commas of any kind."""
    return tuple(dict.fromkeys(one.strip() for one in BETWEEN.split(text) if one.strip()))


def _shown(amount: float, measure: Measure) -> str:
    return f"{round(amount * 100 if measure in _SHARES else amount, 4):g}"


def _number(text: str, measure: Measure) -> float | None:
    """None where it is none."""
    try:
        found = float(text.strip().rstrip("%％").replace(",", ""))
    except ValueError:
        return None
    return found / 100 if measure in _SHARES else found
