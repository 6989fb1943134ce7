# SPDX-License-Identifier: Apache-2.0
"""Language, theme, how long posts and counts stay. Each takes effect at once; there is nothing to confirm.

Opened by :mod:`ui.deeds`. The trap: the dialog itself must follow the language it switches.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QSpinBox, QWidget

from app.posts.collecting.retention import MINUTES_STAY_DAYS
from app.texts import LANGUAGES
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.widgets.styling import indented, quiet_label

THEMES = ("dark", "light")
_MOST_KEPT = 100_000


class SettingsDialog(Sheet):
    """`set_language`, `set_theme` and `set_kept` are called with what was chosen.

    `kept` are the hours posts stay, the gigabytes they may take, and the days counts stay; `tune` asks for the parts
    of the priority, `notices` for the channels by which people are told of alerts.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        *,
        set_language: Callable[[str], None],
        set_theme: Callable[[str], None],
        kept: tuple[int, int, int],
        set_kept: Callable[[int, int, int], None],
        tune: Callable[[], None],
        notices: Callable[[], None],
    ) -> None:
        super().__init__(desk.texts, "settingsDialog", desk.texts("action-settings"), parent)
        self._desk = desk
        self._labels: list[tuple[QLabel | QRadioButton, str]] = []
        self._choices("window-language", "action-language", LANGUAGES, desk.texts.language, set_language)
        self._choices("window-theme", "window-theme", THEMES, desk.theme, set_theme)
        self.hours, self.gigabytes = self._kept("hours", kept[0]), self._kept("gigabytes", kept[1])
        self.days = self._kept("days", kept[2], least=MINUTES_STAY_DAYS)
        boxes = (self.hours, self.gigabytes, self.days)
        for box in boxes:
            box.valueChanged.connect(lambda _: set_kept(*(one.value() for one in boxes)))
        self.priority = self.button("tunePriority", "")
        self.priority.clicked.connect(tune)
        self.rows.addSpacing(8)
        self.rows.addWidget(self.priority, 0, Qt.AlignmentFlag.AlignLeft)
        self.notices = self.button("openNotices", "")
        self.notices.clicked.connect(notices)
        self.rows.addWidget(self.notices, 0, Qt.AlignmentFlag.AlignLeft)
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

    def _kept(self, unit: str, value: int, *, least: int = 1) -> QSpinBox:
        above, box = quiet_label(), QSpinBox()
        indented(box)
        above.setBuddy(box)
        box.setObjectName(f"kept-{unit}")
        box.setRange(least, _MOST_KEPT)
        box.setValue(value)
        box.setKeyboardTracking(False)
        self._labels.append((above, f"dialog-settings-{unit}"))
        self.rows.addWidget(above)
        self.rows.addWidget(box)
        return box

    def _retranslate(self) -> None:
        self.texts = self._desk.texts
        for widget, key in self._labels:
            widget.setText(self.texts(key))
        for box, unit in ((self.hours, "hours"), (self.gigabytes, "gigabytes"), (self.days, "days")):
            box.setAccessibleName(self.texts(f"dialog-settings-{unit}"))
        self._where.setText(self.texts("dialog-settings-about"))
        self.priority.setText(self.texts("watching-priority-open"))
        self.notices.setText(self.texts("notify-open"))
        self._close.setText(self.texts("window-close"))
        self.setWindowTitle(self.texts("action-settings"))
        heading = self.findChild(QLabel, "dialogTitle")
        if heading is not None:
            heading.setText(self.windowTitle())
