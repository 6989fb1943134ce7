# SPDX-License-Identifier: Apache-2.0
"""What comes first is tuned by the people who use it; and what should be heard is heard, or at least never a trouble.

Trap: no test makes a noise; a player that only takes notes is handed in.
"""

import sys
import wave
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.posts.post import Exactness, Mention
from app.posts.priority import PartName, Tuning
from app.room.words import WarningLevel
from tests.ui.doubles import Cast, post
from tests.ui.shell.conftest import the_dialog, type_in
from ui.desk import Desk
from ui.dialogs.priority import PriorityDialog
from ui.dialogs.settings import SettingsDialog
from ui.sounds import Sounds
from ui.workplace import Workplace

REFUND = (Mention("岁稔食品", "退款", Exactness.HOMOPHONE, 9),)


@pytest.fixture
def stories(cast: Cast) -> Cast:
    """One story that matches a heavy keyword, one that is told by many, five that are nothing much."""
    cast.posts.add([post("客服说腿款要等一周", -1, mentions=REFUND)])
    cast.posts.add([post("大家都在转的海报", -2 - n, author=f"网友{n}", followers=5_000_000) for n in range(30)])
    cast.posts.add([post(f"闲话{n}", -50 - n) for n in range(5)])
    return cast


@pytest.fixture
def dialog(qtbot: QtBot, stories: Cast, desk: Desk) -> Iterator[PriorityDialog]:
    """The dialog after it has read the stories."""
    del stories
    root = QWidget()  # the dialog goes by itself when it closes
    qtbot.addWidget(root)
    made = PriorityDialog(desk, root)
    with qtbot.waitExposed(made):
        made.open()
    qtbot.waitUntil(lambda: "腿款" in made.preview.toPlainText())
    yield made
    del root


def order(dialog: PriorityDialog) -> list[str]:
    """The stories of the preview from the top, without their points and reasons."""
    blocks = dialog.preview.toPlainText().split("\n\n")
    return [block.splitlines()[0].split("  ", 1)[1] for block in blocks if block.strip()]


def test_the_five_top_stories_follow_what_is_tuned(dialog: PriorityDialog) -> None:
    assert len(order(dialog)) == 5
    dialog.parts[PartName.MATCH].setValue(40)
    dialog.parts[PartName.REACH].setValue(0)
    dialog.parts[PartName.SPEED].setValue(0)
    assert order(dialog)[0] == "客服说腿款要等一周"
    dialog.parts[PartName.MATCH].setValue(0)
    dialog.parts[PartName.REACH].setValue(40)
    assert order(dialog)[0] == "大家都在转的海报"
    assert "传播面" in dialog.preview.toPlainText()
    assert dialog.total.text() == "合计最多 75 分，折算成 100。"


def test_it_is_saved_with_home_regions_and_the_feed_hears_of_it(
    qtbot: QtBot, dialog: PriorityDialog, cast: Cast, desk: Desk
) -> None:
    dialog.parts[PartName.MOOD].setValue(33)
    type_in(dialog.regions, "上海、江苏 浙江")
    assert cast.settings.priority == Tuning(), "not before it is saved"
    with qtbot.waitSignal(desk.posts_changed):
        qtbot.keyClick(dialog.regions, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert cast.settings.priority == Tuning(mood=33, home_regions=("上海", "江苏", "浙江"))
    assert cast.settings.saved == 1


def test_what_cannot_be_written_is_said_and_not_taken_for_done(dialog: PriorityDialog, cast: Cast) -> None:
    cast.settings.broken = True
    dialog.parts[PartName.MOOD].setValue(1)
    dialog.save()
    assert dialog.message.isVisible()
    assert dialog.isVisible()
    assert cast.settings.priority == Tuning()


def test_defaults_come_back_with_one_press(dialog: PriorityDialog) -> None:
    for box in dialog.parts.values():
        box.setValue(1)
    dialog.regions.setText("上海")
    dialog.reset.click()
    assert dialog.tuning() == Tuning()


def test_every_part_can_be_reached_and_is_named(dialog: PriorityDialog) -> None:
    assert set(dialog.parts) == set(PartName)
    assert all(box.accessibleName() and box.maximum() == 40 for box in dialog.parts.values())
    assert len({box.accessibleName() for box in dialog.parts.values()}) == len(dialog.parts)


def test_without_posts_it_says_so(qtbot: QtBot, desk: Desk) -> None:
    made = PriorityDialog(desk, None)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: made.preview.toPlainText() == "还没有帖文，没有可以排的。")


def test_it_is_found_in_the_settings_and_by_a_key_of_its_own(workplace: Workplace, qtbot: QtBot) -> None:
    workplace.commands["priority-tune"].trigger()
    the_dialog(qtbot, "priorityDialog").reject()
    workplace.commands["settings"].trigger()
    settings = the_dialog(qtbot, "settingsDialog")
    assert isinstance(settings, SettingsDialog)
    qtbot.mouseClick(settings.priority, Qt.MouseButton.LeftButton)
    the_dialog(qtbot, "priorityDialog").reject()
    settings.reject()


def test_alt_9_shows_the_watches_in_every_perspective(workplace: Workplace) -> None:
    for name in ("commander", "monitor", "writer", "legal"):
        workplace.commands[f"perspective-{name}"].trigger()
        workplace.commands["pane-watches"].trigger()
        assert workplace.panes.watches.isVisible(), name


def test_a_new_watch_is_begun_from_anywhere(workplace: Workplace, qtbot: QtBot) -> None:
    workplace.commands["watch-new"].trigger()
    assert workplace.window.docks.is_shown("watches")
    the_dialog(qtbot, "watchDialog").reject()


# sounds


class Notes:
    """A player that only takes notes; `able` is what it answers."""

    def __init__(self, *, able: bool = True) -> None:
        self.able = able
        self.played: list[str] = []

    def __call__(self, file: Path) -> bool:
        self.played.append(file.name)
        return self.able


def test_a_flood_is_one_sound_a_second() -> None:
    notes, now = Notes(), [100.0]
    made = Sounds(notes, lambda: now[0])
    for _ in range(50):
        made.play("story")
    now[0] += 1.1
    made.play("story")
    assert notes.played == ["story.wav", "story.wav"]


def test_what_cannot_be_played_is_a_beep_and_no_error(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    del qtbot
    beeps: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(1))
    Sounds(Notes(able=False)).play("story")
    assert len(beeps) == 1
    notes = Notes()
    Sounds(notes).play("no such sound")
    assert (len(beeps), notes.played) == (2, [])


def test_a_computer_without_a_player_is_no_trouble(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    del qtbot
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(QStandardPaths, "findExecutable", lambda name: "")
    monkeypatch.setattr(QApplication, "beep", lambda: None)
    Sounds().play("story")


def test_the_tones_are_short_soft_and_small() -> None:
    folder = Path(str(resources.files("resources") / "sounds"))
    found = sorted(folder.glob("*.wav"))
    levels = [f"alert-{level}" for level in sorted(WarningLevel)]
    assert [file.stem for file in found] == [*levels, "story"]
    for file in found:
        assert file.stat().st_size <= 30 * 1024
        with wave.open(str(file), "rb") as tone:
            assert (tone.getnchannels(), tone.getsampwidth()) == (1, 2)
            assert tone.getnframes() / tone.getframerate() < 1
            frames = tone.readframes(tone.getnframes())
        values = memoryview(frames).cast("h")
        assert max(abs(value) for value in values) < 20_000
        assert abs(values[-1]) < 200, "it ends without a click"
