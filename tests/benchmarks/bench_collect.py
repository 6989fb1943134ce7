# SPDX-License-Identifier: Apache-2.0
"""Collecting against newsboat and RSS Guard over loopback, how it stays as the store grows, and crashes.

    python -m tests.benchmarks.bench_collect peers [--ingest DIR] [--runs 3] [--keywords 5000] [--no-rssguard]
    python -m tests.benchmarks.bench_collect grow
    python -m tests.benchmarks.bench_collect kill [--times 20]

`peers` needs the folder with make_feeds.py, serve.py and the peers' scripts (default: ../shared/bench/ingest beside
the checkout) and the packages newsboat and rssguard. All run on the same 20,000 items in the same run, one after the
other; ours is timed as a whole process, encrypted, with every stage the program has: 5,000 keywords found letter for
letter, folded, by sound and with one edit, mood, stories, full text. `--keywords 0` leaves the watch out. The stories
it makes are held against truth.json.
"""

import argparse
import http.client
import json
import os
import random
import re
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from app.posts.post import Mood, Post
from db.post_store import open_posts
from tests.isolation import CHECKOUT

_INGEST: Final = CHECKOUT.parent / "shared" / "bench" / "ingest"
_ITEMS, _PER_FEED = 20_000, 200
_PASS: Final = {"FENGHUO_PASSPHRASE": "bench"}
_KEY: Final = bytes(range(32))
_SAID: Final = re.compile(r"(?<=&lt;p&gt;)[^&]+(?=&lt;/p&gt;)")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")


def fenghuo(profile: Path, *args: str, text: str = "") -> str:
    """Runs a command; its output."""
    command = [sys.executable, "-m", "app", *args, "--profile", str(profile)]
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, env={**os.environ, **_PASS}, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(args)}: {done.stderr}")
    return done.stdout


