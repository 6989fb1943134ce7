# SPDX-License-Identifier: Apache-2.0
"""Identity: UUIDv7 (RFC 9562), so ids sort by the time they were made."""

import secrets
import uuid
from datetime import datetime

from app.clock import to_ms


def new_id(now: datetime) -> str:
    """A fresh UUIDv7 as 36 characters of text."""
    value = to_ms(now) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))
