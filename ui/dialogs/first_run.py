# SPDX-License-Identifier: Apache-2.0
"""The first run: one calm page to make the room and its first person, then a choice of how to begin.

Shown by :mod:`ui.entrance` for a new profile. The trap: making a room derives keys and writes files, so it runs off
the GUI thread, and until it is done nothing may be pressed twice.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from zoneinfo import available_timezones

from PySide6.QtCore import QSignalBlocker, Qt, QTimeZone, Signal
from PySide6.QtGui import QCloseEvent, QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.doors import Door, OpenHouse
from app.errors import FenghuoError
from app.room.service import Founder
from app.room.words import Department, Role
from app.texts import LANGUAGES, Language, Texts
from ui.dialogs.begin_page import BeginPage
from ui.dialogs.person_form import PassphraseFields, RoleBoxes, department_box, name_departments
from ui.tasks import Tasks
from ui.theme import icon_path
from ui.widgets.message_bar import MessageBar
from ui.widgets.styling import button, quiet_label

_PLACELESS = {"", "UTC", "Etc/UTC", "GMT", "Etc/GMT"}
_NEAREST = ("Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong", "Asia/Macau", "Asia/Singapore", "UTC")


@dataclass(frozen=True, slots=True)
class Begun:
    """How the first run ended: an open house, who sits down (empty for the demo), and what they want to do at once.

    That is an `action` of :mod:`ui.actions`, or to import `files`, or (both empty) to look round.
    """

    house: OpenHouse
    person: str
    files: tuple[Path, ...] = ()
    action: str = ""


class FirstRun(QWidget):
    """Signals: `begun(Begun)`; `language_chosen(str)`; `closed_unused()`; `failed(Exception)` for a bug."""

    begun = Signal(object)
    language_chosen = Signal(str)
    closed_unused = Signal()
    failed = Signal(object)

    def __init__(self, door: Door, texts: Texts, tasks: Tasks) -> None:
        super().__init__()
        self._door, self._texts, self._tasks = door, texts, tasks
        self._house: OpenHouse | None = None
        self._words: list[tuple[QLabel | QPushButton, str]] = []
        self._used = False
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowIcon(QIcon(str(icon_path("fenghuo.svg"))))
        self.resize(880, 780)
        self._build_ui()
        self._connect()
        self.retranslate(texts)
        self.room_name.setFocus()

    def _build_ui(self) -> None:
        self.pages = QStackedWidget()
        self.begin = BeginPage()
        self.pages.addWidget(self._form())
        self.pages.addWidget(self.begin)
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(720)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 24, 32, 24)
        inside.addWidget(self.pages)
        middle = QWidget()
        middle.setObjectName("page")
        row = QHBoxLayout(middle)
        row.setContentsMargins(24, 24, 24, 24)
        row.addWidget(card)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(middle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def _form(self) -> QWidget:
        form = QWidget()
        self._column = QVBoxLayout(form)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._head()
        self.room_name, self.zone = QLineEdit(), _zone_box()
        self._pair(("start-room-name", self.room_name, "roomName"), ("start-zone", self.zone, "zone"))
        self.room_passphrase = PassphraseFields()
        self.room_passphrase.first.setObjectName("roomPassphrase")
        self.room_passphrase.second.setObjectName("roomPassphraseAgain")
        self._room_about = self._word(quiet_label(wrap=True), "start-room-passphrase")
        for widget in (self._room_about, self.room_passphrase):
            self._column.addWidget(widget)
            widget.setVisible(self._door.needs_passphrase_for_new())
        self._column.addSpacing(14)
        self._section("start-you")
        self.name, self.department, self.roles = QLineEdit(), department_box(), RoleBoxes()
        self.department.setCurrentIndex(self.department.findData(Department.EXECUTIVE))
        self._pair(("start-your-name", self.name, "yourName"), ("start-department", self.department, "department"))
        self._column.addWidget(self._word(quiet_label(), "start-roles"))
        self.roles.choose((Role.COMMANDER,))
        self._column.addWidget(self.roles)
        self.passphrase = PassphraseFields()
        self._column.addWidget(self.passphrase)
        self._column.addWidget(self._word(quiet_label(wrap=True), "start-passphrase-about"))
        self._column.addStretch(1)
        self.message = MessageBar()
        self._column.addWidget(self.message)
        self._foot()
        return form

    def _head(self) -> None:
        title = QLabel()
        title.setObjectName("pageTitle")
        self.languages = {language: button(f"language-{language}", "quiet") for language in LANGUAGES}
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._word(title, "start-title"), 1)
        for language, made in self.languages.items():
            made.setAutoDefault(False)
            made.setCheckable(True)
            self._words.append((made, f"action-language-{language}"))
            row.addWidget(made)
        self._column.addLayout(row)
        self._column.addWidget(self._word(quiet_label(wrap=True), "start-about"))
        self._column.addSpacing(10)
        self._section("start-room")

    def _foot(self) -> None:
        self.demo, self.go = button("demo", "quiet"), button("go", "accent")
        self._word(self.demo, "start-demo")
        self._word(self.go, "start-go")
        row = QHBoxLayout()
        row.addWidget(self.demo)
        row.addStretch(1)
        row.addWidget(self.go)
        self._column.addSpacing(8)
        self._column.addLayout(row)

    def _section(self, key: str) -> None:
        label = QLabel()
        label.setObjectName("sectionTitle")
        self._column.addWidget(self._word(label, key))

    def _word(self, widget: QLabel | QPushButton, key: str) -> QLabel | QPushButton:
        self._words.append((widget, key))
        return widget

    def _pair(self, *fields: tuple[str, QWidget, str]) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for key, widget, name in fields:
            label = quiet_label()
            label.setBuddy(widget)
            widget.setObjectName(name)
            half = QVBoxLayout()
            half.setSpacing(4)
            half.addWidget(self._word(label, key))
            half.addWidget(widget)
            row.addLayout(half, 1)
        self._column.addLayout(row)

    def _connect(self) -> None:
        self.go.clicked.connect(self.make_room)
        self.demo.clicked.connect(self.open_demo)
        self.begin.demo_requested.connect(self.open_demo)
        self.begin.source_requested.connect(partial(self._enter, action="source-add"))
        self.begin.files_chosen.connect(self._enter)
        self.begin.enter_requested.connect(self._enter)
        for line in (self.room_name, self.name, self.passphrase.second, self.room_passphrase.second):
            line.returnPressed.connect(self.make_room)
        for language, made in self.languages.items():
            made.clicked.connect(partial(self.language_chosen.emit, language))

    def retranslate(self, texts: Texts) -> None:
        """Every word in another language."""
        self._texts = texts
        self.setWindowTitle(texts("window-name"))
        for widget, key in self._words:
            widget.setText(texts(key))
        for language, made in self.languages.items():
            made.setChecked(language == texts.language)
        self.room_name.setPlaceholderText(texts("start-room-hint"))
        name_departments(self.department, texts)
        _name_zones(self.zone, texts.language)
        for part in (self.roles, self.passphrase, self.room_passphrase, self.begin):
            part.retranslate(texts)
        self.message.name_close(texts("window-close-message"))
        self.message.clear()

    def make_room(self) -> None:
        """Make the room; then show how to begin."""
        trouble = self._trouble()
        if trouble:
            self.message.say(self._texts(trouble), "warn")
            return
        founder = Founder(
            self.name.text().strip(), Department(self.department.currentData()), self.roles.chosen(),
            self.passphrase.first.text(),
        )  # fmt: skip
        name, zone = self.room_name.text().strip(), str(self.zone.currentData())
        needed = self._door.needs_passphrase_for_new()
        passphrase = self.room_passphrase.first.text() if needed else None
        self._busy(busy=True)
        self._tasks.write(lambda: self._door.create(name, zone, founder, passphrase), self._created, self._refused)

    def _trouble(self) -> str:
        if not self.room_name.text().strip():
            return "start-needs-room-name"
        if self._door.needs_passphrase_for_new() and (trouble := self.room_passphrase.trouble()):
            return trouble
        if not self.name.text().strip():
            return "start-needs-your-name"
        if not self.roles.chosen():
            return "start-needs-role"
        return self.passphrase.trouble()

    def open_demo(self) -> None:
        """A throw-away room with a worked crisis."""
        self._busy(busy=True)
        self.message.say(self._texts("start-demo-making"), "plain")
        self.begin.say(self._texts("start-demo-making"))
        self._tasks.write(self._door.demo, self._demo_opened, self._refused)

    def _created(self, house: OpenHouse) -> None:
        self._busy(busy=False)
        self._house = house
        self.message.clear()
        info = house.room.state.info
        self.begin.greet(info.name if info else "")
        self.pages.setCurrentWidget(self.begin)
        self.begin.add_source.setFocus()

    def _demo_opened(self, demo: OpenHouse) -> None:
        if self._house is not None:
            self._house.posts.close()
            self._house.room.close()
        self._used = True
        self.begun.emit(Begun(demo, ""))

    def _enter(self, files: tuple[Path, ...] = (), action: str = "") -> None:
        if self._house is not None:
            self._used = True
            person = next(iter(self._house.room.state.people), "")
            self.begun.emit(Begun(self._house, person, files, action))

    def _refused(self, error: Exception) -> None:
        self._busy(busy=False)
        if not isinstance(error, FenghuoError):
            self.failed.emit(error)
            return
        self.message.say(self._texts.error(error))
        self.begin.say(self._texts.error(error))

    def _busy(self, *, busy: bool) -> None:
        for widget in (self.go, self.demo, self.begin):
            widget.setEnabled(not busy)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if not self._used:
            if self._house is not None:
                self._house.posts.close()
                self._house.room.close()
            self.closed_unused.emit()


def _zone_box() -> QComboBox:
    """This computer's zone first, then the nearest, then all."""
    own = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    known = available_timezones()
    nearest = _NEAREST if own in _PLACELESS else (own, *_NEAREST)
    first = [zone for zone in dict.fromkeys(nearest) if zone in known]
    rest = sorted(zone for zone in known - set(first) if "/" in zone and not zone.startswith("Etc/"))
    box = QComboBox()
    box.setMaxVisibleItems(14)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    for zone in (*first, *rest):
        box.addItem(zone, zone)
    return box


def _name_zones(box: QComboBox, language: Language) -> None:
    """Names for the first few; asking for all four hundred would take a noticeable time."""
    from babel.dates import get_timezone, get_timezone_location

    with QSignalBlocker(box):
        for index in range(min(box.count(), len(_NEAREST) + 1)):
            zone = str(box.itemData(index))
            if zone in _PLACELESS:
                continue
            place = get_timezone_location(get_timezone(zone), locale=language.replace("-", "_"))
            box.setItemText(index, f"{place} · {zone}")
