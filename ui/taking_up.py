# SPDX-License-Identifier: Apache-2.0
"""Has the room take up what the beacon proposed, a second at most after the collector left it in the post store.

Asked each second by :mod:`ui.workplace`. It reads on the writer thread, which no long search keeps busy, and begins
behind the newest proposal that the room has. The traps: a post store or a policy that cannot be read is said once,
not each second; the usual responses count until it can be. A bug, too, is reported once, and then tried again ever
more seldom: what it keeps from being taken up may be a crisis.
"""

from dataclasses import dataclass
from typing import Final

from app.errors import FenghuoError
from app.room.proposals import known
from app.room.service import Changes
from app.warning.policy import Response
from app.warning.policy_book import USUAL
from ui.desk import Desk

_LONGEST_REST: Final = 300
"""Looks passed over after a bug that comes again and again; the first time it is one."""


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
        self._after: int | None = None
        self._looking, self._said = False, ""
        self._rest, self._resting = 0, 0

    def look(self) -> None:
        """See whether there is something new."""
        if self._resting:
            self._resting -= 1
        elif not self._looking:
            self._looking = True
            self._desk.tasks.write(self._take, self._ended, self._broke)

    def _take(self) -> _Taken:
        """On the writer thread, which alone knows how far it has come."""
        try:
            if self._after is None:
                self._after = self._desk.posts.newest_among(known(self._desk.room.state))
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
        self._looking, self._rest = False, 0
        if taken.changes.records:
            self._desk.changed.emit(taken.changes)
        said = self._desk.texts.error(taken.trouble) if taken.trouble is not None else ""
        if taken.trouble is not None and said != self._said:
            self._desk.refused.emit(taken.trouble)
        self._said = said

    def _broke(self, error: Exception) -> None:
        """A bug: reported until one look has gone well again, and waited for twice as long each time."""
        if not self._rest:
            self._desk.failed.emit(error)
        self._rest = self._resting = min(2 * self._rest, _LONGEST_REST) or 1
        self._looking = False
