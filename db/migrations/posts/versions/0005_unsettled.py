# SPDX-License-Identifier: Apache-2.0
"""Step 5 of posts.db: the stories whose moods are being turned, so that this can be done in slices."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for them."""
    op.create_table(
        "unsettled",
        Column("story", Integer, primary_key=True),
        Column("below", Integer, nullable=False),
        sqlite_strict=True,
    )
