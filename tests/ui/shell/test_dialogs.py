# SPDX-License-Identifier: Apache-2.0
"""People, signing in, levels, closing and reopening, through the dialogs a person sees."""

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from app.room.words import CrisisType, Department, Role, Severity
from tests.ui.doubles import PASSPHRASE, Cast
from tests.ui.shell.conftest import dialog, the_dialog
from ui.dialogs.incident import DeclareDialog
from ui.dialogs.people import PeopleDialog
from ui.dialogs.question import Question
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.sign_in import SignInDialog
from ui.workplace import Workplace


def _people(workplace: Workplace, qtbot: QtBot) -> PeopleDialog:
    workplace.commands["people"].trigger()
    shown = the_dialog(qtbot, "peopleDialog")
    assert isinstance(shown, PeopleDialog)
    return shown


def _question(qtbot: QtBot, name: str) -> Question:
    shown = the_dialog(qtbot, name)
    assert isinstance(shown, Question)
    return shown


def test_a_person_is_added_and_can_sign_in(workplace: Workplace, cast: Cast, qtbot: QtBot) -> None:
    people = _people(workplace, qtbot)
    people.name.setText("赵一")
    people.department.setCurrentIndex(people.department.findData(Department.LEGAL))
    people.roles.choose((Role.LEGAL,))
    people.go.click()
    assert people.message.sentence.text() == workplace.desk.texts("dialog-passphrase-short")
    for line in (people.passphrases.first, people.passphrases.second):
        line.setText("一个 很长的 口令")
    people.go.click()
    qtbot.waitUntil(lambda: any(p.name == "赵一" for p in cast.room.state.people.values()))
    qtbot.waitUntil(lambda: people.list.count() == 6)
    people.reject()
    workplace.commands["sign-in"].trigger()
    asked = the_dialog(qtbot, "signInDialog")
    assert isinstance(asked, SignInDialog)
    asked.person.setCurrentIndex(asked.person.findData(cast.id("赵一")))
    asked.passphrase.setText("一个 很长的 口令")
    asked.go.click()
    qtbot.waitUntil(lambda: workplace.desk.person is not None and workplace.desk.person.name == "赵一")
    assert workplace.desk.session is not None
    assert workplace.desk.session.key is None


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(
    workplace: Workplace, cast: Cast, qtbot: QtBot
) -> None:
    people = _people(workplace, qtbot)
    people.name.setText("周宁")
    for line in (people.passphrases.first, people.passphrases.second):
        line.setText("一个 很长的 口令")
    people.go.click()
    qtbot.waitUntil(people.message.isVisible)
    assert "周宁" in people.message.sentence.text()
    assert people.name.text() == "周宁"
    assert len(cast.room.state.people) == 5
    people.reject()


def test_qualifications_are_changed_and_a_person_retired(workplace: Workplace, cast: Cast, qtbot: QtBot) -> None:
    people = _people(workplace, qtbot)
    row = next(i for i in range(people.list.count()) if people.list.item(i).text().startswith("韩雪"))
    people.list.setCurrentRow(row)
    assert people.name.isReadOnly()
    assert people.passphrases.isHidden()
    people.roles.choose((Role.MONITOR, Role.WRITER))
    people.go.click()
    wanted = (Role.MONITOR, Role.WRITER)
    qtbot.waitUntil(lambda: cast.room.state.people[cast.id("韩雪")].roles == wanted)
    row = next(i for i in range(people.list.count()) if people.list.item(i).text().startswith("韩雪"))
    people.list.setCurrentRow(row)
    people.retire.click()
    asked = _question(qtbot, "retireDialog")
    asked.field("reason").setPlainText("调岗")  # type: ignore[attr-defined]
    asked.go.click()
    qtbot.waitUntil(lambda: cast.room.state.people[cast.id("韩雪")].retired)
    qtbot.waitUntil(lambda: "已停用" in people.list.item(row).text())
    people.reject()


def test_a_wrong_passphrase_is_said_and_nobody_sits_down(workplace: Workplace, cast: Cast, qtbot: QtBot) -> None:
    workplace.commands["sign-in"].trigger()
    asked = the_dialog(qtbot, "signInDialog")
    assert isinstance(asked, SignInDialog)
    asked.person.setCurrentIndex(asked.person.findData(cast.id("陈屿")))
    asked.passphrase.setText("不是这个")
    asked.go.click()
    qtbot.waitUntil(asked.message.isVisible)
    assert "口令不对" in asked.message.sentence.text()
    assert workplace.desk.person is not None
    assert workplace.desk.person.name == "林越"
    asked.passphrase.setText(PASSPHRASE)
    asked.go.click()
    qtbot.waitUntil(lambda: workplace.window.strip.person.text().startswith("陈屿"))


