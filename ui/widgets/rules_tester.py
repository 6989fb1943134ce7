# SPDX-License-Identifier: Apache-2.0
"""A text to try the keywords on: which match, by which word, how exactly, shown in place; and what nearly matches.

Used at the right of the watch editor. The trap: places of hits are counted in characters, Qt counts in UTF-16 units,
and an emoji is two of those.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSplitter, QTextEdit, QVBoxLayout, QWidget

from app.posts.post import Post
from app.posts.watches.matcher import Hit, Matcher, Verdict
from app.posts.watches.rules import Field, Role
from app.posts.watches.watch import Watch
from ui.desk import Desk
from ui.tokens import tokens
from ui.while_alive import while_alive
from ui.widgets.pen import Pen

_PAUSE_MS: Final = 250
_LONGEST: Final = 100_000
_MOST_MARKS: Final = 1_000
_MOST_SAID: Final = 100
_FIELDS: Final = ("author", "source", "region")


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of it: the matcher is kept for the next text, while the rules are the same."""

    rules: str
    matcher: Matcher
    post: Post
    verdicts: list[Verdict]


class RulesTester(QWidget):
    """`set_rules` gives the keywords; typing a text tries them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rules = ""
        self._trying = self._again = False
        self._last: _Tried | None = None
        texts = desk.texts
        self.text, self.verdict = QPlainTextEdit(), QTextEdit()
        self.text.setObjectName("tryText")
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(texts("watching-try-hint"))
        self.text.setAccessibleName(texts("watching-try"))
        self.verdict.setObjectName("verdict")
        self.verdict.setReadOnly(True)
        self.verdict.setTabChangesFocus(True)
        self.verdict.setAccessibleName(texts("watching-try"))
        self.fields = {name: QLineEdit() for name in _FIELDS}
        self._build_ui()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._try)
        self.text.textChanged.connect(self._try_soon)
        for field in self.fields.values():
            field.textEdited.connect(self._try_soon)

    def _build_ui(self) -> None:
        asked = QHBoxLayout()
        asked.setSpacing(8)
        for name, field in self.fields.items():
            word = self._desk.texts(f"watching-try-{name}")
            field.setObjectName(f"try-{name}")
            field.setAccessibleName(word)
            field.setPlaceholderText(word)
            asked.addWidget(field)
        above, rows = QWidget(), QVBoxLayout(self)
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.text, 1)
        column.addLayout(asked)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(9)
        parts.addWidget(above)
        parts.addWidget(self.verdict)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(parts)

    def set_rules(self, rules: str) -> None:
        """The keywords as they are now."""
        self._rules = rules
        if self.text.document().characterCount() > 1:
            self._pause.start()

    def _try_soon(self) -> None:
        self._pause.start()

    def _try(self) -> None:
        if self._trying:
            self._again = True
            return
        text = self.text.toPlainText()[:_LONGEST]
        if not text.strip():
            self._last = None
            self.text.setExtraSelections([])
            self.verdict.clear()
            return
        self._trying, rules, last = True, self._rules, self._last
        now = self._desk.clock.now()
        author, source, region = (field.text().strip() for field in self.fields.values())
        post = Post(source=source, posted_at=now, arrived_at=now, text=text, author=author, region=region)

        def work() -> _Tried:
            matcher = last.matcher if last is not None and last.rules == rules else _matcher(rules)
            return _Tried(rules, matcher, post, matcher.explain(post))

        self._desk.tasks.read(work, while_alive(self, self._take), while_alive(self, self._untried))

    def _take(self, tried: _Tried) -> None:
        self._trying, self._last = False, tried
        if tried.post.text == self.text.toPlainText()[:_LONGEST]:
            self._mark(tried)
            self._write(tried)
        if self._again:
            self._again = False
            self._try()

    def _untried(self, error: Exception) -> None:
        self._trying = False
        self._desk.failed.emit(error)

    def _mark(self, tried: _Tried) -> None:
        """Words that count stand on a ground; those of groups that do not match are only underlined."""
        colours, text = tokens(self._desk.theme), tried.post.text
        units = _units(text)
        marks: list[QTextEdit.ExtraSelection] = []
        for verdict in tried.verdicts:
            for hit in verdict.hits:
                if hit.field is not Field.TEXT or len(marks) >= _MOST_MARKS:
                    continue
                mark = QTextEdit.ExtraSelection()
                mark.cursor = QTextCursor(self.text.document())
                mark.cursor.setPosition(units[hit.start])
                mark.cursor.setPosition(units[hit.end], QTextCursor.MoveMode.KeepAnchor)
                if verdict.matched:
                    mark.format.setBackground(QColor(colours.accent))
                    mark.format.setForeground(QColor(colours.on_fill))
                else:
                    mark.format.setFontUnderline(True)
                    mark.format.setForeground(QColor(colours.negative if hit.role is Role.NOT else colours.accent))
                marks.append(mark)
        self.text.setExtraSelections(marks)

    def _write(self, tried: _Tried) -> None:
        texts, colours = self._desk.texts, tokens(self._desk.theme)
        self.verdict.clear()
        pen = Pen(self.verdict, colours.text)
        if not tried.verdicts:
            pen.line(texts("watching-try-none"), colours.quiet)
        for place, verdict in enumerate(sorted(tried.verdicts, key=lambda one: not one.matched)):
            if place:
                pen.line("", small=True)
            key = "watching-try-matched" if verdict.matched else "watching-try-almost"
            pen.line(texts(key), colours.positive if verdict.matched else colours.accent, bold=True)
            pen.more(f"  {self._group(verdict)}", colours.quiet)
            for hit in verdict.hits[:_MOST_SAID]:
                pen.line(self._hit(hit, tried.post), colours.negative if hit.role is Role.NOT else "")
            for sentence in self._lacking(verdict):
                pen.line(sentence, colours.negative)
        self.verdict.moveCursor(QTextCursor.MoveOperation.Start)

    def _group(self, verdict: Verdict) -> str:
        number, name = verdict.group + 1, verdict.name
        if name:
            return self._desk.texts("watching-group-named", number=number, name=name)
        return self._desk.texts("watching-group", number=number)

    def _hit(self, hit: Hit, post: Post) -> str:
        texts, level = self._desk.texts, self._desk.texts(f"watching-short-{hit.exactness}")
        where = {Field.TEXT: post.text, Field.AUTHOR: post.author, Field.SOURCE: post.source}[hit.field]
        key = f"watching-hit-{hit.field}"
        found = " ".join(where[hit.start : hit.end].split())
        return texts(key, line=hit.line, keyword=hit.keyword, level=level, weight=hit.weight, found=found)

    def _lacking(self, verdict: Verdict) -> list[str]:
        """What keeps a group from matching."""
        texts = self._desk.texts
        said = [texts("watching-try-missing", keyword=keyword) for keyword in verdict.missing]
        said += [texts("watching-try-barred", keyword=keyword) for keyword in verdict.barred_by]
        if verdict.lacks_plain:
            said.append(texts("watching-try-lacks-plain"))
        return said


def _matcher(rules: str) -> Matcher:
    return Matcher((Watch(name="·", rules=rules),))


def _units(text: str) -> list[int]:
    """For each character, and for the end, where it stands in UTF-16 units."""
    found, at = [0], 0
    for character in text:
        at += 2 if ord(character) > 0xFFFF else 1
        found.append(at)
    return found
