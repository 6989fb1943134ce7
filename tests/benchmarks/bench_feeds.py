# SPDX-License-Identifier: Apache-2.0
"""How our reading of feeds compares with feedparser's over feedparser's own corpus, its speed, and what bombs do.

    python -m tests.benchmarks.bench_feeds [--corpus DIR-OR-SDIST] [--no-bombs]

The corpus is `tests/` of feedparser's source package, as a folder or still packed; FENGHUO_FEED_CORPUS names it too.
Times are CPU seconds of one process, the best of three rounds, both readers in turn. A title that feedparser calls
plain is only tidied before it is compared, any other reduced with our own `plain_text`; where a date names no zone,
feedparser assumes UTC and we leave it open, so both are compared as UTC.
"""

import argparse
import calendar
import gzip
import io
import json
import os
import re
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

import feedparser  # type: ignore[import-untyped]

from app.clock import SystemClock
from app.errors import UserError
from app.posts.dates import Full, ImpossibleDateError, NoDateError, told
from app.posts.reading.feeds import LARGEST, Feed, FeedTable, read_feed
from app.posts.reading.markup import plain_text, tidy
from app.posts.reading.stream import Stream
from app.posts.sources.port import Item

_HEADER: Final = re.compile(rb"^\s*Header:\s+([^:]+):(.+)$", re.MULTILINE)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"' ]*([\w.-]+)")
_FIELDS: Final = ("title", "link", "id", "date")
_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the corpus, with the headers that it asks for in a comment."""

    name: str
    data: bytes
    headers: dict[str, str]
    charset: str
    """As the sender would say it."""


def corpus(place: Path) -> Iterator[Document]:
    """All feeds below `tests/` of a folder or source package."""
    for name, data in sorted(_unpacked(place) if place.is_file() else _files(place)):
        if not name.endswith((".py", "/")):
            told_by = {key.decode().strip().lower(): value.decode().strip() for key, value in _HEADER.findall(data)}
            headers = {key: told_by[key] for key in ("content-location", "content-type") if key in told_by}
            found = _CHARSET.search(headers.get("content-type", ""))
            yield Document(name, data, headers, found[1] if found else "")


def _files(place: Path) -> Iterator[tuple[str, bytes]]:
    inside = place / "tests" if (place / "tests").is_dir() else place
    for path in inside.rglob("*"):
        if path.is_file():
            yield path.relative_to(inside).as_posix(), path.read_bytes()


def _unpacked(place: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(place) as package:
        for member in package:
            parts = PurePosixPath(member.name).parts
            if member.isfile() and parts[1:2] == ("tests",) and (file := package.extractfile(member)) is not None:
                yield "/".join(parts[2:]), file.read()


def _theirs(document: Document) -> Any:
    return feedparser.parse(io.BytesIO(document.data), response_headers=document.headers)


def _ours(document: Document) -> Feed | UserError:
    try:
        return read_feed(document.data, url=document.headers.get("content-location", ""), charset=document.charset)
    except UserError as error:
        return error


def _of_theirs(entry: Any) -> tuple[Any, ...]:
    title, detail = dict.get(entry, "title") or "", dict.get(entry, "title_detail") or {}
    plain = tidy(title) if detail.get("type") == "text/plain" else plain_text(title)
    dates = (dict.get(entry, f"{name}_parsed") for name in ("published", "updated", "created"))
    date = next((calendar.timegm(parsed) for parsed in dates if parsed), None)
    return plain, dict.get(entry, "link") or "", dict.get(entry, "id") or "", date


def _of_ours(item: Item) -> tuple[Any, ...]:
    date = None
    try:
        said = told(item.posted_at)
        if isinstance(said, Full):
            date = int((said.at if said.at.tzinfo else said.at.replace(tzinfo=UTC)).timestamp())
    except (NoDateError, ImpossibleDateError, OverflowError):
        pass
    return item.title, item.url, item.source_id, date


def _costs(documents: list[Document]) -> tuple[float, float]:
    """CPU seconds that each reader takes over all of them, ours first: the best of three rounds in turn."""
    best = [float("inf"), float("inf")]
    for _ in range(_ROUNDS):
        for number, read in enumerate((_ours, _theirs)):
            begun = time.process_time()
            for document in documents:
                read(document)
            best[number] = min(best[number], time.process_time() - begun)
    return best[0], best[1]


def compare(place: Path, *, verbose: bool) -> None:
    """The shares that are equal, the speed, and what escaped."""
    equal: Counter[str] = Counter()
    escaped = refused = 0
    held: list[Document] = []
    documents = list(corpus(place))
    for document in documents:
        try:
            ours = _ours(document)
        except Exception as error:  # noqa: BLE001 - counting what escapes is what this is for
            escaped += 1
            print(f"  escaped from {document.name}: {error!r}")
            continue
        if entries := _theirs(document).entries:
            held.append(document)
            refused += isinstance(ours, UserError)
            same = _sameness(entries, ours)
            equal.update(field for field, one in same.items() if one)
            equal["all"] += all(same.values())
            if verbose and not all(same.values()):
                print(f"  differs in {[field for field, one in same.items() if not one]}: {document.name}")
    print(f"{len(documents):,} documents, {escaped} uncaught; {len(held):,} hold entries, {refused} refused by us")
    print("equal: " + ", ".join(f"{field} {equal[field] / len(held):.1%}" for field in (*_FIELDS, "all")))
    cost, other = _costs(held)
    each = f"ours {cost / len(held) * 1e6:.0f} µs, feedparser {other / len(held) * 1e6:.0f} µs"
    print(f"a document that holds entries: {each}: {other / cost:.1f}×")


def _sameness(entries: list[Any], ours: Feed | UserError) -> dict[str, bool]:
    items = () if isinstance(ours, UserError) else ours.items
    pairs = [(_of_theirs(entry), _of_ours(item)) for entry, item in zip(entries, items, strict=False)]
    whole = len(entries) == len(items)
    return {field: whole and all(a[i] == b[i] for a, b in pairs) for i, field in enumerate(_FIELDS)}


def made(number: int, count: int = 200) -> bytes:
    """An RSS feed as servers write them, half of the items Chinese."""
    now = format_datetime(SystemClock().now())
    words = (
        "航班延误三个小时没有人管，投诉电话打不通，真的很失望！",
        "Flight late again, nobody answers, I want a refund. ",
    )
    items = "".join(
        f"<item><title>{words[i % 2][:30]}</title><link>https://news.example.org/{number}/{i}</link>"
        f'<guid isPermaLink="false">urn:post:{number}:{i}</guid><pubDate>{now}</pubDate>'
        f"<dc:creator>用户{i}</dc:creator><description>&lt;p&gt;{words[i % 2] * 3}&lt;/p&gt;</description></item>\n"
        for i in range(count)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    return f"{head}<title>舆情</title>{items}</channel></rss>".encode()


def throughput() -> None:
    """20,000 items in 100 files by us, and 2,000 in ten of them by both."""
    documents = [Document(str(number), made(number), {}, "") for number in range(100)]
    begun = time.process_time()
    for document in documents:
        _ours(document)
    speed = 20_000 / (time.process_time() - begun)
    cost, other = _costs(documents[:10])
    each = f"ours {2_000 / cost:,.0f}, feedparser {2_000 / other:,.0f} items/s: {other / cost:.1f}×"
    print(f"20,000 items in 100 files: {speed:,.0f} items/s; ten of them: {each}")


_ITEM: Final = b"<item><title>x</title></item>"
_RSS: Final = b"<rss><channel>" + _ITEM


def _laughs(encoding: str, before: str = "") -> bytes:
    lines = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    subset = f'<!DOCTYPE r [<!ENTITY l0 "lol">{lines}]>'
    return f"{before}{subset}<rss><channel><item><title>&l9;</title></item></channel></rss>".encode(encoding)


def _zeros() -> bytes:
    return gzip.compress(bytes(1 << 24), 9) * 64


BOMBS: Final[dict[str, Callable[[], bytes]]] = {
    "billion laughs": lambda: _laughs("utf-8"),
    "billion laughs in UTF-16": lambda: _laughs("utf-16"),
    "billion laughs behind 100 KB": lambda: _laughs("utf-8", f"<!--{'x' * 100_000}-->"),
    "quadratic": lambda: (
        b'<!DOCTYPE r [<!ENTITY a "' + b"a" * 1_000_000 + b'">]><rss>' + b"&a;" * 1_000_000 + b"</rss>"
    ),
    "a parameter entity from elsewhere": lambda: (
        b'<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a">%a;]><rss/>'
    ),
    "a file as an entity": lambda: b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + _RSS + b"&a;",
    "200,000 deep": lambda: _RSS + b"<a>" * 200_000,
    "200,000 deep and broken": lambda: b"<rss><a b=c></x>" + _ITEM + b"<item>" * 200_000,
    "200,000 deep in mended HTML": lambda: _RSS + b"&nbsp;" + b"<div>" * 200_000,
    "20 MB of tags": lambda: _RSS + b"<a/>" * ((LARGEST - 100) // 4),
    "20 MB of attributes": lambda: b"<rss " + b'a="" ' * ((LARGEST - 100) // 5) + b"/>",
    "20 MB of one word": lambda: _RSS + b"a" * (LARGEST - 100),
    "20 MB of &": lambda: _RSS + b"<item><title>" + b"&" * (LARGEST - 100),
    "20 MB of DOCTYPEs": lambda: b"<!DOCTYPE a>" * ((LARGEST - 100) // 12),
    "20 MB of noise": lambda: os.urandom(LARGEST - 1),
    "20 MB of noisy letters": lambda: bytes(range(32, 256)) * (LARGEST // 224),
    "8 MB of noisy letters in a feed": lambda: _RSS + bytes(range(255, 60, -1)) * 40_000,
    "8 MB broken": lambda: _RSS + b"<item><title>&" + b"a" * 8_300_000,
    "1 MB of unclosed quotes": lambda: _RSS + b"<item><title>" + b"<![CDATA[" + b"<a '\"" * 200_000,
    "15,000 items in a broken feed": lambda: _RSS + (_ITEM + b"</b>") * 15_000,
    "JSON 2,000,000 deep": lambda: b'{"items":' + b"[" * 900_000,
    "JSON of 7,000,000 objects": lambda: b'{"items":[' + b"{}," * 6_900_000 + b"{}]}",
    "1 GB of gzipped zeros": _zeros,
}


def explode(name: str) -> None:
    """One bomb, in this process: prints what became of it, seconds and peak MB above the start."""
    data = BOMBS[name]()
    began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun, worked = time.perf_counter(), time.process_time()
    try:
        if data.startswith(b"\x1f\x8b"):
            with tempfile.TemporaryDirectory(prefix="fenghuo-bench-") as folder:
                path = Path(folder, "feed.xml.gz")
                path.write_bytes(data)
                FeedTable(Stream(path), as_json=False)
            became = "read"
        else:
            became = f"read, {len(read_feed(data).items):,} items"
    except UserError as error:
        became = error.said.key
    spent, worked = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([became, spent, worked, peak / 1024, began / 1024]))


def bombs() -> None:
    """Each in a fresh process."""
    for name in BOMBS:
        command = [sys.executable, "-m", "tests.benchmarks.bench_feeds", "--bomb", name]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            print(f"  {name}: ended with {run.returncode}: {run.stderr.strip().splitlines()[-1:]}")
            continue
        became, spent, worked, peak, began = json.loads(run.stdout)
        print(f"  {name}: {became}, {spent:.2f} s ({worked:.2f} s CPU), peak {peak:.0f} MB ({began:.0f} MB before)")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=os.environ.get("FENGHUO_FEED_CORPUS"))
    parser.add_argument("--no-bombs", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="name every feed that differs")
    parser.add_argument("--bomb", choices=list(BOMBS), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.bomb:
        explode(args.bomb)
        return
    warnings.simplefilter("ignore")
    if args.corpus is None or not Path(args.corpus).exists():
        print(
            "no corpus: get it with `pip download --no-deps --no-binary :all: feedparser` and name it with --corpus"
        )
    else:
        compare(Path(args.corpus), verbose=args.verbose)
    throughput()
    if not args.no_bombs:
        bombs()


if __name__ == "__main__":
    main()
