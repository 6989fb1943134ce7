# SPDX-License-Identifier: Apache-2.0
"""`policy.toml`: what is written is what is read, a hand's mistake is named by its line."""

from pathlib import Path

import pytest

from app.errors import UserError
from app.room.words import Role, WarningLevel
from app.texts import LANGUAGES, Texts
from app.warning.policy import Measure, Response, Rule
from app.warning.policy_book import USUAL, Policy, PolicyBook, read_policy
from app.warning.reasons import rule_said

NIGHT = Rule(
    name="夜里", level=WarningLevel.ORANGE, measure=Measure.NEGATIVE_SHARE, at_least=0.3, minutes=30, sample=20,
    cooldown=0, days=(5, 6), begins="22:00", ends="06:00", watches=("岁稔食品",), region="上海", note="周末",
)  # fmt: skip


HAND = '[[rule]]\nname = "a"\nlevel = "red"\nmeasure = "mentions"\nat_least = 5\n'


@pytest.fixture
def book(tmp_path: Path) -> PolicyBook:
    return PolicyBook(tmp_path / "policy.toml")


def test_without_a_file_there_are_no_rules_and_the_usual_responses(book: PolicyBook) -> None:
    assert book.policy() == Policy()
    assert book.changed() is None
    assert [one.level for one in book.policy().responses] == list(WarningLevel)
    assert book.policy().response(WarningLevel.RED).confirm is Role.COMMANDER


def test_what_is_put_is_what_is_read(book: PolicyBook) -> None:
    book.put(NIGHT)
    book.put(Rule(name="大号", level=WarningLevel.RED, measure=Measure.ACCOUNT, at_least=1, accounts=("新闻晨报",)))
    changed = Response(level=WarningLevel.RED, tell=("王岚",), minutes=3)
    book.respond(changed)
    again = PolicyBook(book.path).policy()
    assert again.rules[0] == NIGHT
    assert again.response(WarningLevel.RED) == changed
    assert again.response(WarningLevel.BLUE) == USUAL[0]
    assert book.remove("大号").measure is Measure.ACCOUNT
    assert [rule.name for rule in book.policy().rules] == ["夜里"]


def test_a_rule_is_changed_in_its_place(book: PolicyBook) -> None:
    book.put(NIGHT)
    book.put(Rule(name="白天", level=WarningLevel.BLUE, measure=Measure.MENTIONS, at_least=50))
    book.put(Rule(name="深夜", level=WarningLevel.BLUE, measure=Measure.MENTIONS, at_least=9), before="夜里")
    assert [rule.name for rule in book.policy().rules] == ["深夜", "白天"]


def test_a_whole_policy_is_switched_on(book: PolicyBook, tmp_path: Path) -> None:
    other = PolicyBook(tmp_path / "stricter.toml")
    other.put(NIGHT)
    book.switch_on(read_policy(other.path))
    assert book.policy() == other.policy()


@pytest.mark.parametrize(
    ("others", "key"),
    [
        ({"name": " "}, "beacon-bad-name"),
        ({"at_least": 0}, "beacon-bad-share"),
        ({"at_least": 30}, "beacon-bad-share"),
        ({"measure": Measure.MENTIONS, "at_least": -1}, "beacon-bad-amount"),
        ({"at_least": float("nan")}, "beacon-bad-share"),
        ({"clear": 0.4}, "beacon-bad-clear"),
        ({"minutes": 0}, "beacon-bad-window"),
        ({"minutes": 1441}, "beacon-bad-window"),
        ({"cooldown": -1}, "beacon-bad-rest"),
        ({"measure": Measure.ACCOUNT, "at_least": 1}, "beacon-bad-accounts"),
        ({"days": (7,)}, "beacon-bad-timetable"),
        ({"begins": "22:00", "ends": ""}, "beacon-bad-timetable"),
        ({"begins": "25:00"}, "beacon-bad-timetable"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_in_words(book: PolicyBook, others: dict[str, object], key: str) -> None:
    fields = {name: getattr(NIGHT, name) for name in NIGHT.__struct_fields__}
    with pytest.raises(UserError) as refused:
        book.put(Rule(**(fields | others)))
    assert refused.value.said.key == key
    for language in LANGUAGES:
        assert Texts(language).error(refused.value)
    assert not book.path.exists()


def test_a_name_is_taken_once_however_it_is_written(book: PolicyBook) -> None:
    book.put(Rule(name="Night", level=WarningLevel.RED, measure=Measure.MENTIONS, at_least=5))
    with pytest.raises(UserError) as refused:
        book.put(Rule(name="ｎｉｇｈｔ", level=WarningLevel.RED, measure=Measure.MENTIONS, at_least=5))
    assert refused.value.said.key == "beacon-name-taken"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{HAND}\n{HAND}", 7),
        ('\n[[response]]\nlevel = "red"\nminutes = 0\n', 2),
        ('[[response]]\nlevel = "red"\n\n[[response]]\nlevel = "red"\n', 4),
    ],
)
def test_a_hands_mistake_is_named_by_its_line(book: PolicyBook, text: str, line: int) -> None:
    book.path.write_text(text, "utf-8")
    with pytest.raises(UserError) as damage:
        book.policy()
    assert damage.value.said.key == "beacon-policy-bad-line"
    assert damage.value.said.args["line"] == line


@pytest.mark.parametrize("text", ["[[rule]\n", '[[rule]]\nname = "a"\n', '[[rules]]\nname = "a"\n', "\xff\xfe"])
def test_a_damaged_file_is_one_sentence(book: PolicyBook, text: str) -> None:
    book.path.write_text(text, "latin-1")
    with pytest.raises(Exception, match=r"beacon-policy-(damaged|unreadable)"):
        book.policy()


@pytest.mark.parametrize("measure", list(Measure))
def test_every_rule_is_a_sentence_in_three_languages(measure: Measure) -> None:
    asked = Rule(
        name="一条", level=WarningLevel.BLUE, measure=measure, at_least=0.5, accounts=("新闻晨报",), sample=5
    )
    said = {Texts(language).say(rule_said(asked)) for language in LANGUAGES}
    assert len(said) == 3
