# SPDX-License-Identifier: Apache-2.0
"""Places of a text as a document of Qt counts them: it takes each character beyond the first plane for two.

Used wherever something is marked in place. The trap: an emoji at the beginning moves all that follows.
"""

from bisect import bisect_left


class Places:
    """Call it with a place in the text, in characters."""

    def __init__(self, text: str) -> None:
        self._wide = [place for place, character in enumerate(text) if character > "\uffff"]

    def __call__(self, place: int) -> int:
        """The same place in the document."""
        return place + bisect_left(self._wide, place)
