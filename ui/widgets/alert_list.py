# SPDX-License-Identifier: Apache-2.0
"""The alerts that wait for somebody: unacknowledged first, the gravest on top, a few rows high.

Used at the top of the feed. The trap: rows move when an alert is acknowledged; the chosen one stays chosen.
"""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from app.room.state import Alert
from app.room.words import WarningLevel
from ui.alert_words import standing_words, stands, why_words
from ui.delegates.alert_delegate import ALERT_HEIGHT, AlertDelegate
from ui.desk import Desk
from ui.models.rows_model import RowsModel

_SEEN: Final = 3
_TALL: Final = 560
_GRAVITY: Final = list(WarningLevel)


class AlertList(QListView):
    """Alerts that were not dismissed and do not belong to a closed incident; those of the beacon while they stand.

    Signals: `alert_chosen(str)` the id of the alert under the keyboard; empty for none.
    """

    alert_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._at_once = desk, _SEEN
        self.setObjectName("alertList")
        self.rows: RowsModel[Alert] = RowsModel(self._spoken, self)
        self.setModel(self.rows)
        self.setItemDelegate(AlertDelegate(desk, self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._chosen)

    def refresh(self) -> None:
        """The alerts as the room knows them now."""
        chosen = self.chosen()
        self.rows.set_rows(self._waiting())
        names = [row.id for row in self.rows.rows]
        if chosen is not None and chosen.id in names:
            index = self.rows.index(names.index(chosen.id))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.setVisible(bool(names))
        self.setFixedHeight(min(len(names), self._at_once) * ALERT_HEIGHT)
        self.rows.repaint()

    def fit(self, height: int) -> None:
        """Take one row in a pane of few pixels, three in a tall one; the others can be scrolled to."""
        at_once = _SEEN if height >= _TALL else 1
        if at_once != self._at_once:
            self._at_once = at_once
            self.refresh()

    def chosen(self) -> Alert | None:
        """The alert under the keyboard."""
        return self.rows.at(self.currentIndex())

    def let_go(self) -> None:
        """Another list has the keyboard now."""
        self.selectionModel().clear()

    def _chosen(self, index: QModelIndex) -> None:
        alert = self.rows.at(index)
        self.alert_chosen.emit(alert.id if alert is not None else "")

    def _waiting(self) -> list[Alert]:
        state, now = self._desk.state, self._desk.moment or self._desk.clock.now()
        alerts = (
            alert
            for alert in state.alerts.values()
            if not alert.dismissed and (not alert.incident or state.incidents[alert.incident].open)
            if not alert.watch or stands(state, alert, now)
        )
        return sorted(
            alerts,
            key=lambda a: (_decided(a), -_GRAVITY.index(a.level), -a.raised_at.timestamp(), a.id),
        )

    def _spoken(self, alert: Alert) -> str:
        level = self._desk.texts(f"level-{alert.level}")
        why = why_words(alert, self._desk.texts)
        return f"{level} · {alert.title} · {why} · {standing_words(self._desk, alert)}"


def _decided(alert: Alert) -> bool:
    """Whether nobody needs to look at once."""
    return not alert.unconfirmed if alert.proposed is not None else alert.acknowledged_at is not None
