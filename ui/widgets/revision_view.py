# SPDX-License-Identifier: Apache-2.0
"""One frozen revision: its exact words, its SHA-256, and what changed since the one before.

Used by the statement pane. The trap: with the comparison on, the text holds removed words too; what was sealed is
always `revision.text`.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.room.state import Revision
from ui.desk import Desk
from ui.models.difference import Change, Piece, difference
from ui.times import full_time
from ui.tokens import tokens
from ui.widgets.elided import ElidedLabel
from ui.widgets.statement_editor import set_line_height
from ui.widgets.styling import Chip, button


class Page(QTextEdit):
    """A text to be read from its beginning: getting its height must not leave the first line cut off."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.textCursor().atStart():
            self.verticalScrollBar().setValue(0)


class RevisionView(QWidget):
    """Read-only."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._revision: Revision | None = None
        self._before: Revision | None = None
        self.text = Page()
        self.text.setObjectName("revisionText")
        self.text.setProperty("bare", "true")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.mark, self.who, self.hash = Chip(), ElidedLabel(), QLabel()
        self.who.setProperty("secondary", "true")
        self.hash.setObjectName("revisionHash")
        self.hash.setProperty("mono", "true")
        self.hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hash.setWordWrap(True)
        self.compare = QCheckBox()
        self.compare.setObjectName("compare")
        self.compare.toggled.connect(self._fill)
        self.copy = button("copyText", "quiet")
        self.copy.clicked.connect(self._copy)
        self._lay_out()

    def _lay_out(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.setContentsMargins(16, 6, 12, 0)
        lower.setContentsMargins(16, 0, 12, 4)
        for part in (self.mark, self.who):
            upper.addWidget(part, 1 if part is self.who else 0)
        upper.addWidget(self.compare)
        upper.addWidget(self.copy)
        lower.addWidget(self.hash, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(upper)
        rows.addWidget(self.text, 1)
        rows.addLayout(lower)

    def retranslate(self) -> None:
        """Words in the desk's language."""
        t = self._desk.texts
        self.compare.setText(t("statement-compare"))
        self.copy.setText(t("statement-copy"))
        self.text.setAccessibleName(t("statement-frozen-text"))

    def show_revision(self, revision: Revision, before: Revision | None) -> None:
        """A revision, and the one before it to compare with."""
        if before is None and self.compare.isChecked():
            self.compare.setChecked(False)
        self.compare.setVisible(before is not None)
        same = self._revision == revision and self._before == before
        self._revision, self._before = revision, before
        t, desk = self._desk.texts, self._desk
        when = full_time(revision.time, desk.zone)
        person = desk.state.name(revision.submitted_by)
        self.who.setText(t("statement-submitted-by", person=person, time=when))
        self.hash.setText(t("statement-hash", sha256=revision.sha256))
        if revision.void_since is not None:
            since = full_time(revision.void_since, desk.zone)
            self.mark.say(f"⊘ {t('statement-void-since', time=since)}", "warn")
        elif revision.approval is not None:
            self.mark.say(f"◆ {t('statement-mark-approved')}", "ok")
        else:
            self.mark.say(f"▶ {t('statement-mark-reviewed')}", "plain")
        if not same:
            self._fill()

    def restyle(self) -> None:
        """Colours of the comparison anew."""
        self._fill()

    def _fill(self) -> None:
        if self._revision is None:
            return
        self.text.clear()
        cursor = self.text.textCursor()
        cursor.setCharFormat(QTextCharFormat())
        if self.compare.isChecked() and self._before is not None:
            for piece in difference(self._before.text, self._revision.text):
                cursor.insertText(piece.text, self._format(piece))
        else:
            cursor.insertText(self._revision.text, QTextCharFormat())
        set_line_height(self.text)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, piece: Piece) -> QTextCharFormat:
        look, colours = QTextCharFormat(), tokens(self._desk.theme)
        if piece.change is Change.ADDED:
            look.setForeground(QColor(colours.positive))
            look.setFontUnderline(True)
            look.setFontWeight(QFont.Weight.DemiBold)
        elif piece.change is Change.REMOVED:
            look.setForeground(QColor(colours.negative))
            look.setFontStrikeOut(True)
        return look

    def _copy(self) -> None:
        if self._revision is not None:
            QGuiApplication.clipboard().setText(self._revision.text)
