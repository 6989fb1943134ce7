# SPDX-License-Identifier: Apache-2.0
"""Shelves are closed when their test is over."""

from collections.abc import Iterator

import pytest

from tests.unit.posts.stories.memory import Shelf


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    Shelf.close_all()
