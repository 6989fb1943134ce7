# SPDX-License-Identifier: Apache-2.0
"""Files are looked into before they are imported: shown, put right, imported as chosen, by real child processes.

Trap: a child's script answers at once; what is chosen in the dialog is asked for 300 ms later.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableWidget, QTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.shell.conftest import dialog, the_dialog
from tests.ui.shell.doubles import Script
from ui.child import Child
from ui.dialogs.import_ import ImportSummary
from ui.dialogs.import_page import size_words
from ui.dialogs.import_preview import ImportPreview
from ui.workplace import Workplace

_LOOKS = """
import json, sys, time
assert sys.stdin.readline() == "open sesame\\n"
words = sys.argv[1:]
maps = dict(word[6:].split("=", 1) for word in words if word.startswith("--map="))
zone = words[words.index("--timezone") + 1] if "--timezone" in words else "Asia/Shanghai"
if "--preview" not in words:
    for file in words[1:words.index("--json")]:
        print(json.dumps({"file": file, "read": 2, "stored": 2, "mapping": maps}), flush=True)
    sys.exit()
for file in words[1:words.index("--preview")]:
    if "broken" in file:
        print(json.dumps({"file": file, "error": "这不是文字文件。"}), flush=True)
        continue
    if "slow" in file:
        time.sleep(60)
    column = maps.get("text", "正文")
    fields = [{"field": "posted_at", "column": "时间", "sure": "name"},
              {"field": "text", "column": column, "sure": "given" if "text" in maps else "content"},
              {"field": "author", "column": "", "sure": ""}]
    if "again" in file:
        fields[2] = {"field": "author", "column": "备注", "sure": "remembered"}
    print(json.dumps({
        "file": file, "kind": "csv", "encoding": "utf-8-sig", "size": 2_400_000, "looked_at": 1000,
        "columns": [{"name": "时间", "example": "2026-11-18"}, {"name": "正文"}, {"name": "备注", "example": "<b>"}],
        "fields": fields, "unused": ["备注"], "zone": "" if "nowhere" in file else zone,
        "zone_named": "nowhere" not in file or "--timezone" in words, "remembered": "again" in file,
        "posts": [{"posted_at": "2026-11-18T01:30:00Z", "source": "weibo", "author": "<img src=x>",
                   "text": column + " 的话\\n第二行", "followers": 12000, "verified": True}],
        "rejected": [{"line": 7, "reason": "没有发布时间。"}], "rejected_total": 1,
        "warnings": ["1 个时间没有写时区"],
    }), flush=True)
