# SPDX-License-Identifier: Apache-2.0
"""Before posts are imported: what is in each file, how its columns will be read, and what would be stored.

Opened by :mod:`ui.errands` for files that were dropped or chosen. A child process looks into them (1,000 rows each),
again after every choice. The trap: an answer may come after the next choice was made; `FileLook.turn` tells.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, Protocol

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.cli.import_preview import FilePreview
from ui.child import Child
from ui.desk import Desk
from ui.dialogs.import_page import FileLook, FilePage, tip
from ui.dialogs.sheet import Sheet
from ui.widgets.styling import quiet_label

_PAUSE_MS: Final = 300
_AT_ONCE: Final = 20
_LIST_PX: Final = 230
_SIZE: Final = (1120, 780)


class Aside(Protocol):
    """Makes a child process for a dialog."""

    def __call__(self, arguments: tuple[str, ...], standard_input: bytes = b"") -> Child:
        """The child, not started yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWish:
    """Files that are read alike. `maps` is field → column ('' for none), `zone` '' for the program's own guess."""

    files: tuple[Path, ...]
    maps: Mapping[str, str] = field(default_factory=dict)
    zone: str = ""
    watch: str = ""

    def options(self) -> list[str]:
        """Mapping and watch for `fenghuo import`."""
        watch = [f"--watch={self.watch}"] if self.watch else []
        return [*(f"--map={name}={column}" for name, column in self.maps.items()), *watch]


