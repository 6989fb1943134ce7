# SPDX-License-Identifier: Apache-2.0
"""Notices in the window: tone, desktop, messages when an alert is proposed; channels set up; what was delivered."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Said
from app.notify.carrier import Carried
from app.notify.channel import Channel
from app.notify.kinds import ChannelKind
from app.room.alerts import AcknowledgeAlert, ConfirmAlert
from app.room.words import Role, WarningLevel
from tests.ui.doubles import Cast
from tests.ui.shell.conftest import the_dialog, type_in
from ui.desk import Desk
from ui.dialogs.notice_signals import NoticeSignalsDialog
from ui.dialogs.notices import NoticesDialog
from ui.dialogs.notices_sent import NoticesSentDialog
from ui.notices import Notices
from ui.pop_ups import PopUps
from ui.workplace import Workplace

GIVEN = {"webhook": "abcdefgh"}


class Shown:
    """A desktop that takes notes."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str, bool]] = []

    def __call__(self, title: str, words: str, grave: bool) -> None:
        self.notes.append((title, words, grave))


class Office:
    """Notices at work on a desk, with the ears and eyes of a test."""

    def __init__(self, desk: Desk, cast: Cast) -> None:
        self.desk, self.cast = desk, cast
        self.shown, self.rung, self.wrong = Shown(), list[str](), list[str]()
        self.notices = Notices(desk, cast.notices, desk, pop_ups=PopUps(self.shown, desk))
        desk.rung.connect(self.rung.append)
        self.notices.went_wrong.connect(self.wrong.append)
        self.notices.start()

    def propose(self, level: WarningLevel, run: str = "") -> str:
        """The beacon is lit; the alert's id."""
        alert, changes = self.cast.light(level, run)
        self.desk.changed.emit(changes)
        return alert

    def sign_in(self, name: str) -> None:
        """Somebody else sits at the desk."""
        self.desk.sign_in(self.cast.session(name))

    def later(self, minutes: float) -> None:
        """Time passes and the program notes what it must."""
        self.cast.later(minutes)
        self.desk.changed.emit(self.cast.room.tick())

    def add(self, name: str, **more: object) -> None:
        """A channel that stands in the book already."""
        new = Channel(name=name, kind=ChannelKind.WECOM, since=self.cast.clock.now(), **more)  # type: ignore[arg-type]
        self.cast.notices.book.put(new, GIVEN)


@pytest.fixture
def office(desk: Desk, cast: Cast) -> Iterator[Office]:
    made = Office(desk, cast)
    yield made
    made.notices.close()


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def press(dialog: QWidget, name: str) -> None:
    """Press a button by its name."""
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    button.click()


def fill(dialog: NoticesDialog, name: str, words: str) -> None:
    """Type into a field of the address."""
    line = dialog.form.address[name]
    assert isinstance(line, QLineEdit)
    type_in(line, words)


def titles(dialog: NoticesDialog) -> list[str]:
    return [line.title for line in dialog.view.model.rows]


# what happens when an alert is proposed


def test_each_level_has_its_tone_and_its_notice_on_the_desktop(office: Office) -> None:
    for level in WarningLevel:
        office.propose(level)
    assert office.rung == ["alert-yellow", "alert-orange", "alert-red"], "blue is quiet until somebody wants it"
    assert [title for title, _, _ in office.shown.notes] == [
        "黄色预警 · 岁稔食品", "橙色预警 · 岁稔食品", "红色预警 · 岁稔食品"
    ]  # fmt: skip
    assert [grave for _, _, grave in office.shown.notes] == [False, False, True]
    assert "61%" in office.shown.notes[0][1]


def test_it_sounds_again_when_the_level_rises_and_when_nobody_confirms(office: Office) -> None:
    office.propose(WarningLevel.ORANGE, run="a" * 32)
    office.later(16)
    assert "15 分钟内无人确认" in office.shown.notes[-1][1]
    office.propose(WarningLevel.RED, run="a" * 32)
    assert office.rung == ["alert-orange", "alert-orange", "alert-red"]


def test_what_somebody_decides_makes_no_sound(qtbot: QtBot, office: Office) -> None:
    alert = office.propose(WarningLevel.ORANGE)
    office.rung.clear()
    office.sign_in("韩雪")
    with qtbot.waitSignal(office.desk.changed):
        office.desk.act(ConfirmAlert(alert=alert))
    office.later(60)
    assert office.rung == []


