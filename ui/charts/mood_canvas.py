# SPDX-License-Identifier: Apache-2.0
"""The mood curve on screen: matplotlib's canvas in the theme's colours, redrawn only when something has changed.

Used by the sentiment pane, which imports it when it is first shown: matplotlib costs some 0.3 s. The trap: labels are
laid out for one size, so a resize draws anew (throttled).
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from matplotlib.backend_bases import Event, MouseEvent
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from app.analysis import mood
from app.analysis.mood import Mark, MoodSeries, Palette
from app.room.words import Severity
from app.texts import Texts
from ui.desk import Desk
from ui.tokens import Tokens, tokens

_REDRAW_MS: Final = 80
_POINTS_PER_INCH: Final = 72
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FAMILIES: Final = {
    "zh-Hant": ("Noto Sans TC", "Noto Sans CJK TC", "Source Han Sans TC", "Microsoft JhengHei", "PingFang TC"),
    "zh-Hans": ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC"),
}
_LEFT, _RIGHT, _FOOT, _TOP = 48, 16, 36, 8
_TYPE_PX: Final = 12


def families(texts: Texts) -> tuple[str, ...]:
    """The CJK families matplotlib found on this machine, the language's own first; its default last."""
    from matplotlib.font_manager import fontManager

    known = {entry.name for entry in fontManager.ttflist}
    own = "zh-Hant" if texts.language == "zh-Hant" else "zh-Hans"
    other = "zh-Hans" if own == "zh-Hant" else "zh-Hant"
    found = [name for name in (*_FAMILIES[own], *_FAMILIES[other]) if name in known]
    return (*found[:1], "DejaVu Sans")


def palette(colours: Tokens, texts: Texts, size: float) -> Palette:
    """The theme's colours for the drawing. `size` in points of the figure."""
    return Palette(
        ground=colours.panel, text=colours.text, quiet=colours.quiet, line=colours.line, gap=colours.raised,
        accent=colours.accent, on_chip=colours.on_fill, negative=colours.negative, neutral=colours.neutral,
        positive=colours.positive, minor=colours.severity(Severity.III), moderate=colours.severity(Severity.II),
        major=colours.severity(Severity.I), family=families(texts), size=size,
    )  # fmt: skip


class MoodCanvas(FigureCanvasQTAgg):
    """Signals: `pointed(int)` the interval under the mouse or the arrow keys; -1 for none."""

    pointed = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__(Figure(dpi=100))  # type: ignore[no-untyped-call]
        self._desk = desk
        self._series: MoodSeries | None = None
        self._marks: list[Mark] = []
        self._at = -1
        self.type_px = _TYPE_PX
        self._cursor: Line2D | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_REDRAW_MS)
        self._again.timeout.connect(self.redraw)
        self.mpl_connect("motion_notify_event", self._moved)

    def show_series(self, series: MoodSeries, marks: list[Mark]) -> None:
        """Draw these, soon."""
        self._series, self._marks = series, marks
        self._again.start()

    def later(self) -> None:
        """Draw anew soon: size, theme or language have changed."""
        self._again.start()

    def redraw(self) -> None:
        """Draw now."""
        colours, found, figure = tokens(self._desk.theme), self._series, self.figure
        width, height = self.width(), self.height()
        figure.clear()
        self._cursor = None
        figure.set_facecolor(colours.panel)
        if found is not None and width > _LEFT + _RIGHT and height > _FOOT + _TOP:
            scale = self.type_px / _TYPE_PX
            left, right, foot, top = _LEFT * scale, _RIGHT * scale, _FOOT * scale, _TOP * scale
            box = (left / width, foot / height, 1 - (left + right) / width, 1 - (foot + top) / height)
            axes = figure.add_axes(box)
            texts = self._desk.texts
            size = self.type_px * _POINTS_PER_INCH / figure.dpi * self.device_pixel_ratio
            mood.draw(axes, found, self._marks, palette(colours, texts, size), texts=texts, zone=self._desk.zone)
        self.draw_idle()  # type: ignore[no-untyped-call]
        self._point(self._at)

    def _point(self, at: int) -> None:
        """Put the cursor line at an interval."""
        found = self._series
        count = len(found.buckets) if found is not None else 0
        self._at = at if 0 <= at < count else -1
        if found is not None and self.figure.axes:
            if self._cursor is not None:
                self._cursor.remove()
                self._cursor = None
            if self._at >= 0:
                middle = found.buckets[self._at].start + found.bucket / 2
                x = (middle - _EPOCH) / timedelta(days=1)
                colour = tokens(self._desk.theme).text
                self._cursor = self.figure.axes[0].axvline(x, color=colour, linewidth=0.8, zorder=5)
            self.draw_idle()  # type: ignore[no-untyped-call]
        self.pointed.emit(self._at)

    def _moved(self, event: Event) -> None:
        found = self._series
        if found is None or not isinstance(event, MouseEvent) or event.inaxes is None or event.xdata is None:
            at = -1
        else:
            time = _EPOCH + timedelta(days=float(event.xdata))
            at = int((time - found.start) / found.bucket)
        if at != self._at:
            self._point(at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or self._series is None:
            event.ignore()
            return
        last = len(self._series.buckets) - 1
        self._point(last if self._at < 0 else min(last, max(0, self._at + step)))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)  # type: ignore[no-untyped-call]
        self._point(-1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)  # type: ignore[no-untyped-call]
        self._again.start()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, 260)
