# SPDX-License-Identifier: Apache-2.0
"""What was sent of each alert: to whom, whether it arrived, and who has seen the alert.

Opened from the dialog of notice channels; follows the courier while it is open. The trap: that a channel took a
message does not say that anybody read it, so who has seen the alert stands in the heading of its own.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.errors import FenghuoError
from app.notify.outbox import Delivery, Fate
from app.notify.telling import fate_said, heard_said
from app.posts.post import Mood
from app.room.state import RoomState
from app.texts import Texts
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.models.analysis_lines import Line
from ui.notices import Notices
from ui.times import near_time
from ui.tokens import LEVEL_SHAPES
from ui.while_alive import while_alive
from ui.widgets.lines_view import LinesView

_SIZE = (760, 560)


class NoticesSentDialog(Sheet):
    """The outbox, the newest alert first."""

    def __init__(self, desk: Desk, notices: Notices, parent: QWidget | None) -> None:
        super().__init__(desk.texts, "noticesSent", desk.texts("notify-sent-title"), parent)
        self._desk, self._notices = desk, notices
        self.view = LinesView(desk, "noticesSentList")
        self.view.list.setAccessibleName(self.texts("notify-sent-title"))
        self.view.empty.say(self.texts("notify-sent-empty"), self.texts("notify-sent-empty-hint"))
        self.rows.addWidget(self.view, 1)
        close = self.button("cancel", self.texts("window-close"))
        close.clicked.connect(self.reject)
        self.buttons(close)
        self.fit(*_SIZE)
        notices.changed.connect(self.refresh)
        desk.changed.connect(self.refresh)
        QTimer.singleShot(0, self, self.refresh)

    def refresh(self) -> None:
        """Read the outbox again."""
        courier = self._notices.courier
        self._desk.tasks.read(courier.deliveries, while_alive(self, self._show), while_alive(self, self._failed))

    def _show(self, rows: tuple[Delivery, ...]) -> None:
        desk = self._desk
        self.view.show_lines(sent_lines(rows, desk.room.state, desk))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, FenghuoError):
            self.refuse(error)
        else:
            self._desk.failed.emit(error)


def sent_lines(rows: tuple[Delivery, ...], state: RoomState, desk: Desk) -> list[Line]:
    """A heading an alert and level with who has seen it, below it a line a channel."""
    now, zone, texts = desk.clock.now(), desk.zone, desk.texts
    groups: dict[tuple[str, str], list[Delivery]] = {}
    for row in sorted(rows, key=lambda row: row.wanted_at, reverse=True):
        groups.setdefault((row.alert, row.level), []).append(row)
    lines: list[Line] = []
    for (name, _), group in groups.items():
        alert, level = state.alerts.get(name), group[0].level
        watch = alert.title if alert else name[:8]
        heading = texts("notify-title", level=texts(f"level-{level}"), watch=watch)
        heard = texts.say(heard_said(alert, state, lambda at: near_time(at, now, zone))) if alert else ""
        at = near_time(min(row.wanted_at for row in group), now, zone)
        lines.append(Line(f"{LEVEL_SHAPES[level]} {heading} · {at} · {heard}".rstrip(" ·"), heading=True))
        lines += [_line(row, texts, texts.say(fate_said(row, lambda at: near_time(at, now, zone)))) for row in group]
    return lines


def _line(row: Delivery, texts: Texts, fate: str) -> Line:
    step = texts("notify-step-on", step=row.step) if row.step else texts("notify-step-tell")
    lost = row.fate is Fate.FAILED or row.trouble is not None
    return Line(
        title=f"{row.person} · {row.channel}" if row.person else row.channel,
        note=fate,
        tag=step,
        shade=Mood.NEGATIVE if lost else Mood.NEUTRAL,
    )
