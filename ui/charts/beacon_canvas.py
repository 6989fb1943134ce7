# SPDX-License-Identifier: Apache-2.0
"""A watch's curve: posts and the negative among them as bars, the edge of what is usual, levels, what was decided.

Used by the beacon pane and the replay. It paints itself: some hundred bars take a millisecond or two. The trap: a gap
in collection is hatched, never a bar of nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isnan
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.room.words import WarningLevel
from ui.charts.pointed import Pointed
from ui.desk import Desk
from ui.tokens import LEVEL_SHAPES, Tokens, tokens

if TYPE_CHECKING:
    from app.warning.curve import Curve  # brings the detector

_LEFT, _RIGHT, _FOOT, _TOP = 44, 12, 20, 4
_LANE, _MARK_ROW, _MARK_ROWS = 8, 18, 2
_SMALL, _TICK_ROOM, _LEAST_PLOT = 11, 64, 24
_LEAST_HEIGHT, _SHAPE = 72, 12
_LEVELS: Final = (None, *WarningLevel)
_STEPS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880)


@dataclass(frozen=True, slots=True)
class CurveMark:
    """Something that happened: `sign` is a character, `words` go beside it where there is room.

    In the colour of `level`; None for what people do.
    """

    time: datetime
    sign: str
    words: str
    level: WarningLevel | None = None


class BeaconCanvas(Pointed, QWidget):
    """Signals: `pointed(int)` the interval under mouse or arrow keys, -1 for none."""

    pointed = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._curve: Curve | None = None
        self._marks: tuple[CurveMark, ...] = ()
        self._small = QFont(self.font())
        self.setObjectName("beaconCurve")
        self._be_pointed_at()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def curve(self) -> Curve | None:
        """What is shown."""
        return self._curve

    @property
    def marks(self) -> tuple[CurveMark, ...]:
        """What happened, of that what is shown."""
        return self._marks

    def show_curve(self, curve: Curve | None, marks: Sequence[CurveMark] = ()) -> None:
        """Show this one."""
        inside = () if curve is None else tuple(mark for mark in marks if curve.first <= mark.time <= curve.end)
        self._curve, self._marks = curve, inside
        self._point(self._at)

    # where things stand

    def _plot(self) -> QRectF:
        top = _TOP + self._mark_rows() * _MARK_ROW
        foot = _FOOT + _LANE + 2
        return QRectF(_LEFT, top, max(1, self.width() - _LEFT - _RIGHT), max(1, self.height() - top - foot))

    def _mark_rows(self) -> int:
        """Fewer where it is low: bars before words."""
        fitting = (self.height() - _LEAST_HEIGHT) // (2 * _MARK_ROW)
        return max(0, min(_MARK_ROWS, fitting)) if self._marks else 0

    def _x(self, plot: QRectF, time: datetime) -> float:
        assert self._curve is not None
        return plot.left() + plot.width() * ((time - self._curve.first) / (self._curve.end - self._curve.first))

    # painting

    def _paint_scale(self, painter: QPainter, plot: QRectF, colours: Tokens, peak: float) -> None:
        for value in _round_ticks(peak, max(1, int(plot.height() // 28))):
            y = plot.bottom() - plot.height() * value / peak
            painter.setPen(QColor(colours.line))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(colours.quiet))
            box = QRectF(0, y - 8, _LEFT - 6, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:,}")

    def _paint_times(self, painter: QPainter, plot: QRectF, colours: Tokens) -> None:
        assert self._curve is not None
        painter.setPen(QColor(colours.quiet))
        y, before = plot.bottom() + _LANE + 4, ""
        for time in _ticks(self._curve, self._desk.zone, max(1, int(plot.width() // _TICK_ROOM))):
            day = f"{time:%m-%d}"
            words = f"{time:%H:%M}" if before in ("", day) else day
            x, before = self._x(plot, time), day
            box = QRectF(x - 40, y, 80, 16)
            if box.left() + 20 >= 0 and box.right() - 20 <= self.width():
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
                painter.fillRect(QRectF(x, plot.bottom(), 1, 3), QColor(colours.quiet))

    def _paint_levels(self, painter: QPainter, plot: QRectF, colours: Tokens) -> None:
        """A lane below the bars, coloured while the detector held a level, with its shape where it begins."""
        assert self._curve is not None
        lane = QRectF(plot.left(), plot.bottom() + 2, plot.width(), _LANE)
        for start, end, number in _runs(self._curve.levels):
            level = _LEVELS[number]
            if level is None:
                continue
            left, right = (lane.left() + lane.width() * at / len(self._curve.levels) for at in (start, end))
            box = QRectF(left, lane.top(), max(2, right - left), lane.height())
            painter.fillRect(box, QColor(colours.warning(level)))
            if box.width() >= _SHAPE:
                painter.setPen(QColor(colours.on_fill))
                font = QFont(self._small)
                font.setPixelSize(_LANE)
                painter.setFont(font)
                box.setWidth(_SHAPE)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, LEVEL_SHAPES[level])
                painter.setFont(self._small)

    def _paint_marks(self, painter: QPainter, plot: QRectF, colours: Tokens) -> None:
        rows = self._mark_rows()
        taken = [0.0] * rows
        metrics = QFontMetricsF(self._small)
        for number, mark in enumerate(self._marks):
            x = self._x(plot, mark.time)
            colour = QColor(colours.warning(mark.level) if mark.level is not None else colours.accent)
            row = next((row for row in range(rows) if taken[row] <= x - 8), -1)
            top = _TOP + max(row, 0) * _MARK_ROW
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, top + _MARK_ROW - 2), QPointF(x, plot.bottom()))
            if row < 0:
                continue
            painter.setPen(colour)
            painter.drawText(QRectF(x - 8, top, 16, _MARK_ROW), Qt.AlignmentFlag.AlignCenter, mark.sign)
            width = metrics.horizontalAdvance(mark.words) + 2
            later = min((self._x(plot, other.time) - 8 for other in self._marks[number + 1 :]), default=self.width())
            before, taken[row] = taken[row], x + 8
            for left, fits in (
                (x + 10, x + 10 + width <= (later if row == 0 else self.width())),
                (x - 10 - width, x - 10 - width >= before),
            ):
                if fits and mark.words:
                    painter.setPen(QColor(colours.text))
                    middle = Qt.AlignmentFlag.AlignVCenter
                    painter.drawText(QRectF(left, top, width, _MARK_ROW), middle, mark.words)
                    taken[row] = max(x + 8, left + width + 8)
                    break

    # pointing

    @override
    def _intervals(self) -> int:
        return len(self._curve.posts) if self._curve is not None else 0

    @override
    def _interval_at(self, place: QPointF) -> int:
        plot = self._plot()
        if self._curve is None or not plot.contains(place):
            return -1
        return int((place.x() - plot.left()) / plot.width() * len(self._curve.posts))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, curve = QPainter(self), tokens(self._desk.theme), self._curve
        painter.fillRect(event.rect(), QColor(colours.panel))
        plot = self._plot()
        if curve is None or not curve.posts or plot.height() < _LEAST_PLOT:
            return
        self._small = QFont(self.font())
        self._small.setPixelSize(_SMALL)
        painter.setFont(self._small)
        peak = _peak(curve)
        self._paint_scale(painter, plot, colours, peak)
        _Bars(curve, plot, peak, colours).paint(painter)
        self._paint_levels(painter, plot, colours)
        self._paint_times(painter, plot, colours)
        self._paint_marks(painter, plot, colours)
        if self._at >= 0:
            x = plot.left() + plot.width() * (self._at + 0.5) / len(curve.posts)
            painter.setPen(QColor(colours.text))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, 72)

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 72)


@dataclass(frozen=True, slots=True)
class _Bars:
    """The bars, the gaps between them and the edge of what is usual."""

    curve: Curve
    plot: QRectF
    peak: float
    colours: Tokens

    def paint(self, painter: QPainter) -> None:
        curve, colours = self.curve, self.colours
        self._paint_band(painter)
        for at, posts in enumerate(curve.posts):
            left, right = self._left(at), self._left(at + 1)
            if posts < 0:
                gap = QRectF(left, self.plot.top(), right - left, self.plot.height())
                painter.fillRect(gap, QColor(colours.raised))
                painter.fillRect(gap, QBrush(QColor(colours.line), Qt.BrushStyle.BDiagPattern))
                continue
            usual = curve.upper[at] if curve.upper and not isnan(curve.upper[at]) else float(posts)
            width = max(1.0, right - left - (1 if right - left > 3 else 0))
            for low, high, colour in (
                (0.0, min(float(posts), usual), colours.neutral),
                (usual, float(posts), colours.text),
                (0.0, float(max(0, curve.negative[at])), colours.negative),
            ):
                if high > low:
                    painter.fillRect(QRectF(left, self._y(high), width, self._y(low) - self._y(high)), QColor(colour))
        self._paint_edge(painter)

    def _left(self, at: int) -> float:
        return self.plot.left() + self.plot.width() * at / len(self.curve.posts)

    def _y(self, value: float) -> float:
        return self.plot.bottom() - self.plot.height() * value / self.peak

    def _edge(self) -> list[QPolygonF]:
        """The upper edge as steps; broken where it is not known."""
        found: list[QPolygonF] = []
        line = QPolygonF()
        for at, upper in enumerate(self.curve.upper):
            if isnan(upper):
                found, line = [*found, line], QPolygonF()
                continue
            line.append(QPointF(self._left(at), self._y(upper)))
            line.append(QPointF(self._left(at + 1), self._y(upper)))
        return [one for one in (*found, line) if one.size()]

    def _paint_band(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.raised))
        for line in self._edge():
            foot = self.plot.bottom()
            below = QPolygonF(line)
            below.append(QPointF(line.last().x(), foot))
            below.append(QPointF(line.first().x(), foot))
            painter.drawPolygon(below)

    def _paint_edge(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self.colours.accent), 1, Qt.PenStyle.DashLine))
        for line in self._edge():
            painter.drawPolyline(line)


def _peak(curve: Curve) -> float:
    known = (upper for upper in curve.upper if not isnan(upper))
    return max(1.0, max(curve.posts, default=0), max(known, default=0.0)) * 1.06


def _round_ticks(peak: float, most: int) -> list[int]:
    steps = (factor * 10**power for power in range(9) for factor in (1, 2, 5))
    step = next(step for step in steps if peak / step <= most + 1)
    return list(range(0, int(peak) + 1, step))


def _ticks(curve: Curve, zone: ZoneInfo, most: int) -> list[datetime]:
    """Round times of `zone`, `most` of them at most."""
    span = curve.end - curve.first
    step = next((minutes for minutes in _STEPS if span / timedelta(minutes=minutes) <= most), _STEPS[-1])
    time = curve.first.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    time += max(0, (curve.first - time) // timedelta(minutes=step)) * timedelta(minutes=step)
    found = []
    while time <= curve.end:
        if time >= curve.first:
            found.append(time)
        time += timedelta(minutes=step)
    return found


def _runs(levels: Sequence[int]) -> list[tuple[int, int, int]]:
    """(first, behind the last, level) of intervals of one level."""
    found: list[tuple[int, int, int]] = []
    for at, level in enumerate(levels):
        if found and found[-1][2] == level:
            found[-1] = (found[-1][0], at + 1, level)
        else:
            found.append((at, at + 1, level))
    return found
