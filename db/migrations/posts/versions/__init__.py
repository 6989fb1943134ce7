# SPDX-License-Identifier: Apache-2.0
"""One file a step of posts.db; Alembic finds them by their revision."""