def test_leaving_locks_the_desk(workplace: Workplace, qtbot: QtBot) -> None:
    workplace.commands["sign-in"].trigger()
    asked = the_dialog(qtbot, "signInDialog")
    leave = asked.findChild(QPushButton, "leave")
    assert leave is not None
    leave.click()
    assert workplace.desk.session is None
    qtbot.waitUntil(lambda: dialog("signInDialog") is None)


def test_declaring_needs_a_title_and_shows_the_criteria(workplace: Workplace, cast: Cast, qtbot: QtBot) -> None:
    workplace.commands["incident-declare"].trigger()
    declare = the_dialog(qtbot, "declareDialog")
    assert isinstance(declare, DeclareDialog)
    words = " ".join(label.text() for label in declare.findChildren(QLabel))
    assert "监管介入" in words
    declare.go.click()
    qtbot.waitUntil(declare.message.isVisible)
    assert declare.message.sentence.text() == "请给事件起一个标题。"
    declare.title.setText("数据外泄")
    declare.type.setCurrentIndex(declare.type.findData(CrisisType.DATA_SECURITY))
    declare.summary.setPlainText("凌晨发现")
    declare.go.click()
    qtbot.waitUntil(lambda: len(cast.room.state.incidents) == 1)
    made = next(iter(cast.room.state.incidents.values()))
    assert (made.title, made.type, made.severity, made.summary) == (
        "数据外泄", CrisisType.DATA_SECURITY, Severity.II, "凌晨发现",
    )  # fmt: skip


def test_the_level_goes_up_with_a_reason_and_the_strip_follows(
    workplace: Workplace, cast: Cast, qtbot: QtBot
) -> None:
    incident = cast.declare()
    workplace.desk.choose_incident(incident)
    workplace.commands["incident-level"].trigger()
    asked = _question(qtbot, "levelDialog")
    asked.go.click()
    qtbot.waitUntil(asked.message.isVisible)
    asked.field("reason").setPlainText("监管部门介入")  # type: ignore[attr-defined]
    asked.go.click()
    qtbot.waitUntil(lambda: workplace.window.strip.level.property("level") == "I")
    assert workplace.window.strip.level.text() == "◆ 一级（重大）"
    assert "一级" in workplace.window.windowTitle()


def test_an_incident_is_closed_and_taken_up_again(workplace: Workplace, cast: Cast, qtbot: QtBot) -> None:
    incident = cast.declare()
    workplace.desk.choose_incident(incident)
    workplace.commands["incident-reopen"].trigger()
    assert "正在处理中" in workplace.window.messages.sentence.text()
    workplace.commands["incident-close"].trigger()
    asked = _question(qtbot, "closeDialog")
    asked.field("outcome").setPlainText("退款完成")  # type: ignore[attr-defined]
    asked.go.click()
    qtbot.waitUntil(lambda: not cast.room.state.incidents[incident].open)
    workplace.commands["incident-reopen"].trigger()
    asked = _question(qtbot, "reopenDialog")
    asked.field("reason").setPlainText("又有新视频")  # type: ignore[attr-defined]
    asked.go.click()
    qtbot.waitUntil(lambda: cast.room.state.incidents[incident].open)


def test_settings_take_effect_at_once_and_the_dialog_follows(workplace: Workplace, qtbot: QtBot) -> None:
    workplace.commands["settings"].trigger()
    shown = the_dialog(qtbot, "settingsDialog")
    assert isinstance(shown, SettingsDialog)
    english = shown.findChild(QRadioButton, "choose-en")
    assert english is not None
    english.click()
    assert shown.windowTitle() == "Settings"
    assert workplace.window.strip.level.text() == "Quiet"
    shown.hours.setValue(240)
    shown.days.setValue(30)
    assert shown.days.value() == 45, "so long every minute is kept"
    shown.days.setValue(800)
    shown.reject()
    workplace.commands["settings"].trigger()
    again = the_dialog(qtbot, "settingsDialog")
    assert isinstance(again, SettingsDialog)
    assert (again.hours.value(), again.gigabytes.value(), again.days.value()) == (240, 20, 800)
    again.reject()


def test_the_incident_menu_lists_and_switches(workplace: Workplace, cast: Cast, qtbot: QtBot) -> None:
    first, second = cast.declare("甲事件"), cast.declare("乙事件")
    workplace.desk.choose_incident(first)
    assert workplace.window.strip.title.text() == "甲事件"
    workplace.commands["incident-next"].trigger()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    rows = [row for row in popup.actions() if "乙事件" in row.text()]
    rows[0].trigger()
    popup.close()
    assert workplace.desk.incident is not None
    assert workplace.desk.incident.id == second
