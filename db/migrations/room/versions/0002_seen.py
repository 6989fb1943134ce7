# SPDX-License-Identifier: Apache-2.0
"""Step 2 of room.db: which stories each person has seen."""

from alembic import op
from sqlalchemy import Column, Integer, LargeBinary, Text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "seen",
        Column("person", Text, primary_key=True),
        Column("story", LargeBinary, primary_key=True),
        Column("posts", Integer, nullable=False),
        Column("at", Integer, nullable=False),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
