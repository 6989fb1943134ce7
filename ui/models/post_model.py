# SPDX-License-Identifier: Apache-2.0
"""The posts of the feed as a windowed list: 256 rows a page, read off the GUI thread, few pages held.

Used by the feed pane. Rows grow as somebody scrolls; a page that fell out of memory is read again from its cursor.
The trap: a page is known by the cursor it begins at, never by a row number, so posts that arrive meanwhile shift
nothing under a reader's eyes.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from app.errors import UserError
from app.posts.ports import Cursor, PostStore, cursor_of
from app.posts.post import Post
from ui.desk import Desk
from ui.while_alive import while_alive

PAGE: Final = 256
PAGES_HELD: Final = 64
POST_ROLE: Final = int(Qt.ItemDataRole.UserRole)
MARK_ROLE: Final = POST_ROLE + 1
_BEYOND_ANY_ID: Final = 2**62

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Page:
    posts: tuple[Post, ...]
    error: UserError | None = None


class PostModel(QAbstractListModel):
    """Newest posts, or those that hold the searched words.

    Signals: `reset_done()` after the first page of a new question; `arrived(count)` how many posts are newer than the
    first row (PAGE means that many or more); `failed(UserError)` where there is nothing to look for.
    """

    reset_done = Signal()
    arrived = Signal(int)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.words = ""
        self._starts: list[Cursor | None] = []
        self._rows = 0
        self._ended = True
        self._fetching = False
        self._question = 0
        self._held: OrderedDict[int, tuple[Post, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self.mark: Callable[[Post], Any] = lambda post: None

    @property
    def whole(self) -> bool:
        """Whether every post of the question is among the rows."""
        return self._ended

    def ask(self, words: str) -> None:
        """Begin anew with the newest posts, or those that hold `words`. The old rows stay until the new are there.

        While the desk looks back, posts after that moment are left out.
        """
        self.words = words.strip()
        self._ask(self._begin)

    def take_in(self, chosen: Post | None, rows: int) -> None:
        """Begin anew with the same question, so that new posts come in place.

        Where somebody reads the post `chosen` and so many came that it would be pushed out of the first `rows`,
        nothing moves; `arrived` tells how many wait.
        """

        def taken(page: _Page) -> None:
            if chosen is None or any(post.id == chosen.id for post in page.posts[:rows]):
                self._begin(page)
            else:
                self._fetching = False
                self._asked.clear()
                self._tell_arrived(page)

        self._ask(taken)

    def _ask(self, answered: Callable[[_Page], None]) -> None:
        """Read the first page; only the answer to the last question counts."""
        self._question += 1
        question, moment = self._question, self._desk.moment
        until = Cursor(moment, _BEYOND_ANY_ID) if moment else None
        read = _reader(self._desk.posts, self.words)

        def came(page: _Page) -> None:
            if question == self._question:
                answered(page)

        self._desk.read(lambda: read(PAGE, until), while_alive(self, came))

    def look_for_new(self) -> None:
        """Count what arrived above the first row; `arrived` tells."""
        if self.post_at(0) is None:
            self.ask(self.words)
            return
        question = self._question
        read = _reader(self._desk.posts, self.words)

        def counted(page: _Page) -> None:
            if question == self._question:
                self._tell_arrived(page)

        self._desk.read(lambda: read(PAGE, None), while_alive(self, counted))

    def _tell_arrived(self, page: _Page) -> None:
        top = self.post_at(0)
        if top is not None:
            self.arrived.emit(sum(cursor_of(post) > cursor_of(top) for post in page.posts))

    def post_at(self, row: int) -> Post | None:
        """The post of a row; None while its page is being read."""
        number, offset = divmod(row, PAGE)
        page = self._held.get(number)
        if page is None:
            self._read_again(number)
            return None
        self._held.move_to_end(number)
        return page[offset] if offset < len(page) else None

    def repaint_marks(self) -> None:
        """What the room says about posts has changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(self._rows - 1), [MARK_ROLE])

    def _begin(self, page: _Page) -> None:
        self.beginResetModel()
        self._held.clear()
        self._asked.clear()
        self._fetching = False
        first = page.posts[0] if page.posts else None
        self._starts = [Cursor(first.posted_at, first.id + 1)] if first else []
        self._rows = 0
        self._keep(page.posts)
        self.endResetModel()
        if page.error is not None:
            self.failed.emit(page.error)
        self.reset_done.emit()

    def _keep(self, posts: tuple[Post, ...]) -> None:
        """Put a page behind the others."""
        self._ended = len(posts) < PAGE
        if posts:
            self._hold(len(self._starts) - 1, posts)
            self._rows += len(posts)
            self._starts.append(cursor_of(posts[-1]))

    def _hold(self, number: int, posts: tuple[Post, ...]) -> None:
        self._held[number] = posts
        self._held.move_to_end(number)
        while len(self._held) > PAGES_HELD:
            self._held.popitem(last=False)

    def _read_again(self, number: int) -> None:
        if number in self._asked or number >= len(self._starts) - 1:
            return
        self._asked.add(number)
        question, start = self._question, self._starts[number]
        read = _reader(self._desk.posts, self.words)

        def came(page: _Page) -> None:
            if question != self._question:
                return
            self._asked.discard(number)
            self._hold(number, page.posts)
            last = min(self._rows, (number + 1) * PAGE) - 1
            self.dataChanged.emit(self.index(number * PAGE), self.index(last))

        self._desk.read(lambda: read(PAGE, start), while_alive(self, came))

    def _append(self, question: int, page: _Page) -> None:
        if question != self._question:
            return
        self._fetching = False
        if not page.posts:
            self._ended = True
            return
        self.beginInsertRows(QModelIndex(), self._rows, self._rows + len(page.posts) - 1)
        self._keep(page.posts)
        self.endInsertRows()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else self._rows

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            POST_ROLE,
            MARK_ROLE,
        ):
            return None
        post = self.post_at(index.row())
        if post is None or role == POST_ROLE:
            return post
        return self.mark(post) if role == MARK_ROLE else post.text

    @override
    def canFetchMore(self, parent: _Index) -> bool:
        return not (parent.isValid() or self._ended or self._fetching)

    @override
    def fetchMore(self, parent: _Index) -> None:
        if not self.canFetchMore(parent):
            return
        self._fetching = True
        question, start = self._question, self._starts[-1]
        read = _reader(self._desk.posts, self.words)
        self._desk.read(lambda: read(PAGE, start), while_alive(self, lambda page: self._append(question, page)))


def _reader(posts: PostStore, words: str) -> Callable[[int, Cursor | None], _Page]:
    """What reads one page on another thread; a question that cannot be asked comes back as a page with its error."""

    def read(limit: int, before: Cursor | None) -> _Page:
        try:
            found = posts.search(words, limit, before) if words else posts.newest(limit, before)
        except UserError as error:
            return _Page((), error)
        return _Page(tuple(found))

    return read
