# SPDX-License-Identifier: Apache-2.0
"""`fenghuo beacon take`: what the beacon proposed becomes alerts of the room, without a window.

With it goes all that the program itself writes down in a window: alerts passed on, clocks that ran out, care that
follows joined stories. `fenghuo act` does the same before its first line, so that a script may confirm what has just
been lit, and `fenghuo watch` while no window is open. The trap: a policy nobody can read must not keep a beacon dark,
so then the usual responses count.
"""

from argparse import Namespace
from collections.abc import Iterator

from app.cli.keeper import Console
from app.cli.render import entry_json, to_json
from app.errors import Said, UserError
from app.posts.ports import PostStore
from app.room.proposals import known
from app.room.service import Changes, Room
from app.room.stories import parts_now
from app.room.timeline import lines
from app.warning.policy import Response
from app.warning.policy_book import USUAL


def take(args: Namespace, console: Console) -> int:
    """Take up every proposal the room does not know yet, and say which alerts came, rose or were passed on."""
    if console.keeper.reader().state.info is None:  # asked first, because the writer would make what is not there
        raise UserError(Said("profile-no-room", {"path": str(console.keeper.folder)}))
    with console.keeper.writer() as room:
        for changes in caught_up_from_disk(room, console):
            for record, line in zip(changes.records, lines(changes.records, room.state), strict=True):
                console.say(to_json(entry_json(record, room.state)) if args.json else console.texts.say(line.said))
    return 0


def caught_up_from_disk(room: Room, console: Console) -> Iterator[Changes]:
    """As `caught_up`, with the profile's posts. Where nobody can read them, raises after what does not need them."""
    yield room.tick()
    with console.keeper.post_reader() as posts:
        if posts is not None:
            yield from caught_up(room, console, posts)


def caught_up(room: Room, console: Console, posts: PostStore) -> Iterator[Changes]:
    """All that the program itself must have written down by now, step by step. Raises as the post store does."""
    if proposed := [proposal for _, proposal in posts.proposals(posts.newest_among(known(room.state)))]:
        yield room.take_up(proposed, _responses(console))
    yield room.tick()
    yield room.follow(*parts_now(room.state, posts))


def _responses(console: Console) -> tuple[Response, ...]:
    try:
        return console.keeper.policy().policy().responses
    except UserError as error:
        console.complain(console.texts.error(error))
        return USUAL
