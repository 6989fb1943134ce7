# SPDX-License-Identifier: Apache-2.0
"""`search`: posts or stories that fit a question.

Apart from `import`, whose readers of files take longer to import than most answers take to find. The trap: what is
found is fetched a page at a time, so that a question to which a million posts fit does not hold them all.
"""

from argparse import Namespace
from collections.abc import Iterator
from typing import Final

from app.cli.asking import asks_nothing, post_json, post_line, question_of, story_json, story_line
from app.cli.keeper import Console
from app.cli.render import to_json
from app.posts.ports import PostStore
from app.posts.question import Question

_PAGE: Final = 500


def search(args: Namespace, console: Console) -> int:
    """Posts (or stories) that fit; 2 where nothing is asked."""
    if asks_nothing(args):
        console.complain(console.texts("cli-search-asks-nothing"))
        return 2
    found = 0
    with console.keeper.post_reader() as posts:
        if posts is not None:
            question = question_of(args, console, posts)
            for line in (_stories if args.stories else _posts)(args, console, posts, question):
                console.say(line)
                found += 1
    if not found and not args.json:
        words = " ".join(args.words)
        console.complain(
            console.texts("cli-nothing-found", words=words) if words else console.texts("cli-nothing-fits")
        )
    return 0


def _posts(args: Namespace, console: Console, posts: PostStore, question: Question) -> Iterator[str]:
    ids, zone = posts.find(question, args.limit), console.keeper.zone()
    for start in range(0, len(ids), _PAGE):
        for post in posts.get(ids[start : start + _PAGE]):
            yield to_json(post_json(post)) if args.json else post_line(post, zone)


def _stories(args: Namespace, console: Console, posts: PostStore, question: Question) -> Iterator[str]:
    ids, zone = posts.find_stories(question, limit=args.limit), console.keeper.zone()
    for start in range(0, len(ids), _PAGE):
        for story in posts.stories(ids[start : start + _PAGE]):
            yield to_json(story_json(story)) if args.json else story_line(story, console, zone)
