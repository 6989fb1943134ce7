# SPDX-License-Identifier: Apache-2.0
"""`policy.toml`: a profile's own rules beside the detector, and what each level starts.

Written by the policy editor and the command line, read again by the collector and whoever tells people as soon as it
changes. The trap: a level without a response in the file has the usual one, so `Policy` always knows all four.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from app.errors import Said, UserError
from app.posts.fold import fold, is_deceptive
from app.posts.toml_book import TomlBook
from app.profile import write_whole
from app.room.words import Role, WarningLevel
from app.warning.policy import Measure, Response, Rule

LONGEST_NAME: Final = 80
LONGEST_WINDOW: Final = 24 * 60
"""Minutes a rule may look back."""
_LONGEST_REST: Final = 7 * 24 * 60
_MOST: Final = 1e12
_TIME: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_SHOWN: Final = 20

USUAL: Final = (
    Response(level=WarningLevel.BLUE, tell=(Role.MONITOR,), minutes=60),
    Response(level=WarningLevel.YELLOW, tell=(Role.MONITOR,), then=(Role.COMMANDER,), minutes=30),
    Response(
        level=WarningLevel.ORANGE, tell=(Role.MONITOR,), then=(Role.COMMANDER, Role.WRITER), minutes=15,
        confirm=Role.MONITOR,
    ),
    Response(
        level=WarningLevel.RED, tell=(Role.MONITOR, Role.COMMANDER), then=(Role.LEGAL, Role.WRITER), minutes=5,
        confirm=Role.COMMANDER,
    ),
)  # fmt: skip
"""What a level starts where nobody said otherwise, mild to grave."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules in the order they were added, and what each of the four levels starts, mild to grave."""

    rules: tuple[Rule, ...] = ()
    responses: tuple[Response, ...] = USUAL

    def response(self, level: WarningLevel) -> Response:
        """What `level` starts."""
        return next(one for one in self.responses if one.level is level)


