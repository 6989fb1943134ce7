# SPDX-License-Identifier: Apache-2.0
"""Where do the posts come from? One line into which anything can be pasted, and below it what can be picked instead.

The first page of :mod:`ui.dialogs.source`. The trap: two lists share one choice; choosing in one lets the other go.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from app.posts.sources.rsshub import presets
from app.texts import Texts
from ui.dialogs.source_guess import Guess, guess, plain_feed
from ui.source_words import kind_word
from ui.widgets.styling import button, quiet_label

_LOW: Final = ("feed", "rsshub")
"""Kinds that one rather pastes than picks; they stand last."""
_WORDS_GO_TO: Final = {"rsshub": "keyword", "bluesky": "query", "mastodon": "tag"}


class SourceChoice(QWidget):
    """Signals: `edited()` when something else is meant; `settled()` when a person wants to go on with it."""

    edited = Signal()
    settled = Signal()

    def __init__(self, texts: Texts, kinds: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._plain = False
        self.line, self.said = QLineEdit(), quiet_label(wrap=True)
        self.line.setObjectName("address")
        self.line.setAccessibleName(texts("sources-address"))
        self.line.setPlaceholderText(texts("sources-address-example"))
        self.line.setClearButtonEnabled(True)
        self.plain = button("plainFeed", "quiet")
        self.plain.setText(texts("sources-as-feed"))
        self.plain.setAutoDefault(False)
        self.plain.hide()
        self.presets, self.kinds = QListWidget(), QListWidget()
        self._fill(kinds)
        self._build_ui()
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.plain.clicked.connect(self._overrule)
        for own, other in ((self.presets, self.kinds), (self.kinds, self.presets)):
            own.itemSelectionChanged.connect(partial(self._picked, own, other))
            own.itemDoubleClicked.connect(self.settled)
        self._say()

    def _fill(self, kinds: Iterable[str]) -> None:
        for preset in presets():
            wanted = Guess(kind="rsshub", settings={"preset": preset.id}, preset=preset.id)
            _add(self.presets, preset.title[self._texts.language], preset.help[self._texts.language], wanted)
        names = list(kinds)
        for kind in [name for name in names if name not in _LOW] + [name for name in _LOW if name in names]:
            about = f"source-kind-{kind}-about"
            tip = self._texts(about) if self._texts.has(about) else ""
            _add(self.kinds, kind_word(self._texts, kind), tip, Guess(kind=kind))

    def _build_ui(self) -> None:
        texts = self._texts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        above = quiet_label(texts("sources-address"))
        above.setBuddy(self.line)
        column.addWidget(above)
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        row.addWidget(self.plain, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.said.setMinimumHeight(42)
        self.said.setContentsMargins(0, 4, 0, 0)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addSpacing(6)
        halves = QHBoxLayout()
        halves.setSpacing(16)
        for title, what, name in (
            ("sources-presets", self.presets, "presets"),
            ("sources-kinds", self.kinds, "kinds"),
        ):
            half = QVBoxLayout()
            half.setSpacing(4)
            heading = QLabel(texts(title))
            heading.setObjectName("sectionTitle")
            what.setObjectName(name)
            what.setAccessibleName(texts(title))
            what.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            half.addWidget(heading)
            half.addWidget(what, 1)
            halves.addLayout(half, 1)
        column.addLayout(halves, 1)

    def wanted(self) -> Guess | None:
        """What was pasted or picked; None where there is nothing to go on with."""
        item = self._item()
        if item is not None:
            picked: Guess = item.data(Qt.ItemDataRole.UserRole)
            return self._with_words(picked)
        text = self.line.text()
        return plain_feed(text) if self._plain else guess(text)

    def _item(self) -> QListWidgetItem | None:
        return next((item for one in (self.presets, self.kinds) for item in one.selectedItems()), None)

    def _with_words(self, picked: Guess) -> Guess:
        """The brand that was typed above goes into what searches for it."""
        words, place = self.line.text().strip(), _WORDS_GO_TO.get(picked.kind, "")
        asked = {one.name for preset in presets() if preset.id == picked.preset for one in preset.parameter}
        if not words or not place or (picked.preset and place not in asked):
            return picked
        return replace(picked, settings={**picked.settings, place: words})

    def begin(self, *, with_preset: bool) -> None:
        """Put the keyboard where the person wants to begin."""
        if with_preset:
            self.presets.setCurrentRow(0)
            self.presets.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self._plain = False
        for one in (self.presets, self.kinds):
            one.setCurrentRow(-1, QItemSelectionModel.SelectionFlag.Clear)
        self._say()
        self.edited.emit()

    def _picked(self, own: QListWidget, other: QListWidget) -> None:
        if not own.selectedItems():
            return
        other.setCurrentRow(-1, QItemSelectionModel.SelectionFlag.Clear)
        if guess(self.line.text()) is not None:  # an address means itself; words are the brand to look for
            with QSignalBlocker(self.line):
                self.line.clear()
        self._say()
        self.edited.emit()

    def _overrule(self) -> None:
        self._plain = True
        self._say()
        self.edited.emit()
        self.line.setFocus()

    def _say(self) -> None:
        texts, wanted, text = self._texts, self.wanted(), self.line.text()
        item = self._item()
        doubtful = item is None and wanted is not None and not wanted.surely
        self.plain.setVisible(doubtful and plain_feed(text) is not None)
        if item is not None:
            self.said.setText(item.toolTip())
        elif wanted is None:
            self.said.setText(texts("sources-guess-words" if text.strip() else "sources-address-hint"))
        elif wanted.preset:
            self.said.setText(texts("sources-guess-preset", preset=self._preset_title(wanted.preset)))
        elif wanted.said is not None:
            self.said.setText(texts.say(wanted.said))

    def _preset_title(self, preset: str) -> str:
        return next(one.title[self._texts.language] for one in presets() if one.id == preset)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the line goes on to the lists."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.presets.setFocus()
            return True
        return super().eventFilter(watched, event)


def _add(to: QListWidget, word: str, tip: str, wanted: Guess) -> None:
    item = QListWidgetItem(word)
    item.setToolTip(tip)
    item.setData(Qt.ItemDataRole.UserRole, wanted)
    to.addItem(item)
