# SPDX-License-Identifier: Apache-2.0
"""From nothing to a declared incident or a first source, by keyboard; doors that stay closed say why."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.errors import Conflict, Said
from app.texts import Texts
from tests.ui.shell.conftest import the_dialog, type_in
from tests.ui.shell.doubles import MemoryDoor, PlainSettings
from ui.appearance import Appearance
from ui.dialogs.first_run import FirstRun
from ui.dialogs.import_preview import ImportPreview
from ui.dialogs.incident import DeclareDialog
from ui.dialogs.person_form import strength
from ui.dialogs.source import SourceDialog
from ui.dialogs.unlock import Unlock
from ui.entrance import Entrance

_GOOD = "河边的石头 会唱歌"
Start = Callable[[MemoryDoor], Entrance]


@pytest.fixture
def start(qtbot: QtBot, settings: PlainSettings, appearance: Appearance) -> Iterator[Start]:
    """Goes to a door as the program does when it starts."""
    made: list[Entrance] = []

    def go(door: MemoryDoor) -> Entrance:
        texts = Texts(settings.language)
        entrance = Entrance(door, settings, texts, clock=door.clock, appearance=appearance)
        made.append(entrance)
        entrance.start()
        qtbot.waitUntil(lambda: entrance.page is not None or entrance.workplace is not None)
        return entrance

    yield go
    for entrance in made:
        entrance.close()
        if entrance.workplace is not None:
            entrance.workplace.deleteLater()


def _page(entrance: Entrance) -> FirstRun:
    page = entrance.page
    assert isinstance(page, FirstRun)
    return page


def _fill(page: FirstRun) -> None:
    for line, words in (
        (page.room_name, "华东战情室"),
        (page.name, "林越"),
        (page.passphrase.first, _GOOD),
        (page.passphrase.second, _GOOD),
    ):
        type_in(line, words)


def _make_room(qtbot: QtBot, page: FirstRun) -> None:
    _fill(page)
    QTest.keyClick(page.passphrase.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.pages.currentWidget() is page.begin)


def test_from_nothing_to_a_declared_incident_by_keyboard(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    door = MemoryDoor(tmp_path)
    entrance = start(door)
    page = _page(entrance)
    _make_room(qtbot, page)
    QTest.keyClick(page.begin.enter, Qt.Key.Key_Space)
    assert entrance.workplace is not None
    desk, window = entrance.workplace.desk, entrance.workplace.window
    assert desk.person is not None
    assert desk.person.name == "林越"
    assert "华东战情室" in window.windowTitle()
    qtbot.waitExposed(window)
    window.activateWindow()
    entrance.workplace.commands["incident-declare"].trigger()
    declare = the_dialog(qtbot, "declareDialog")
    assert isinstance(declare, DeclareDialog)
    assert declare.focusWidget() is declare.title
    type_in(declare.title, "原料过期视频")
    QTest.keyClick(declare.title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "原料过期视频" in window.windowTitle())
    assert "二级" in window.strip.level.text()
    assert window.strip.elapsed.text().startswith("T+")
    assert [chip.isHidden() for chip in window.strip.clocks] == [False, False, False]


def test_from_nothing_to_a_first_source_by_keyboard(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    door = MemoryDoor(tmp_path)
    entrance = start(door)
    page = _page(entrance)
    _make_room(qtbot, page)
    assert page.focusWidget() is page.begin.add_source, "Enter alone leads to posts"
    QTest.keyClick(page.begin.add_source, Qt.Key.Key_Return)
    workplace = entrance.workplace
    assert workplace is not None
    asking = the_dialog(qtbot, "sourceDialog")
    assert isinstance(asking, SourceDialog)
    assert workplace.window.docks.is_shown("sources")
    assert asking.focusWidget() is asking.choice.line
    QTest.keyClicks(asking.choice.line, "news.example")
    for _ in range(2):
        QTest.keyClick(asking, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(door.cast.sources.sources()))
    assert door.cast.sources.sources()[0].settings == {"address": "https://news.example/"}
    qtbot.waitUntil(lambda: workplace.panes.sources.view.model.rowCount() == 1)
    assert workplace.desk.session is not None, "whoever made the room sits at the desk"


def test_files_dropped_on_the_second_page_are_looked_into_first(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    entrance = start(MemoryDoor(tmp_path))
    page = _page(entrance)
    _make_room(qtbot, page)
    mime = QMimeData()
    mime.setUrls([QUrl("https://news.example/"), *map(QUrl.fromLocalFile, ("/data/weibo.csv", "/data/a.mht"))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.begin, QDragEnterEvent(QPoint(80, 80), *how))
    QApplication.sendEvent(page.begin, QDropEvent(QPointF(80, 80), *how))
    preview = the_dialog(qtbot, "importPreview")
    assert isinstance(preview, ImportPreview)
    assert [look.path.name for look in preview.looks] == ["weibo.csv", "a.mht"]
    assert entrance.workplace is not None
    assert not entrance.workplace.errands.busy, "nothing is imported before somebody said so"
    preview.reject()


def test_files_can_be_chosen_on_the_second_page_web_pages_too(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    page = _page(start(MemoryDoor(tmp_path)))
    _make_room(qtbot, page)
    page.begin.choose.click()
    chooser = page.begin.findChild(QFileDialog, "postsChooser")
    assert chooser is not None
    assert chooser.fileMode() is QFileDialog.FileMode.ExistingFiles
    assert "*.mht" in chooser.nameFilters()[0]
    with qtbot.waitSignal(page.begin.files_chosen) as chosen:
        chooser.filesSelected.emit(["/data/page.html"])
    assert chosen.args == [(Path("/data/page.html"),)]
    the_dialog(qtbot, "importPreview").reject()


def test_what_is_missing_is_said_and_nothing_is_made(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    door = MemoryDoor(tmp_path)
    page = _page(start(door))
    texts = Texts("zh-Hans")
    page.go.click()
    assert page.message.sentence.text() == texts("start-needs-room-name")
    type_in(page.room_name, "华东战情室")
    page.go.click()
    assert page.message.sentence.text() == texts("start-needs-your-name")
    type_in(page.name, "林越")
    type_in(page.passphrase.first, "short")
    page.go.click()
    assert page.message.sentence.text() == texts("dialog-passphrase-short")
    page.passphrase.first.setText(_GOOD)
    page.passphrase.second.setText(_GOOD + "x")
    page.go.click()
    assert page.message.sentence.text() == texts("dialog-passphrase-differs")
    page.roles.choose(())
    page.go.click()
    assert page.message.sentence.text() == texts("start-needs-role")
    assert door.made is None


def test_without_a_keyring_the_room_gets_a_passphrase_too(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    door = MemoryDoor(tmp_path, keyring=False)
    page = _page(start(door))
    _fill(page)
    page.go.click()
    assert page.message.sentence.text() == Texts("zh-Hans")("dialog-passphrase-short")
    page.room_passphrase.first.setText("资料夹的口令一二三")
    page.room_passphrase.second.setText("资料夹的口令一二三")
    page.go.click()
    qtbot.waitUntil(lambda: page.pages.currentWidget() is page.begin)
    assert door.secret == "资料夹的口令一二三"


def test_a_folder_that_cannot_be_written_is_said_and_can_be_tried_again(
    qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    door = MemoryDoor(tmp_path)
    door.trouble = Conflict(Said("profile-not-writable", {"path": str(tmp_path)}))
    page = _page(start(door))
    _fill(page)
    page.go.click()
    qtbot.waitUntil(page.message.isVisible)
    assert str(tmp_path) in page.message.sentence.text()
    door.trouble = None
    page.go.click()
    qtbot.waitUntil(lambda: page.pages.currentWidget() is page.begin)


def test_the_language_can_be_chosen_before_anything_else(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    entrance = start(MemoryDoor(tmp_path))
    page = _page(entrance)
    QTest.mouseClick(page.languages["en"], Qt.MouseButton.LeftButton)
    assert page.go.text() == "Create the war room"
    page.demo.click()
    qtbot.waitUntil(lambda: entrance.workplace is not None)
    assert entrance.workplace is not None
    assert entrance.workplace.desk.texts.language == "en"


def test_the_demo_opens_with_its_commander_at_the_desk(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    entrance = start(MemoryDoor(tmp_path))
    _page(entrance).demo.click()
    qtbot.waitUntil(lambda: entrance.workplace is not None and entrance.workplace.desk.session is not None)
    assert entrance.workplace is not None
    person = entrance.workplace.desk.person
    assert person is not None
    assert person.name == "林越"


def test_the_demo_can_take_the_place_of_an_empty_room(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    door = MemoryDoor(tmp_path, new=False)
    entrance = start(door)
    qtbot.waitUntil(lambda: entrance.workplace is not None)
    before = entrance.workplace
    assert before is not None
    with qtbot.assertNotEmitted(entrance.left):
        before.demo_requested.emit()
        qtbot.waitUntil(lambda: entrance.workplace is not before)
    # Closed, and perhaps already deleted: its going is queued behind the new window's coming.
    assert not (isValid(before.window) and before.window.isVisible())
    before.deleteLater()


def test_a_locked_profile_asks_and_a_wrong_passphrase_is_said(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    entrance = start(MemoryDoor(tmp_path, passphrase="对的口令", new=False))
    page = entrance.page
    assert isinstance(page, Unlock)
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password
    type_in(page.passphrase, "错的口令")
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(page.message.isVisible)
    assert page.message.sentence.text() == Texts("zh-Hans")("error-wrong-passphrase")
    page.passphrase.setText("对的口令")
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entrance.workplace is not None)


def test_a_profile_open_elsewhere_is_said_and_can_be_tried_again(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    door = MemoryDoor(tmp_path, new=False)
    door.trouble = Conflict(Said("profile-in-use", {"path": str(tmp_path)}))
    entrance = start(door)
    qtbot.waitUntil(lambda: isinstance(entrance.page, Unlock) and entrance.page.message.isVisible())
    page = entrance.page
    assert isinstance(page, Unlock)
    door.trouble = None
    page.go.click()
    qtbot.waitUntil(lambda: entrance.workplace is not None)


def test_closing_the_first_page_leaves_the_program(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    entrance = start(MemoryDoor(tmp_path))
    with qtbot.waitSignal(entrance.left):
        _page(entrance).close()


@pytest.mark.parametrize(
    ("passphrase", "worth"), [("", 0), ("abc", 0), ("aaaaaaaaaaaa", 0), ("password", 0), ("correct horse battery", 2)]
)
def test_the_strength_of_a_passphrase_is_told_roughly(passphrase: str, worth: int) -> None:
    assert strength(passphrase) == worth
