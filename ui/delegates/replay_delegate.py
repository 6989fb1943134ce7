# SPDX-License-Identifier: Apache-2.0
"""Paints what two policies would have lit, side by side: when and of which watch, then a cell a policy.

Used by the replay. The trap: an empty cell is the finding (only the other side burns), so it says so by a dash.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.warning.reasons import reason_said
from ui.alert_words import level_words
from ui.delegates.painting import Fonts, draw_end, draw_line, paint_ground
from ui.desk import Desk
from ui.models.rows_model import ROW_ROLE
from ui.times import near_time, short_day, time_of_day
from ui.tokens import Tokens, tokens

if TYPE_CHECKING:
    from app.warning.replay import Fired

REPLAY_HEIGHT: Final = 52
FIRST_COLUMN: Final = 0.22
_EDGE, _GAP = 12, 10


@dataclass(frozen=True, slots=True)
class Pair:
    """What was lit at one time by today's policy and by the changed one; None where it was not."""

    today: Fired | None
    changed: Fired | None

    @property
    def either(self) -> Fired:
        """The one there is."""
        found = self.today or self.changed
        assert found is not None
        return found


_JUDGED: Final = {"false": "beaconpane-replay-was-false", "right": "beaconpane-replay-was-true"}


def judged_words(fired: Fired, desk: Desk) -> str:
    """What people said of it then; "" where nothing."""
    key = _JUDGED.get(fired.judgement.value, "")
    return desk.texts(key) if key else ""


def cell_words(fired: Fired | None, desk: Desk) -> tuple[str, str]:
    """Level with the time it was reached, and why."""
    if fired is None:
        return "—", ""
    step = fired.steps[-1]
    why = desk.texts.say(reason_said(step.reasons[0])) if step.reasons else ""
    return f"{level_words(fired.level, desk.texts)} {near_time(step.at, fired.since, desk.zone)}", why


def spoken_pair(pair: Pair, desk: Desk) -> str:
    """What a screen reader says."""
    one, texts = pair.either, desk.texts
    when = f"{short_day(one.since, desk.zone)} {time_of_day(one.since, desk.zone)}"
    parts = [when, one.watch, judged_words(one, desk)]
    for key, fired in (("old", pair.today), ("new", pair.changed)):
        parts.append(texts(f"beaconpane-replay-{key}"))
        parts += cell_words(fired, desk)
    return " · ".join(part for part in parts if part)


class ReplayDelegate(QStyledItemDelegate):
    """One time a row, :data:`REPLAY_HEIGHT` pixels. `both`: there are two policies to compare."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._fonts = desk, Fonts()
        self.both = True

    def _paint(self, painter: QPainter, box: QRect, pair: Pair, colours: Tokens) -> None:
        one, fonts, zone = pair.either, self._fonts, self._desk.zone
        first = QRect(box.left() + _EDGE, box.top(), round(box.width() * FIRST_COLUMN) - _EDGE, box.height())
        upper, lower = _lines(first)
        said = judged_words(one, self._desk)
        shade = colours.negative if one.judgement.value == "false" else colours.positive
        upper.setRight(upper.right() - draw_end(painter, upper, said, fonts.small_bold, shade, gap=_GAP))
        draw_line(painter, upper, one.watch, fonts.body, colours.text)
        when = f"{short_day(one.since, zone)} {time_of_day(one.since, zone)}–{near_time(one.until, one.since, zone)}"
        draw_line(painter, lower, when, fonts.small, colours.quiet)
        rest = box.adjusted(round(box.width() * FIRST_COLUMN), 0, -_EDGE, 0)
        cells = (pair.today, pair.changed) if self.both else (pair.today,)
        width = rest.width() // len(cells)
        for place, fired in enumerate(cells):
            cell = QRect(rest.left() + place * width + _GAP, rest.top(), width - _GAP, rest.height())
            upper, lower = _lines(cell)
            level, why = cell_words(fired, self._desk)
            colour = colours.warning(fired.level) if fired is not None else colours.quiet
            draw_line(painter, upper, level, fonts.bold if fired is not None else fonts.body, colour)
            draw_line(painter, lower, why, fonts.small, colours.quiet)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, REPLAY_HEIGHT)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        pair = index.data(ROW_ROLE)
        if not isinstance(pair, Pair):
            return
        colours = tokens(self._desk.theme)
        self._fonts.take(option.font)
        painter.save()
        paint_ground(painter, option, colours)
        self._paint(painter, option.rect, pair, colours)
        painter.restore()


def _lines(cell: QRect) -> tuple[QRect, QRect]:
    upper, lower = cell.adjusted(0, 6, 0, 0), cell.adjusted(0, 27, 0, 0)
    upper.setHeight(20)
    lower.setHeight(18)
    return upper, lower
