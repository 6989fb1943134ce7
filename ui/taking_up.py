# SPDX-License-Identifier: Apache-2.0
"""Has the room take up what the beacon proposed, a second at most after the collector left it in the post store.

Asked each second by :mod:`ui.workplace`. It reads on the writer thread, which no long search keeps busy. The trap: a
post store or a policy that cannot be read is said once, not each second; the usual responses count until it can be.
"""

from dataclasses import dataclass

from app.errors import FenghuoError
from app.room.service import Changes
from app.warning.policy import Response
from app.warning.policy_book import USUAL
from ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _Taken:
    """What came of a look; `trouble` where it was not as it should be."""

    changes: Changes
    trouble: FenghuoError | None = None


_NOTHING = Changes(())


class TakingUp:
    """Between the post store's proposals and the room's alerts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._after = 0
        self._looking, self._said = False, ""

    def look(self) -> None:
        """See whether there is something new."""
        if not self._looking:
            self._looking = True
            self._desk.tasks.write(self._take, self._ended, self._broke)

    def _take(self) -> _Taken:
        """On the writer thread, which alone knows how far it has come."""
        try:
            found = self._desk.posts.proposals(self._after)
            if not found:
                return _Taken(_NOTHING)
            responses, trouble = self._responses()
            changes = self._desk.room.take_up([proposal for _, proposal in found], responses)
        except FenghuoError as error:
            return _Taken(_NOTHING, error)
        self._after = found[-1][0]
        return _Taken(changes, trouble)

    def _responses(self) -> tuple[tuple[Response, ...], FenghuoError | None]:
        try:
            return self._desk.policy.policy().responses, None
        except FenghuoError as error:
            return USUAL, error

    def _ended(self, taken: _Taken) -> None:
        self._looking = False
        if taken.changes.records:
            self._desk.changed.emit(taken.changes)
        said = self._desk.texts.error(taken.trouble) if taken.trouble is not None else ""
        if taken.trouble is not None and said != self._said:
            self._desk.refused.emit(taken.trouble)
        self._said = said

    def _broke(self, error: Exception) -> None:
        """A bug: it is reported, and nothing more is taken up by this window."""
        self._desk.failed.emit(error)
