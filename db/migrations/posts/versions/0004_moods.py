# SPDX-License-Identifier: Apache-2.0
"""Step 4 of posts.db: the moods that people gave, and what the machine says where they did.

Columns are added at the end, so that a file of a million posts is ready at once. What was judged by the word list is
not touched here: its rules are unknown now, so the collector judges it anew, newest first, as it does for new rules.
"""

from alembic import op
from sqlalchemy import Column, Integer, LargeBinary, Text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for them."""
    op.execute("ALTER TABLE post ADD COLUMN scored REAL")
    op.execute("ALTER TABLE post ADD COLUMN felt TEXT DEFAULT '' NOT NULL")
    op.create_table(
        "correction",
        Column("key", LargeBinary, primary_key=True),
        Column("whole", Integer, primary_key=True, autoincrement=False),
        Column("mood", Text, nullable=False),
        Column("given", Integer, nullable=False),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
