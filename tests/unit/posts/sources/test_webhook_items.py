# SPDX-License-Identifier: Apache-2.0
"""What requests to the webhook hold, in the words of the services that send them, and the webhook's settings."""

import json

import pytest

from app.errors import UserError
from app.posts.sources.port import Document, Item
from app.posts.sources.webhook import Webhook, fresh_token
from app.texts import LANGUAGES, Texts

TOKEN = "a-token-of-tests-only-0123456789"
_ALL = [Texts(language) for language in LANGUAGES]


def _items(value: object) -> list[Item]:
    return list(Webhook().items(Document(data=json.dumps(value).encode(), media_type="application/json")))


def test_what_monitoring_services_call_their_columns() -> None:
    (item,) = _items({
        "id": 5_123_456_789_012_345_678,
        "created_at": "Wed Nov 18 09:30:00 +0800 2026",
        "content": "<p>航班<br>延误了 &amp; 没人管</p>",
        "user": {"name": "李雷", "followers_count": 12_345, "verified": True},
        "平台": "微博",
        "IP属地": "北京",
        "retweeted_status": {"id": 4_999_999_999_999_999},
        "link": "https://weibo.com/1/a",
        "extra": None,
    })  # fmt: skip
    assert item == Item(
        source_id="5123456789012345678",
        posted_at="Wed Nov 18 09:30:00 +0800 2026",
        text="航班\n延误了 & 没人管",
        author="李雷",
        followers="12345",
        verified="true",
        source="微博",
        region="北京",
        parent="4999999999999999",
        url="https://weibo.com/1/a",
    )


def test_a_post_with_a_list_of_its_own_is_one_post() -> None:
    assert len(_items({"text": "hello", "data": [{"text": "no"}]})) == 1
    assert len(_items({"results": [{"text": "one"}, {"title": "two"}]})) == 2


def test_less_than_and_greater_than_in_words_stay() -> None:
    assert _items({"text": "if a < b and b > c"})[0].text == "if a < b and b > c"


@pytest.mark.parametrize(
    ("port", "token", "key"),
    [
        ("80", TOKEN, "intake-webhook-port-bad"),
        ("70000", TOKEN, "intake-webhook-port-bad"),
        ("①", TOKEN, "intake-webhook-port-bad"),
        ("", TOKEN, "intake-webhook-port-bad"),
        ("18750", "short", "intake-webhook-token-bad"),
        ("18750", "with spaces in it, long", "intake-webhook-token-bad"),
        ("18750", "口令" * 10, "intake-webhook-token-bad"),
    ],
)
def test_settings_that_cannot_be(port: str, token: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        Webhook().checked({"port": port, "token": token})
    assert refused.value.said.key == key
    assert all(texts.error(refused.value) for texts in _ALL)


def test_a_fresh_token_is_good_and_never_twice_the_same() -> None:
    assert Webhook().checked({"port": " 18750 ", "token": fresh_token()})["port"] == "18750"
    assert fresh_token() != fresh_token()
