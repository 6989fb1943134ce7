# SPDX-License-Identifier: Apache-2.0
"""Step 6 of posts.db: the indicators of each watch minute by minute, gaps in collection, the beacon's proposals.

The posts that are there are counted later, in slices, so that a file of a million posts is ready at once.
"""

from alembic import op
from sqlalchemy import Column, Integer, LargeBinary, Text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for them, and remember which posts are to be counted."""
    op.create_table(
        "indicator",
        Column("minute", Integer, primary_key=True, autoincrement=False),
        Column("watch", Text, primary_key=True),
        Column("mentions", Integer, nullable=False),
        Column("negative", Integer, nullable=False),
        Column("reposts", Integer, nullable=False),
        Column("voices", Integer, nullable=False),
        Column("complaints", Integer, nullable=False),
        Column("reach", Integer, nullable=False),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
    op.create_table(
        "gap",
        Column("start", Integer, primary_key=True),
        Column("stop", Integer, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "proposal",
        Column("number", Integer, primary_key=True),
        Column("id", Text, nullable=False, unique=True),
        Column("proposal", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_table(
        "beacon",
        Column("watch", Text, primary_key=True),
        Column("state", LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    op.execute("ALTER TABLE progress ADD COLUMN uncounted INTEGER DEFAULT 0 NOT NULL")
    op.execute("UPDATE progress SET uncounted = (SELECT coalesce(max(id), 0) FROM post)")