class ImportPreview(Sheet):
    """`done` takes what to import and answers whether it has begun; while it has not, the dialog stays."""

    def __init__(
        self,
        desk: Desk,
        files: Sequence[Path],
        parent: QWidget,
        *,
        aside: Aside,
        done: Callable[[Sequence[ImportWish]], bool],
    ) -> None:
        texts = desk.texts
        super().__init__(texts, "importPreview", texts("preview-title"), parent)
        self._desk, self._aside, self._done = desk, aside, done
        self.looks = [FileLook(path) for path in dict.fromkeys(files)]
        self._queue = list(self.looks)
        self._children: dict[Child, dict[str, tuple[FileLook, int]]] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look_again)
        self._changed: list[FileLook] = []
        self._offered = False
        self._build_ui()
        self.finished.connect(self._stop)
        self._look_at_more()
        self._show_current()

    def _build_ui(self) -> None:
        texts = self.texts
        self.setSizeGripEnabled(True)
        self.fit(*_SIZE)
        self.files, self.page, self.watch = QListWidget(), FilePage(self._desk), QLineEdit()
        self.files.setObjectName("files")
        self.files.setAccessibleName(texts("preview-files"))
        self.files.setFixedWidth(_LIST_PX)
        self.files.setVisible(len(self.looks) > 1)
        self.files.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for look in self.looks:
            item = QListWidgetItem("", self.files)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setToolTip(tip(str(look.path)))
        self.files.setCurrentRow(0)
        self.files.currentRowChanged.connect(self._show_current)
        self.files.itemChanged.connect(self._on_checked)
        self.page.column_chosen.connect(self._choose_column)
        self.page.zone_chosen.connect(self._choose_zone)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.files)
        middle.addWidget(self.page, 1)
        self.rows.addLayout(middle, 1)
        self._build_foot()

    def _build_foot(self) -> None:
        texts = self.texts
        self.watch.setObjectName("watch")
        self.watch.setAccessibleName(texts("preview-watch"))
        self.watch.setPlaceholderText(texts("preview-watch-hint"))
        self.watch.setFixedWidth(260)
        self.go = self.button("go", texts("preview-go"), "accent")
        self.go.clicked.connect(self.send)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.send)
        label = quiet_label(texts("preview-watch"))
        label.setBuddy(self.watch)
        self.rows.addWidget(self.message)
        self.rows.addSpacing(8)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label)
        foot.addWidget(self.watch)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button())
        foot.addWidget(self.go)
        self.rows.addLayout(foot)

    @property
    def current(self) -> FileLook:
        """The file that is shown."""
        return self.looks[max(0, self.files.currentRow())]

    def send(self) -> None:
        """Import what can be imported, each file as it was chosen."""
        ready = [look for look in self.looks if look.ready]
        if self._waiting():
            return
        if not ready:
            self.message.say(self.texts("preview-nothing"), "warn")
            return
        alike: dict[tuple[frozenset[tuple[str, str]], str], list[FileLook]] = {}
        for look in ready:
            alike.setdefault((frozenset(look.whole_maps.items()), look.whole_zone), []).append(look)
        watch = self.watch.text().strip()
        wishes = [
            ImportWish(files=tuple(look.path for look in looks), maps=dict(sorted(maps)), zone=zone, watch=watch)
            for (maps, zone), looks in alike.items()
        ]
        if self._done(wishes):
            self.accept()
        else:
            self.message.say(self.texts("preview-busy"), "warn")

    def _waiting(self) -> bool:
        """Whether something is still being looked at that is to be imported."""
        return any(look.looking and look.wanted for look in self.looks)

    def _choose_column(self, name: str, column: str) -> None:
        self.current.maps[name] = column
        self._look_soon(self.current)

    def _choose_zone(self, zone: str) -> None:
        self.current.zone = zone
        self._look_soon(self.current)

    def _look_soon(self, look: FileLook) -> None:
        """What is known of it is out of date from now on; the child is started when the choosing pauses."""
        look.turn += 1
        look.looking = True
        if look not in self._changed:
            self._changed.append(look)
        for child, asked in list(self._children.items()):
            if {one for one, _ in asked.values()} == {look}:
                self._drop(child)
                child.cancel()
        self._pause.start()
        self._show_current()

    def _look_again(self) -> None:
        changed, self._changed = self._changed, []
        for look in changed:
            self._look([look])
        self._show_current()

    def _look_at_more(self) -> None:
        """The next files nobody has chosen anything for yet, some in one child."""
        batch = [look for look in self._queue[:_AT_ONCE] if not look.turn]
        del self._queue[:_AT_ONCE]
        if batch:
            self._look(batch)

    def _look(self, looks: Sequence[FileLook]) -> None:
        first = looks[0]
        wish = ImportWish(files=tuple(look.path for look in looks), maps=first.maps, zone=first.zone)
        arguments = ["import", *map(str, wish.files), "--preview", "--json", "--lang", self.texts.language]
        if wish.zone:
            arguments += ["--timezone", wish.zone]
        child = self._aside((*arguments, *wish.options()))
        self._children[child] = {str(look.path): (look, look.turn) for look in looks}
        child.answered.connect(partial(self._take, child))
        child.finished.connect(partial(self._end, child, ""))
        child.failed.connect(partial(self._fail, child))
        child.start()

    def _take(self, child: Child, line: bytes) -> None:
        try:
            found = msgspec.json.decode(line, type=FilePreview)
        except msgspec.DecodeError:
            return  # `_end` will miss it
        look, turn = self._children.get(child, {}).pop(found.file, (None, 0))
        if look is not None and look.turn == turn:
            self._found(look, found)

    def _fail(self, child: Child, sentence: str) -> None:
        self._end(child, sentence)

    def _end(self, child: Child, sentence: str, *_: object) -> None:
        """The child is through; what it owes us will not come."""
        if child not in self._children:
            return
        for path, (look, turn) in self._drop(child).items():
            if look.turn == turn:
                error = sentence or self.texts("window-child-failed")
                self._found(look, FilePreview(file=path, error=error))
        self._look_at_more()

    def _drop(self, child: Child) -> dict[str, tuple[FileLook, int]]:
        return self._children.pop(child, {})

    def _found(self, look: FileLook, found: FilePreview) -> None:
        if not found.error and not found.zone_named and not look.zone:
            # Nothing in the file tells: then the room's zone is likelier than this machine's.
            look.zone, look.guess = str(self._desk.zone), found.zone
            self._look([look])
            return
        look.found, look.looking = found, False
        if not look.zone:
            look.guess = found.zone
        self._show_states()
        if look is self.current:
            self._show_current()

    def _on_checked(self, item: QListWidgetItem) -> None:
        self.looks[self.files.row(item)].wanted = item.checkState() is Qt.CheckState.Checked
        self._show_states()

    def _show_current(self, _: int = 0) -> None:
        self.page.show_look(self.current)
        self._show_states()

    def _show_states(self) -> None:
        with QSignalBlocker(self.files):
            for place, look in enumerate(self.looks):
                item = self.files.item(place)
                item.setText(f"{look.path.name}  {_mark(look)}".rstrip())
                item.setCheckState(Qt.CheckState.Checked if look.wanted else Qt.CheckState.Unchecked)
        count = sum(look.ready for look in self.looks)
        many = len(self.looks) > 1 and count
        self.go.setText(self.texts("preview-go-many", count=count) if many else self.texts("preview-go"))
        self.go.setEnabled(bool(count) and not self._waiting())
        if self.go.isEnabled() and not self._offered:
            self._offered = True
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)  # so that Enter is all a file with nothing odd needs

    def _stop(self) -> None:
        self._pause.stop()
        self._queue.clear()
        for child in list(self._children):
            self._drop(child)
            child.cancel()


def _mark(look: FileLook) -> str:
    """The state of a file by shape."""
    if look.looking or look.found is None:
        return "…"
    if look.found.error:
        return "✕"
    return "△" if look.found.rejected_total or look.found.warnings else ""
