# SPDX-License-Identifier: Apache-2.0
"""Step 2 of posts.db: what the collector knows of each source, its sign of life; calmer merging of the index."""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "source",
        Column("name", Text, primary_key=True),
        Column("state", Text, nullable=False),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
    op.create_table(
        "pulse",
        Column("one", Integer, primary_key=True),
        Column("pulse", Text, nullable=False),
        sqlite_strict=True,
    )
    op.execute("INSERT INTO post_words (post_words, rank) VALUES ('automerge', 8)")
