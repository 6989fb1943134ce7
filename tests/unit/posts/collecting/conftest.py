# SPDX-License-Identifier: Apache-2.0
"""A real, empty post store for a collector."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.post_store import SqlPostStore, open_posts


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlPostStore]:
    """It is closed after the test."""
    made = open_posts(tmp_path / "posts.db", bytes(range(32)))
    yield made
    made.close()
