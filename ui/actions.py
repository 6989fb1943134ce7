# SPDX-License-Identifier: Apache-2.0
"""Every command of the window in one table: menus, palette and help are all made from it.

The rows are data; what they do is bound by :mod:`ui.workplace`, which gives one callable for each id (`Actions`
refuses to start with one missing). The trap: every row has a key of its own, and single keys belong to the panes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from app.texts import Texts

Group: TypeAlias = Literal["incident", "record", "statement", "posts", "person", "view", "language", "program"]
GROUPS: Final[tuple[Group, ...]] = (
    "incident", "record", "statement", "posts", "person", "view", "language", "program",
)  # fmt: skip
PERSPECTIVE_KEYS: Final = ("commander", "monitor", "writer", "legal")
PANE_KEYS: Final = (
    "feed", "statement", "duties", "clocks", "timeline", "sentiment", "evidence", "sources", "watches", "analysis",
    "beacon",
)  # fmt: skip
_PANE_LETTERS: Final = "1234567890-"
ANALYSIS_KEYS: Final = (("terms", "H"), ("asks", "Q"), ("voices", "V"), ("types", "Y"), ("again", "R"))
"""What the analysis pane can show, and working it out anew."""


@dataclass(frozen=True, slots=True)
class Action:
    """One command: its name is the message `action-<id>`, `key` is Qt's portable spelling."""

    id: str
    group: Group
    key: str


ACTIONS: Final[tuple[Action, ...]] = (
    Action("incident-declare", "incident", "Ctrl+D"),
    Action("incident-level", "incident", "Ctrl+Shift+L"),
    Action("incident-next", "incident", "Ctrl+E"),
    Action("incident-close", "incident", "Ctrl+Shift+W"),
    Action("incident-reopen", "incident", "Ctrl+Shift+O"),
    Action("report", "incident", "Ctrl+P"),
    Action("log-write", "record", "Ctrl+J"),
    Action("decision-record", "record", "Ctrl+Shift+D"),
    Action("fact-record", "record", "Ctrl+Shift+F"),
    Action("alert-raise", "record", "Ctrl+Shift+A"),
    Action("beacon-policy", "posts", "Ctrl+Alt+P"),
    Action("beacon-replay", "posts", "Ctrl+Alt+B"),
    Action("statement-new", "statement", "Ctrl+N"),
    Action("posts-import", "posts", "Ctrl+I"),
    Action("post-paste", "posts", "Ctrl+Shift+V"),
    Action("post-phone", "posts", "Ctrl+Shift+H"),
    Action("posts-search", "posts", "Ctrl+F"),
    Action("source-add", "posts", "Ctrl+Shift+S"),
    Action("watch-new", "posts", "Ctrl+Shift+N"),
    Action("priority-tune", "posts", "Ctrl+Shift+Y"),
    Action("mood-correct", "posts", "Ctrl+Shift+C"),
    Action("mood-correct-story", "posts", "Ctrl+Alt+C"),
    Action("mood-words", "posts", "Ctrl+Shift+M"),
    *(Action(f"analysis-{name}", "posts", f"Ctrl+Alt+{letter}") for name, letter in ANALYSIS_KEYS),
    Action("opml-import", "posts", "Ctrl+Alt+I"),
    Action("opml-export", "posts", "Ctrl+Alt+E"),
    Action("sign-in", "person", "Ctrl+L"),
    Action("people", "person", "Ctrl+Shift+P"),
    *(Action(f"perspective-{name}", "view", f"Ctrl+{i}") for i, name in enumerate(PERSPECTIVE_KEYS, 1)),
    *(Action(f"pane-{name}", "view", f"Alt+{_PANE_LETTERS[i]}") for i, name in enumerate(PANE_KEYS)),
    Action("pane-float", "view", "Ctrl+Shift+Up"),
    Action("layout-reset", "view", "Ctrl+0"),
    Action("wall", "view", "F11"),
    Action("theme", "view", "Ctrl+Shift+T"),
    Action("language-zh-Hans", "language", "Ctrl+Alt+1"),
    Action("language-zh-Hant", "language", "Ctrl+Alt+2"),
    Action("language-en", "language", "Ctrl+Alt+3"),
    Action("palette", "program", "Ctrl+K"),
    Action("menu", "program", "F10"),
    Action("settings", "program", "Ctrl+,"),
    Action("notices", "program", "Ctrl+Alt+N"),
    Action("help", "program", "F1"),
    Action("about", "program", "Shift+F1"),
    Action("quit", "program", "Ctrl+Q"),
)


class Actions:
    """The table as Qt actions of one window. `deeds` says what each id does."""

    def __init__(self, window: QWidget, deeds: Mapping[str, Callable[[], None]]) -> None:
        self._made: dict[str, QAction] = {}
        for row in ACTIONS:
            made = QAction(window)
            made.setObjectName(row.id)
            made.setShortcut(QKeySequence(row.key))
            made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            deed = deeds[row.id]
            made.triggered.connect(lambda checked=False, deed=deed: deed())
            window.addAction(made)
            self._made[row.id] = made

    def __getitem__(self, action: str) -> QAction:
        """The Qt action with this id."""
        return self._made[action]

    def retranslate(self, texts: Texts) -> None:
        """Name every action anew."""
        for action, made in self._made.items():
            made.setText(texts(f"action-{action}"))

    def rows(self, group: Group) -> list[QAction]:
        """The actions of a group, in the table's order."""
        return [self._made[row.id] for row in ACTIONS if row.group == group]

    def fill(self, menu: QMenu, texts: Texts) -> None:
        """Put the whole table into `menu`, a submenu a group."""
        menu.clear()
        for group in GROUPS:
            below = menu.addMenu(texts(f"action-group-{group}"))
            below.addActions(self.rows(group))


class KeyClaim(QObject):
    """Keeps our keys ours while somebody types: on Linux and macOS text fields take Ctrl+K, Ctrl+E and Ctrl+D.

    Follows the focus, so that only one widget's events pass through here.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._keys = {QKeySequence(row.key).toString() for row in ACTIONS}

    def follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """The focus went from one widget to another."""
        if before is not None:
            before.removeEventFilter(self)
        if now is not None and now.window() is self._window:
            now.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()).toString() not in self._keys:
            return False
        event.ignore()
        return True


def key_text(action: QAction) -> str:
    """The key as this platform writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
