# SPDX-License-Identifier: Apache-2.0
"""Mood over time: volume and shares per interval, with the room's own moves on the curve.

Docked by :mod:`ui.main_window`, shown again on the wall display. The trap: matplotlib is loaded when the pane is
first shown, never before; counting is done off the GUI thread and at most once a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget
from typing_extensions import override

from app.analysis.counts import MoodSeries, bucket_for, interval_said, series
from app.analysis.effect import Effect, effect, last_release
from app.analysis.moves import Mark, marks
from app.posts.ports import Bucket
from ui.panes.pane import Pane
from ui.post_spans import span_of
from ui.times import near_time, spoken
from ui.tokens import tokens
from ui.while_alive import while_alive
from ui.widgets.elided import ElidedLabel
from ui.widgets.empty import EmptyState
from ui.widgets.segments import Segments
from ui.widgets.styling import hairline

if TYPE_CHECKING:
    from ui.charts.mood_canvas import MoodCanvas

_THROTTLE_MS: Final = 1000
_FIRST_MS: Final = 250
"""The first curve waits until the posts are on screen."""
_RANGES: Final = ("incident", "6h", "24h", "all")
_STEPS: Final = {
    "auto": None,
    "minute": timedelta(minutes=1),
    "five": timedelta(minutes=5),
    "quarter": timedelta(minutes=15),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
_MOST_INTERVALS: Final = 2000
_MOODS: Final = ("negative", "positive", "neutral")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was counted; `changed` is (number of the statement, before and after)."""

    series: MoodSeries | None
    marks: list[Mark]
    changed: tuple[int, Effect] | None