def test_messages_go_out_and_stop_once_somebody_has_it(qtbot: QtBot, office: Office) -> None:
    office.add("值班群")
    office.add("总指挥", duty=Role.COMMANDER)
    alert = office.propose(WarningLevel.ORANGE)
    qtbot.waitUntil(lambda: len(office.cast.carrier.parcels) == 1)
    qtbot.waitUntil(lambda: [row.fate for row in office.notices.courier.deliveries()] == ["sent"])
    office.sign_in("韩雪")
    office.desk.act(ConfirmAlert(alert=alert))
    qtbot.waitUntil(lambda: bool(office.cast.room.state.alerts[alert].confirmed_by))
    office.later(60)
    office.notices.courier.look()
    assert len(office.cast.carrier.parcels) == 1


def test_a_message_that_is_lost_is_one_sentence(qtbot: QtBot, office: Office) -> None:
    office.add("值班群")
    office.cast.carrier.answer = Carried(trouble=Said("notify-trouble-address"), final=True)
    office.propose(WarningLevel.ORANGE)
    qtbot.waitUntil(lambda: bool(office.wrong))
    office.notices.courier.look()
    assert office.wrong == ["预警通知经“值班群”未送达：地址无法识别"]


def test_a_damaged_list_of_channels_is_one_sentence(qtbot: QtBot, office: Office) -> None:
    office.cast.notices.book.path.write_text("[[channel]]\nname =")
    office.propose(WarningLevel.ORANGE)
    qtbot.waitUntil(lambda: bool(office.wrong))
    assert "notices.toml" in office.wrong[0]
    assert office.rung == ["alert-orange"]


# the desktop


def test_a_desktop_without_notices_is_no_trouble(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    del qtbot
    monkeypatch.setattr(QStandardPaths, "findExecutable", lambda name: "")
    made = PopUps()
    assert not made.possible
    made.show("橙色预警", "…", grave=True)


def test_levels_are_chosen_heard_tried_and_kept(qtbot: QtBot, office: Office, cast: Cast, parent: QWidget) -> None:
    dialog = NoticeSignalsDialog(office.desk, office.notices.pop_ups, parent)
    dialog.open()
    red, blue = dialog.findChild(QCheckBox, "sound-red"), dialog.findChild(QCheckBox, "sound-blue")
    assert red is not None
    assert blue is not None
    assert (red.isChecked(), blue.isChecked()) == (True, False)
    qtbot.mouseClick(red, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(blue, Qt.MouseButton.LeftButton)
    press(dialog, "try-sound-yellow")
    press(dialog, "try-desktop-red")
    assert office.rung == ["alert-yellow"]
    assert office.shown.notes == [("红色预警", "这是一条试发的桌面通知。", True)]
    dialog.reject()
    assert cast.settings.saved == 1
    office.propose(WarningLevel.RED)
    office.propose(WarningLevel.BLUE)
    assert office.rung == ["alert-yellow", "alert-blue"]


# the channels


def test_a_channel_is_set_up_changed_and_removed(qtbot: QtBot, office: Office, parent: QWidget) -> None:
    dialog = NoticesDialog(office.desk, office.notices, parent)
    dialog.open()
    qtbot.waitUntil(dialog.view.empty.isVisible)
    type_in(dialog.form.name, "夜班群")
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData(ChannelKind.WECOM))
    dialog.form.reaches.setCurrentIndex(dialog.form.reaches.findData("#monitor"))
    fill(dialog, "webhook", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=geheim-1")
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: titles(dialog) == ["夜班群"])
    book = office.cast.notices.book
    (kept,) = book.channels()
    assert (kept.duty, kept.since, kept.level) == (Role.MONITOR, office.cast.clock.now(), WarningLevel.YELLOW)
    assert "geheim-1" in book.whole_address(kept)
    qtbot.waitUntil(lambda: dialog.go.isEnabled() and dialog.remove_button.isEnabled())
    type_in(dialog.form.begins, "22:00")
    type_in(dialog.form.ends, "07:00")
    dialog.save()
    qtbot.waitUntil(lambda: book.channels()[0].quiet_to == "07:00")
    qtbot.waitUntil(dialog.go.isEnabled)
    assert "geheim-1" in book.whole_address(book.channels()[0]), "an address that is not typed again stays"
    press(dialog, "removeChannel")
    qtbot.waitUntil(dialog.view.empty.isVisible)
    assert office.cast.vault.secrets == {}
    dialog.reject()


def test_who_could_not_be_told_of_orange_and_red_is_said(qtbot: QtBot, office: Office, parent: QWidget) -> None:
    office.add("监测", duty=Role.MONITOR)
    dialog = NoticesDialog(office.desk, office.notices, parent)
    dialog.open()
    qtbot.waitUntil(lambda: titles(dialog) == ["监测"])
    assert dialog.gaps.text() == "红色预警：总指挥、法务、撰稿 尚无渠道\n橙色预警：总指挥、撰稿 尚无渠道"
    dialog.reject()


def test_what_is_missing_is_said_beside_the_form(qtbot: QtBot, office: Office, parent: QWidget) -> None:
    dialog = NoticesDialog(office.desk, office.notices, parent)
    dialog.open()
    qtbot.waitUntil(dialog.view.empty.isVisible)
    type_in(dialog.form.name, "邮件")
    dialog.save()
    qtbot.waitUntil(lambda: dialog.message.sentence.text() == "请填写“收件人”。")
    assert not office.cast.notices.book.path.exists()
    qtbot.waitUntil(dialog.go.isEnabled)
    dialog.reject()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Carried(), "已送达。请看看是否收到。"),
        (Carried(trouble=Said("notify-trouble-unreachable")), "没有送达：连不上对方"),
    ],
)
def test_a_channel_is_tried_before_it_is_saved(
    qtbot: QtBot, office: Office, parent: QWidget, answer: Carried, said: str
) -> None:
    office.cast.carrier.answer = answer
    dialog = NoticesDialog(office.desk, office.notices, parent)
    dialog.open()
    qtbot.waitUntil(dialog.view.empty.isVisible)
    dialog.form.kind.setCurrentIndex(dialog.form.kind.findData(ChannelKind.WEB))
    fill(dialog, "address", "https://hooks.example.org/in")
    press(dialog, "tryChannel")
    qtbot.waitUntil(lambda: dialog.message.sentence.text() == said)
    (parcel,) = office.cast.carrier.parcels
    assert (parcel.address, parcel.title) == ("jsons://hooks.example.org/in", "烽火：试发")
    assert "华东战情室" in parcel.body
    assert office.cast.notices.book.channels() == ()
    qtbot.waitUntil(dialog.go.isEnabled)
    dialog.reject()


