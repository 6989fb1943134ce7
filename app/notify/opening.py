# SPDX-License-Identifier: Apache-2.0
"""Puts together what a courier works with, from a profile that is open.

Called by the composition root. It reads nothing yet. The trap: nothing of apprise is imported here, that is
for the child.
"""

from collections.abc import Callable

from app.clock import Clock
from app.notify.book import NoticeBook
from app.notify.carrier import Carrier
from app.notify.courier import Hold, PostRoom
from app.notify.outbox import Outbox
from app.posts.sources.book import Vault
from app.profile import Profile
from app.warning.policy import Response
from app.warning.policy_book import PolicyBook


def post_room(profile: Profile, vault: Vault, clock: Clock, policy: PolicyBook, hold: Callable[[], Hold]) -> PostRoom:
    """Channels, outbox and the way out of one profile. `hold` takes the outbox's lock, or raises Conflict."""
    book, outbox = NoticeBook(profile.notices_file, vault), Outbox(profile.outbox_file)
    return PostRoom(book, outbox, Carrier(), clock, hold=hold, responses=_Responses(policy))


class _Responses:
    """What the levels start; the policy is read when it has changed."""

    def __init__(self, policy: PolicyBook) -> None:
        self._policy = policy
        self._known: tuple[tuple[int, int] | None, tuple[Response, ...]] | None = None

    def __call__(self) -> tuple[Response, ...]:
        changed = self._policy.changed()
        if self._known is None or self._known[0] != changed:
            self._known = changed, self._policy.policy().responses
        return self._known[1]
