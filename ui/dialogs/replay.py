# SPDX-License-Identifier: Apache-2.0
"""The replay: past days through today's policy and, side by side, through a changed one; what burnt, when, and why.

Opened from the beacon pane, the palette and the policy editor, which brings the draft. The trap: it runs on a reader
thread for seconds; closing gives it up, and an answer to an older question is dropped.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.errors import FenghuoError
from app.room.words import WarningLevel
from app.warning.indicators import MINUTE
from app.warning.policy_book import Policy
from ui.charts.beacon_canvas import BeaconCanvas, CurveMark
from ui.delegates.replay_delegate import FIRST_COLUMN, Pair, ReplayDelegate, cell_words, spoken_pair
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.models.rows_model import RowsModel
from ui.replaying import ALL, Played, Wanted, around, curve_of, play
from ui.tokens import LEVEL_SHAPES, tokens
from ui.while_alive import while_alive
from ui.widgets.empty import EmptyState
from ui.widgets.segments import Segments
from ui.widgets.styling import button, hairline, indented, quiet_label
from ui.widgets.thin_bar import ThinBar

if TYPE_CHECKING:
    from app.warning.curve import Curve
    from app.warning.replay import Replayed, Side

_SIZE: Final = (1180, 680)
_DAYS: Final = ("1", "7", "28")


class ReplayDialog(Sheet):
    """`draft` is the changed policy; None compares nothing and shows today's alone.

    Signals: `replayed()` each time an answer is shown.
    """

    replayed = Signal()
    _told = Signal(int, float)

    def __init__(self, desk: Desk, parent: QWidget | None, *, draft: Policy | None = None) -> None:
        super().__init__(desk.texts, "replayDialog", desk.texts("beaconpane-replay-title"), parent)
        self._desk, self._draft = desk, draft
        self._turn, self._closed = 0, False
        self._played: Played | None = None
        self._file: Path | None = None
        self.file_button, self.back = button("replayFile", "quiet"), button("replayBack", "quiet")
        self.day = QDateEdit()
        indented(self.day)
        self.days, self.watch, self.bar = Segments(_DAYS), QComboBox(), ThinBar()
        self.sums = tuple(QLabel() for _ in range(2))
        self.model: RowsModel[Pair] = RowsModel(lambda pair: spoken_pair(pair, desk), self)
        self.list, self.delegate = QListView(), ReplayDelegate(desk, self)
        self.canvas, self.reasons, self.left_out = BeaconCanvas(desk), quiet_label(wrap=True), quiet_label(wrap=True)
        self.empty, self.pages = EmptyState(), QStackedWidget()
        self.say(self.texts("beaconpane-replay-about"))
        self._build_ui()
        self.fit(*_SIZE)
        self.days.choose("7")
        self._connect()
        self._read_names()

    def _build_ui(self) -> None:
        texts, colours = self.texts, tokens(self._desk.theme)
        self.rows.addLayout(self._asking())
        self.bar.set_colours(colours.accent, colours.line)
        self.rows.addWidget(self.bar)
        self.rows.addLayout(self._heads())
        self.rows.addWidget(hairline())
        for page in (QWidget(), self._parts(), self.empty):
            self.pages.addWidget(page)
        self.rows.addWidget(self.pages, 1)
        self.rows.addWidget(self.left_out)
        self.left_out.hide()
        close = self.button("cancel", texts("window-close"))
        close.clicked.connect(self.reject)
        self.buttons(close)

    def _asking(self) -> QHBoxLayout:
        """Which watch, how many days, up to which; or which file."""
        texts, row = self.texts, QHBoxLayout()
        for name in _DAYS:
            self.days.say(name, texts(f"beaconpane-replay-span-{name}"))
        self.watch.setObjectName("replayWatch")
        self.watch.setAccessibleName(texts("beaconpane-replay-watch"))
        self.watch.addItem(texts("beaconpane-replay-all"), ALL)
        now = self._desk.clock.now().astimezone(self._desk.zone)
        self.day.setDate(QDate(now.year, now.month, now.day))
        self.day.setMaximumDate(self.day.date())
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(texts("beaconpane-replay-until"))
        self.file_button.setText(texts("beaconpane-replay-file"))
        self.back.setText(texts("beaconpane-replay-store"))
        self.back.hide()
        row.setSpacing(16)
        of_watch, until = quiet_label(texts("beaconpane-replay-watch")), quiet_label(texts("beaconpane-replay-until"))
        for widget in (of_watch, self.watch, self.days, until, self.day):
            row.addWidget(widget)
        row.addStretch(1)
        for made in (self.file_button, self.back):
            row.addWidget(made)
        return row

    def _parts(self) -> QSplitter:
        """What was lit above, the curve of the chosen time below."""
        self.list.setObjectName("replayList")
        self.list.setModel(self.model)
        self.delegate.both = self._draft is not None
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.texts("beaconpane-replay-title"))
        lower, column, split = QWidget(), QVBoxLayout(), QSplitter(Qt.Orientation.Vertical)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.reasons)
        column.addWidget(self.canvas, 1)
        lower.setLayout(column)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(lower)
        split.setSizes([260, 200])
        return split

    def _heads(self) -> QHBoxLayout:
        """The name of each side, and what it comes to."""
        row = QHBoxLayout()
        row.setSpacing(0)
        first = QWidget()
        row.addWidget(first, round(100 * FIRST_COLUMN))
        names = ("old", "new") if self._draft is not None else ("old",)
        for name, label in zip(names, self.sums, strict=False):
            column = QVBoxLayout()
            column.setContentsMargins(10, 4, 0, 4)
            column.setSpacing(2)
            head = QLabel(self.texts(f"beaconpane-replay-{name}"))
            head.setProperty("strong", "true")
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setWordWrap(True)
            label.setObjectName(f"replay-{name}")
            column.addWidget(head)
            column.addWidget(label)
            row.addLayout(column, round(100 * (1 - FIRST_COLUMN) / len(names)))
        return row

    def _connect(self) -> None:
        self.days.chosen.connect(lambda _: self.ask())
        self.watch.activated.connect(lambda _: self.ask())
        self.day.dateChanged.connect(lambda _: self.ask())
        self.file_button.clicked.connect(self.choose_file)
        self.empty.offer("firstFile", self.choose_file, "accent")(self.texts("beaconpane-replay-file"))
        self.back.clicked.connect(lambda: self.show_file(None))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self._told.connect(self._show_progress)

    def _read_names(self) -> None:
        book = self._desk.watches

        def came(names: tuple[str, ...]) -> None:
            for name in names:
                self.watch.addItem(name, name)
            self.ask()

        read = lambda: tuple(watch.name for watch in book.watches())  # noqa: E731
        self._desk.tasks.read(read, while_alive(self, came), while_alive(self, self._on_failed))

    # the question

    def ask(self) -> None:
        """Play it; the answer is shown when it is there."""
        self._turn += 1
        turn, near = self._turn, around(self._desk)
        wanted = Wanted(
            int(self.days.current), str(self.watch.currentData()), self._until(), self._draft, self._file
        )  # fmt: skip
        self.message.clear()
        self.bar.set_share(0.02)
        for label in self.sums:
            label.setText(self.texts("beaconpane-replay-running"))

        def work() -> Played | None:
            given_up = lambda: self._closed or turn != self._turn  # noqa: E731
            return play(near, wanted, lambda part: self._told.emit(turn, part), given_up)

        done, failed = while_alive(self, partial(self._take, turn)), while_alive(self, self._on_failed)
        self._desk.tasks.read(work, done, failed)

    def _show_progress(self, turn: int, part: float) -> None:
        if turn == self._turn:
            self.bar.set_share(part)

    def _until(self) -> datetime:
        """The end of the day that is chosen, or now."""
        day = self.day.date()
        after = datetime(day.year(), day.month(), day.day(), tzinfo=self._desk.zone) + timedelta(days=1)
        return min(self._desk.clock.now(), after - MINUTE)

    def choose_file(self) -> None:
        """Ask for a file in place of the store."""
        chosen = QFileDialog(self, self.texts("beaconpane-replay-file-title"))
        chosen.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen.setFileMode(QFileDialog.FileMode.ExistingFile)
        chosen.fileSelected.connect(lambda name: self.show_file(Path(name)))
        chosen.open()

    def show_file(self, file: Path | None) -> None:
        """Play a file; None for the store again."""
        self._file = file
        named = self.texts("beaconpane-replay-from-file", name=file.name) if file is not None else ""
        self.file_button.setText(named or self.texts("beaconpane-replay-file"))
        for widget in (self.days, self.day):
            widget.setEnabled(file is None)
        self.back.setVisible(file is not None)
        self.ask()

    def _take(self, turn: int, played: Played | None) -> None:
        if turn != self._turn:
            return
        self._played = played
        found = played.found if played is not None else None
        self.bar.set_share(0)
        pairs = [Pair(*pair) for pair in found.pairs()] if found is not None else []
        self.model.set_rows(list(reversed(pairs)))
        sides = (found.today, found.changed) if found is not None else ()
        for label, side in zip(self.sums, sides, strict=False):
            label.setText(self._sum(side))
        if found is None:
            for label in self.sums:
                label.clear()
        key = "nothing" if found is None else "none"
        self.empty.say(self.texts(f"beaconpane-replay-{key}"), self.texts(f"beaconpane-replay-{key}-hint"))
        self.empty.show_offered("firstFile", shown=found is None and self._file is None)
        self.pages.setCurrentIndex(1 if pairs else 2)
        said = self._left_out(found) if found is not None else ""
        self.left_out.setText(said)
        self.left_out.setVisible(bool(said))
        if pairs:
            self.list.setCurrentIndex(self.model.index(0))
        self._show_chosen()
        self.replayed.emit()

    def _left_out(self, found: Replayed) -> str:
        """What could not be tried on these days, and why."""
        if found.hourly:
            return self.texts("beaconpane-replay-hourly")
        lost = sorted({name for side in (found.today, found.changed) for name in side.left_out})
        names = self.texts("window-comma").join(lost)
        return self.texts("beaconpane-replay-left-out", rules=names) if lost else ""

    def _sum(self, side: Side) -> str:
        """How often each level burnt, and what people had said of these; as rich text."""
        colours = tokens(self._desk.theme)
        levels = [
            f'<span style="color:{colours.warning(level)}">{LEVEL_SHAPES[level]}</span> {side.count(level)}'
            for level in reversed(WarningLevel)
        ]
        right = sum(one.judgement.value == "right" for one in side.fired)
        said = self.texts(
            "beaconpane-replay-sum", fired=len(side.fired), wrong=side.false_alarms(), right=right,
        )  # fmt: skip
        return f"{'&nbsp;&nbsp; '.join(levels)}&nbsp;&nbsp; · {said}"

    # the chosen time

    def _show_chosen(self) -> None:
        pair = self.model.at(self.list.currentIndex())
        if pair is None:
            self.canvas.show_curve(None)
            self.reasons.clear()
            return
        said = dict.fromkeys(" · ".join(part for part in cell_words(fired, self._desk) if part)
                             for fired in (pair.today, pair.changed) if fired is not None)  # fmt: skip
        self.reasons.setText("\n".join(said))
        near, fired, wanted = around(self._desk), pair.either, pair
        series = self._played.series.get(fired.watch) if self._played is not None else None

        def came(curve: Curve) -> None:
            if self.model.at(self.list.currentIndex()) == wanted:
                self.canvas.show_curve(curve, self._marks(wanted))

        done, failed = while_alive(self, came), while_alive(self, self._on_failed)
        self._desk.tasks.read(lambda: curve_of(near, fired, series), done, failed)

    def _marks(self, pair: Pair) -> list[CurveMark]:
        texts = self.texts
        found: dict[tuple[datetime, WarningLevel], tuple[str, ...]] = {}
        for key, fired in (("old", pair.today), ("new", pair.changed)):
            for step in fired.steps if fired is not None else ():
                at = (step.at, step.level)
                found[at] = (*found.get(at, ()), texts(f"beaconpane-replay-{key}"))
        comma = texts("window-comma")
        return [
            CurveMark(time, LEVEL_SHAPES[level], comma.join(who) if self._draft is not None else "", level)
            for (time, level), who in sorted(found.items(), key=lambda one: one[0][0])
        ]

    def _on_failed(self, error: Exception) -> None:
        self.bar.set_share(0)
        for label in self.sums:
            label.clear()
        if isinstance(error, FenghuoError):
            self.refuse(error)
        else:
            self._desk.failed.emit(error)

    @override
    def done(self, result: int) -> None:
        self._closed = True
        super().done(result)
