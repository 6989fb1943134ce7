# SPDX-License-Identifier: Apache-2.0
"""The chosen watch of the beacon: its level with all reasons, the curve, what stands behind it, what can be done.

The lower half of the beacon pane. The trap: nothing is left out where room is short, it is scrolled; the deeds stand
right below the reasons, so that these two are seen first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from math import isnan
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.room.state import Alert
from app.warning.reasons import reason_said
from ui.alert_words import change_words, level_words, response_words, standing_words, step_sign
from ui.beacon_reading import SPANS
from ui.charts.beacon_canvas import BeaconCanvas, CurveMark
from ui.desk import Desk
from ui.models.beacon_lines import lines_of, steps_of
from ui.models.beacon_rows import BeaconRow, calm_words
from ui.times import near_time
from ui.tokens import LEVEL_SHAPES, tokens
from ui.widgets.button_rows import ButtonRows
from ui.widgets.lines_view import LinesView
from ui.widgets.segments import Segments
from ui.widgets.styling import quiet_label
from ui.widgets.three_parts import ThreeParts

if TYPE_CHECKING:
    from app.warning.curve import Curve  # brings the detector

DEEDS: Final = ("confirm", "raise", "lower", "dismiss", "seen", "link", "declare")
SEEN_THEN: Final = "then"
"""Beside the spans of time: the picture that was kept with the proposal."""
_NARROW: Final = 480
_LEAST_CURVE, _CURVE_BELOW = 72, 150


class BeaconDetail(ThreeParts):
    """Signals: `span_chosen()` when another stretch of time is wanted."""

    span_chosen = Signal()

    def __init__(self, desk: Desk, deeds: Mapping[str, Callable[[], None]], parent: QWidget | None = None) -> None:
        lines = LinesView(desk, "beaconLines")
        super().__init__(QWidget(), QWidget(), lines, parent)
        self._desk, self.lines = desk, lines
        self._row: BeaconRow | None = None
        self._alerts: tuple[Alert, ...] = ()
        self._large: Curve | None = None
        self.heading, self.reasons, self.response = QLabel(), QLabel(), quiet_label(wrap=True)
        self.reading, self.spans, self.canvas = QLabel(), Segments((*SPANS, SEEN_THEN)), BeaconCanvas(desk)
        self.buttons = ButtonRows()
        for name in DEEDS:
            self.buttons.offer(name, deeds[name])
        self.spans.choose("6h")
        self._build_ui()
        self.spans.chosen.connect(self._on_span)
        self.canvas.pointed.connect(self._show_reading)

    def _build_ui(self) -> None:
        self.heading.setObjectName("beaconHeading")
        self.reasons.setObjectName("beaconReasons")
        for label in (self.heading, self.reasons, self.reading):
            label.setTextFormat(Qt.TextFormat.RichText)
        self.heading.setProperty("strong", "true")
        self.reading.setProperty("secondary", "true")
        self.reading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        upper = QVBoxLayout(self._words)
        upper.setContentsMargins(12, 8, 12, 4)
        upper.setSpacing(4)
        for label in (self.heading, self.reasons, self.response):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for widget in (self.heading, self.reasons, self.buttons, self.response):
            upper.addWidget(widget)
        self._above = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._above.setContentsMargins(12, 0, 12, 0)
        self._above.setSpacing(4)
        self._above.addWidget(self.reading, 1)
        self._above.addWidget(self.spans)
        rows = QVBoxLayout(self._picture)
        rows.setContentsMargins(0, 0, 0, 8)
        rows.setSpacing(4)
        rows.addLayout(self._above)
        rows.addWidget(self.canvas, 1)

    @property
    def span(self) -> str:
        """The stretch of time to count: one of `SPANS`."""
        return self.spans.current if self.spans.current in SPANS else "6h"

    def retranslate(self) -> None:
        """All words anew."""
        texts = self._desk.texts
        for name in self.buttons.names():
            self.buttons[name].setText(texts(f"beaconpane-key-{name}"))
        for name in (*SPANS, SEEN_THEN):
            self.spans.say(name, texts(f"beaconpane-span-{name}"))
        self.canvas.setAccessibleName(texts("beaconpane-curve"))
        self.lines.list.setAccessibleName(texts("beaconpane-behind"))
        self.lines.empty.say(texts("beaconpane-nothing-behind"), texts("beaconpane-nothing-behind-hint"))
        self.show_row(self._row, self._alerts, self._large)

    def show_row(self, row: BeaconRow | None, alerts: Sequence[Alert], large: Curve | None) -> None:
        """A watch, all alerts there ever were of it, and its curve as far as it was read."""
        other = row is None or self._row is None or (row.watch != self._row.watch)
        self._row, self._alerts, self._large = row, tuple(alerts), large
        alert = row.alert if row is not None else None
        if self.spans.current == SEEN_THEN and (other or alert is None or alert.picture is None):
            self.spans.choose("6h")
        self._show_words()
        self._show_buttons(alert)
        self._show_curve()
        lines = lines_of(alert, self._desk) if alert is not None else steps_of(self._alerts, self._desk)
        self.lines.show_lines(lines)
        self.lines.setVisible(bool(lines))
        self.fit()
        if other:
            self.area.verticalScrollBar().setValue(0)

    def _show_words(self) -> None:
        desk, texts, row = self._desk, self._desk.texts, self._row
        if row is None:
            return
        alert, colours = row.alert, tokens(desk.theme)
        level = level_words(alert.level, texts) if alert is not None else texts("beaconpane-calm")
        standing = standing_words(desk, alert) if alert is not None else ""
        shade = colours.warning(alert.level) if alert is not None else colours.quiet
        parts = [_painted(level, shade), escape(row.watch)]
        if alert is not None and standing:
            parts.append(_painted(standing, colours.accent if alert.unconfirmed else colours.quiet))
        self.heading.setText(" &nbsp;".join(parts))
        self.heading.setAccessibleName(" · ".join(part for part in (level, row.watch, standing) if part))
        reasons = list(_reasons(alert, desk)) if alert is not None else [escape(calm_words(row, texts))]
        self.reasons.setText("<br>".join(reasons))
        response = response_words(alert.response, desk) if alert is not None and alert.unconfirmed else ""
        self.response.setText(response)
        self.response.setVisible(bool(response))

    def _show_buttons(self, alert: Alert | None) -> None:
        for name in self.buttons.names():
            shown = alert is not None and (name != "confirm" or alert.unconfirmed)
            shown = shown and not (name in ("link", "declare") and alert is not None and bool(alert.incident))
            shown = shown and not (name == "seen" and alert is not None and alert.acknowledged_at is not None)
            self.buttons[name].setVisible(shown)
        self.buttons.setVisible(alert is not None)
        self.buttons.settle()
        then = self.spans.findChild(QWidget, f"segment-{SEEN_THEN}")
        if then is not None:
            then.setVisible(alert is not None and alert.picture is not None)

    def _show_curve(self) -> None:
        from app.warning.curve import pictured  # brings the detector

        alert = self._row.alert if self._row is not None else None
        if self.spans.current == SEEN_THEN and alert is not None and alert.picture is not None:
            self.canvas.show_curve(pictured(alert.picture), self._marks())
        else:
            self.canvas.show_curve(self._large, self._marks())
        self._show_reading(-1)

    def _marks(self) -> list[CurveMark]:
        """What was proposed and decided, of all alerts of this watch."""
        desk = self._desk
        steps = sorted((step for alert in self._alerts for step in alert.changes), key=lambda step: step.time)
        said = ((step, change_words(desk, step, shape=False)) for step in steps)
        return [CurveMark(step.time, step_sign(step), words, None if step.by else step.level) for step, words in said]

    def _on_span(self) -> None:
        self._show_curve()
        if self.spans.current in SPANS:
            self.span_chosen.emit()

    def _show_reading(self, at: int) -> None:
        """The interval pointed at; else what the colours stand for."""
        texts, colours, curve = self._desk.texts, tokens(self._desk.theme), self.canvas.curve
        if curve is None or not 0 <= at < len(curve.posts):
            shades = {"posts": colours.neutral, "negative": colours.negative, "upper": colours.accent}
            said = (
                f"{_painted('┄' if key == 'upper' else '■', shade)} {texts(f'beaconpane-legend-{key}')}"
                for key, shade in shades.items()
            )
            self.reading.setText("&nbsp; ".join(said))
            return
        now, zone = self._desk.moment or self._desk.clock.now(), self._desk.zone
        start = curve.first + at * curve.step
        times = {"start": near_time(start, now, zone), "end": near_time(start + curve.step, now, zone)}
        counts = {"count": curve.posts[at], "negative": max(0, curve.negative[at])}
        if curve.posts[at] < 0:
            words = texts("beaconpane-reading-gap", **times)
        elif curve.upper and not isnan(curve.upper[at]):
            words = texts("beaconpane-reading", **times, **counts, upper=round(curve.upper[at]))
        else:
            words = texts("beaconpane-reading-new", **times, **counts)
        self.reading.setText(words)
        self.canvas.setToolTip(words)

    @override
    def fit(self) -> None:
        """In a narrow place the spans of time stand below what the colours mean."""
        super().fit()
        narrow = self._picture.width() < _NARROW
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._above.setDirection(below if narrow else beside)
        self.canvas.setMinimumHeight(_LEAST_CURVE if self._beside else _CURVE_BELOW)


def _painted(words: str, colour: str) -> str:
    """Rich text; `words` may be a stranger's."""
    return f'<span style="color:{colour}">{escape(words)}</span>'


def _reasons(alert: Alert, desk: Desk) -> Sequence[str]:
    """Each reason in a line, behind the shape of the level it is worth, as rich text."""
    if not alert.reasons:
        return [escape(alert.reason)]
    texts, colours = desk.texts, tokens(desk.theme)
    signs = (_painted(LEVEL_SHAPES[reason.level], colours.warning(reason.level)) for reason in alert.reasons)
    return [f"{sign} {escape(texts.say(reason_said(one)))}" for sign, one in zip(signs, alert.reasons, strict=True)]
