# SPDX-License-Identifier: Apache-2.0
"""The collector's side of the worked crisis: posts come in, the beacon looks now and then and proposes.

Called by app.demo.play. It is the very beacon of a collector, which looks twice a second; here it looks when it has
something to say, and once in between where all is calm again. The trap: it must not see what is posted after a look,
so posts are stored only up to it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.clock import ManualClock
from app.demo.scenario import Ruled, load, world
from app.errors import Said, UserError
from app.posts.collecting.lighting import named
from app.posts.ports import PostStore
from app.posts.post import Post
from app.posts.watches.book import WatchBook
from app.warning.beacon import Beacon
from app.warning.outside import Outside
from app.warning.policy_book import PolicyBook
from app.warning.proposal import Proposal

_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Lit:
    """What one look proposed."""

    at: datetime
    proposals: tuple[Proposal, ...]


def write_policy(policy: PolicyBook) -> None:
    """The company's own rules, and what its levels start."""
    ours = load("policy", Ruled)
    for rule in ours.rule:
        policy.put(rule)
    for response in ours.response:
        policy.respond(response)


def collect(
    store: PostStore,
    posts: Sequence[Post],
    looks: Sequence[datetime],
    *,
    watches: WatchBook,
    policy: PolicyBook,
    tell: Callable[[float], None],
) -> Iterator[Lit]:
    """Stores `posts` (judged, oldest first) and yields what each of `looks` (ascending) finds in those up to it.

    `tell` hears 0 to 1. Raises UserError for rules that cannot be.
    """
    outside = Outside(named(watches), policy, lambda: ZoneInfo(world().zone))
    clock = ManualClock(posts[0].posted_at)
    beacon = Beacon(store, clock, outside, _refuse)
    times, done = [post.posted_at for post in posts], 0
    for look in looks:
        clock.at, until = look, bisect_right(times, look)
        _store(store, posts[done:until])
        done = until
        tell(done / len(posts))
        found = beacon.look()
        store.propose(found.proposals, found.states)
        yield Lit(look, found.proposals)
    _store(store, posts[done:])
    tell(1.0)


def _store(store: PostStore, posts: Sequence[Post]) -> None:
    for first in range(0, len(posts), _BATCH):
        store.add(posts[first : first + _BATCH])


def _refuse(said: Said) -> None:
    raise UserError(said)
