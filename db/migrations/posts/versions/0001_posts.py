# SPDX-License-Identifier: Apache-2.0
"""Step 1 of posts.db: posts, their full-text index, counts a minute; a new file gets them from `db.post_schema`."""

from alembic import op
from sqlalchemy import REAL, Column, Integer, LargeBinary, Text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "post",
        Column("id", Integer, primary_key=True),
        Column("key", LargeBinary, nullable=False),
        Column("place", Integer, nullable=False),
        Column("posted_at", Integer, nullable=False),
        Column("arrived_at", Integer, nullable=False),
        Column("source", Text, nullable=False),
        Column("source_id", Text, nullable=False),
        Column("author", Text, nullable=False),
        Column("text", Text, nullable=False),
        Column("url", Text, nullable=False),
        Column("sentiment", REAL, nullable=False),
        Column("mood", Text, nullable=False),
        Column("parent", Text, nullable=False),
        Column("followers", Integer),
        Column("verified", Integer),
        Column("region", Text, nullable=False),
        Column("event", Text, nullable=False),
        Column("watch", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("post_key", "post", ["key"], unique=True)
    op.create_index("post_place", "post", ["place"], unique=True)
    op.create_table(
        "minute",
        Column("minute", Integer, primary_key=True, autoincrement=False),
        Column("watch", Text, primary_key=True),
        Column("negative", Integer, nullable=False),
        Column("neutral", Integer, nullable=False),
        Column("positive", Integer, nullable=False),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
    op.execute(
        "CREATE VIRTUAL TABLE post_words USING fts5("
        "text, content='', contentless_delete=1, detail=full, tokenize='unicode61 remove_diacritics 2')"
    )
