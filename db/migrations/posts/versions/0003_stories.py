# SPDX-License-Identifier: Apache-2.0
"""Step 3 of posts.db: stories, mentions, and the full-text index of author, source and region.

Tables cannot change in the middle, so `post` is made anew and its rows are carried over; the index keeps no copy of
its words and is made anew too (some 10,000 posts a second). Each post that was there is a story of its own.
"""

from alembic import op
from sqlalchemy import REAL, Column, Integer, LargeBinary, Text, text

from app.posts.fold import index_form, name_form

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OLD = (
    "id, key, place, posted_at, arrived_at, source, source_id, author, text, url, sentiment, mood, parent, "
    "followers, verified, region, event, watch"
)


def upgrade() -> None:
    """Make the tables and carry the posts over."""
    op.drop_index("post_key")
    op.drop_index("post_place")
    op.execute("ALTER TABLE post RENAME TO post_before")
    _make_post()
    op.execute(
        f"INSERT INTO post ({_OLD}, story, joined, likeness, mentions, rules) "
        f"SELECT {_OLD}, id, 'first', 0, '', 0 FROM post_before ORDER BY id"
    )
    op.execute("DROP TABLE post_before")
    op.create_index("post_key", "post", ["key"], unique=True)
    op.create_index("post_place", "post", ["place", "mood", "followers", "story", "rules"])
    op.create_index("post_story", "post", ["story", "place"])
    _make_mention()
    _make_story()
    _make_progress()
    op.execute(
        "INSERT INTO story (id, root, newest, reach, rules, facts) "
        "SELECT id, id, place, coalesce(followers, 0), 0, '' FROM post ORDER BY id"
    )
    op.execute("INSERT INTO progress VALUES (1, 0, 0, -9223372036854775808, 0)")
    _index()


def _make_post() -> None:
    op.create_table(
        "post",
        Column("id", Integer, primary_key=True),
        Column("key", LargeBinary, nullable=False),
        Column("place", Integer, nullable=False),
        Column("posted_at", Integer, nullable=False),
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
        Column("story", Integer, nullable=False),
        Column("joined", Text, nullable=False),
        Column("likeness", Integer, nullable=False),
        Column("mentions", Text, nullable=False),
        Column("rules", Integer, nullable=False),
        sqlite_strict=True,
    )


def _make_mention() -> None:
    op.create_table(
        "mention",
        Column("watch", Text, primary_key=True),
        Column("place", Integer, primary_key=True, autoincrement=False),
        Column("mood", Text, nullable=False),
        Column("post", Integer, nullable=False),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )


def _make_story() -> None:
    op.create_table(
        "story",
        Column("id", Integer, primary_key=True),
        Column("key", LargeBinary),
        Column("root", Integer, nullable=False),
        Column("newest", Integer, nullable=False),
        Column("reach", Integer, nullable=False),
        Column("rules", Integer, nullable=False),
        Column("facts", Text, nullable=False),
        sqlite_strict=True,
    )
    op.create_index("story_key", "story", ["key"], unique=True, sqlite_where=text("key IS NOT NULL"))
    op.create_index("story_newest", "story", ["newest", "reach"], sqlite_where=text("root = id"))
    op.create_index("story_merged", "story", ["root"], sqlite_where=text("root <> id"))
    for name in ("story_words", "story_words_new"):
        op.create_table(
            name,
            Column("likeness", Integer, primary_key=True),
            Column("story", Integer, nullable=False),
            sqlite_strict=True,
        )
    op.create_table(
        "story_awaited",
        Column("key", LargeBinary, primary_key=True),
        Column("story", Integer, nullable=False),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
    op.create_index("story_awaited_story", "story_awaited", ["story"])


def _make_progress() -> None:
    op.create_table(
        "ruleset",
        Column("id", Integer, primary_key=True),
        Column("fingerprint", Text, nullable=False, unique=True),
        sqlite_strict=True,
    )
    op.create_table(
        "progress",
        Column("one", Integer, primary_key=True),
        Column("rearranged", Integer, nullable=False),
        Column("rules", Integer, nullable=False),
        Column("below", Integer, nullable=False),
        Column("issued", Integer, nullable=False),
        sqlite_strict=True,
    )


def _index() -> None:
    # The file is of no use without today's form of the words: what is searched for is folded the same way.
    connection = op.get_bind().connection
    connection.create_function("index_form", 1, index_form)
    connection.create_function("name_form", 1, name_form)
    op.execute("DROP TABLE post_words")
    op.execute(
        "CREATE VIRTUAL TABLE post_words USING fts5(text, author, source, region, "
        "content='', contentless_delete=1, detail=full, tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute("INSERT INTO post_words (post_words, rank) VALUES ('automerge', 8)")
    op.execute("INSERT INTO post_words (post_words, rank) VALUES ('pgsz', 3950)")
    op.execute(
        "INSERT INTO post_words (rowid, text, author, source, region) "
        "SELECT place, index_form(text), name_form(author), name_form(source), name_form(region) "
        "FROM post ORDER BY place"
    )
