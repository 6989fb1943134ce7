# SPDX-License-Identifier: Apache-2.0
"""The rows of the feed, posts or stories: a million ids, and of the rows themselves a few pages.

Used by the feed pane. The ids of a question are read at once, its rows 256 at a time when they are looked at, off the
GUI thread. The trap: what is held is known by id, never by row number, so that what comes above shifts nothing.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeVar

from msgspec import structs
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from app.clock import MS
from app.errors import FenghuoError, UserError
from app.posts.question import Question
from ui.desk import Desk
from ui.models.feed_reading import NOTHING, PAGE, Begun, Newer, Reading, Row, Rows, row_of
from ui.while_alive import while_alive

PAGES_HELD: Final = 32
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
MARK_ROLE: Final = ROW_ROLE + 1
INSIDE_ROLE: Final = ROW_ROLE + 2
"""Whether the rows are the posts of one story."""
_OVERTAKEN: Final = 6
_ROLES: Final = frozenset(
    {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole), ROW_ROLE, MARK_ROLE, INSIDE_ROLE}
)

_Index = QModelIndex | QPersistentModelIndex
_Answered = Callable[[Newer], None]
_T = TypeVar("_T")


class FeedModel(QAbstractListModel):
    """Posts or stories that fit a question, in its order.

    Signals: `reset_done()` when rows are there: the first page of a new question, or new rows in place (whoever was
    chosen may have to be chosen again); `arrived(count)` how many wait, for stories new or grown ones;
    `failed(UserError)` where there is nothing to look for.
    """

    reset_done = Signal()
    arrived = Signal(int)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._question = Question()
        self._wanted = self._shown = self._reading(self._question, stories=False)
        self._ids, self._ranks, self._whole = array("q"), array("q"), True
        self._held: OrderedDict[int, Row | None] = OrderedDict()
        self._asked: set[int] = set()
        self._pages_asked = self._came_above = 0
        self._asking = self._resting = self._looking = self._refused = False
        self._later: _Answered | None = None
        self.mark: Callable[[Row], object] = lambda row: None
        self.may_move: Callable[[], bool] = lambda: True

    @property
    def question(self) -> Question:
        """What was asked last."""
        return self._question

    @property
    def stories(self) -> bool:
        """Whether the rows are stories."""
        return self._wanted.stories

    @property
    def whole(self) -> bool:
        """Whether every row of the question is there."""
        return self._whole

    def ask(self, question: Question, *, stories: bool, hidden: Collection[str] = (), down_to: int = 0) -> None:
        """Begin anew. The old rows stay until the new are there: the first page, or all where `down_to` is below it.

        `hidden` are keys of stories to leave out; `down_to` is a row that must be there at once. While the desk looks
        back, posts after that moment are left out.
        """
        self._question = question
        self._wanted = wanted = self._reading(question, stories=stories, hidden=hidden)
        self._asking, self._later = True, None

        def begun(found: Begun | None) -> None:
            if found is not None and wanted is self._wanted:
                self._begin(wanted, found)

        self._read(
            lambda: wanted.begin(down_to) if wanted is self._wanted else None, begun, partial(self._refuse, wanted)
        )

    def take_in(self, chosen_id: int, rows: int) -> None:
        """Let what came since come in place. To be called at the top only.

        Where somebody has chosen the row `chosen_id` (0: nobody has) and so many came that it would be pushed out of
        the first `rows`, nothing moves; `arrived` tells how many wait.
        """
        self._look(partial(self._place, chosen_id, rows))

    def look_for_new(self) -> None:
        """Count what came since; `arrived` tells."""
        self._look(lambda newer: self.arrived.emit(newer.fresh))

    def read_again(self) -> None:
        """What is known of all rows may be another by now; what is in sight is read anew."""
        self._held.clear()
        self.repaint_marks()

    def row_at(self, row: int) -> Row | None:
        """What is in a row; None while its page is being read, and where it is gone."""
        if not 0 <= row < len(self._ids):
            return None
        one = self._ids[row]
        if one not in self._held:
            self._read_page(row)
            return None
        self._held.move_to_end(one)
        return self._held[one]

    def row_of(self, one: int) -> int:
        """The row of a post or story, -1 where it has none."""
        return row_of(self._ids, one)

    def repaint_marks(self) -> None:
        """What the room says about the rows has changed."""
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1), [MARK_ROLE])

    # asking

    def _reading(self, question: Question, *, stories: bool, hidden: Collection[str] = ()) -> Reading:
        desk = self._desk
        if desk.moment is not None:
            until = desk.moment + MS
            question = structs.replace(question, until=min(until, question.until or until))
        now = desk.moment or desk.clock.now()
        return Reading(desk.posts, question, stories, desk.settings.priority, now, frozenset(hidden))

    def _read(
        self, work: Callable[[], _T], done: Callable[[_T], None], refused: Callable[[FenghuoError], None]
    ) -> None:
        """Off the GUI thread. `refused` clears up after a store that could not be read."""

        def tried() -> _T | FenghuoError:
            try:
                return work()
            except FenghuoError as error:
                return error

        def ended(found: _T | FenghuoError) -> None:
            if isinstance(found, FenghuoError):
                refused(found)
            else:
                done(found)

        self._desk.read(tried, while_alive(self, ended))

    def _refuse(self, wanted: Reading, error: FenghuoError) -> None:
        if wanted is not self._wanted:
            return
        if isinstance(error, UserError):
            self._begin(wanted, NOTHING, error)
        else:
            self._asking = False
            self._desk.refused.emit(error)

    def _begin(self, reading: Reading, found: Begun, error: UserError | None = None) -> None:
        self.beginResetModel()
        self._shown = reading
        self._ids, self._ranks, self._whole = found.ids, found.ranks, found.whole
        self._held.clear()
        self._asked.clear()
        self._hold(found.rows)
        self._asking = self._resting = self._looking = False
        self._refused = error is not None
        self.endResetModel()
        if error is not None:
            self.failed.emit(error)
        self.reset_done.emit()
        if self._shown is not reading:
            return
        if self._whole:
            self._look_later()
        else:
            self._read_rest()

    def _read_rest(self) -> None:
        self._resting = True
        reading, first = self._shown, self._ids

        def came(rest: "array[int] | None") -> None:
            if rest is None or reading is not self._shown:
                return
            self._resting, self._whole = False, True
            if rest:
                self.beginInsertRows(QModelIndex(), len(self._ids), len(self._ids) + len(rest) - 1)
                self._ids = self._ids + rest
                self.endInsertRows()
            self._look_later()

        def refused(error: FenghuoError) -> None:
            if reading is self._shown:
                self._resting = False
                self._desk.refused.emit(error)

        # Whoever types asks many questions; only the last one's million ids are worth reading.
        self._read(lambda: reading.rest(first) if reading is self._wanted else None, came, refused)

    # what came since

    def _look(self, answered: _Answered) -> None:
        if self._refused and not self._asking:
            return
        if self._asking or self._resting or self._looking:
            self._later = answered
            return
        if not self._whole:  # the last time it could not be read
            self._later = answered
            self._read_rest()
            return
        if not self._ids:
            self._ask_again()
            return
        self._looking = True
        reading, known, ranks = self._shown, self._ids, self._ranks
        held = {one: self._held[one] for one in known[:PAGE] if one in self._held}
        now = replace(reading, now=self._desk.clock.now())

        def came(newer: Newer) -> None:
            if reading is not self._shown:
                return
            self._looking = False
            answered(newer)
            self._look_later()

        def refused(error: FenghuoError) -> None:
            if reading is self._shown:
                self._looking, self._later = False, None
                self._desk.refused.emit(error)

        self._read(lambda: now.newer(known, ranks, held), came, refused)

    def _look_later(self) -> None:
        answered, self._later = self._later, None
        if answered is not None:
            self._look(answered)

    def _ask_again(self) -> None:
        self.ask(self._question, stories=self._wanted.stories, hidden=self._wanted.hidden)

    def _place(self, chosen_id: int, rows: int, newer: Newer) -> None:
        if not self.may_move() or (chosen_id and not self._stays(chosen_id, rows, newer)):
            self.arrived.emit(newer.fresh)
        elif newer.many:
            self._ask_again()
        elif newer.above < 0:
            self.beginResetModel()
            self._take(newer)
            self.endResetModel()
            self.reset_done.emit()
        else:
            self._take_above(newer)

    def _stays(self, chosen_id: int, rows: int, newer: Newer) -> bool:
        """Whether the chosen one only sinks, within sight.

        A story that grew would jump up from under the eyes, one that became part of another would be gone.
        """
        before, head = row_of(self._ids, chosen_id), newer.ids[:rows]
        if chosen_id in head:
            return before <= head.index(chosen_id)
        return before < 0

    def _take_above(self, newer: Newer) -> None:
        if newer.above:
            self.beginInsertRows(QModelIndex(), 0, newer.above - 1)
            self._take(newer)
            self.endInsertRows()
            self._came_above += newer.above
        else:
            self._hold(newer.rows)
        if newer.rows:
            self.dataChanged.emit(self.index(0), self.index(min(PAGE, len(self._ids)) - 1))
        self.reset_done.emit()

    def _take(self, newer: Newer) -> None:
        self._ids, self._ranks = newer.ids, newer.ranks
        self._hold(newer.rows)

    def _hold(self, rows: Rows) -> None:
        self._held.update(rows)
        for one in rows:
            self._held.move_to_end(one)
        while len(self._held) > PAGES_HELD * PAGE:
            self._held.popitem(last=False)

    def _read_page(self, row: int) -> None:
        first = row - row % PAGE
        page = self._ids[first : first + PAGE]
        if self._ids[row] in self._asked:
            return
        missing = [one for one in page if one not in self._held and one not in self._asked]
        self._asked.update(missing)
        self._pages_asked += 1
        reading, number, came_above = self._shown, self._pages_asked, self._came_above

        def came(rows: Rows | None) -> None:
            if reading is not self._shown:
                return
            self._asked.difference_update(missing)
            self._hold(rows or {})
            at = first + self._came_above - came_above
            last = min(len(self._ids), at + PAGE) - 1
            if 0 <= at <= last:
                self.dataChanged.emit(self.index(at), self.index(last))

        def wanted() -> bool:
            """Whoever drags through a million rows does not wait for every page passed on the way."""
            return reading is self._shown and self._pages_asked - number < _OVERTAKEN

        # A page that could not be read stays asked for until the next question: it would fail again at every paint.
        self._read(lambda: reading.rows(missing) if wanted() else None, came, self._desk.refused.emit)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._ids)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ROLES:
            return None
        if role == INSIDE_ROLE:
            return bool(self._shown.question.story)
        row = self.row_at(index.row())
        if row is None or role == ROW_ROLE:
            return row
        return self.mark(row) if role == MARK_ROLE else row.text
