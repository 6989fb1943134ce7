# SPDX-License-Identifier: Apache-2.0
"""What the beacon is told from outside; in a module of its own, so that a single round need not load the detector.

Made by the composition root, used by the collector. The trap: all of it may change at any moment, so it is asked
again and again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from app.warning.policy_book import PolicyBook


@dataclass(frozen=True, slots=True)
class Outside:
    """The watches there are with a fingerprint of their keywords, the policy, the room's zone."""

    watches: Callable[[], Mapping[str, str]]
    policy: PolicyBook
    zone: Callable[[], tzinfo]
