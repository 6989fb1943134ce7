# SPDX-License-Identifier: Apache-2.0
"""Where posts come from: every source with its health, what went wrong in a sentence, and a way to try it.

Docked by :mod:`ui.main_window`. It looks every two seconds, only while it can be seen, off the GUI thread. The trap:
no data is not calm; a silent source and a dead collector look different from a quiet day, here and nowhere less.
"""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget
from typing_extensions import override

from app.posts.sources.health import Health, health
from app.posts.sources.source import Source
from ui.dialogs.incident_questions import ask_alert
from ui.dialogs.remove import RemoveQuestion
from ui.panes.book_pane import BookPane
from ui.source_test import SourceTest, Tried
from ui.source_words import Standing, explained
from ui.while_alive import while_alive
from ui.widgets.collector_bar import CollectorBar
from ui.widgets.first_source import FirstSource
from ui.widgets.keys import Keys, key
from ui.widgets.source_view import SourceView
from ui.widgets.styling import button


class SourcesPane(BookPane[Standing]):
    """Sources in the order they were added, the chosen one explained below."""

    key: ClassVar[str] = "sources"
    look_every_ms: ClassVar[int] = 2000

    def _build_ui(self) -> None:
        super()._build_ui()
        self.trial = SourceTest(self._command, self)
        self.add_button, self.menu_button = button("addSource", "quiet"), button("sourcesMenu", "quiet")
        self.menu_button.setText("⋯")
        self.header.addWidget(self.add_button)
        self.header.addWidget(self.menu_button)
        self.bar = CollectorBar(self.desk)
        deeds = {
            "test": self.test, "stop": self.trial.cancel, "pause": self.pause, "edit": self.edit,
            "alert": self.raise_alert, "remove": self.remove,
        }  # fmt: skip
        self.view, self.first = SourceView(self.desk, deeds), FirstSource()
        self.pages = QStackedWidget()
        self.pages.setMinimumHeight(48)
        blank = QWidget()
        for page in (blank, self.view, self.first):
            self.pages.addWidget(page)
        for widget in (self.bar, self.message):
            self.body.addWidget(widget)
        self.body.addWidget(self.pages, 1)
        self._keys()

    def _keys(self) -> None:
        k = Qt.Key
        # A in the list as well: a list takes every letter for a search of its own.
        Keys(self.view.list, {key(k.Key_T): self.test, key(k.Key_P): self.pause, key(k.Key_R): self.raise_alert,
                         key(k.Key_A): self.add,
                         key(k.Key_Delete): self.remove, key(k.Key_Backspace): self.remove,
                         key(k.Key_Return): self.edit, key(k.Key_Enter): self.edit})  # fmt: skip
        Keys(self, {key(k.Key_A): self.add})

    def _watch(self) -> None:
        super()._watch()
        self.add_button.clicked.connect(self.add)
        self.menu_button.clicked.connect(self.open_menu)
        self.bar.alert.clicked.connect(self.raise_collector_alert)
        self.view.opened.connect(self.edit)
        self.first.address_wanted.connect(self.add)
        self.first.preset_wanted.connect(self.add_from_preset)
        self.first.opml_wanted.connect(self.import_list)
        self.trial.began.connect(self.view.begin_trial)
        self.trial.ended.connect(self._on_tried)
        self.trial.stopped.connect(lambda: self.view.end_trial(None))

    def retranslate(self) -> None:
        super().retranslate()
        t = self.desk.texts
        self.add_button.setText(t("sources-add"))
        self.add_button.setToolTip(t("sources-add-tip"))
        for set_word in (self.menu_button.setToolTip, self.menu_button.setAccessibleName):
            set_word(t("sources-menu"))
        self.view.list.setAccessibleName(t("pane-sources"))
        self.first.retranslate(t)
        self.view.detail.retranslate()
        self._show_all()

    @override
    def _reader(self) -> Callable[[], Standing]:
        sources, posts = self.desk.sources, self.desk.posts
        return lambda: Standing(sources.sources(), tuple(posts.source_states()), posts.pulse())

    def restyle(self) -> None:
        self.view.restyle()

    def finish(self) -> None:
        """The window is closing."""
        self.trial.stop_now()

    def chosen(self) -> Source | None:
        """The source under the keyboard."""
        return self.view.chosen()

    # what is shown

    @override
    def _show(self, found: Standing) -> None:
        if self.view.take(found, self._wanted):
            self._wanted = ""
        self._show_all()

    def _show_all(self) -> None:
        if not self._known:
            return
        now, standing = self.desk.clock.now(), self.view.standing
        some, alive = bool(standing.sources), standing.alive(now)
        self.pages.setCurrentWidget(self.view if some else self.first)
        self.setFocusProxy(self.view.list if some else self.first.address)
        if alive or all(source.paused for source in standing.sources):
            self.bar.hide()
        else:
            self.bar.say(standing.pulse, now)
        self.hint.setText(self._summary(alive=alive) if some else "")
        self.view.repaint_all()

    def _summary(self, *, alive: bool) -> str:
        """`12 个信息源 · 1 个出错 · 1 个沉默 · 采集进程 ● 运行`."""
        t, now, standing = self.desk.texts, self.desk.clock.now(), self.view.standing
        parts = [t("sources-count", count=len(standing.sources))]
        for how in (Health.FAILING, Health.SILENT, Health.PAUSED):
            count = standing.count(how, now)
            if count:
                parts.append(t(f"sources-count-{how}", count=count))
        parts.append(t("sources-collector-runs" if alive else "sources-collector-stopped"))
        return " · ".join(parts)

    # what can be done

    def add(self) -> None:
        """Ask for a new source, by its address first."""
        self._ask_new(from_preset=False)

    def add_from_preset(self) -> None:
        """Ask for a new source, by the presets first."""
        self._ask_new(from_preset=True)

    def _ask_new(self, *, from_preset: bool) -> None:
        from ui.dialogs.source import SourceDialog, Start  # with parsers behind it: not before it is asked for

        start = Start.PRESET if from_preset else Start.ADDRESS
        SourceDialog(self.desk, self, start=start, done=self._on_added).open()

    def edit(self) -> None:
        """Change the chosen source."""
        from ui.dialogs.source import SourceDialog  # as above

        source = self.chosen()
        if source is not None:
            SourceDialog(self.desk, self, source=source, done=self._on_edited).open()

    def test(self) -> None:
        """Try the chosen source now."""
        source = self.chosen()
        if source is not None:
            self._try(source.name)

    def pause(self) -> None:
        """Stop the chosen source for a while, or let it go on."""
        source = self.chosen()
        if source is None:
            return
        name, paused, book = source.name, not source.paused, self.desk.sources
        done = while_alive(self, lambda _kept: self.refresh())
        self.desk.tasks.read(lambda: book.pause(name, paused=paused), done, while_alive(self, self._on_failed))

    def remove(self) -> None:
        """Ask, then take the chosen source away."""
        source = self.chosen()
        if source is not None:
            remove = self.desk.sources.remove
            RemoveQuestion(self.desk, "sources", source.name, self, remove=remove, done=self._on_removed).open()

    def raise_alert(self) -> None:
        """Raise an alert about the chosen source, filled in from its silence or failure."""
        source = self.chosen()
        if source is None or not self.may_write(self.message):
            return
        t, now, state = self.desk.texts, self.desk.clock.now(), self.view.state_of(source.name)
        how = health(source, state, now)
        grave = how in (Health.FAILING, Health.SILENT)
        title = t(f"sources-alert-{how}", name=source.name) if grave else source.name
        ask_alert(self.desk, self, title=title, reason=explained(self.desk, source, state, now) if grave else "")

    def raise_collector_alert(self) -> None:
        """Raise an alert because nothing is collected any more."""
        if self.may_write(self.message):
            ask_alert(self.desk, self, title=self.bar.title.text(), reason=self.bar.meaning.text())

    def import_list(self) -> None:
        """Choose an OPML file and add what is in it."""
        from ui.dialogs.source_lists import ask_import  # as above

        ask_import(self.desk, self, self._say, while_alive(self, self._on_failed))

    def export_list(self) -> None:
        """Choose where to write the sources as OPML."""
        from ui.dialogs.source_lists import ask_export  # as above

        ask_export(self.desk, self, self._say, while_alive(self, self._on_failed))

    def open_menu(self) -> None:
        """What concerns all sources."""
        t, menu = self.desk.texts, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(t("sources-add-menu"), self.add)
        menu.addSeparator()
        menu.addAction(t("sources-import-opml"), self.import_list)
        menu.addAction(t("sources-export-opml"), self.export_list).setEnabled(bool(self.view.standing.sources))
        corner = self.menu_button.mapToGlobal(QPoint(self.menu_button.width(), self.menu_button.height() + 4))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    # what came of it

    def _try(self, name: str) -> None:
        if not self.trial.start(name, self.desk.texts) and self.trial.name != name:
            self._say(self.desk.texts("sources-test-busy", name=self.trial.name), "warn")

    def _on_tried(self, tried: Tried) -> None:
        self.view.end_trial(tried)
        self.refresh()

    def _on_added(self, source: Source) -> None:
        self._wanted = source.name
        self.refresh()
        if self.desk.sources.kinds[source.kind].every:
            self._try(source.name)

    def _on_edited(self, source: Source) -> None:
        self.view.forget_trial(source.name)
        self._wanted = source.name
        self.refresh()

    def _on_removed(self, name: str) -> None:
        self.view.forget_trial(name)
        self._say(self.desk.texts("sources-removed", name=name), "ok")
