# SPDX-License-Identifier: Apache-2.0
"""Which files of posts to import: the chooser that the window and the first run share.

Opened by :mod:`ui.deeds` and :mod:`ui.dialogs.begin_page`. The trap: names lie, so the patterns are only a first
filter; what a file is, its content tells (`app.posts.reading.opening`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.texts import Texts

PATTERNS: Final = (
    "*.csv *.tsv *.txt *.xlsx *.json *.jsonl *.ndjson *.xml *.rss *.atom *.html *.htm *.mhtml *.mht *.gz"
)


def ask_for_posts(texts: Texts, parent: QWidget, done: Callable[[tuple[Path, ...]], None]) -> None:
    """Let files be chosen; `done` gets them as given, nobody has looked into them yet."""
    chooser = QFileDialog(parent, texts("window-choose-posts"))
    chooser.setObjectName("postsChooser")
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
    chooser.setNameFilters([f"{texts('window-post-files')} ({PATTERNS})", f"{texts('window-all-files')} (*)"])
    chooser.filesSelected.connect(lambda files: done(tuple(Path(file) for file in files)))
    chooser.open()
