# SPDX-License-Identifier: Apache-2.0
"""The names people watch for, as words: what is never cut apart, and is no subject of a question by itself.

Asked by whoever calls :func:`app.analysis.overview.overview`. The trap: a pattern (`/退(款|钱)/`) is no name.
"""

from collections.abc import Iterable

from app.posts.watches.rules import Form, Role, read_rules
from app.posts.watches.watch import Watch


def names_of(watches: Iterable[Watch]) -> tuple[str, ...]:
    """The watches' names and their keywords that are words or phrases, each once."""
    found: dict[str, None] = {}
    for watch in watches:
        found[watch.name] = None
        for group in read_rules(watch.rules).groups:
            for line in group.lines:
                if line.form is not Form.PATTERN and line.role is not Role.NOT:
                    found[line.text] = None
    return tuple(found)
