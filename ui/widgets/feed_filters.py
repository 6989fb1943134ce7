# SPDX-License-Identifier: Apache-2.0
"""The feed's filters: time, source, watch, mood, region, author, order. With the words searched they make a question.

Used by the feed, which shows them as a row and what is set as chips. The trap: "the last hour" is measured anew with
every question, so it is kept as a span and never stands in a saved search; a fixed beginning does.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QDate, QDateTime, QSignalBlocker, QTime, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QLineEdit, QWidget

from app.posts.post import Mood
from app.posts.question import Order, Question
from app.posts.watches.book import ANY_WATCH
from ui.desk import Desk
from ui.times import near_time
from ui.widgets.flow import Flow
from ui.widgets.styling import indented

SPANS: Final = {"hour": timedelta(hours=1), "day": timedelta(hours=24), "week": timedelta(days=7)}
NAMES: Final = ("time", "until", "source", "watch", "mood", "region", "author", "order")
_TIMES: Final = ("all", *SPANS, "since")
_TYPING_PAUSE_MS: Final = 250
_LINE_WIDTH: Final = 112
_EDGE: Final = 12


class FeedFilters(Flow):
    """A row of fields. Signals: `changed()` when a person set one."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=6, left=_EDGE, right=_EDGE)
        self._desk = desk
        self.setObjectName("feedFilters")
        self._until: datetime | None = None
        self.time, self.watch, self.mood, self.order = (
            self._choice(name) for name in ("time", "watch", "mood", "order")
        )
        self.since = QDateTimeEdit()
        indented(self.since)
        self.since.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.since.setCalendarPopup(True)
        self.since.hide()
        self.source, self.region, self.author = QComboBox(), QLineEdit(), QLineEdit()
        self.source.setEditable(True)
        self.source.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.source.setFixedWidth(_LINE_WIDTH + 24)
        for line in (self.region, self.author):
            line.setFixedWidth(_LINE_WIDTH)
            line.setClearButtonEnabled(True)
        for widget in (
            self.time,
            self.since,
            self.source,
            self.watch,
            self.mood,
            self.region,
            self.author,
            self.order,
        ):
            self.add(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.time.activated.connect(self._time_chosen)
        self.since.dateTimeChanged.connect(self._typed)
        for line in (self.region, self.author, self._source_line()):
            line.textChanged.connect(self._typed)

    def _choice(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setObjectName(f"filter-{name}")
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.activated.connect(self._chosen)
        return made

    def _source_line(self) -> QLineEdit:
        line = self.source.lineEdit()
        if line is None:  # an editable one always has it
            raise TypeError(self.source)
        return line

    def retranslate(self) -> None:
        """All words anew; what is set stays."""
        texts = self._desk.texts
        _fill(self.time, [(name, texts(f"triage-time-{name}")) for name in _TIMES])
        _fill(self.mood, [("", texts("triage-any-mood")), *((str(m), texts(f"triage-mood-{m}")) for m in Mood)])
        _fill(self.order, [(str(one), texts(f"triage-order-{one}")) for one in Order])
        if self.watch.count():
            self.watch.setItemText(0, texts("triage-every-post"))
            self.watch.setItemText(1, texts("triage-any-watch"))
        self._source_line().setPlaceholderText(texts("triage-source"))
        self.region.setPlaceholderText(texts("triage-region"))
        self.author.setPlaceholderText(texts("triage-author"))
        named: tuple[tuple[QWidget, str], ...] = (
            (self.time, "time"), (self.since, "since"), (self.source, "source"), (self.watch, "watch"),
            (self.mood, "mood"), (self.region, "region"), (self.author, "author"), (self.order, "order"),
        )  # fmt: skip
        for widget, name in named:
            widget.setAccessibleName(texts(f"triage-filter-{name}"))
            widget.setToolTip(texts(f"triage-filter-{name}"))
        self.settle()

    def set_names(self, sources: Sequence[str], watches: Sequence[str]) -> None:
        """Which sources and watches there are to choose from."""
        line, texts = self._source_line(), self._desk.texts
        typed = line.text()
        with QSignalBlocker(self.source), QSignalBlocker(line):
            self.source.clear()
            self.source.addItems(list(sources))
            self.source.setCurrentIndex(-1)
            line.setText(typed)
        any_of = [("", texts("triage-every-post")), (ANY_WATCH, texts("triage-any-watch"))]
        chosen = str(self.watch.currentData() or "")
        known = [*any_of, *((name, name) for name in watches)]
        if chosen not in {value for value, _ in known}:
            known.append((chosen, chosen))
        _fill(self.watch, known)
        self.settle()

    # the question

    def question(self, words: str, now: datetime) -> Question:
        """What is asked, of the moment `now` (aware UTC)."""
        return self._with(words, self._since(now))

    def to_save(self, words: str) -> Question:
        """The same without what is measured from now."""
        return self._with(words, self._since(None))

    def _with(self, words: str, since: datetime | None) -> Question:
        mood = str(self.mood.currentData() or "")
        return Question(
            words=words.strip(), since=since, until=self._until, source=self._source_line().text().strip(),
            watch=str(self.watch.currentData() or ""), mood=Mood(mood) if mood else None,
            region=self.region.text().strip(), author=self.author.text().strip(),
            order=Order(str(self.order.currentData() or Order.NEWEST)),
        )  # fmt: skip

    def _since(self, now: datetime | None) -> datetime | None:
        name = str(self.time.currentData() or "all")
        if name in SPANS:
            return now - SPANS[name] if now is not None else None
        if name != "since":
            return None
        at = self.since.dateTime()
        day, time = at.date(), at.time()
        local = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._desk.zone)
        return local.astimezone(UTC)

    @property
    def moves(self) -> bool:
        """Whether what is asked is measured from now."""
        return str(self.time.currentData() or "") in SPANS

    def take(self, asked: Question) -> None:
        """Set everything as a saved search has it."""
        self._set_since(asked.since)
        self._until = asked.until
        _choose(self.watch, asked.watch)
        _choose(self.mood, str(asked.mood or ""))
        _choose(self.order, str(asked.order))
        for line, text in (
            (self._source_line(), asked.source),
            (self.region, asked.region),
            (self.author, asked.author),
        ):
            with QSignalBlocker(line):
                line.setText(text)
        self.settle()

    def _set_since(self, since: datetime | None) -> None:
        _choose(self.time, "since" if since else "all")
        if since is not None:
            local = since.astimezone(self._desk.zone)
            with QSignalBlocker(self.since):
                self.since.setDateTime(_wall_clock(local))
        self.since.setVisible(since is not None)

    def active(self) -> dict[str, str]:
        """What is set, by name, each as a chip says it."""
        texts, now = self._desk.texts, self._desk.clock.now()
        asked, time = self.question("", now), str(self.time.currentData() or "all")
        words: dict[str, str] = {}
        if time == "since" and asked.since is not None:
            words["time"] = texts("triage-chip-since", time=near_time(asked.since, now, self._desk.zone))
        elif time != "all":
            words["time"] = texts(f"triage-time-{time}")
        if asked.until is not None:
            words["until"] = texts("triage-chip-until", time=near_time(asked.until, now, self._desk.zone))
        if asked.watch:
            words["watch"] = self.watch.currentText()
        if asked.mood is not None:
            words["mood"] = self.mood.currentText()
        for name, text in (("source", asked.source), ("region", asked.region), ("author", asked.author)):
            if text:
                words[name] = texts(f"triage-chip-{name}", text=text)
        if asked.order is not Order.NEWEST:
            words["order"] = self.order.currentText()
        return words

    def drop(self, *names: str) -> None:
        """Let go of these filters; all of them where none is named."""
        dropped = names or NAMES
        for name, box in (("watch", self.watch), ("mood", self.mood), ("order", self.order)):
            if name in dropped:
                box.setCurrentIndex(0)
        for name, line in (("source", self._source_line()), ("region", self.region), ("author", self.author)):
            if name in dropped:
                with QSignalBlocker(line):
                    line.clear()
        if "time" in dropped:
            self._set_since(None)
        if "until" in dropped:
            self._until = None
        self.settle()
        self.changed.emit()

    def _time_chosen(self) -> None:
        since = self.time.currentData() == "since"
        if since and self.since.isHidden():
            with QSignalBlocker(self.since):
                now = self._desk.clock.now().astimezone(self._desk.zone)
                self.since.setDateTime(_wall_clock(now.replace(hour=0, minute=0)))
        self.since.setVisible(since)
        self.settle()
        if since:
            self.since.setFocus()

    def _chosen(self) -> None:
        self._pause.stop()
        self.settle()
        self.changed.emit()

    def _typed(self) -> None:
        self._pause.start()


def without(asked: Question, name: str) -> Question:
    """A question less one of its filters (or its `words`)."""
    match name:
        case "time":
            return replace(asked, since=None)
        case "until":
            return replace(asked, until=None)
        case "mood":
            return replace(asked, mood=None)
    return replace(asked, **{name: ""})


def _fill(box: QComboBox, rows: Sequence[tuple[str, str]]) -> None:
    chosen = box.currentData()
    box.clear()
    for value, word in rows:
        box.addItem(word, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _choose(box: QComboBox, value: str) -> None:
    place = box.findData(value)
    if place < 0:
        box.addItem(value, value)
        place = box.count() - 1
    box.setCurrentIndex(place)


def _wall_clock(local: datetime) -> QDateTime:
    """Its figures as they stand, whatever zone this computer is in."""
    return QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))
