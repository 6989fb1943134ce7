# SPDX-License-Identifier: Apache-2.0
"""A folder where exports are dropped: read once they are whole, once only, and left as they are."""

import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import FenghuoError, Said, UserError
from app.posts.sources.folder import Folder
from app.posts.sources.port import Document, FileDocument, Harvest, Outcome, SourceFault
from app.texts import LANGUAGES, Texts
from tests.unit.posts.conftest import ENGLISH, NOW, Desk
from tests.unit.posts.sources.canned import CannedReach

_ALL = [Texts(language) for language in LANGUAGES]
ROWS = "时间,内容,作者\n2026-11-18 09:30,航班又延误了,李雷\n2026-11-18 09:31,没有人解释,韩梅梅\n"
OTHER = "time,text,city\n2026-11-18 10:00,nobody tells us anything,Beijing\n"


class Watched:
    """A watched folder and a collector that imports what it brings, as `fenghuo import` would."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.folder = desk.folder / "exports"
        self.folder.mkdir()
        self.memory: dict[str, str] = {}
        self.settings = {"path": str(self.folder)}
        self.read: list[str] = []
        self.note: Said | None = None

    def drop(self, name: str, content: str | bytes, *, age: float = 60.0) -> Path:
        """Puts a file there, last written `age` seconds ago."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        at = NOW.timestamp() - age
        os.utime(path, (at, at))
        return path

    def round(self) -> list[str]:
        """One round; the names of the files it read."""
        self.read, self.note = [], None
        asyncio.run(self._round())
        return self.read

    async def _round(self) -> None:
        reach = CannedReach({})
        reach.clock = self.desk.clock
        harvests = Folder().listen(self.settings, dict(self.memory), reach)
        try:
            harvest = await anext(harvests)
            while True:
                outcome = self._took(harvest)
                self.memory = dict(harvest.memory) if harvest.memory is not None else self.memory
                self.note = self.note or harvest.note
                assert harvest.note is None or all(texts.say(harvest.note) for texts in _ALL)
                harvest = await harvests.asend(outcome)
        except StopAsyncIteration:
            pass
        finally:
            await harvests.aclose()

    def _took(self, harvest: Harvest) -> Outcome:
        if not harvest.documents:
            return Outcome()
        (document,) = harvest.documents
        assert isinstance(document, FileDocument)
        self.read.append(Path(document.path).name)
        return self.outcome(document)

    def outcome(self, document: FileDocument) -> Outcome:
        """Imports one file."""
        try:
            report = self.desk.take(Path(document.path), maps=document.maps)
        except FenghuoError as error:
            return Outcome(trouble=error.said)
        return Outcome(
            read=report.read,
            stored=report.stored,
            same=report.same,
            rejected=report.rejected_total,
            rejects=report.rejected[:20],
            columns=(*report.mapping.values(), *report.unused),
        )

    def said(self) -> str:
        """The note, in English."""
        return "" if self.note is None else ENGLISH.say(self.note)


@pytest.fixture
def watched(desk: Desk) -> Watched:
    return Watched(desk)


def test_an_export_is_read_once_and_left_alone(watched: Watched) -> None:
    path = watched.drop("微博导出.csv", ROWS)
    before = path.stat()
    assert watched.round() == ["微博导出.csv"]
    assert watched.desk.texts() == ["航班又延误了", "没有人解释"]
    assert watched.round() == []
    assert (path.read_text("utf-8"), path.stat().st_mtime_ns) == (ROWS, before.st_mtime_ns)


def test_an_export_that_changes_is_read_again(watched: Watched) -> None:
    watched.drop("a.csv", ROWS)
    watched.round()
    watched.drop("a.csv", ROWS + "2026-11-18 09:32,第三条,王芳\n", age=30)
    assert watched.round() == ["a.csv"]
    assert len(watched.desk.texts()) == 3


def test_exports_are_read_in_the_order_they_were_saved(watched: Watched) -> None:
    watched.drop("a.csv", ROWS, age=20)
    watched.drop("b.csv", OTHER, age=90)
    assert watched.round() == ["b.csv", "a.csv"]


def test_a_fresh_file_is_taken_after_a_second_look(watched: Watched) -> None:
    watched.drop("a.csv", ROWS, age=1)
    assert watched.round() == ["a.csv"]


