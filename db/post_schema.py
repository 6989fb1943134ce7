# SPDX-License-Identifier: Apache-2.0
"""The tables of posts.db. Read by `db.post_store` and, for a new file, by `db.engine.upgrade`.

`place` orders posts by time and is the row id of the index: posted_at in ms × 2^21, plus a number that counts
the posts of that millisecond. So "newest first" is the index's own order and never sorts.

A story's row is small on purpose, because in quiet times nearly every post is a story of its own: `facts` is ''
while its founding post is all it has (then it is read from that post), and `key` is NULL while that post is there.

The trap: change a table here and its migration in db/migrations/posts together; a test compares them.
"""

from typing import Final

from sqlalchemy import REAL, Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

from db.schema import Schema

PLACE_BITS: Final = 21
APPLICATION_ID: Final = 0x46485053  # "FHPS"
FIRST_PLACE: Final = -(1 << 63)
LAST_PLACE: Final = (1 << 63) - 1

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
    Column("story", Integer, nullable=False),  # the one it was put in; where that was merged, see story.root
    Column("joined", Text, nullable=False),
    Column("likeness", Integer, nullable=False),  # hash of its normalised words; 0: too few
    Column("mentions", Text, nullable=False),  # [[watch, keyword, exactness, weight], …] as JSON; '' for none
    Column("rules", Integer, nullable=False),  # ruleset.id it was judged under; 0: nobody knows
    Column("scored", REAL),  # where a person said its mood: what the machine says, kept for when that is taken back
    Column("felt", Text, nullable=False, server_default=text("''")),  # likewise, its mood; '' where no person did
    Index("post_key", "key", unique=True),
    # With all that questions filter and order by, so that a million posts are filtered without touching their rows.
    Index("post_place", "place", "mood", "followers", "story", "rules"),
    Index("post_story", "story", "place"),
    sqlite_strict=True,
)

# What people said: the mood of the post with this digest, or (`whole`) of the story with this key. It stays when the
# posts go. `given` counts up: of stories that are one now, the last word holds.
CORRECTION: Final = Table(
    "correction",
    METADATA,
    Column("key", LargeBinary, primary_key=True),
    Column("whole", Integer, primary_key=True, autoincrement=False),
    Column("mood", Text, nullable=False),
    Column("given", Integer, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

# Stories that a person gave a mood, or that were merged or split since: posts at places before `below` may still have
# another one. A row goes when the last of them was turned.
UNSETTLED: Final = Table(
    "unsettled",
    METADATA,
    Column("story", Integer, primary_key=True),
    Column("below", Integer, nullable=False),
    sqlite_strict=True,
)

# A post that matches two watches has a row for each, and one for "*": any watch.
MENTION: Final = Table(
    "mention",
    METADATA,
    Column("watch", Text, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("mood", Text, nullable=False),
    Column("post", Integer, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

STORY: Final = Table(
    "story",
    METADATA,
    Column("id", Integer, primary_key=True),  # its founding post's
    Column("key", LargeBinary),  # where the founding post's does not say it
    Column("root", Integer, nullable=False),  # itself, or the story it was merged into
    Column("newest", Integer, nullable=False),  # place of its newest post
    Column("reach", Integer, nullable=False),
    Column("rules", Integer, nullable=False),  # ruleset.id its mentions are from; counts where `facts` do
    Column("facts", Text, nullable=False),  # app.posts.stories.story.Story as JSON
    Index("story_key", "key", unique=True, sqlite_where=text("key IS NOT NULL")),
    Index("story_newest", "newest", "reach", sqlite_where=text("root = id")),
    Index("story_merged", "root", sqlite_where=text("root <> id")),
    sqlite_strict=True,
)

# Written by db.story_words, which says why there are two.
STORY_WORDS: Final = Table(
    "story_words",
    METADATA,
    Column("likeness", Integer, primary_key=True),
    Column("story", Integer, nullable=False),
    sqlite_strict=True,
)
STORY_WORDS_NEW: Final = Table(
    "story_words_new",
    METADATA,
    Column("likeness", Integer, primary_key=True),
    Column("story", Integer, nullable=False),
    sqlite_strict=True,
)

STORY_AWAITED: Final = Table(
    "story_awaited",
    METADATA,
    Column("key", LargeBinary, primary_key=True),  # of an original that has not come yet, but its reposts have
    Column("story", Integer, nullable=False),
    Index("story_awaited_story", "story"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

RULESET: Final = Table(
    "ruleset",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False, unique=True),  # app.posts.ports.PostJudge.fingerprint
    sqlite_strict=True,
)

# Always one row. Posts at places before `below` may have been judged under other rules than `rules`, those after
# it have not. `issued` is the highest id of posts that are gone: ids are never given twice. Posts with ids up to
# `uncounted` are not in `indicator` yet.
PROGRESS: Final = Table(
    "progress",
    METADATA,
    Column("one", Integer, primary_key=True),  # always 1
    Column("rearranged", Integer, nullable=False),
    Column("rules", Integer, nullable=False),
    Column("below", Integer, nullable=False),
    Column("issued", Integer, nullable=False),
    Column("uncounted", Integer, nullable=False, server_default=text("0")),
    sqlite_strict=True,
)
BEGINNING: Final = f"INSERT INTO progress VALUES (1, 0, 0, {FIRST_PLACE}, 0, 0)"  # noqa: S608

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

# What is counted of a watch in a minute of its posts' own times, in the order of app.warning.indicators.INDICATORS.
# It stays when the posts go, and after some weeks becomes hours. The minute comes first, so that a batch about many
# watches writes few pages.
INDICATOR: Final = Table(
    "indicator",
    METADATA,
    Column("minute", Integer, primary_key=True, autoincrement=False),  # since 1970 UTC, as everywhere here
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

# The same of an hour, by its first minute: the sum of its minutes, which are in `indicator` no more.
INDICATOR_HOUR: Final = Table(
    "indicator_hour",
    METADATA,
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

# Minutes from `start` to before `stop` in which nobody collected. Those that touch are one.
GAP: Final = Table(
    "gap",
    METADATA,
    Column("start", Integer, primary_key=True),
    Column("stop", Integer, nullable=False),
    sqlite_strict=True,
)

PROPOSAL: Final = Table(
    "proposal",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("proposal", Text, nullable=False),  # app.warning.proposal.Proposal as JSON
    sqlite_strict=True,
)

BEACON: Final = Table(
    "beacon",
    METADATA,
    Column("watch", Text, primary_key=True),
    Column("state", LargeBinary, nullable=False),  # the detector's, of this watch
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

# The original stands in `post`; the index keeps no copy. Its columns are app.posts.fold.index_form of the
# text and name_form of the others.
WORDS: Final = (
    "CREATE VIRTUAL TABLE post_words USING fts5("
    "text, author, source, region, "
    "content='', contentless_delete=1, detail=full, tokenize='unicode61 remove_diacritics 2')"
)

# Each batch of live posts becomes a small index of its own; merging 8 of a size instead of 4 rewrites a post's words
# a third less often on the way to a million, and searches hardly notice.
MERGING: Final = "INSERT INTO post_words (post_words, rank) VALUES ('automerge', 8)"

# FTS5 fills its pages to 4,050 bytes. SQLCipher keeps 80 of a page for itself, so each would lie in two of them; like
# this it fits into one, and a batch writes a twentieth fewer.
PAGES: Final = "INSERT INTO post_words (post_words, rank) VALUES ('pgsz', 3950)"

SCHEMA: Final = Schema(
    application_id=APPLICATION_ID, version=7, metadata=METADATA, ddl=(WORDS, MERGING, PAGES, BEGINNING)
)