@contextmanager
def served(ingest: Path, folder: Path, port: int) -> Iterator[dict[str, Any]]:
    """The bench's feeds on loopback; gives the truth about them."""
    base = f"http://127.0.0.1:{port}"
    make: list[str | Path] = [sys.executable, ingest / "make_feeds.py", folder, "--base", base]
    many = ("--items", str(_ITEMS), "--per-feed", str(_PER_FEED))
    subprocess.run([*make, *many], check=True, stdout=subprocess.DEVNULL)
    serving = subprocess.Popen(
        [sys.executable, ingest / "serve.py", folder, "--port", str(port)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert serving.stdout is not None
        serving.stdout.readline()
        yield json.loads((folder / "truth.json").read_text("utf-8"))
    finally:
        serving.kill()
        serving.communicate()


def keywords(feeds: Path, count: int) -> str:
    """Rules of `count` keywords: pieces of what the feeds say, nine of ten turned about so that few posts have them.

    A fifth are English; of the others, as far as they are long enough, half may sound alike or stray by one. (The
    feeds are made of some 150 words, so of keywords just as they stand there every post would have thirty.)
    """
    dice = random.Random(7)
    files = sorted(feeds.glob("feed-*.xml"))[:20]
    texts = [found for file in files for found in _SAID.findall(file.read_text("utf-8"))]
    rules: dict[str, None] = {}
    while len(rules) < count:
        text = dice.choice(texts)
        english = text.isascii()
        if english is not (len(rules) % 5 == 0):
            continue
        if english:
            words = text.split()
            begin = dice.randrange(max(1, len(words) - 2))
            piece = words[begin : begin + dice.randint(2, 4)]
            rules[f'"{" ".join(dice.sample(piece, len(piece))).strip(".!?")}"'] = None
            continue
        begin, long = dice.randrange(max(1, len(text) - 6)), dice.randint(2, 6)
        piece = "".join(_HAN.findall(text[begin : begin + long]))
        if len(rules) % 10:
            piece = "".join(dice.sample(piece, len(piece)))
        if len(piece) >= 2:
            attribute = dice.choice(("", "", "homophone", "edit" if len(piece) >= 4 else "homophone"))
            rules[f"{piece} | {attribute}" if attribute and len(piece) >= 3 else piece] = None
    return "\n".join(rules) + "\n"


def stories_against(truth: dict[str, Any], profile: Path) -> tuple[float, float]:
    """Of the reposts, the share in the story of what they repost; of posts joined to others, the share wrongly so."""
    lines = fenghuo(profile, "search", "--since", "2000-01-01", "--limit", "1000000", "--json").splitlines()
    posts = {post["source_id"]: post for post in map(json.loads, lines)}
    reposts: dict[str, str] = truth["reposts"]

    def first(name: str) -> str:
        while name in reposts:
            name = reposts[name]
        return name

    found = sum(posts[name]["story"] == posts[original]["story"] for name, original in reposts.items())
    members: dict[int, Counter[str]] = {}
    for name, post in posts.items():
        members.setdefault(post["story"], Counter())[first(name)] += 1
    joined = sum(sum(said.values()) - 1 for said in members.values())
    wrong = sum(sum(said.values()) - max(said.values()) for said in members.values())
    return found / len(reposts), wrong / max(1, joined)


def ours(ingest: Path, many: int) -> dict[str, float]:
    """Two rounds of `fenghuo watch --once`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with served(ingest, folder / "feeds", 8801) as truth:
            profile = folder / "room"
            fenghuo(profile, "source", "add", "--opml", str(folder / "feeds" / "feeds.opml"))
            if many:
                rules = keywords(folder / "feeds", many)
                fenghuo(profile, "watches", "add", "bench", "--rules", "-", text=rules)
            begun = time.perf_counter()
            first = json.loads(fenghuo(profile, "watch", "--once", "--json").splitlines()[-1])["summary"]
            between = time.perf_counter()
            second = json.loads(fenghuo(profile, "watch", "--once", "--json").splitlines()[-1])["summary"]
            ended = time.perf_counter()
            right = first["stored"] == truth["distinct_guids_overall"] and second["stored"] == 0
            recall, wrong = stories_against(truth, profile)
            return {
                "recall": recall,
                "wrong": wrong,
                "items_per_s": _ITEMS / (between - begun),
                "cold_s": between - begun,
                "second_s": ended - between,
                "round_s": second["seconds"],
                "rows": first["stored"],
                "right": float(right),
            }


def peer(ingest: Path, script: str, *args: str) -> dict[str, Any]:
    """One run of a peer's script."""
    done = subprocess.run(["bash", ingest / script, *args], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def peers(ingest: Path, runs: int, many: int, *, rssguard: bool) -> None:
    """Interleaved runs; medians of the ratios."""
    ratios: dict[str, list[float]] = {"newsboat items/s": [], "newsboat second reload": [], "rssguard items/s": []}
    for run in range(runs):
        boat = peer(ingest, "peer_newsboat.sh", str(_ITEMS), str(_PER_FEED), "2")
        mine = ours(ingest, many)
        print(f"run {run}: newsboat {boat['items_per_s']}/s, second {boat['second_s']} s")
        print(f"run {run}: fenghuo  {mine['items_per_s']:.0f}/s, second {mine['second_s']:.2f} s as a process,")
        print(f"        {mine['round_s']:.2f} s as a round; {mine['rows']:.0f} rows, right: {bool(mine['right'])}")
        print(f"        reposts in their story: {mine['recall']:.3f}, wrongly joined: {mine['wrong']:.3%}")
        ratios["newsboat items/s"].append(mine["items_per_s"] / boat["items_per_s"])
        ratios["newsboat second reload"].append(boat["second_s"] / mine["second_s"])
        if rssguard:
            guard = peer(ingest, "peer_rssguard.sh", str(_ITEMS), str(_PER_FEED))
            print(f"run {run}: rssguard {guard['items_per_s']}/s, {guard['rows']} rows")
            ratios["rssguard items/s"].append(mine["items_per_s"] / guard["items_per_s"])
    for name, found in ratios.items():
        if found:
            print(f"× {name}: median {statistics.median(found):.2f} (of {', '.join(f'{one:.2f}' for one in found)})")


def grow() -> None:
    """A million posts in live batches of 500: posts a second of each 100,000, and the slowest commit."""
    dice = random.Random(1)
    han = [chr(0x4E00 + n * 5) for n in range(3_000)]
    weights = list(accumulate(1 / (n + 8) for n in range(len(han))))  # how often characters really come: Zipf's law
    start = datetime(2026, 11, 1, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as name:
        store = open_posts(Path(name) / "posts.db", _KEY)
        rates: list[float] = []
        slowest = 0.0
        for hundred in range(10):
            spent = 0.0
            for batch in range(200):
                posts = [_post(dice, han, weights, start, hundred * 100_000 + batch * 500 + n) for n in range(500)]
                before = time.perf_counter()
                store.add(posts)
                took = time.perf_counter() - before
                spent += took
                slowest = max(slowest, took)
            rates.append(100_000 / spent)
            print(
                f"{(hundred + 1) * 100_000:>9,}: {rates[-1]:>8,.0f} posts/s, slowest commit {slowest * 1000:.0f} ms"
            )
        print(f"10th 100,000 against the first: {rates[-1] / rates[0]:.2f}; slowest of all {slowest * 1000:.0f} ms")
        store.close()


def _post(dice: random.Random, han: list[str], weights: list[float], start: datetime, n: int) -> Post:
    text = "".join(dice.choices(han, cum_weights=weights, k=dice.randint(30, 140)))
    at = start + timedelta(milliseconds=n * 700 + dice.randrange(60_000))
    return Post(
        source="weibo", source_id=f"bench-{n:09}", posted_at=at, arrived_at=at, text=text, author=f"用户{n % 5000}",
        sentiment=0.0, mood=Mood.NEUTRAL,
    )  # fmt: skip


def kill(times: int) -> None:
    """Posts to the webhook while the collector is killed; every acknowledged post must be there."""
    with tempfile.TemporaryDirectory() as name:
        profile, token = Path(name) / "room", secrets.token_urlsafe(24)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        asked = ("source", "add", "--kind", "webhook", "--set", f"port={port}", "--secret", "token", "--name", "hook")
        fenghuo(profile, *asked, text=token + "\n")
        acknowledged: set[str] = set()
        for crash in range(times):
            running = subprocess.Popen(
                [sys.executable, "-m", "app", "watch", "--profile", str(profile)],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **_PASS},
            )  # fmt: skip
            until = time.monotonic() + 3 + random.random()
            while time.monotonic() < until:
                acknowledged |= _acknowledged(port, token, f"{crash}x{len(acknowledged)}")
            running.send_signal(signal.SIGKILL)
            running.wait()
        found = fenghuo(profile, "search", "posted", "--limit", "9999999", "--json").splitlines()
        stored = {json.loads(line)["text"] for line in found}
        print(f"{times} kills: {len(acknowledged)} acknowledged, {len(acknowledged - stored)} lost")


def _acknowledged(port: int, token: str, name: str) -> set[str]:
    texts = [f"posted {name} {n}" for n in range(100)]
    body = json.dumps([{"text": text, "posted_at": "2026-11-19T05:00:00Z", "source": "forum"} for text in texts])
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        asking.request("POST", "/", body.encode(), headers)
        answer = asking.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        time.sleep(0.05)
        return set()
    finally:
        asking.close()
    return set(texts) if answer.status == 200 else set()


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("peers", "grow", "kill"))
    parser.add_argument("--ingest", type=Path, default=_INGEST)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--keywords", type=int, default=5_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--no-rssguard", action="store_true")
    args = parser.parse_args()
    if args.what == "peers":
        if not args.ingest.is_dir():
            raise SystemExit(f"{args.ingest} is not there; name the folder of the feeds' bench with --ingest")
        peers(args.ingest, args.runs, args.keywords, rssguard=not args.no_rssguard)
    elif args.what == "grow":
        grow()
    else:
        kill(args.times)


if __name__ == "__main__":
    main()
