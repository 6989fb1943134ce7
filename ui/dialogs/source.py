# SPDX-License-Identifier: Apache-2.0
"""A new source in two steps, paste and confirm; and the same form for changing one.

Opened by :mod:`ui.panes.sources`. Nothing typed is lost: a refusal is shown in the sheet, going back keeps the page.
The trap: the book is read and written in a worker, so a name may be taken only by the time it is saved.
"""

from collections.abc import Callable
from enum import StrEnum

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import FenghuoError, Said, UserError
from app.posts.sources.book import SourceBook
from app.posts.sources.source import Source
from ui.desk import Desk
from ui.dialogs.sheet import Sheet
from ui.dialogs.source_choice import SourceChoice
from ui.dialogs.source_guess import Guess
from ui.dialogs.source_page import SourcePage
from ui.dialogs.webhook_made import WebhookMade, fresh_settings
from ui.while_alive import while_alive
from ui.widgets.keys import Keys, key


class Start(StrEnum):
    """Where the person wants to begin."""

    ADDRESS = "address"
    PRESET = "preset"


class SourceDialog(Sheet):
    """Asks for a source; with `source`, changes that one. `done` gets the source as it is kept."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        *,
        done: Callable[[Source], None],
        source: Source | None = None,
        start: Start = Start.ADDRESS,
    ) -> None:
        texts = desk.texts
        title = texts("sources-edit-title" if source else "sources-add-title")
        super().__init__(texts, "sourceDialog", title, parent)
        self._desk, self._done, self._source = desk, done, source
        self._guess: Guess | None = None
        self._instance = ""
        self.page: SourcePage | None = None
        self.choice = SourceChoice(texts, desk.sources.kinds)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.choice)
        self.rows.addWidget(self.pages, 1)
        self._build_buttons()
        self.fit(680, 600)
        self.choice.edited.connect(self._on_choice)
        self.choice.settled.connect(self.go_on)
        Keys(self, {key(code, ctrl=True): self.go_on for code in (Qt.Key.Key_Return, Qt.Key.Key_Enter)})
        if source is None:
            self._show_choice()
            self.choice.begin(with_preset=start is Start.PRESET)
            desk.tasks.read(desk.sources.sources, while_alive(self, self._learn), while_alive(self, self._on_failed))
        else:
            self._show_page(source)

    def _build_buttons(self) -> None:
        self.back = self.button("back", self.texts("sources-back"), "quiet")
        self.go = self.button("go", "", "accent")
        self.go.setDefault(True)
        self.back.clicked.connect(self._show_choice)
        self.go.clicked.connect(self.go_on)
        self.buttons(self.back, self.cancel_button(), self.go)

    def go_on(self) -> None:
        """To the fields; from the fields, into the book."""
        if not self.go.isEnabled():
            return
        if self.page is None or self.pages.currentWidget() is self.choice:
            self._settle()
        else:
            self._save(self.page)

    def _learn(self, sources: tuple[Source, ...]) -> None:
        """An RSSHub instance that is used already need not be typed again."""
        used = [one.settings.get("instance", "") for one in sources if one.kind == "rsshub"]
        self._instance = used[-1] if used else ""
        if self.page is not None:
            self.page.offer_instance(self._instance)

    def _show_choice(self) -> None:
        self.pages.setCurrentWidget(self.choice)
        self.back.hide()
        self.go.setText(self.texts("sources-go-on"))
        self._on_choice()

    def _on_choice(self) -> None:
        self.message.clear()
        self.go.setEnabled(self.choice.wanted() is not None)

    def _settle(self) -> None:
        wanted = self.choice.wanted()
        if wanted is None:
            return
        if wanted == self._guess and self.page is not None:
            self._turn_to(self.page)
            return
        self._guess = wanted
        settings = dict(wanted.settings)
        if wanted.kind == "webhook":
            settings |= fresh_settings()
        self._show_page(Source(name=wanted.name, kind=wanted.kind, settings=settings))

    def _show_page(self, source: Source) -> None:
        try:
            kind = self._desk.sources.kinds[source.kind]
        except UserError as error:
            self.refuse(error)
            return
        if self.page is not None:
            self.pages.removeWidget(self.page)
            self.page.deleteLater()
        page = SourcePage(self.texts, kind, source, new=self._source is None)
        page.edited.connect(self.message.clear)
        self.pages.addWidget(page)
        if self._source is None and source.kind == "rsshub":
            page.offer_instance(self._instance)
        self._turn_to(page)

    def _turn_to(self, page: SourcePage) -> None:
        self.page = page
        self.message.clear()
        self.pages.setCurrentWidget(page)
        self.back.setVisible(self._source is None)
        self.go.setText(self.texts("sources-save" if self._source else "sources-add-go"))
        self.go.setEnabled(True)
        page.begin()

    def _save(self, page: SourcePage) -> None:
        if field := page.missing():
            self.message.say(self.texts("sources-missing", field=field), "warn")
            return
        self.go.setEnabled(False)
        self.message.clear()
        book, old, draft, left, free = (
            self._desk.sources, self._source, page.draft(), page.secrets_left(), page.named_by_us
        )  # fmt: skip
        saved, failed = while_alive(self, self._on_saved), while_alive(self, self._on_failed)

        def work() -> Source:
            return _added(book, draft, free=free) if old is None else _replaced(book, old, draft, left)

        self._desk.tasks.read(work, saved, failed)

    def _on_saved(self, source: Source) -> None:
        parent = self.parentWidget()
        self.accept()
        if source.kind == "webhook" and self._source is None and self.page is not None:
            WebhookMade(self._desk, source, self.page.draft().settings, parent).open()
        self._done(source)

    def _on_failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if not isinstance(error, FenghuoError):
            self._desk.failed.emit(error)
            return
        self.refuse(error)
        if self.page is not None and error.said.args.get("field") in self.page.rest.names():
            self.page.fold(shut=False)


def _added(book: SourceBook, draft: Source, *, free: bool) -> Source:
    """Adds it; a name that nobody typed gives way to those that are there."""
    wanted = replace(draft, name=book.free_name(draft.name or draft.kind)) if free or not draft.name else draft
    added = book.add(wanted)
    if not added:
        raise UserError(Said("sources-there-already"))
    return added[0]


def _replaced(book: SourceBook, old: Source, draft: Source, left: tuple[str, ...]) -> Source:
    """Puts it in the old one's place, with the secrets that were not typed anew."""
    whole = book.settings(old) if left else {}
    return book.replace(old.name, replace(draft, settings={**draft.settings, **{name: whole[name] for name in left}}))
