# SPDX-License-Identifier: Apache-2.0
"""Adding and changing a source, as somebody does who has an address in the clipboard and a minute to spare.

Trap: the book is written in a worker; a test waits for the dialog to close or to complain.
"""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QListWidget, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.posts.sources.rsshub import presets
from app.posts.sources.source import Source
from app.texts import LANGUAGES, Texts
from tests.ui.doubles import Cast
from ui.desk import Desk
from ui.dialogs.source import SourceDialog, Start
from ui.dialogs.source_guess import guess, plain_feed
from ui.dialogs.source_page import SourcePage
from ui.dialogs.webhook_made import WebhookMade

Ask = Callable[..., SourceDialog]


@pytest.fixture
def saved() -> list[Source]:
    """What the dialogs handed back."""
    return []


@pytest.fixture
def ask(qtbot: QtBot, desk: Desk, saved: list[Source]) -> Iterator[Ask]:
    """Opens the dialog over an empty window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    def asked(**more: object) -> SourceDialog:
        dialog = SourceDialog(desk, window, done=saved.append, **more)  # type: ignore[arg-type]
        with qtbot.waitExposed(dialog):
            dialog.open()
        dialog.activateWindow()
        return dialog

    yield asked
    for dialog in window.findChildren(SourceDialog):
        dialog.reject()


def line(page: SourcePage | None, name: str) -> QLineEdit:
    """A line of the second page."""
    assert page is not None
    found = page.form[name] if name in page.form.names() else page.rest[name]
    assert isinstance(found, QLineEdit)
    return found


def pick(dialog: SourceDialog, where: QListWidget, word: str) -> None:
    """Choose a row by its word and go on."""
    rows = [where.item(row).text() for row in range(where.count())]
    where.setCurrentRow(rows.index(word))
    QTest.keyClick(where, Qt.Key.Key_Return)
    assert dialog.page is not None
    assert dialog.pages.currentWidget() is dialog.page


@pytest.mark.parametrize(
    ("text", "kind", "settings"),
    [
        ("news.example/rss.xml", "feed", {"address": "https://news.example/rss.xml"}),
        ("http://localhost:8080/feed", "feed", {"address": "http://localhost:8080/feed"}),
        ("https://mastodon.social/tags/%E9%A3%9F", "mastodon", {"tag": "食", "instance": "https://mastodon.social"}),
        ("https://m.example/public/local", "mastodon", {"timeline": "local"}),
        ("https://blog.example/tags/food.rss", "feed", {"address": "https://blog.example/tags/food.rss"}),
        ("https://bsky.app/search?q=brand+name", "bluesky", {"query": "brand name"}),
        ("https://bsky.app/hashtag/food", "bluesky", {"query": "#food"}),
        ("https://bsky.app/profile/x.bsky.social", "feed", {"address": "https://bsky.app/profile/x.bsky.social"}),
        ("hx@corp.example", "imap", {"server": "imap.corp.example", "user": "hx@corp.example"}),
        ("imaps://hx@mail.example", "imap", {"server": "mail.example", "user": "hx"}),
        ("/srv/导出", "folder", {"path": "/srv/导出"}),
        ("file:///srv/a%20b", "folder", {"path": "/srv/a b"}),
        (r"D:\导出\清博", "folder", {"path": r"D:\导出\清博"}),
        ("https://weibo.com/u/1195230310", "rsshub", {"preset": "weibo-user", "user": "1195230310"}),
        ("https://rsshub.x.example/36kr/news?key=s&limit=5", "rsshub",
         {"instance": "https://rsshub.x.example", "route": "/36kr/news?limit=5", "access_key": "s"}),
    ],
)  # fmt: skip
def test_what_was_pasted_is_understood(text: str, kind: str, settings: dict[str, str]) -> None:
    found = guess(f"  {text} ")
    assert found is not None
    assert found.kind == kind
    assert settings.items() <= dict(found.settings).items()
    assert found.said is not None
    for language in LANGUAGES:
        assert Texts(language).say(found.said)


@pytest.mark.parametrize(
    "text", ["", "  ", "品牌名", "brand name", "javascript:alert(1)", "ftp://x.example/a", "a..b c"]
)
def test_what_is_no_address_is_not_taken_for_one(text: str) -> None:
    assert guess(text) is None


def test_a_guess_about_a_page_can_be_overruled() -> None:
    found = plain_feed("https://blog.example/tags/food")
    assert found is not None
    assert found.settings == {"address": "https://blog.example/tags/food"}


def test_paste_enter_enter_and_the_source_is_there(qtbot: QtBot, ask: Ask, cast: Cast, saved: list[Source]) -> None:
    dialog = ask()
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.choice.line, "news.example")
    assert dialog.choice.said.text().startswith("会读取 news.example")
    QTest.keyClick(dialog.choice.line, Qt.Key.Key_Return)
    assert dialog.page is not None
    assert dialog.page.name.text() == "news.example"
    assert not saved, "one Enter is one step"
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.page.name, Qt.Key.Key_Return)
    assert list(cast.sources.sources()) == saved
    assert saved[0].settings == {"address": "https://news.example/"}


def test_a_name_nobody_typed_gives_way_and_a_typed_one_is_refused(
    qtbot: QtBot, ask: Ask, cast: Cast, saved: list[Source]
) -> None:
    cast.sources.add(Source(name="news.example", kind="feed", settings={"address": "https://elsewhere.example/"}))
    dialog = ask()
    dialog.choice.line.setText("https://news.example/a")
    dialog.go_on()
    with qtbot.waitSignal(dialog.accepted):
        dialog.go_on()
    assert saved[0].name == "news.example 2"
    dialog = ask()
    dialog.choice.line.setText("https://news.example/b")
    dialog.go_on()
    assert dialog.page is not None
    dialog.page.name.selectAll()
    QTest.keyClicks(dialog.page.name, "news.example")
    dialog.go_on()
    qtbot.waitUntil(dialog.message.isVisible)
    assert "news.example" in dialog.message.sentence.text()
    assert line(dialog.page, "address").text() == "https://news.example/b"
    assert dialog.go.isEnabled()


def test_what_is_there_already_is_not_added_twice(qtbot: QtBot, ask: Ask, cast: Cast) -> None:
    cast.sources.add(Source(name="新闻", kind="feed", settings={"address": "https://news.example/a"}))
    dialog = ask()
    dialog.choice.line.setText("https://news.example/a")
    dialog.go_on()
    dialog.go_on()
    qtbot.waitUntil(dialog.message.isVisible)
    assert dialog.message.sentence.text() == "这个信息源已经有了，没有重复添加。"


def test_the_brand_goes_into_the_preset_that_is_picked(
    qtbot: QtBot, ask: Ask, cast: Cast, saved: list[Source]
) -> None:
    cast.sources.add(
        Source(name="热榜", kind="rsshub", settings={"instance": "http://127.0.0.1:1200", "preset": "zhihu-hot"})
    )
    dialog = ask()
    dialog.choice.line.setText("华东三厂")
    assert dialog.choice.said.text().startswith("这不是网址")
    assert not dialog.go.isEnabled()
    pick(dialog, dialog.choice.presets, "微博 · 关键词")
    page = dialog.page
    assert line(page, "keyword").text() == "华东三厂"
    qtbot.waitUntil(lambda: line(page, "instance").text() == "http://127.0.0.1:1200")
    assert page is not None
    assert page.name.text() == "微博 · 关键词 · 华东三厂"
    assert set(page.form.names()) == {"keyword", "instance"}
    assert page.rest.names() == ("access_key",)
    with qtbot.waitSignal(dialog.accepted):
        dialog.go_on()
    assert saved[0].settings["preset"] == "weibo-keyword"
    assert saved[0].settings["keyword"] == "华东三厂"


def test_the_name_follows_the_fields_until_somebody_types_one(ask: Ask) -> None:
    dialog = ask(start=Start.PRESET)
    dialog.go_on()
    keyword = line(dialog.page, "keyword")
    assert keyword.hasFocus()
    QTest.keyClicks(keyword, "brand")
    assert dialog.page is not None
    assert dialog.page.name.text() == "微博 · 关键词 · brand"
    QTest.keyClicks(dialog.page.name, "!")
    QTest.keyClicks(keyword, "s")
    assert dialog.page.name.text() == "微博 · 关键词 · brand!"


def test_what_is_missing_is_named_by_its_label(ask: Ask) -> None:
    dialog = ask(start=Start.PRESET)
    dialog.go_on()
    dialog.go_on()
    assert dialog.message.sentence.text() == "请填写“关键词”。"
    line(dialog.page, "keyword").setText("品牌")
    dialog.go_on()
    assert dialog.message.sentence.text() == "请填写“实例网址”。"
    assert line(dialog.page, "instance").hasFocus()


def test_a_refusal_of_the_kind_is_shown_and_nothing_is_lost(qtbot: QtBot, ask: Ask, cast: Cast) -> None:
    dialog = ask()
    pick(dialog, dialog.choice.kinds, "Mastodon")
    line(dialog.page, "instance").setText("mastodon.social")
    line(dialog.page, "tag").setText("two words")
    dialog.go_on()
    qtbot.waitUntil(dialog.message.isVisible)
    assert line(dialog.page, "tag").text() == "two words"
    assert not cast.sources.sources()
    timeline = dialog.page.form["timeline"] if dialog.page else None
    assert isinstance(timeline, QComboBox)
    timeline.setCurrentIndex(timeline.findData("public"))
    line(dialog.page, "tag").clear()
    with qtbot.waitSignal(dialog.accepted):
        dialog.go_on()
    assert cast.sources.sources()[0].settings["timeline"] == "public"


def test_going_back_and_on_again_keeps_what_was_typed(ask: Ask) -> None:
    dialog = ask()
    dialog.choice.line.setText("hx@corp.example")
    dialog.go_on()
    line(dialog.page, "password").setText("half of it")
    dialog.back.click()
    assert dialog.pages.currentWidget() is dialog.choice
    dialog.go_on()
    assert line(dialog.page, "password").text() == "half of it"


def test_a_page_called_tags_may_be_a_blog(ask: Ask) -> None:
    dialog = ask()
    dialog.choice.line.setText("https://blog.example/tags/food")
    assert "Mastodon" in dialog.choice.said.text()
    assert dialog.choice.plain.isVisible()
    dialog.choice.plain.click()
    assert dialog.choice.said.text().startswith("会读取 blog.example")
    dialog.go_on()
    assert line(dialog.page, "address").text() == "https://blog.example/tags/food"


def test_a_page_of_a_platform_takes_its_preset(ask: Ask) -> None:
    dialog = ask()
    dialog.choice.line.setText("https://www.zhihu.com/people/diygod")
    assert dialog.choice.said.text() == "会用预设“知乎 · 用户动态”读取。"
    dialog.go_on()
    assert line(dialog.page, "user").text() == "diygod"


def test_every_kind_and_preset_can_be_opened_and_every_field_has_a_name(ask: Ask, desk: Desk) -> None:
    dialog = ask()
    for where in (dialog.choice.presets, dialog.choice.kinds):
        for row in range(where.count()):
            dialog.back.click()
            where.setCurrentRow(row)
            dialog.go_on()
            page = dialog.page
            assert page is not None
            for form in (page.form, page.rest):
                for name in form.names():
                    label = form[name].accessibleName()
                    assert any("\u4e00" <= character <= "\u9fff" for character in label), (label, name)
    assert dialog.choice.presets.count() == len(presets())
    assert dialog.choice.kinds.count() == len(desk.sources.kinds)


def test_a_secret_is_hidden_shown_on_demand_and_kept_when_left_empty(
    qtbot: QtBot, ask: Ask, cast: Cast, saved: list[Source]
) -> None:
    settings = {"server": "imap.corp.example", "user": "hx", "password": "s3cret"}
    cast.sources.add(Source(name="邮箱", kind="imap", settings=settings, every=90, paused=True))
    dialog = ask(source=cast.sources.named("邮箱"))
    assert not dialog.back.isVisible()
    password = line(dialog.page, "password")
    assert password.text() == ""
    assert password.placeholderText() == "（已保存，留空则不变）"
    assert password.echoMode() is QLineEdit.EchoMode.Password
    eye = dialog.findChild(QToolButton, "show-password")
    eye.click()
    assert password.echoMode() is QLineEdit.EchoMode.Normal
    line(dialog.page, "user").setText("hanxue")
    with qtbot.waitSignal(dialog.accepted):
        dialog.go_on()
    kept = cast.sources.named("邮箱")
    assert kept == saved[0]
    assert cast.sources.settings(kept)["password"] == "s3cret"
    assert kept.settings["user"] == "hanxue"
    assert (kept.every, kept.paused) == (90, True)
    dialog = ask(source=kept)
    line(dialog.page, "password").setText("another")
    with qtbot.waitSignal(dialog.accepted):
        dialog.go_on()
    assert cast.sources.settings(cast.sources.named("邮箱"))["password"] == "another"


def test_a_key_inside_an_address_survives_a_change_of_the_name(qtbot: QtBot, ask: Ask, cast: Cast) -> None:
    address = "https://news.example/rss?key=s3cret"
    cast.sources.add(Source(name="旧名", kind="feed", settings={"address": address}))
    dialog = ask(source=cast.sources.named("旧名"))
    assert "s3cret" not in line(dialog.page, "address").text()
    assert dialog.page is not None
    dialog.page.name.setText("新名")
    with qtbot.waitSignal(dialog.accepted):
        dialog.go_on()
    assert cast.sources.settings(cast.sources.named("新名")) == {"address": address}


def test_watch_pace_and_silence_are_under_more(qtbot: QtBot, ask: Ask, cast: Cast) -> None:
    dialog = ask()
    dialog.choice.line.setText("news.example")
    dialog.go_on()
    page = dialog.page
    assert page is not None
    assert not page.watch.isVisible()
    page.more.click()
    assert page.watch.isVisible()
    page.watch.setText("本品牌")
    page.every.setValue(5)
    page.silent.setValue(120)
    with qtbot.waitSignal(dialog.accepted):
        dialog.go_on()
    kept = cast.sources.sources()[0]
    assert (kept.watch, kept.every, kept.silent_after) == ("本品牌", 300, 120)


def test_a_folder_is_chosen_rather_than_typed(ask: Ask) -> None:
    dialog = ask()
    pick(dialog, dialog.choice.kinds, "监视文件夹")
    dialog.findChild(QPushButton, "chooseFolder").click()
    chooser = dialog.findChild(QFileDialog, "folderChooser")
    assert chooser.fileMode() is QFileDialog.FileMode.Directory
    chooser.fileSelected.emit("/srv/导出")
    chooser.reject()
    assert line(dialog.page, "path").text() == "/srv/导出"


def test_a_webhook_comes_with_a_token_and_a_line_to_copy(
    qtbot: QtBot, ask: Ask, cast: Cast, saved: list[Source]
) -> None:
    dialog = ask()
    window = dialog.parentWidget()
    assert window is not None
    pick(dialog, dialog.choice.kinds, "Webhook 接口")
    token = line(dialog.page, "token").text()
    assert len(token) >= 16
    assert dialog.page is not None
    assert not dialog.page.every.isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        dialog.go_on()
    assert cast.sources.settings(saved[0])["token"] == token
    made = window.findChild(WebhookMade)
    made.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied == made.line.toPlainText()
    assert f"Bearer {token}" in copied
    assert copied.endswith("http://127.0.0.1:18750/")
    made.reject()


def test_ctrl_enter_goes_on_and_escape_leaves_without_a_trace(ask: Ask, cast: Cast) -> None:
    dialog = ask()
    dialog.choice.line.setText("news.example")
    QTest.keyClick(dialog.choice.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.page is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not cast.sources.sources()
