# SPDX-License-Identifier: Apache-2.0
"""The line above a statement's words: which of its texts is shown, how long the draft is, whether it is saved.

Used by the statement pane. The trap: `已存` comes from the autosave, which says so only when it is on disk.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.room.seals import hidden_character
from app.room.state import Revision
from ui.desk import Desk
from ui.models.difference import WEIBO_LIMIT, weibo_length
from ui.times import second_of_day
from ui.widgets.autosave import Autosave, Saving
from ui.widgets.segments import Segments
from ui.widgets.styling import Chip, quiet_label, restyled

DRAFT: Final = "draft"
_SHOWN = 4


class StatementStatus(QWidget):
    """Segments for draft and revisions, chips for the draft, the words of the autosave."""

    def __init__(self, desk: Desk, autosave: Autosave, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._autosave = desk, autosave
        self.views, self.hidden, self.count, self.saved = Segments(), Chip(), Chip(), quiet_label()
        self.saved.setObjectName("savedLabel")
        self.count.setObjectName("countChip")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 4)
        row.setSpacing(12)
        row.addWidget(self.views, 1)
        for part in (self.hidden, self.count, self.saved):
            row.addWidget(part)
        autosave.changed.connect(self.show_saving)

    def name_views(self, revisions: Sequence[Revision]) -> None:
        """Words for the draft and the newest revisions, newest first."""
        t, shown = self._desk.texts, list(reversed(revisions))[:_SHOWN]
        self.views.set_names((DRAFT, *(str(revision.number) for revision in shown)))
        self.views.say(DRAFT, t("statement-view-draft"))
        for revision in shown:
            state = "void" if revision.void_since else "approved" if revision.approval else "review"
            self.views.say(str(revision.number), t(f"statement-view-{state}", revision=revision.number))

    def show_text(self, text: str) -> None:
        """Count the draft, and look for what a reader could not see."""
        t, count = self._desk.texts, weibo_length(text)
        long = count > WEIBO_LIMIT
        words = t("statement-weibo", count=count, limit=WEIBO_LIMIT)
        self.count.say(f"△ {words}" if long else words, "warn" if long else "plain")
        hidden = hidden_character(text)
        if hidden is None:
            self.hidden.say("")
            return
        line, column, code = hidden
        self.hidden.say(f"✕ {t('statement-hidden', line=line, column=column, code=code)}", "bad")

    def show_saving(self) -> None:
        """Whether the draft is on disk, and since when."""
        at, standing = self._autosave.saved_at, self._autosave.standing
        time = second_of_day(at, self._desk.zone) if at else ""
        self.saved.setText(self._desk.texts(f"statement-saving-{standing}", time=time))
        tone = "bad" if standing in (Saving.REFUSED, Saving.CROSSED) else ""
        if self.saved.property("tone") != tone:
            self.saved.setProperty("tone", tone)
            restyled(self.saved)
