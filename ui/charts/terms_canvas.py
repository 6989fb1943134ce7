# SPDX-License-Identifier: Apache-2.0
"""Hot terms as a picture: a bar a term, as long as it stands out, in the colour of its posts' mood.

Used by the analysis pane, which imports it when it has terms to show: matplotlib costs some 0.3 s. Drawn off the
GUI thread and shown as a picture, as the curve of moods is. The trap: rows are of one height, so it shows as many
terms as fit; the mood stands beside each bar as a number too, never as colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PySide6.QtCore import QPointF, QRect, QSize, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from typing_extensions import override

from app.posts.post import mood_of
from app.texts import Texts
from ui.charts.drawing import DPI, DRAWING, POINTS_PER_INCH, families, image_of
from ui.charts.drawn_chart import DrawnChart
from ui.desk import Desk
from ui.times import signed
from ui.tokens import tokens
from ui.widgets.styling import mood_colour

if TYPE_CHECKING:
    from app.analysis.terms import Term

_FIRST_WIDE: Final = "\u2e80"
_ROW, _EDGE, _TOP, _FOOT = 24, 12, 8, 28
_LABEL_SHARE, _MOST_LABEL, _VALUE = 0.36, 180, 60
_TYPE_PX: Final = 12
_THICK: Final = 0.58
_SHOWN: Final = 24
"""Of a long phrase; a Han character counts twice."""


@dataclass(frozen=True, slots=True)
class _Order:
    """Everything one drawing depends on; sizes in pixels of the layout, `ratio` of the screen's to these."""

    terms: tuple[Term, ...]
    theme: str
    texts: Texts
    width: int
    height: int
    ratio: float


@dataclass(frozen=True, slots=True)
class _Picture:
    """What came of it."""

    order: _Order
    figure: Figure
    image: QImage


def _picture(order: _Order) -> _Picture:
    """Draws, on whatever thread."""
    colours = tokens(order.theme)
    size = (order.width / DPI, order.height / DPI)
    with DRAWING:
        figure = Figure(figsize=size, dpi=DPI * order.ratio, facecolor=colours.panel)
        canvas = FigureCanvasAgg(figure)
        if order.terms:
            _draw(figure, order)
        image = image_of(canvas, order.ratio)
    return _Picture(order, figure, image)


def _draw(figure: Figure, order: _Order) -> None:
    colours, rows = tokens(order.theme), len(order.terms)
    label = min(_MOST_LABEL, _LABEL_SHARE * order.width)
    width, high = order.width - label - _VALUE - _EDGE, rows * _ROW
    box = (label / order.width, 1 - (_TOP + high) / order.height, width / order.width, high / order.height)
    axes = figure.add_axes(box)
    axes.set_facecolor(colours.panel)
    odds = [max(0.0, term.odds) for term in order.terms]
    shades = [mood_colour(colours, mood_of(term.mood)) for term in order.terms]
    axes.barh(range(rows), odds, height=_THICK, color=shades, linewidth=0)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xlim(0, max(1.0, *odds))
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(colours.line)
    axes.tick_params(length=0)
    look: dict[str, Any] = {"family": families(order.texts), "size": _TYPE_PX * POINTS_PER_INCH / DPI}
    axes.set_xticks([])
    axes.set_yticks(range(rows), [_cut(term.text) for term in order.terms], color=colours.text, **look)
    for row, term in enumerate(order.terms):
        axes.annotate(
            signed(term.mood), (odds[row], row), xytext=(6, 0), textcoords="offset pixels", va="center",
            color=shades[row], annotation_clip=False, **look,
        )  # fmt: skip
    note = order.texts("analysis-picture-note")
    foot = (_EDGE / order.width, (_FOOT / 2 - 4) / order.height)
    figure.text(*foot, note, color=colours.quiet, va="center", **look)


def _cut(text: str) -> str:
    widths = accumulate(1 + (character >= _FIRST_WIDE) for character in text)
    fits = sum(width <= _SHOWN for width in widths)
    shown = text if fits == len(text) else f"{text[: fits - 1]}…"
    return shown.replace("$", r"\$")  # or matplotlib would read a pair of them as a formula


class TermsCanvas(DrawnChart):
    """Signals: `pressed(int)` the row of a clicked bar; `drawn()` when `figure` is a new drawing."""

    pressed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._terms: tuple[Term, ...] = ()
        self._at = -1
        self._shown: _Picture | None = None

    def show_terms(self, terms: Sequence[Term]) -> None:
        """Draw these, soon, as many as fit."""
        self._terms = tuple(terms)
        self._again.start()

    def point(self, row: int) -> None:
        """Mark the bar of a row; -1 for none."""
        self._at = row
        self.update()

    @override
    def _begin(self) -> None:
        if self.width() < _VALUE or self.height() < _TOP + _ROW + _FOOT:
            return
        desk = self._desk
        fit = (self.height() - _TOP - _FOOT) // _ROW
        ratio = self.devicePixelRatioF()
        order = _Order(self._terms[:fit], desk.theme, desk.texts, self.width(), self.height(), ratio)
        self._draw(lambda: _picture(order), self._take)

    def _take(self, picture: _Picture) -> None:
        self._shown, self.figure = picture, picture.figure
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, shown = QPainter(self), tokens(self._desk.theme), self._shown
        painter.fillRect(event.rect(), QColor(colours.panel))
        if shown is None:
            return
        painter.drawImage(QPointF(0, 0), shown.image)
        if 0 <= self._at < len(shown.order.terms):
            painter.fillRect(QRect(2, _TOP + self._at * _ROW + 4, 3, _ROW - 8), QColor(colours.accent))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() - _TOP) // _ROW
        if self._shown is not None and 0 <= row < len(self._shown.order.terms):
            self.pressed.emit(row)

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, 320)
