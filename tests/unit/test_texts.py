# SPDX-License-Identifier: Apache-2.0
"""The catalogue of words finds a message wherever it stands, whoever asks for it first."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.texts import LANGUAGES, Language, Texts

KEYS = ("detect-empty", "pane-feed", "profile-missing", "cli-example", "role-commander")
"""Areas of the key's own name and of another, with a variable and without."""


def said(texts: Texts, key: str) -> str:
    return texts(key, path="posts.db")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_order_of_asking_makes_no_difference(language: Language) -> None:
    forth, back = Texts(language), Texts(language)
    assert [said(forth, key) for key in KEYS] == [said(back, key) for key in reversed(KEYS)][::-1]
    assert [said(forth, key) for key in KEYS] == [said(back, key) for key in KEYS], "asked for again"


def test_what_is_nowhere_is_a_bug_and_is_said_to_be_so() -> None:
    texts = Texts("en")
    assert not texts.has("detect-nothing-of-the-kind")
    with pytest.raises(KeyError):
        texts("detect-nothing-of-the-kind")
    assert all(map(texts.has, KEYS))


def test_many_threads_may_ask_at_once() -> None:
    asked = KEYS * 40
    expected = [said(Texts("zh-Hans"), key) for key in KEYS] * 40
    for _ in range(5):
        texts = Texts("zh-Hans")
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda key, texts=texts: said(texts, key), asked)) == expected
