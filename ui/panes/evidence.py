# SPDX-License-Identifier: Apache-2.0
"""Evidence of the incident: the posts that were cited, each with its SHA-256, kept though the original may go.

Docked by :mod:`ui.main_window`. The trap: what is shown is the citation in the journal, never the post store's copy.
"""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QListView, QSplitter, QStackedWidget, QWidget

from app.posts.post import Post, mood_of
from app.room.state import Citation
from ui.delegates.citation_delegate import CITATION_HEIGHT, CitationDelegate, kept_by
from ui.models.rows_model import RowsModel
from ui.panes.pane import Pane
from ui.widgets.empty import EmptyState
from ui.widgets.keys import Keys, key
from ui.widgets.post_detail import PostDetail


class EvidencePane(Pane):
    """Citations, newest first, the chosen one in full below."""

    key: ClassVar[str] = "evidence"
    concerns: ClassVar[frozenset[str]] = frozenset({"post", "incident"})

    def _build_ui(self) -> None:
        self.model: RowsModel[Citation] = RowsModel(self._spoken, self)
        self.list = QListView()
        self.list.setObjectName("citationList")
        self.list.setModel(self.model)
        self.list.setItemDelegate(CitationDelegate(self.desk, self))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(CITATION_HEIGHT)
        self.detail = PostDetail(self.desk)
        self._copy_word = self.detail.offer("copyHash", self.copy_hash)
        self.detail.hide()
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        self.empty = EmptyState()
        self.pages = QStackedWidget()
        self.pages.setMinimumHeight(48)
        pages: tuple[QWidget, ...] = (split, self.empty)
        for page in pages:
            self.pages.addWidget(page)
        self.body.addWidget(self.pages, 1)
        Keys(self.list, {key(Qt.Key.Key_C): self.copy_hash})

    def _watch(self) -> None:
        super()._watch()
        self.list.selectionModel().currentChanged.connect(self._show_chosen)

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        self.list.setAccessibleName(t("pane-evidence"))
        self.empty.say(t("evidence-empty"), t("evidence-empty-hint"))
        self._copy_word(t("evidence-copy-hash"))

    def refresh(self) -> None:
        """The citations of the incident in front."""
        incident = self.desk.incident.id if self.desk.incident else ""
        chosen = self.chosen()
        found = [c for c in self.desk.state.citations.values() if c.incident == incident]
        found.sort(key=lambda c: c.time, reverse=True)
        self.model.set_rows(found)
        self.model.repaint()
        if chosen in found:
            self.list.setCurrentIndex(self.model.index(found.index(chosen)))
        self.pages.setCurrentIndex(0 if found else 1)
        self.hint.setText(self.desk.texts("evidence-count", count=len(found)) if found else "")
        self._show_chosen()

    def restyle(self) -> None:
        self.list.viewport().update()

    def _spoken(self, citation: Citation) -> str:
        return f"{citation.post.text} · SHA-256 {citation.post.sha256} · {kept_by(self.desk, citation)}"

    def chosen(self) -> Citation | None:
        """The citation under the keyboard."""
        return self.model.at(self.list.currentIndex())

    def _show_chosen(self) -> None:
        citation = self.chosen()
        self.detail.setVisible(citation is not None)
        if citation is None:
            return
        cited = citation.post
        post = Post(
            source=cited.source, posted_at=cited.posted_at, arrived_at=cited.posted_at, text=cited.text,
            author=cited.author, url=cited.url, sentiment=cited.sentiment, mood=mood_of(cited.sentiment),
        )  # fmt: skip
        self.detail.show_post(post)
        self.detail.why.setText(self.desk.texts("evidence-hash", sha256=cited.sha256))
        if citation.note:
            self.detail.heading.setText(f"{citation.note} · {self.detail.heading.text()}")

    def copy_hash(self) -> None:
        """Put the whole SHA-256 of the chosen citation into the clipboard."""
        citation = self.chosen()
        if citation is not None:
            QGuiApplication.clipboard().setText(citation.post.sha256)
