# SPDX-License-Identifier: Apache-2.0
"""The mood curve on screen: matplotlib's drawing in the theme's colours, made off the GUI thread.

Used by the sentiment pane, which imports it when it is first shown: matplotlib costs some 0.3 s. A drawing
takes 30 ms and more, which somebody who types in a flood would feel; so the widget shows the last one as a picture
and draws only the line at the cursor itself. The trap: labels are laid out for one size, so a resize draws anew
(throttled); until that is there, the old picture stands.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from typing_extensions import override

from app.analysis import mood
from app.analysis.mood import Mark, MoodSeries, Palette
from app.room.words import Severity
from app.texts import Texts
from ui.charts.drawing import DPI, DRAWING, POINTS_PER_INCH, families, image_of
from ui.charts.drawn_chart import DrawnChart
from ui.charts.pointed import Pointed
from ui.desk import Desk
from ui.tokens import Tokens, tokens

_LEFT, _RIGHT, _FOOT, _TOP = 48, 16, 36, 8
_TYPE_PX: Final = 12


def palette(colours: Tokens, texts: Texts, size: float) -> Palette:
    """The theme's colours for the drawing. `size` in points of the figure."""
    return Palette(
        ground=colours.panel, text=colours.text, quiet=colours.quiet, line=colours.line, gap=colours.raised,
        accent=colours.accent, on_chip=colours.on_fill, negative=colours.negative, neutral=colours.neutral,
        positive=colours.positive, minor=colours.severity(Severity.III), moderate=colours.severity(Severity.II),
        major=colours.severity(Severity.I), family=families(texts), size=size,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Order:
    """Everything one drawing depends on; sizes in pixels of the layout, `ratio` of the screen's to these."""

    series: MoodSeries | None
    marks: tuple[Mark, ...]
    theme: str
    texts: Texts
    zone: ZoneInfo
    type_px: int
    width: int
    height: int
    ratio: float

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Pixels around the axes: left, right, foot, top."""
        scale = self.type_px / _TYPE_PX
        return _LEFT * scale, _RIGHT * scale, _FOOT * scale, _TOP * scale


@dataclass(frozen=True, slots=True)
class _Picture:
    """What came of it."""

    order: _Order
    figure: Figure
    image: QImage


def _picture(order: _Order) -> _Picture:
    """Draws, on whatever thread."""
    colours, width, height = tokens(order.theme), order.width, order.height
    with DRAWING:
        figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI * order.ratio, facecolor=colours.panel)
        canvas = FigureCanvasAgg(figure)
        left, right, foot, top = order.edges
        if order.series is not None and width > left + right and height > foot + top:
            box = (left / width, foot / height, 1 - (left + right) / width, 1 - (foot + top) / height)
            size = order.type_px * POINTS_PER_INCH / DPI
            look = palette(colours, order.texts, size)
            mood.draw(figure.add_axes(box), order.series, list(order.marks), look, texts=order.texts, zone=order.zone)
        image = image_of(canvas, order.ratio)
    return _Picture(order, figure, image)


class MoodCanvas(Pointed, DrawnChart):
    """Signals: `drawn()` after each drawing; `pointed(int)` the interval under mouse or arrow keys, -1 for none.

    `figure` is the last drawing.
    """

    pointed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._series: MoodSeries | None = None
        self._marks: tuple[Mark, ...] = ()
        self.type_px = _TYPE_PX
        self._shown: _Picture | None = None
        self._be_pointed_at()

    def show_series(self, series: MoodSeries, marks: list[Mark]) -> None:
        """Draw these, soon."""
        self._series, self._marks = series, tuple(marks)
        self._again.start()

    @override
    def _begin(self) -> None:
        if self.width() < 1 or self.height() < 1:
            return
        desk = self._desk
        order = _Order(
            self._series, self._marks, desk.theme, desk.texts, desk.zone, self.type_px, self.width(), self.height(),
            self.devicePixelRatioF(),
        )  # fmt: skip
        self._draw(lambda: _picture(order), self._take)

    def _take(self, picture: _Picture) -> None:
        self._shown, self.figure = picture, picture.figure
        self._point(self._at)

    @override
    def _intervals(self) -> int:
        return len(self._series.buckets) if self._series is not None else 0

    @override
    def _interval_at(self, place: QPointF) -> int:
        shown = self._shown
        if shown is None or shown.order.series is None:
            return -1
        found, (left, right, foot, top) = shown.order.series, shown.order.edges
        across = (place.x() - left) / max(1.0, shown.order.width - left - right)
        if not (0 <= across < 1 and top <= place.y() <= shown.order.height - foot):
            return -1
        return int(across * (_last(found) - found.start) / found.bucket)

    def _cursor_x(self) -> float | None:
        """Where the line stands: the middle of the interval pointed at."""
        shown = self._shown
        if shown is None or shown.order.series is None or not 0 <= self._at < len(shown.order.series.buckets):
            return None
        found, (left, right, _, _) = shown.order.series, shown.order.edges
        middle = found.buckets[self._at].start + found.bucket / 2
        across = (middle - found.start) / (_last(found) - found.start)
        return left + min(1.0, across) * (shown.order.width - left - right)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, shown = QPainter(self), tokens(self._desk.theme), self._shown
        painter.fillRect(event.rect(), QColor(colours.panel))
        if shown is None:
            return
        painter.drawImage(QPointF(0, 0), shown.image)
        x = self._cursor_x()
        if x is not None:
            _, _, foot, top = shown.order.edges
            painter.setPen(QColor(colours.text))
            painter.drawLine(QPointF(x, top), QPointF(x, shown.order.height - foot))
        if shown.order.ratio != self.devicePixelRatioF():
            self._again.start()

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 260)


def _last(series: MoodSeries) -> datetime:
    """Where the time axis ends."""
    return max(series.end, series.start + series.bucket)
