# SPDX-License-Identifier: Apache-2.0
"""`moods words · add · remove · correct · restore · export`: the own words, and the moods that people put right.

Words act from the next post on, and on stored posts as soon as a collector runs. A correction is an entry of the
room, carried out on the posts at once where no collector holds them. The trap: a post may be gone while its
correction stays, so `restore` and `export` ask the room alone.
"""

import contextlib
from argparse import Namespace
from pathlib import Path
from typing import Any

from app.cli.keeper import Console
from app.cli.render import entry_json, to_json
from app.cli.room_commands import Actor, machine_score
from app.errors import Conflict, EnvironmentFault, Said, UserError
from app.posts.post import Mood
from app.posts.sentiment.feeling import MoodWord
from app.room import evidence, stories
from app.room.event import Command
from app.room.moods import CorrectMood, RestoreMood, given
from app.room.seen import StoryAsSeen
from app.room.state import MoodCorrection, RoomState


def moods(args: Namespace, console: Console) -> int:
    """One of the actions below."""
    actions = {
        "words": _words, "add": _add, "remove": _remove,
        "correct": _correct, "restore": _restore, "export": _export,
    }  # fmt: skip
    return actions[args.action](args, console)


# --- own words


def _words(args: Namespace, console: Console) -> int:
    """Every own word."""
    found = console.keeper.moods().words()
    for word in found:
        console.say(to_json(word) if args.json else _line(word, console))
    if not found and not args.json:
        console.complain(console.texts("moods-none"))
    return 0


def _add(args: Namespace, console: Console) -> int:
    """Gives a word a mood."""
    word = MoodWord(word=_word(args), mood=_mood(args), strength=args.strength, note=args.note)
    kept = console.keeper.moods().put(word)
    console.say(to_json(kept) if args.json else console.texts("cli-moods-saved", word=_line(kept, console)))
    return 0


def _remove(args: Namespace, console: Console) -> int:
    """Takes a word's mood away."""
    gone = console.keeper.moods().remove(_word(args))
    console.say(to_json(gone) if args.json else console.texts("cli-moods-removed", word=gone.word))
    return 0


def _line(word: MoodWord, console: Console) -> str:
    mood, strength = console.texts(f"mood-{word.mood}"), word.strength
    line = console.texts("cli-moods-word", word=word.word, mood=mood, strength=strength)
    return f"{line} · {word.note}" if word.note else line


# --- corrections


def _correct(args: Namespace, console: Console) -> int:
    """Says how a stored post or story feels."""
    _one(args)
    mood = _mood(args)
    with console.keeper.post_reader() as posts:
        if args.post:
            post = posts.post_named(args.post.strip().lower()) if posts is not None else None
            if post is None:
                raise UserError(Said("cli-moods-no-post", {"digest": args.post}))
            seen, digest = evidence.as_seen(post), args.post.strip()
            before: float | None = machine_score(console, post)
            command = CorrectMood(mood=mood, post=seen, digest=digest, before=before, note=args.note)
        else:
            story = posts.story_named(args.story.strip().lower()) if posts is not None else None
            if story is None:
                raise UserError(Said("cli-no-story", {"key": args.story}))
            state = console.keeper.reader().state
            standing = given(state, stories.root(state, story.key), whole=True)
            before = story.sentiment if standing is None else None
            command = CorrectMood(mood=mood, story=stories.as_seen(story), before=before, note=args.note)
    return _act(command, args, console)


def _restore(args: Namespace, console: Console) -> int:
    """Takes a correction back."""
    _one(args)
    if args.post:
        return _act(RestoreMood(digest=args.post.strip()), args, console)
    return _act(RestoreMood(story=StoryAsSeen(key=args.story.strip())), args, console)


def _act(command: Command, args: Namespace, console: Console) -> int:
    with console.keeper.writer() as room:
        changes = Actor(room, console, None).act(command, args.person)
        for record in changes.records:
            if args.json:
                console.say(to_json(entry_json(record, room.state)))
    if console.keeper.has_posts():
        # A collector that runs holds the posts, and does it within a second.
        with contextlib.suppress(Conflict), console.keeper.collecting() as parts:
            parts.wishes.decisions.carry_out_whole(parts.store)
    if not args.json:
        console.say(console.texts("cli-moods-corrected" if args.action == "correct" else "cli-moods-restored"))
    return 0


# --- training rows


def _export(args: Namespace, console: Console) -> int:
    """Writes what people put right, a JSON object a line, oldest first."""
    path, state = Path(_word(args)), console.keeper.reader().state
    found = sorted(state.moods.values(), key=lambda one: (one.at, one.key))
    if not found:
        raise UserError(Said("cli-moods-nothing"))
    lines = "".join(f"{to_json(_row(one, state))}\n" for one in found)
    try:
        path.write_text(lines, "utf-8")
    except OSError as fault:
        said = Said("window-cannot-write", {"path": str(path), "why": fault.strerror or ""})
        raise EnvironmentFault(said) from fault
    console.say(console.texts("window-written", path=str(path)))
    return 0


def _row(one: MoodCorrection, state: RoomState) -> dict[str, Any]:
    """A training row: `score_before` is the machine's, null where nobody noted it; `of` says what `key` names."""
    return {
        "text": one.text, "label": one.mood, "score_before": one.before, "of": "story" if one.whole else "post",
        "key": one.key, "by": state.name(one.by), "at": one.at, "note": one.note,
    }  # fmt: skip


# --- what is typed


def _word(args: Namespace) -> str:
    if not args.word_or_file:
        raise UserError(Said("cli-moods-word-missing", {"action": args.action}))
    return str(args.word_or_file)


def _mood(args: Namespace) -> Mood:
    if not args.mood:
        raise UserError(Said("cli-moods-mood-missing", {"action": args.action}))
    return Mood(args.mood)


def _one(args: Namespace) -> None:
    if bool(args.post) == bool(args.story):
        raise UserError(Said("cli-moods-one", {"action": args.action}))
