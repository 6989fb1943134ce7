# SPDX-License-Identifier: Apache-2.0
"""When a source is tried next: its own pace while it answers, longer and longer while it does not, never in step.

Used by the collector. The trap: many sources of one instance fail together, so without jitter they would all knock
again in the same second.
"""

from collections.abc import Callable
from typing import Final

_LONGEST: Final = 3600.0
_FIRST_RETRY: Final = 60.0
_SPREAD: Final = 0.2
_DOUBLINGS: Final = 10


def wait_after_success(every: float, asked: float, chance: Callable[[], float]) -> float:
    """Seconds to the next round. `asked` by the other side counts up to six times our pace; `chance` is 0 to 1."""
    return max(every, min(asked, 6 * every)) * _spread(chance())


def wait_after_failure(
    every: float, failures: int, asked: float, chance: Callable[[], float], *, lasting: bool = False
) -> float:
    """Seconds to the next try after `failures` in a row: a minute (or `every`) doubled each time, at most an hour.

    Where the other side asked for more, it gets it.
    """
    first = min(every, _FIRST_RETRY)
    wait = _LONGEST if lasting else min(_LONGEST, first * 2 ** min(failures - 1, _DOUBLINGS))
    return max(asked, wait * _spread(chance()))


def _spread(chance: float) -> float:
    return 1 - _SPREAD + 2 * _SPREAD * chance