"""


@pytest.fixture(autouse=True)
def looks(script: Script) -> None:
    """Children look into files as above."""
    script.source = _LOOKS


def _shown(workplace: Workplace, qtbot: QtBot, *names: str) -> ImportPreview:
    workplace.errands.preview_files([Path("/data") / name for name in names])
    preview = the_dialog(qtbot, "importPreview")
    assert isinstance(preview, ImportPreview)
    return preview


def _looked(preview: ImportPreview, qtbot: QtBot) -> ImportPreview:
    qtbot.waitUntil(lambda: not any(look.looking for look in preview.looks), timeout=15_000)
    return preview


def _choose(combo: QComboBox, data: str) -> None:
    """As a person does: with the keys of the list."""
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def _cells(table: QTableWidget, row: int = 0) -> list[str]:
    return [item.text() for place in range(table.columnCount()) if (item := table.item(row, place))]


def _summary(qtbot: QtBot) -> ImportSummary:
    found = the_dialog(qtbot, "importSummary")
    assert isinstance(found, ImportSummary)
    return found


def test_a_file_is_shown_as_it_would_be_stored(workplace: Workplace, script: Script, qtbot: QtBot) -> None:
    preview = _shown(workplace, qtbot, "清博.csv")
    assert "正在看 清博.csv" in preview.page.facts.text()
    assert not preview.go.isEnabled()
    _looked(preview, qtbot)
    page = preview.page
    assert script.asked == ("import", "/data/清博.csv", "--preview", "--json", "--lang", "zh-Hans")
    assert page.facts.text() == "CSV 表格 · UTF-8 · 2.3 MB · 先看了前 1,000 行"
    assert _cells(page.posts) == [
        "2026-11-18 09:30:00", "weibo", "<img src=x>", "正文 的话 第二行", "12,000", "是",
    ]  # fmt: skip
    assert page.choices["posted_at"].sure.text() == "✓ 列名吻合"
    assert page.choices["text"].sure.text() == "△ 按内容猜的"
    assert page.choices["author"].combo.currentText() == "— 不取"
    assert page.zone.combo.currentText() == "程序判断：北京时间  Asia/Shanghai"
    assert page.unused.text() == "备注"
    assert page.notes.text() == "△ 1 个时间没有写时区"
    assert page.tabs.tabText(1) == "△ 收不下的 1 行"
    assert _cells(page.refused) == ["7", "没有发布时间。"]
    assert preview.go.hasFocus()
    assert not preview.files.isVisible()
    preview.reject()


def test_what_a_stranger_wrote_is_never_markup(workplace: Workplace, qtbot: QtBot) -> None:
    preview = _looked(_shown(workplace, qtbot, "x.csv"), qtbot)
    item = preview.page.posts.item(0, 2)
    assert item is not None
    assert item.toolTip() == "<p>&lt;img src=x&gt;</p>"
    for label in (preview.page.name, preview.page.facts, preview.page.trouble, preview.page.notes):
        assert label.textFormat() is Qt.TextFormat.PlainText
    assert preview.page.unused.textFormat() is Qt.TextFormat.PlainText
    preview.reject()


def test_choosing_a_column_shows_the_new_posts(workplace: Workplace, script: Script, qtbot: QtBot) -> None:
    preview = _looked(_shown(workplace, qtbot, "x.csv"), qtbot)
    _choose(preview.page.choices["text"].combo, "备注")
    assert not preview.go.isEnabled()
    assert not preview.page.tabs.isEnabled()
    _choose(preview.page.choices["posted_at"].combo, "")
    _choose(preview.page.zone.combo, "Europe/London")
    _looked(preview, qtbot)
    assert script.asked[4:] == (
        "--lang",
        "zh-Hans",
        "--timezone",
        "Europe/London",
        "--map=text=备注",
        "--map=posted_at=",
    )
    assert "备注 的话 第二行" in _cells(preview.page.posts)
    assert preview.page.choices["text"].sure.text() == "✓ 你指定的"
    assert preview.page.zone.combo.currentText() == "伦敦  Europe/London"
    preview.reject()


def test_a_look_that_is_out_of_date_is_stopped(workplace: Workplace, script: Script, qtbot: QtBot) -> None:
    preview = _looked(_shown(workplace, qtbot, "x.csv"), qtbot)
    script.source = _LOOKS.replace('if "slow" in file', 'if "text" in maps')
    _choose(preview.page.choices["text"].combo, "备注")
    qtbot.waitUntil(lambda: len(workplace.errands.findChildren(Child)) == 1)
    script.source = _LOOKS
    _choose(preview.page.choices["text"].combo, "时间")
    _looked(preview, qtbot)
    assert "时间 的话 第二行" in _cells(preview.page.posts)
    qtbot.waitUntil(lambda: not workplace.errands.findChildren(Child))
    preview.reject()


def test_closing_while_looking_leaves_nothing_behind(workplace: Workplace, qtbot: QtBot) -> None:
    preview = _shown(workplace, qtbot, "slow.csv")
    qtbot.wait(200)
    QTest.keyClick(preview, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not workplace.errands.findChildren(Child))
    assert dialog("importPreview") is None


def test_closing_the_window_stops_the_look(workplace: Workplace, qtbot: QtBot) -> None:
    _shown(workplace, qtbot, "slow.csv")
    qtbot.wait(200)
    (child,) = workplace.errands.findChildren(Child)
    ended: list[int] = []
    child.cancelled.connect(lambda: ended.append(1))
    workplace.window.close()
    assert ended == [1]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(workplace: Workplace, qtbot: QtBot) -> None:
    preview = _looked(_shown(workplace, qtbot, "broken.csv", "good.csv", "good.csv"), qtbot)
    assert [preview.files.item(n).text() for n in range(preview.files.count())] == ["broken.csv  ✕", "good.csv  △"]
    assert preview.page.trouble.text() == "✕ 这不是文字文件。"
    assert not preview.page.posts.isVisible()
    assert preview.go.text() == "导入 1 个文件"
    preview.files.setCurrentRow(1)
    assert not preview.page.trouble.isVisible()
    assert preview.page.posts.isVisible()
    preview.files.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert not preview.go.isEnabled()
    preview.files.item(1).setCheckState(Qt.CheckState.Checked)
    preview.go.click()
    summary = _summary(qtbot)
    assert summary.files.rowCount() == 1
    summary.reject()


def test_a_child_that_dies_is_said_at_its_file(workplace: Workplace, script: Script, qtbot: QtBot) -> None:
    script.source = "import sys; print('磁盘满了。', file=sys.stderr); sys.exit(1)"
    preview = _looked(_shown(workplace, qtbot, "x.csv"), qtbot)
    assert preview.page.trouble.text() == "✕ 磁盘满了。"
    assert not preview.go.isEnabled()
    preview.reject()


def test_each_file_is_imported_as_it_was_chosen(workplace: Workplace, script: Script, qtbot: QtBot) -> None:
    preview = _looked(_shown(workplace, qtbot, "a.csv", "b.csv", "c.csv"), qtbot)
    preview.files.setCurrentRow(1)
    _choose(preview.page.choices["text"].combo, "备注")
    _looked(preview, qtbot)
    preview.watch.setText("华东乳业")
    imported: list[int] = []
    workplace.errands.imported.connect(lambda: imported.append(1))
    QTest.keyClick(preview, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    summary = _summary(qtbot)
    assert script.asked == (
        "import", "/data/b.csv", "--json", "--progress", "--lang", "zh-Hans", "--map=text=备注", "--watch=华东乳业",
    )  # fmt: skip
    names = [item.text() for row in range(3) if (item := summary.files.item(row, 0))]
    assert names == ["a.csv", "c.csv", "b.csv"]
    assert any(label.text() == "字段取自这些列：正文 ← 备注" for label in summary.findChildren(QLabel))
    assert imported == [1]
    assert dialog("importPreview") is None
    summary.reject()


def test_what_was_remembered_goes_along_with_a_new_choice(workplace: Workplace, script: Script, qtbot: QtBot) -> None:
    preview = _looked(_shown(workplace, qtbot, "again.csv"), qtbot)
    assert preview.page.facts.text().endswith("用了上次为同样表头选定的对应关系")
    assert preview.page.choices["author"].sure.text() == "✓ 上次选定的"
    _choose(preview.page.choices["text"].combo, "备注")
    _looked(preview, qtbot)
    preview.send()
    summary = _summary(qtbot)
    assert script.asked[4:] == (
        "--timezone", "Asia/Shanghai", "--lang", "zh-Hans", "--map=author=备注", "--map=text=备注",
    )  # fmt: skip
    summary.reject()


def test_where_nothing_tells_the_zone_it_is_the_rooms(workplace: Workplace, script: Script, qtbot: QtBot) -> None:
    preview = _looked(_shown(workplace, qtbot, "nowhere.csv"), qtbot)
    assert script.asked[-2:] == ("--timezone", "Asia/Shanghai")
    assert preview.page.zone.combo.currentData() == "Asia/Shanghai"
    preview.reject()


def test_all_zones_are_offered_the_usual_ones_first(workplace: Workplace, qtbot: QtBot) -> None:
    preview = _looked(_shown(workplace, qtbot, "x.csv"), qtbot)
    combo = preview.page.zone.combo
    qtbot.waitUntil(lambda: combo.findData("Africa/Nairobi") > 0)
    assert combo.itemText(1) == "北京时间  Asia/Shanghai"
    assert combo.findData("Asia/Taipei") < combo.findData("Africa/Nairobi")
    preview.reject()


def test_while_something_else_runs_the_choices_stay(workplace: Workplace, script: Script, qtbot: QtBot) -> None:
    preview = _looked(_shown(workplace, qtbot, "x.csv"), qtbot)
    script.source = "import time; time.sleep(60)"
    workplace.errands.import_files([Path("/data/other.csv")])
    preview.send()
    assert preview.isVisible()
    assert "这里的选择都留着" in preview.message.sentence.text()
    workplace.errands.cancel()
    qtbot.waitUntil(lambda: not workplace.errands.busy)
    preview.reject()


def test_a_batch_that_fails_does_not_stop_the_next(workplace: Workplace, script: Script, qtbot: QtBot) -> None:
    preview = _looked(_shown(workplace, qtbot, "a.csv", "b.csv"), qtbot)
    _choose(preview.page.zone.combo, "UTC")
    _looked(preview, qtbot)
    full = 'if "UTC" in words: sys.exit("磁盘满了。")'
    script.source = _LOOKS.replace('if "--preview" not', f'{full}\nif "--preview" not')
    preview.send()
    summary = _summary(qtbot)
    assert summary.files.rowCount() == 2
    assert any(label.text() == "✕ 磁盘满了。" for label in summary.findChildren(QLabel))
    summary.reject()


def test_a_file_dropped_on_a_text_field_is_the_windows(workplace: Workplace, qtbot: QtBot) -> None:
    window = workplace.window
    window.files_dropped.disconnect()
    taken: list[object] = []
    window.files_dropped.connect(taken.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/data/posts.csv")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    fields = window.findChildren(QLineEdit)
    areas = window.findChildren(QTextEdit)
    assert fields
    assert areas
    for target in (*fields, *(area.viewport() for area in areas)):
        enter = QDragEnterEvent(QPoint(9, 9), copy, mime, left, none)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(target, QDropEvent(QPointF(9, 9), copy, mime, left, none))
        assert taken.pop() == (Path("/data/posts.csv"),)
    assert not any("posts.csv" in field.text() for field in fields)
    assert not any("posts.csv" in area.toPlainText() for area in areas)


def test_words_dropped_on_the_window_are_not_files(workplace: Workplace) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/x.csv")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), copy, mime, left, none)
    QApplication.sendEvent(workplace.window, enter)
    assert not enter.isAccepted()


def test_sizes_are_short() -> None:
    sizes = [size_words(n) for n in (812, 5_500, 3_000_000, 700_000_000, 1_100_000_000)]
    assert sizes == ["812 B", "5.4 KB", "2.9 MB", "668 MB", "1.0 GB"]
