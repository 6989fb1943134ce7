# SPDX-License-Identifier: Apache-2.0
"""What a database file of Fenghuo must look like. `db.room_schema` and `db.post_schema` each hold one `SCHEMA`.

Read by `db.engine.upgrade`. The trap: migration `000n` and the schema at version n must give the same tables;
a test compares them.
"""

from dataclasses import dataclass

from sqlalchemy import MetaData


@dataclass(frozen=True, slots=True)
class Schema:
    """One kind of file.

    `application_id` marks the file as ours (a signed 32-bit number); `version` is the newest migration's
    number, kept in the file's `user_version`; `metadata` holds the tables; `ddl` what SQLAlchemy cannot say
    (virtual tables, triggers), run after the tables.
    """

    application_id: int
    version: int
    metadata: MetaData
    ddl: tuple[str, ...] = ()
