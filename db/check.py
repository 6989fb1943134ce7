# SPDX-License-Identifier: Apache-2.0
"""Looks at every page of an encrypted file: SQLCipher seals each with an HMAC, so one flipped byte shows.

Called by the audit. The trap: a flip in a page the journal never reads would otherwise go unseen.
"""

from pathlib import Path

from app.errors import FenghuoError, Said
from db.engine import database_faults, open_database
from db.post_schema import SCHEMA as POSTS
from db.room_schema import SCHEMA as ROOM


def damaged_pages(path: Path, key: bytes) -> list[Said]:
    """One sentence a page (or a file) that is damaged; empty for a whole file. Never raises for damage."""
    schema = ROOM if path.name.startswith("room") else POSTS
    try:
        engine = open_database(path, key, application_id=schema.application_id, version=schema.version, readonly=True)
        try:
            with database_faults(path, key), engine.connect() as connection:
                rows = connection.exec_driver_sql("PRAGMA cipher_integrity_check").scalars().all()
        finally:
            engine.dispose()
    except FenghuoError as error:
        return [error.said]
    return [Said("verify-page", {"path": path.name, "what": str(row)}) for row in rows]
