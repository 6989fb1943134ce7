# SPDX-License-Identifier: Apache-2.0
"""Step 7 of posts.db: indicators that are some weeks old are kept by the hour.

The minutes that are there are rolled up later, in slices, so that a large file is ready at once.
"""

from alembic import op
from sqlalchemy import Column, Integer, Text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for the hours."""
    op.create_table(
        "indicator_hour",
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
