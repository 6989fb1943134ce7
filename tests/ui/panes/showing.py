# SPDX-License-Identifier: Apache-2.0
"""The type of the `show` fixture: a pane comes back as what was asked for."""

from typing import Protocol, TypeVar

from ui.panes.pane import Pane

P = TypeVar("P", bound=Pane)


class Show(Protocol):
    """Makes a pane of the desk and shows it."""

    def __call__(self, kind: type[P]) -> P:
        """The pane, in a window of its own."""