class SentimentPane(Pane):
    """The curve, its legend in words, and one sentence: the interval pointed at, else what followed a statement.

    Signals: `drawn_first()` when everything a curve needs has been loaded.
    """

    key: ClassVar[str] = "sentiment"
    concerns: ClassVar[frozenset[str]] = frozenset({"incident", "statement", "clock"})

    drawn_first = Signal()

    def _build_ui(self) -> None:
        self.canvas: MoodCanvas | None = None
        self.type_px = 12
        self._answer = _Answer(None, [], None)
        self._question = self._answered = 0
        self._missed = False
        self.ranges, self.steps = Segments(_RANGES), QComboBox()
        self.steps.setObjectName("moodInterval")
        for name in _STEPS:
            self.steps.addItem("", name)
        self.header.addWidget(self.ranges)
        self.header.addWidget(self.steps)
        self.legend = {mood: QLabel() for mood in _MOODS}
        self.sentence = ElidedLabel()
        self.sentence.setObjectName("effectSentence")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 4)
        row.setSpacing(12)
        for label in self.legend.values():
            row.addWidget(label)
        row.addWidget(self.sentence, 1)
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        self.pages.setMinimumHeight(48)
        self.pages.addWidget(self.empty)
        self.body.addLayout(row)
        self.body.addWidget(hairline())
        self.body.addWidget(self.pages, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_THROTTLE_MS)

    def _watch(self) -> None:
        super()._watch()
        self._pause.timeout.connect(self._count)
        self.desk.posts_changed.connect(self._soon)
        self.desk.posts_judged.connect(self._soon)
        self.ranges.chosen.connect(self._count)
        self.steps.activated.connect(self._count)

    @property
    def settled(self) -> bool:
        """Whether what was asked last is drawn, or nobody looks."""
        answered = 0 < self._question == self._answered
        return not self.in_sight or (answered and (self.canvas is None or self.canvas.settled))

    def for_the_wall(self, type_px: int) -> None:
        """Nothing to press, and type that is read from across the room."""
        self.type_px = type_px
        self.ranges.hide()
        self.steps.hide()
        if self.canvas is not None:
            self.canvas.type_px = type_px
            self.canvas.later()

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        for name in _RANGES:
            self.ranges.say(name, t(f"chart-range-{name}"))
        for index, name in enumerate(_STEPS):
            self.steps.setItemText(index, t(f"chart-step-{name}"))
        self.steps.setAccessibleName(t("chart-step"))
        self.empty.say(t("chart-empty"), t("chart-empty-hint"))
        self._show_legend()

    def restyle(self) -> None:
        self._show_legend()
        if self.canvas is not None:
            self.canvas.later()

    def refresh(self) -> None:
        """Count anew, if the pane is in sight; else as soon as it is."""
        if self.in_sight:
            self._count()
        else:
            self._missed = True

    def _soon(self) -> None:
        if not self.in_sight:
            self._missed = True
        elif not self._pause.isActive():
            self._pause.start()

    @override
    def came_in_sight(self) -> None:
        if self._missed:
            self._soon()

    def _count(self) -> None:
        self._missed = False
        desk, incident = self.desk, self.desk.incident
        now, zone, state = desk.moment or desk.clock.now(), desk.zone, desk.state
        range_, step = self.ranges.current, _STEPS[str(self.steps.currentData())]
        posts = desk.posts
        self._question += 1
        question = self._question

        def work() -> _Answer:
            span = span_of(posts, range_, incident, now)
            if span is None:
                return _Answer(None, [], None)
            bucket = step
            if bucket is None or (span[1] - span[0]) / bucket > _MOST_INTERVALS:
                bucket = bucket_for(*span)
            found = series(posts, *span, bucket, zone=zone)
            release = last_release(state, incident.id) if incident else None
            changed = (release[0], effect(posts, release[1], now)) if release else None
            _load_canvas()
            return _Answer(found, marks(state, incident.id) if incident else [], changed)

        desk.read(work, while_alive(self, lambda answer: self._show(question, answer)))

    def _show(self, question: int, answer: _Answer) -> None:
        if question != self._question:
            return
        self._answer, self._answered = answer, question
        if answer.series is None:
            self.pages.setCurrentWidget(self.empty)
            for label in (self.hint, self.sentence):
                label.clear()
            return
        canvas = self._canvas()
        self.pages.setCurrentWidget(canvas)
        canvas.show_series(answer.series, answer.marks)
        self._show_words(answer.series)

    def _canvas(self) -> MoodCanvas:
        if self.canvas is None:
            self.canvas = _load_canvas()(self.desk)
            self.canvas.type_px = self.type_px
            self.canvas.pointed.connect(self._show_reading)
            self.canvas.drawn.connect(self.drawn_first, Qt.ConnectionType.SingleShotConnection)
            self.pages.addWidget(self.canvas)
        return self.canvas

    def _show_words(self, found: MoodSeries) -> None:
        t = self.desk.texts
        interval = t.say(interval_said(found.bucket))
        self.hint.setText(t("chart-hint", interval=interval, count=found.total))
        self.sentence.setText(self._effect_words())
        self._show_legend()
        spoken_ = t(
            "chart-spoken", total=found.total, negative=found.negative, neutral=found.neutral,
            positive=found.positive,
        )  # fmt: skip
        self._canvas().setAccessibleName(spoken_)

    def _effect_words(self) -> str:
        t, changed = self.desk.texts, self._answer.changed
        if changed is None:
            return t("chart-effect-none")
        number, found = changed
        return t(
            f"chart-effect-{found.turn}", number=number, length=spoken(found.length, t),
            before=round(100 * found.before.share), after=round(100 * found.after.share),
            old=found.before.total, new=found.after.total,
        )  # fmt: skip

    def _show_legend(self) -> None:
        t, colours, found = self.desk.texts, tokens(self.desk.theme), self._answer.series
        for mood, label in self.legend.items():
            count = getattr(found, mood) if found is not None else 0
            total = found.total if found is not None else 0
            percent = round(100 * count / total) if total else 0
            words = t("chart-legend", mood=t(f"mood-{mood}"), percent=percent)
            label.setText(f'<span style="color:{getattr(colours, mood)}">■</span> {words}')

    def _show_reading(self, at: int) -> None:
        found = self._answer.series
        if found is None or not 0 <= at < len(found.buckets):
            self.sentence.setText(self._effect_words())
            return
        words = self._bucket_words(found.buckets[at], found.bucket)
        self.sentence.setText(words)
        if self.canvas is not None:
            self.canvas.setToolTip(words)

    def _bucket_words(self, bucket: Bucket, step: timedelta) -> str:
        desk, now = self.desk, self.desk.clock.now()
        start, end = (near_time(time, now, desk.zone) for time in (bucket.start, bucket.start + step))
        return desk.texts(
            "chart-reading", start=start, end=end, total=bucket.total, negative=bucket.negative,
            neutral=bucket.neutral, positive=bucket.positive,
        )  # fmt: skip

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.canvas is None:
            QTimer.singleShot(_FIRST_MS, self, self.refresh)
        else:
            self._count()


def _load_canvas() -> type[MoodCanvas]:
    """matplotlib takes half a second to load: first on a reader thread, so that the window does not wait for it."""
    from ui.charts.mood_canvas import MoodCanvas

    return MoodCanvas
