# SPDX-License-Identifier: Apache-2.0
"""Posts of a store as a test asks for them: the newest, or those that hold words. Used by tests of every part."""

from app.posts.ports import PostStore
from app.posts.post import Post
from app.posts.question import Question


def newest(store: PostStore, limit: int | None = None) -> list[Post]:
    """The newest posts."""
    return store.get(store.find(Question(), limit))


def holding(store: PostStore, words: str, limit: int | None = None) -> list[Post]:
    """The newest posts that hold all the words."""
    return store.get(store.find(Question(words=words), limit))
