# SPDX-License-Identifier: Apache-2.0
"""`fenghuo beacon take`: what the beacon proposed becomes alerts of the room, without a window.

`fenghuo act` does the same before its first line, so that a script may confirm what has just been lit. The trap: a
policy nobody can read must not keep a beacon dark, so then the usual responses count.
"""

from argparse import Namespace

from app.cli.keeper import Console
from app.cli.render import entry_json, to_json
from app.errors import Said, UserError
from app.room.service import Changes, Room
from app.room.timeline import lines
from app.warning.policy import Response
from app.warning.policy_book import USUAL


def take(args: Namespace, console: Console) -> int:
    """Take up every proposal the room does not know yet, and say which alerts came or rose."""
    if console.keeper.reader().state.info is None:  # asked first, because the writer would make what is not there
        raise UserError(Said("profile-no-room", {"path": str(console.keeper.folder)}))
    with console.keeper.writer() as room:
        records = (*take_up(room, console).records, *room.tick().records)
        for record, line in zip(records, lines(records, room.state), strict=True):
            console.say(to_json(entry_json(record, room.state)) if args.json else console.texts.say(line.said))
    return 0


def take_up(room: Room, console: Console) -> Changes:
    """Makes alerts of what lies in the post store. Raises as it does."""
    with console.keeper.post_reader() as posts:
        proposed = [proposal for _, proposal in posts.proposals(0)] if posts is not None else []
    return room.take_up(proposed, _responses(console)) if proposed else Changes(())


def _responses(console: Console) -> tuple[Response, ...]:
    try:
        return console.keeper.policy().policy().responses
    except UserError as error:
        console.complain(console.texts.error(error))
        return USUAL