def test_a_file_still_being_written_waits_and_the_others_go_on(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.drop("old.csv", OTHER)
    watched.drop("growing.csv", ROWS[:40], age=1)

    async def meanwhile(seconds: float) -> None:
        assert seconds >= 2
        watched.drop("growing.csv", ROWS[:60], age=0)

    with monkeypatch.context() as patch:
        patch.setattr("app.posts.sources.folder.asyncio.sleep", meanwhile)
        assert watched.round() == ["old.csv"]
    watched.drop("growing.csv", ROWS, age=0)
    watched.desk.clock.at = NOW + timedelta(seconds=30)
    assert watched.round() == ["growing.csv"]


@pytest.mark.parametrize(
    "name", [".hidden.csv", "~$export.xlsx", "a.csv.part", "a.csv.crdownload", "a.tmp", "picture.png", "notes.docx"]
)
def test_what_is_no_export_is_not_touched(watched: Watched, name: str) -> None:
    watched.drop(name, ROWS)
    assert watched.round() == []


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need a POSIX system")
def test_folders_links_to_elsewhere_and_pipes_are_not_followed(watched: Watched) -> None:
    secret = watched.desk.file(ROWS, "secret.csv")
    (watched.folder / "link.csv").symlink_to(secret)
    (watched.folder / "folder.csv").mkdir()
    os.mkfifo(watched.folder / "pipe.csv")
    (watched.folder / "dead.csv").symlink_to("nowhere.csv")
    assert watched.round() == []


def test_a_pattern_and_a_mapping_of_ones_own(watched: Watched) -> None:
    watched.drop("weibo-1.dat", "when;what;blurb\n2026-11-18 09:30;hello there;not this one at all\n")
    watched.drop("other.csv", ROWS)
    given = {"path": str(watched.folder), "pattern": "Weibo*.dat; *.log", "maps": "Text=what；time = when"}
    watched.settings = Folder().checked(given)
    assert watched.round() == ["weibo-1.dat"]
    assert watched.desk.texts() == ["hello there"]


def test_refused_rows_stay_in_sight_until_the_file_changes(watched: Watched) -> None:
    watched.drop("a.csv", ROWS + "someday,没有时间的帖文,王芳\n")
    watched.round()
    assert "a.csv: 1 of 3 rows were refused, the first in line 4" in watched.said()
    assert watched.round() == []
    assert "a.csv: 1 of 3 rows" in watched.said()
    watched.drop("a.csv", ROWS, age=5)
    watched.desk.clock.at = NOW + timedelta(seconds=30)
    assert watched.round() == ["a.csv"]
    assert watched.note is None


def test_a_file_that_cannot_be_read_is_named_and_the_others_go_on(watched: Watched) -> None:
    watched.drop("a.xlsx", b"PK\x03\x04 xl/ broken", age=90)
    watched.drop("b.csv", ROWS)
    assert watched.round() == ["a.xlsx", "b.csv"]
    assert len(watched.desk.texts()) == 2
    assert watched.round() == []
    assert "a.xlsx" in watched.said()
    (watched.folder / "a.xlsx").unlink()
    watched.round()
    assert watched.note is None


def test_several_notes_are_summed_up_and_fade_after_three_days(watched: Watched) -> None:
    for name in ("a.csv", "b.csv", "c.csv"):
        watched.drop(name, f"{ROWS}someday,{name},王芳\n")
    watched.round()
    assert "2 more notes" in watched.said()
    watched.desk.clock.at = NOW + timedelta(days=4)
    watched.round()
    assert watched.note is None


def test_an_export_with_another_header_than_last_time(watched: Watched) -> None:
    watched.drop("week1.csv", "时间,内容,作者\n2026-11-18 09:30,航班又延误了,李雷\n", age=90)
    watched.round()
    assert watched.note is None
    watched.drop("week2.csv", "时间,内容,昵称,转发数\n2026-11-18 09:40,还是没有消息,李雷,3\n", age=60)
    watched.round()
    assert watched.said().startswith("week2.csv has another header")
    assert "New: 昵称, 转发数. Gone: 作者." in watched.said()
    watched.drop("week3.csv", "时间,内容,作者\n2026-11-18 09:50,又是老样子,李雷\n", age=30)
    (watched.folder / "week2.csv").unlink()
    watched.round()
    assert watched.note is None, "this header was met before"


def test_an_export_whose_header_cannot_be_mapped(watched: Watched) -> None:
    watched.drop("week1.csv", ROWS, age=90)
    watched.drop("week2.csv", "name,age\nann,34\n", age=60)
    watched.drop("week3.csv", OTHER, age=30)
    assert watched.round() == ["week1.csv", "week2.csv", "week3.csv"]
    assert len(watched.desk.texts()) == 3
    watched.round()
    assert "week2.csv" in watched.said()


def test_a_folder_that_is_not_there_is_said_plainly(watched: Watched) -> None:
    watched.settings = {"path": str(watched.folder / "gone")}
    with pytest.raises(SourceFault) as fault:
        watched.round()
    assert fault.value.said.key == "intake-folder-missing"
    assert not fault.value.lasting
    watched.settings = {"path": str(watched.desk.file(ROWS, "file.csv"))}
    with pytest.raises(SourceFault) as fault:
        watched.round()
    assert fault.value.said.key == "intake-folder-is-file"


def test_a_network_drive_that_comes_back_is_not_read_again(watched: Watched) -> None:
    watched.drop("a.csv", ROWS)
    watched.round()
    aside = watched.folder.rename(watched.desk.folder / "aside")
    watched.folder.mkdir()  # the place where the drive was is there, and empty
    assert watched.round() == []
    watched.folder.rmdir()
    with pytest.raises(SourceFault):
        watched.round()
    aside.rename(watched.folder)
    assert watched.round() == []


def test_a_file_that_vanishes_while_it_is_read_is_read_when_it_is_back(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(document: FileDocument) -> Outcome:
        Path(document.path).unlink()
        return Outcome(trouble=Said("posts-no-file", {"file": document.path}))

    watched.drop("a.csv", ROWS)
    with monkeypatch.context() as patch:
        patch.setattr(watched, "outcome", gone)
        with pytest.raises(SourceFault) as fault:
            watched.round()
    assert fault.value.said.key == "intake-folder-file-gone"
    watched.drop("a.csv", ROWS)
    assert watched.round() == ["a.csv"]


def test_a_drive_that_does_not_answer_costs_thirty_seconds_not_the_program(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(_: object, __: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr("app.posts.sources.folder._PATIENCE", 0.05)
    monkeypatch.setattr(CannedReach, "in_thread", hangs)
    with pytest.raises(SourceFault) as fault:
        watched.round()
    assert fault.value.said.key == "intake-folder-slow"


def test_files_that_are_gone_are_forgotten(watched: Watched) -> None:
    for number in range(5):
        watched.drop(f"{number}.csv", ROWS)
    watched.round()
    for number in range(4):
        (watched.folder / f"{number}.csv").unlink()
    watched.round()
    assert [key for key in watched.memory if key.endswith(".csv")] == ["4.csv"]


def test_a_folder_with_far_too_many_files(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.posts.sources.folder._MOST_FILES", 2)
    for number in range(3):
        watched.drop(f"{number}.csv", ROWS)
    with pytest.raises(SourceFault) as fault:
        watched.round()
    assert fault.value.said.key == "intake-folder-crowded"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_name_in_another_encoding_is_told_and_not_read(watched: Watched) -> None:
    name = os.fsencode(watched.folder) + b"/\xb5\xbc\xb3\xf6.csv"
    with open(name, "wb") as file:  # noqa: PTH123 - bytes, as another system wrote them
        file.write(ROWS.encode())
    watched.drop("a.csv", ROWS)
    assert watched.round() == ["a.csv"]
    assert "One file in the folder" in watched.said()


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"path": "exports"}, "intake-folder-relative"),
        ({"path": ""}, "intake-folder-relative"),
        ({"path": "/a", "pattern": "sub/*.csv"}, "intake-folder-pattern"),
        ({"path": "/a", "zone": "Mars/Olympus"}, "intake-zone-unknown"),
        ({"path": "/a", "zone": "../../etc/passwd"}, "intake-zone-unknown"),
        ({"path": "/a", "maps": "text"}, "intake-folder-maps"),
        ({"path": "/a", "maps": "colour=红"}, "posts-map-field"),
    ],
)
def test_settings_that_cannot_be(given: dict[str, str], key: str) -> None:
    with pytest.raises(UserError) as refused:
        Folder().checked(given)
    assert refused.value.said.key == key
    assert all(texts.error(refused.value) for texts in _ALL)


def test_settings_are_put_right() -> None:
    given = {
        "path": ' "~/exports" ',
        "pattern": "*.csv ；*.xlsx",
        "zone": "Asia/Taipei",
        "maps": "time＝发布; text=正文",
    }
    assert Folder().checked(given) == {
        "path": str(Path.home() / "exports"),
        "pattern": "*.csv;*.xlsx",
        "zone": "Asia/Taipei",
        "maps": "posted_at=发布;text=正文",
    }


def test_its_files_are_never_read_as_documents() -> None:
    with pytest.raises(UserError):
        Folder().items(Document(data=b"{}"))


def test_times_in_the_folders_zone_reach_the_file(watched: Watched) -> None:
    watched.settings["zone"] = "Asia/Taipei"
    watched.drop("a.csv", ROWS)

    async def first() -> Harvest:
        reach = CannedReach({})
        reach.clock = watched.desk.clock
        harvests = Folder().listen(watched.settings, {}, reach)
        harvest = await anext(harvests)
        await harvests.aclose()
        return harvest

    (document,) = asyncio.run(first()).documents
    assert isinstance(document, FileDocument)
    assert document.zone == "Asia/Taipei"
