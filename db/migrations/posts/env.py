# SPDX-License-Identifier: Apache-2.0
"""Alembic's entry for posts.db, called only by `db.engine.upgrade`, inside its transaction.

The trap: there is no alembic.ini and no URL; the connection is handed over in the configuration's attributes.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
