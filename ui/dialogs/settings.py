# SPDX-License-Identifier: Apache-2.0
"""Language and theme. Both take effect at once; there is nothing to confirm.

Opened by :mod:`ui.deeds`. The trap: the dialog itself must follow the language it switches.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QWidget

from app.texts import LANGUAGES
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.widgets.styling import quiet_label

THEMES = ("dark", "light")


class SettingsDialog(Sheet):
    """`set_language` and `set_theme` are called with what was chosen."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        *,
        set_language: Callable[[str], None],
        set_theme: Callable[[str], None],
    ) -> None:
        super().__init__(desk.texts, "settingsDialog", desk.texts("action-settings"), parent)
        self._desk = desk
        self._labels: list[tuple[QLabel | QRadioButton, str]] = []
        self._choices("window-language", "action-language", LANGUAGES, desk.texts.language, set_language)
        self._choices("window-theme", "window-theme", THEMES, desk.theme, set_theme)
        self._where = self.say("")
        self._close = self.button("cancel", "", "quiet")
        self._close.clicked.connect(self.reject)
        self.buttons(self._close)
        desk.language_changed.connect(self._retranslate)
        self._retranslate()

    def _choices(
        self, title: str, prefix: str, values: tuple[str, ...], chosen: str, changed: Callable[[str], None]
    ) -> None:
        above = quiet_label()
        self._labels.append((above, title))
        self.rows.addWidget(above)
        group = QButtonGroup(self)
        for value in values:
            radio = QRadioButton()
            radio.setObjectName(f"choose-{value}")
            radio.setChecked(value == chosen)
            radio.clicked.connect(lambda _on=False, value=value: changed(value))
            group.addButton(radio)
            self._labels.append((radio, f"{prefix}-{value}"))
            self.rows.addWidget(radio)
        self.rows.addSpacing(8)

    def _retranslate(self) -> None:
        self.texts = self._desk.texts
        for widget, key in self._labels:
            widget.setText(self.texts(key))
        self._where.setText(self.texts("dialog-settings-about"))
        self._close.setText(self.texts("window-close"))
        self.setWindowTitle(self.texts("action-settings"))
        heading = self.findChild(QLabel, "dialogTitle")
        if heading is not None:
            heading.setText(self.windowTitle())
