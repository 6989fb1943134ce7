# SPDX-License-Identifier: Apache-2.0
"""The producer of the flood: lists of posts over four kept connections to a webhook, on a schedule.

Started by :mod:`tests.benchmarks.bench_flood` as a process of its own, with port, rate, posts a list and seconds, and
the token in BENCH_TOKEN; prints one JSON line. The trap: a list counts as acknowledged only where the answer accounts
for every post of it; one that was not is sent again, under the same ids.
"""

import http.client
import json
import os
import random
import sys
import time
from datetime import UTC, datetime
from threading import Lock, Thread
from typing import Any, Final

_CONNECTIONS: Final = 4
_PATIENCE: Final = 30.0
_ZH: Final = (
    "求问退款渠道，客服电话打了四十分钟没人接",
    "官方声明说“已下架”，可我家楼下的超市今天下午还在卖这个批次",
    "支持彻查，但别一棍子打死所有门店",
    "配料表过期视频的原主再发长文，称收到了自称公司法务的私信威胁",
    "店员很负责，主动给我换了新的，还道了歉，好评",
    "孩子吃完身上起了红疹，医生说不排除过敏，我们已经报了市场监督管理局",
    "这波公关真是教科书级别的翻车，转发了，希望更多人看到",
    "刚刚在门店门口拍的，排队退货的人绕了半条街",
)
_EN: Final = (
    "Expired ingredients at a top snack brand? Here is what we know so far",
    "My flight was cancelled and nobody answers",
    "Props to the staff on duty tonight, they were kind and quick",
    "Still no statement from the company, three hours in",
    "Refund took two minutes in the app, well done",
    "The recall notice lists the wrong batch numbers again",
)


_OWN: Final = 0.4
_HAN: Final = [chr(0x4E00 + n * 7) for n in range(1_500)]


class Producer:
    """Posts lists of posts on a schedule over four kept connections, again and again until they are acknowledged."""

    def __init__(self, port: int, token: str, rate: int, at_once: int, seconds: float) -> None:
        self._port, self._at_once, self._every = port, at_once, at_once / rate
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._lists = round(seconds * rate / at_once)
        self._next, self._lock = 0, Lock()
        self._began = time.monotonic()
        self.acknowledged: list[int] = []
        self.took: list[float] = []
        self.again = self.stored = self.same = 0

    def run(self) -> None:
        """Until everything is acknowledged."""
        threads = [Thread(target=self._connection, args=(number,)) for number in range(_CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = sorted(self.took)
        told = {
            "acknowledged": sorted(self.acknowledged), "stored": self.stored, "same": self.same,
            "again": self.again, "seconds": time.monotonic() - self._began, "lists": self._lists,
            "answer_p50": took[len(took) // 2], "answer_p99": took[len(took) * 99 // 100], "answer_max": took[-1],
        }  # fmt: skip
        print(json.dumps(told), flush=True)

    def _connection(self, seed: int) -> None:
        dice, asking = random.Random(seed), self._connected()
        while (number := self._take()) is not None:
            time.sleep(max(0.0, self._began + number * self._every - time.monotonic()))
            body = json.dumps([one_post(dice, number, place) for place in range(self._at_once)]).encode()
            began = time.monotonic()
            while not self._acknowledged(asking, number, body):
                self.again += 1
                asking.close()
                time.sleep(0.2)
                asking = self._connected()
            self.took.append(time.monotonic() - began)
        asking.close()

    def _connected(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)

    def _take(self) -> int | None:
        with self._lock:
            number = self._next
            self._next += 1
        return number if number < self._lists else None

    def _acknowledged(self, asking: http.client.HTTPConnection, number: int, body: bytes) -> bool:
        try:
            asking.request("POST", "/", body, self._headers)
            answer = asking.getresponse()
            told = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return False
        if answer.status != 200 or told["stored"] + told["same"] != self._at_once:
            return False
        with self._lock:
            self.acknowledged.append(number)
            self.stored += told["stored"]
            self.same += told["same"]
        return True


def one_post(dice: random.Random, number: int, place: int) -> dict[str, Any]:
    """A post of about a hundred characters, as a monitoring service tells it; four of ten in words of their own."""
    chinese = dice.random() < 0.7
    clauses = dice.sample(_ZH, 4) if chinese else dice.sample(_EN, 2)
    if dice.random() < _OWN:
        clauses = ["".join(dice.choices(_HAN, k=dice.randint(40, 100)))]
    return {
        "id": name_of(number, place),
        "text": ("。" if chinese else ". ").join(clauses) + f" #{dice.randrange(10_000)}",
        "posted_at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "author": f"用户{dice.randrange(50_000)}" if chinese else f"user_{dice.randrange(50_000)}",
        "source": dice.choice(("微博", "小红书", "抖音", "知乎") if chinese else ("X", "Reddit", "Mastodon")),
        "followers": dice.randrange(200_000),
        "region": dice.choice(("北京", "上海", "广东", "四川", "")),
    }


def name_of(number: int, place: int) -> str:
    """The id of a post."""
    return f"flood-{number}-{place}"


if __name__ == "__main__":
    port, rate, at_once, seconds = map(int, sys.argv[1:])
    Producer(port, os.environ["BENCH_TOKEN"], rate, at_once, seconds).run()