class PolicyBook:
    """The policy of one profile."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._rules = TomlBook(path, "rule", Rule, words="beacon-policy", beside=("response",))
        self._responses = TomlBook(path, "response", Response, words="beacon-policy", beside=("rule",))

    def policy(self) -> Policy:
        """All of it. Raises UserError naming the line of a damaged file."""
        rules, given = self._rules.rows(), self._responses.rows()
        known: set[str] = set()
        for number, rule in enumerate(rules):  # only a hand can have written such a rule
            why = wrong(rule) or (_taken(rule.name) if _key(rule.name) in known else None)
            if why is not None:
                raise self._bad_line(self._rules.line_of(number), why)
            known.add(_key(rule.name))
        told: dict[WarningLevel, Response] = {}
        for number, response in enumerate(given):
            why = _wrong_response(response)
            if why is None and response.level in told:
                why = Said("beacon-response-twice", {"level": Said(f"level-{response.level}")})
            if why is not None:
                raise self._bad_line(self._responses.line_of(number), why)
            told[response.level] = response
        return Policy(rules, tuple(told.get(usual.level, usual) for usual in USUAL))

    def changed(self) -> tuple[int, int] | None:
        """Differs whenever the file does: (modified ns, bytes); None without one."""
        found = self._rules.changed()
        return found if any(found) else None

    def put(self, rule: Rule, *, before: str = "") -> Rule:
        """Adds a rule, or puts it where `before` stood. Returns it as it is kept.

        Raises UserError for a rule that cannot be, a name that is taken, and where `before` is not there.
        """
        new = checked(rule)
        with self._rules.lock():
            old = self.policy()
            known = list(old.rules)
            place = _place(known, before) if before else len(known)
            if any(_key(one.name) == _key(new.name) for i, one in enumerate(known) if i != place):
                raise UserError(_taken(new.name))
            known[place : place + 1] = [new]
            self._write(known, old.responses)
        return new

    def remove(self, name: str) -> Rule:
        """Takes a rule away, and returns it. Raises UserError where it is not there."""
        with self._rules.lock():
            old = self.policy()
            known = list(old.rules)
            gone = known.pop(_place(known, name))
            self._write(known, old.responses)
        return gone

    def respond(self, response: Response) -> None:
        """Says what a level starts. Raises UserError for one that cannot be."""
        if (why := _wrong_response(response)) is not None:
            raise UserError(why)
        with self._rules.lock():
            old = self.policy()
            changed = tuple(response if one.level is response.level else one for one in old.responses)
            self._write(old.rules, changed)

    def switch_on(self, policy: Policy) -> None:
        """Puts a whole policy in the place of what is there. Raises UserError as `put` and `respond`."""
        rules = [checked(rule) for rule in policy.rules]
        names = [_key(rule.name) for rule in rules]
        for rule in rules:
            if names.count(_key(rule.name)) > 1:
                raise UserError(_taken(rule.name))
        for response in policy.responses:
            if (why := _wrong_response(response)) is not None:
                raise UserError(why)
        with self._rules.lock():
            self._write(rules, policy.responses)

    def _write(self, rules: Sequence[Rule], responses: Sequence[Response]) -> None:
        own = [one for one, usual in zip(responses, USUAL, strict=True) if one != usual]
        text = "\n".join(part for part in (self._rules.text_of(rules), self._responses.text_of(own)) if part)
        write_whole(self.path, text.encode())

    def _bad_line(self, line: int, why: Said) -> UserError:
        return UserError(Said("beacon-policy-bad-line", {"path": str(self.path), "line": line, "why": why}))


def read_policy(path: Path) -> Policy:
    """The policy in a file somebody wants to try out. Raises UserError, also where there is none."""
    if not path.is_file():
        raise UserError(Said("beacon-policy-unreadable", {"path": str(path)}))
    return PolicyBook(path).policy()


def checked(rule: Rule) -> Rule:
    """The rule as it is kept, without spaces at the ends. Raises UserError saying what is wrong with it."""
    kept = replace(
        rule,
        name=" ".join(rule.name.split()),
        region=rule.region.strip(),
        accounts=tuple(one for account in rule.accounts if (one := account.strip())),
        watches=tuple(one for watch in rule.watches if (one := watch.strip())),
        days=tuple(sorted(set(rule.days))),
        note=rule.note.strip(),
    )
    if (why := wrong(kept)) is not None:
        raise UserError(why)
    return kept


def wrong(rule: Rule) -> Said | None:
    """Why a rule cannot be; None where it can."""
    name = rule.name
    if not fold(name).strip() or len(name) > LONGEST_NAME or is_deceptive(name):
        return Said("beacon-bad-name", {"name": name[:LONGEST_NAME], "limit": LONGEST_NAME})
    most = 1.0 if rule.measure in (Measure.NEGATIVE_SHARE, Measure.REPOST_SHARE) else _MOST
    if not 0 < rule.at_least <= most:
        return Said("beacon-bad-share" if most == 1.0 else "beacon-bad-amount", {"name": name})
    if rule.clear is not None and not 0 < rule.clear <= rule.at_least:
        return Said("beacon-bad-clear", {"name": name})
    if not 1 <= rule.minutes <= LONGEST_WINDOW:
        return Said("beacon-bad-window", {"name": name, "limit": LONGEST_WINDOW})
    if not 0 <= rule.cooldown <= _LONGEST_REST or rule.sample < 0:
        return Said("beacon-bad-rest", {"name": name, "limit": _LONGEST_REST})
    if rule.measure is Measure.ACCOUNT and not rule.accounts:
        return Said("beacon-bad-accounts", {"name": name})
    if not all(0 <= day <= 6 for day in rule.days) or not _right_times(rule):
        return Said("beacon-bad-timetable", {"name": name})
    return None


def _right_times(rule: Rule) -> bool:
    if not rule.begins and not rule.ends:
        return True
    return bool(_TIME.fullmatch(rule.begins) and _TIME.fullmatch(rule.ends) and rule.begins != rule.ends)


def _wrong_response(response: Response) -> Said | None:
    if 1 <= response.minutes <= _LONGEST_REST:
        return None
    return Said("beacon-bad-minutes", {"level": Said(f"level-{response.level}"), "limit": _LONGEST_REST})


def _taken(name: str) -> Said:
    return Said("beacon-name-taken", {"name": name})


def _key(name: str) -> str:
    """Two names that look alike are one."""
    return " ".join(fold(name).split())


def _place(known: Sequence[Rule], name: str) -> int:
    for place, rule in enumerate(known):
        if _key(rule.name) == _key(name):
            return place
    if not known:
        raise UserError(Said("beacon-no-rules"))
    raise UserError(Said("beacon-unknown-rule", {"name": name, "names": ", ".join(r.name for r in known[:_SHOWN])}))
