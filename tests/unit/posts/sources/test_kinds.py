# SPDX-License-Identifier: Apache-2.0
"""Kinds that installed packages bring: a stranger's works like one of the house, a broken one costs only itself.

Trap: `entry_points` is asked once, when `Kinds` is made.
"""

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from app.errors import UserError
from app.posts.sources import kinds as kinds_module
from app.posts.sources.book import SourceBook
from app.posts.sources.kinds import Kinds
from app.posts.sources.port import Document, Field, Harvest, Item, Outcome, Reach
from app.posts.sources.source import Settings, Source
from app.texts import LANGUAGES, Texts
from db.post_store import open_posts
from tests.unit.found import newest
from tests.unit.posts.collecting.company import Company

HOUSE = ("feed", "rsshub", "mastodon", "bluesky", "imap", "folder", "webhook")
TEXTS = [Texts(language) for language in LANGUAGES]
Installed = Callable[..., Kinds]


class Hotline:
    """What a third party writes, from the port alone: a line a call."""

    name = "hotline"
    fields = (Field("file", required=True, label="Call list"), Field("pin", secret=True, label="PIN"))
    every = 60

    def checked(self, settings: Settings) -> dict[str, str]:
        """As they are."""
        return dict(settings)

    async def listen(
        self, settings: Settings, memory: Mapping[str, str], reach: Reach
    ) -> AsyncGenerator[Harvest, Outcome]:
        """The whole list each time."""
        del memory, reach
        assert settings["pin"] == "1234"
        yield Harvest(documents=(Document(data=settings["file"].encode(), url="https://hotline.example/"),))

    def items(self, document: Document) -> Iterable[Item]:
        """A line a call."""
        for line in document.data.decode().split(";"):
            yield Item(source_id=line, text=line, posted_at="2026-11-19T05:00:00Z", source="热线")


class Nameless:
    """A kind that is not called what its entry point says."""

    name = "something else"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    """Kinds with these packages installed: name → what the entry point names."""
    module = ModuleType("strangers_sources")
    module.Hotline, module.Nameless = Hotline, Nameless  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "strangers_sources", module)

    def install(**packages: str) -> Kinds:
        def found(*, group: str) -> list[EntryPoint]:
            return [EntryPoint(name, value, group) for name, value in packages.items() if group == "fenghuo.sources"]

        monkeypatch.setattr(kinds_module, "entry_points", found)
        return Kinds()

    yield install
    for name in [name for name in sys.modules if name.startswith("stranger_")]:
        del sys.modules[name]


def test_every_kind_of_the_house_loads_and_is_called_what_it_is() -> None:
    kinds = Kinds()
    assert tuple(kinds)[: len(HOUSE)] == HOUSE
    assert [kinds[name].name for name in HOUSE] == list(HOUSE)
    assert kinds["feed"] is kinds["feed"]


def test_a_strangers_kind_stands_behind_those_of_the_house(installed: Installed) -> None:
    kinds = installed(hotline="strangers_sources:Hotline", feed="strangers_sources:Nameless")
    assert tuple(kinds) == (*HOUSE, "hotline")
    assert len(kinds) == 8
    assert kinds["hotline"].fields[1].secret
    assert type(kinds["feed"]).__module__ == "app.posts.sources.feed", "nobody takes the place of ours"


def test_a_strangers_kind_is_added_asked_read_and_stored_like_ours(installed: Installed, tmp_path: Path) -> None:
    store = open_posts(tmp_path / "posts.db", bytes(range(32)))
    desk = Company(tmp_path, store)
    desk.kinds = installed(hotline="strangers_sources:Hotline")  # type: ignore[assignment]
    desk.book = SourceBook(tmp_path / "sources.toml", desk.vault, desk.kinds)
    (added,) = desk.book.add(Source(name="热线", kind="hotline", settings={"file": "漏油;没人接电话", "pin": "1234"}))
    assert added.settings == {"file": "漏油;没人接电话"}
    made = asyncio.run(desk.once())["热线"]
    assert (made.ok, made.stored) == (True, 2)
    assert {(post.text, post.source) for post in newest(store, 9)} == {("漏油", "热线"), ("没人接电话", "热线")}
    store.close()


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (None, "stranger_gone.sources:Kind"),
        ("", "stranger_broken:Kind"),
        ("def Kind(:", "stranger_broken:Kind"),
        ("raise ValueError('no licence')", "stranger_broken:Kind"),
        ("import no_such_library_at_all", "stranger_broken:Kind"),
        ("missing", "stranger_broken:Kind"),
        ("raise OSError('no disk')", "stranger_broken:Kind"),
        ("class Kind:\n    def __init__(self, key): ...", "stranger_broken:Kind"),
        ("class Kind:\n    name = 'broken'\n    fields = ()", "stranger_broken:Kind"),
        (None, "strangers_sources:Nameless"),
    ],
)
def test_a_package_that_does_not_load_costs_only_itself_and_is_named(
    installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None, value: str
) -> None:
    if content is not None:
        (tmp_path / "stranger_broken.py").write_text(content)
        monkeypatch.syspath_prepend(str(tmp_path))
    kinds = installed(broken=value, hotline="strangers_sources:Hotline")
    with pytest.raises(UserError) as refused:
        kinds["broken"]
    assert refused.value.said.key == "source-kind-broken"
    for texts in TEXTS:
        sentence = texts.error(refused.value)
        assert "broken" in sentence
        assert value in sentence
    assert kinds["hotline"].name == "hotline"
    assert kinds["feed"].name == "feed"


def test_a_source_whose_package_was_taken_away_is_named_and_the_others_go_on(
    installed: Installed, tmp_path: Path
) -> None:
    async def life(desk: Company) -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(desk.collector(stays=True).watch(stop))
        while not (desk.state("热线") and desk.state("旧热线")):
            await asyncio.sleep(0.02)
        stop.set()
        await running

    store = open_posts(tmp_path / "posts.db", bytes(range(32)))
    desk = Company(tmp_path, store)
    desk.kinds = installed(hotline="strangers_sources:Hotline")  # type: ignore[assignment]
    desk.book = SourceBook(tmp_path / "sources.toml", desk.vault, desk.kinds)
    desk.book.path.write_text('[[source]]\nname = "旧热线"\nkind = "taken-away"\n', "utf-8")
    desk.book.add(Source(name="热线", kind="hotline", settings={"file": "漏油", "pin": "1234"}))
    asyncio.run(asyncio.wait_for(life(desk), 20))
    assert desk.state("旧热线").trouble.key == "source-kind-unknown", "the window says what went wrong"
    assert desk.state("热线").trouble is None
    assert desk.texts() == ["漏油"]
    desk.book.remove("旧热线")
    store.close()
