# SPDX-License-Identifier: Apache-2.0
"""The tables of posts.db. Read by `db.post_store` and, for a new file, by `db.engine.upgrade`.

`place` orders posts by time and is the row id of the index: posted_at in ms × 2^21, plus a number that counts
the posts of that millisecond. So "newest first" is the index's own order and never sorts.

The trap: change a table here and its migration in db/migrations/posts together; a test compares them.
"""

from typing import Final

from sqlalchemy import REAL, Column, Index, Integer, LargeBinary, MetaData, Table, Text

from db.schema import Schema

PLACE_BITS: Final = 21
APPLICATION_ID: Final = 0x46485053  # "FHPS"

METADATA: Final = MetaData()

POST: Final = Table(
    "post",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", LargeBinary, nullable=False),  # app.posts.identity.digest
    Column("place", Integer, nullable=False),
    Column("posted_at", Integer, nullable=False),  # ms since 1970 UTC, as is arrived_at
    Column("arrived_at", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("sentiment", REAL, nullable=False),
    Column("mood", Text, nullable=False),
    Column("parent", Text, nullable=False),
    Column("followers", Integer),
    Column("verified", Integer),
    Column("region", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("watch", Text, nullable=False),
    Index("post_key", "key", unique=True),
    Index("post_place", "place", unique=True),
    sqlite_strict=True,
)

MINUTE: Final = Table(
    "minute",
    METADATA,
    Column("minute", Integer, primary_key=True, autoincrement=False),  # minutes since 1970 UTC
    Column("watch", Text, primary_key=True),
    Column("negative", Integer, nullable=False),
    Column("neutral", Integer, nullable=False),
    Column("positive", Integer, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

SOURCE: Final = Table(
    "source",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("state", Text, nullable=False),  # app.posts.sources.source.SourceState as JSON
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

PULSE: Final = Table(
    "pulse",
    METADATA,
    Column("one", Integer, primary_key=True),  # always 1
    Column("pulse", Text, nullable=False),  # app.posts.sources.source.Pulse as JSON
    sqlite_strict=True,
)

# The original stands in `post`; the index keeps no copy. Its text is app.posts.fold.index_form.
WORDS: Final = (
    "CREATE VIRTUAL TABLE post_words USING fts5("
    "text, content='', contentless_delete=1, detail=full, tokenize='unicode61 remove_diacritics 2')"
)

# Each batch of live posts becomes a small index of its own; merging 8 of a size instead of 4 rewrites a post's words
# a third less often on the way to a million, and searches hardly notice.
MERGING: Final = "INSERT INTO post_words (post_words, rank) VALUES ('automerge', 8)"

SCHEMA: Final = Schema(application_id=APPLICATION_ID, version=2, metadata=METADATA, ddl=(WORDS, MERGING))
