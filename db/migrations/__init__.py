# SPDX-License-Identifier: Apache-2.0
"""How older files become today's: one Alembic environment for each kind of file, run by `db.engine.upgrade`."""
