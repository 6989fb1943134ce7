# SPDX-License-Identifier: Apache-2.0
"""The form of one notice channel: name, kind, whom it reaches, from which level, quiet hours, and its address.

Part of the dialog of notice channels. The trap: the fields of the address change with the kind, and those of
a channel that is kept stay empty, because nobody reads them out of the vault.
"""

from typing import Final

from msgspec.structs import replace
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.notify.channel import Channel
from app.notify.kinds import AddressField, ChannelKind, fields
from app.room.words import Role, WarningLevel
from app.texts import LANGUAGES
from ui.desk import Desk
from ui.tokens import LEVEL_SHAPES
from ui.widgets.styling import quiet_label

_NARROW: Final = 8
_FEW: Final = 3


class ChannelForm(QWidget):
    """`fill` it, then ask for the `draft` and what was `given` of its address."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._texts = desk, desk.texts
        self.name, self.begins, self.ends = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind, self.reaches, self.level, self.language = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.off = QCheckBox(self._texts("notify-off-long"))
        self.off.setObjectName("off")
        self.about = quiet_label(wrap=True)
        self.address: dict[str, QLineEdit | QComboBox] = {}
        self._kept = False
        self._below: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._choices()
        self._build_ui()
        self.kind.currentIndexChanged.connect(self._ask_anew)
        self._ask_anew()

    def _choices(self) -> None:
        texts = self._texts
        for kind in ChannelKind:
            self.kind.addItem(texts(f"notify-kind-{kind}"), kind)
        for level in WarningLevel:
            self.level.addItem(f"{LEVEL_SHAPES[level]} {texts(f'level-{level}')}", level)
        self.language.addItem(texts("notify-language-own"), "")
        for language in LANGUAGES:
            self.language.addItem(texts(f"action-language-{language}"), language)
        for box in (self.kind, self.reaches, self.level, self.language):
            _narrow(box)

    def _build_ui(self) -> None:
        texts, grid, column = self._texts, QGridLayout(), self._column
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self.begins.setPlaceholderText("22:00")
        self.ends.setPlaceholderText("07:00")
        cells: tuple[tuple[str, QWidget], ...] = (
            ("name", self.name), ("kind", self.kind), ("reaches", self.reaches), ("level", self.level),
            ("begins", self.begins), ("ends", self.ends), ("language", self.language),
        )  # fmt: skip
        for at, (name, widget) in enumerate(cells):
            above, row, side = quiet_label(texts(f"notify-form-{name}")), 2 * (at // 2), at % 2
            above.setBuddy(widget)
            widget.setObjectName(name)
            widget.setAccessibleName(texts(f"notify-form-{name}"))
            grid.addWidget(above, row, side)
            grid.addWidget(widget, row + 1, side)
            grid.setColumnStretch(side, 1)
        grid.addWidget(self.off, 7, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addWidget(self.about)

    def fill(self, channel: Channel | None) -> None:
        """Show a channel, or what a new one begins with."""
        shown = channel or Channel(name="", kind=ChannelKind.MAIL)
        self._kept = channel is not None
        self.name.setText(shown.name)
        self._fill_reaches(shown)
        self.level.setCurrentIndex(self.level.findData(shown.level))
        self.language.setCurrentIndex(max(0, self.language.findData(shown.language or "")))
        self.begins.setText(shown.quiet_from)
        self.ends.setText(shown.quiet_to)
        self.off.setChecked(shown.off)
        self.kind.setCurrentIndex(self.kind.findData(shown.kind))
        self._ask_anew()

    def draft(self, before: Channel | None) -> Channel:
        """The channel as it is in the form, but for its address."""
        reached = str(self.reaches.currentData())
        duty, person = (Role(reached[1:]), "") if reached.startswith("#") else (None, reached)
        base = before or Channel(name="", kind=ChannelKind.MAIL)
        return replace(
            base, name=self.name.text(), kind=ChannelKind(self.kind.currentData()), person=person, duty=duty,
            level=WarningLevel(self.level.currentData()), quiet_from=self.begins.text().strip(),
            quiet_to=self.ends.text().strip(), language=self.language.currentData() or None, off=self.off.isChecked(),
        )  # fmt: skip

    def given(self) -> dict[str, str]:
        """What was typed of the address; all empty where the kept one is to stay."""
        return {
            name: one.text().strip() if isinstance(one, QLineEdit) else str(one.currentData())
            for name, one in self.address.items()
        }

    def _fill_reaches(self, channel: Channel) -> None:
        """Everybody, the duties, the people of the room; also a name that is in it no longer."""
        texts = self._texts
        self.reaches.clear()
        self.reaches.addItem(texts("notify-everybody"), "")
        for role in Role:
            self.reaches.addItem(texts("notify-duty-of", duty=texts(f"role-{role}")), f"#{role}")
        people = [person.name for person in self._desk.room.state.people.values() if not person.retired]
        for name in dict.fromkeys([*people, channel.person]):
            if name:
                self.reaches.addItem(name, name)
        self.reaches.setCurrentIndex(self.reaches.findData(f"#{channel.duty}" if channel.duty else channel.person))

    def _ask_anew(self) -> None:
        """The fields of the kind's address."""
        kind = ChannelKind(self.kind.currentData())
        self.about.setText(self._texts(f"notify-about-{kind}"))
        if self._below is not None:
            self._below.hide()
            self._below.deleteLater()
        self._below, grid = QWidget(self), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self._below.setLayout(grid)
        asked = fields(kind)
        abreast = 2 if len(asked) > _FEW else 1
        self.address = {}
        for at, field in enumerate(asked):
            self.address[field.name] = made = self._field(field)
            label, row, column = quiet_label(made.accessibleName()), 2 * (at // abreast), at % abreast
            label.setBuddy(made)
            grid.addWidget(label, row, column)
            grid.addWidget(made, row + 1, column)
            grid.setColumnStretch(column, 1)
        self._column.addWidget(self._below)

    def _field(self, field: AddressField) -> QLineEdit | QComboBox:
        word = self._texts(f"notify-field-{field.name}")
        made: QLineEdit | QComboBox
        if field.choices:
            made = _narrow(QComboBox())
            if self._kept:
                made.addItem(self._texts("notify-as-before"), "")
            for choice in field.choices:
                made.addItem(self._texts(f"notify-choice-{choice}"), choice)
        else:
            made = QLineEdit()
            made.setEchoMode(QLineEdit.EchoMode.Password if field.secret else QLineEdit.EchoMode.Normal)
            hint = "notify-as-before" if self._kept else "pane-optional"
            made.setPlaceholderText("" if field.required and not self._kept else self._texts(hint))
        made.setObjectName(f"address-{field.name}")
        made.setAccessibleName(word)
        return made


def _narrow(box: QComboBox) -> QComboBox:
    """As wide as its place, whatever is in it."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(_NARROW)
    return box