def test_what_was_delivered_is_shown_with_who_has_seen_it(qtbot: QtBot, office: Office, parent: QWidget) -> None:
    office.add("韩雪的手机", person="韩雪")
    alert = office.propose(WarningLevel.ORANGE)
    qtbot.waitUntil(lambda: [row.fate for row in office.notices.courier.deliveries()] == ["sent"])
    dialog = NoticesSentDialog(office.desk, office.notices, parent)
    dialog.open()
    lines: Callable[[], list[str]] = lambda: [f"{one.title} {one.note}".strip() for one in dialog.view.model.rows]  # noqa: E731
    qtbot.waitUntil(lambda: len(lines()) == 2)
    assert lines() == ["▲ 橙色预警 · 岁稔食品 · 14:00 · 尚无人知悉", "韩雪 · 韩雪的手机 14:00 已送达"]
    office.desk.act(AcknowledgeAlert(alert=alert))
    qtbot.waitUntil(lambda: "林越 14:00 已知悉" in lines()[0])
    dialog.reject()


def test_the_channels_are_reached_from_the_settings_and_by_key(qtbot: QtBot, workplace: Workplace) -> None:
    workplace.commands["notices"].trigger()
    the_dialog(qtbot, "noticesDialog").reject()
    workplace.commands["settings"].trigger()
    settings = the_dialog(qtbot, "settingsDialog")
    press(settings, "openNotices")
    the_dialog(qtbot, "noticesDialog").reject()
    settings.reject()


def test_a_window_that_opens_sends_what_waits_and_closes_at_once(
    qtbot: QtBot, workplace: Workplace, cast: Cast
) -> None:
    new = Channel(name="值班群", kind=ChannelKind.WECOM, since=cast.clock.now())
    cast.notices.book.put(new, GIVEN)
    workplace.desk.changed.emit(cast.light(WarningLevel.RED)[1])
    qtbot.waitUntil(lambda: len(cast.carrier.parcels) == 1)


def test_a_click_on_a_notice_of_the_desktop_leads_to_the_watch_it_was_about(
    qtbot: QtBot, workplace: Workplace, cast: Cast
) -> None:
    for level, watch in ((WarningLevel.RED, "岁稔食品"), (WarningLevel.ORANGE, "沈嘉禾")):
        workplace.desk.changed.emit(cast.light(level, watch=watch)[1])
    workplace.notices.pop_ups.clicked.emit()
    pane = workplace.panes.beacon
    qtbot.waitUntil(lambda: (row := pane.chosen()) is not None and row.watch == "沈嘉禾")
    assert not workplace.window.docks.docks["beacon"].visibleRegion().isEmpty()
    assert pane.list.hasFocus()
