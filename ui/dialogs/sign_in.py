# SPDX-License-Identifier: Apache-2.0
"""Who sits at the desk: choose a name, prove it by passphrase.

Opened by :mod:`ui.deeds` at start, by Ctrl+L, and when somebody acts who is not signed in. Reading needs nobody;
acting does. The trap: the key that the passphrase unlocks is dropped at once; each seal asks for it again.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.errors import FenghuoError
from app.room.service import Session
from app.room.state import Person
from ui.desk import Desk
from ui.dialogs.sheet import Sheet


class SignInDialog(Sheet):
    """`done` runs once somebody is signed in, `given_up` when the dialog was closed without."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        done: Callable[[], object] | None = None,
        given_up: Callable[[], None] | None = None,
    ) -> None:
        texts = desk.texts
        super().__init__(texts, "signInDialog", texts("dialog-sign-in-title"), parent)
        self._desk, self._done, self._given_up = desk, done, given_up
        self.say(texts("dialog-sign-in-about"))
        self.person, self.passphrase = QComboBox(), QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        for person in present(desk):
            self.person.addItem(said_with_roles(desk, person), person.id)
        if desk.session is not None:
            self.person.setCurrentIndex(max(0, self.person.findData(desk.session.person)))
        self.field(texts("dialog-sign-in-person"), self.person, "person")
        self.field(texts("dialog-passphrase"), self.passphrase, "passphrase")
        self.go = self.button("go", texts("dialog-sign-in-go"), "accent")
        self.go.clicked.connect(self.send)
        self.passphrase.returnPressed.connect(self.send)
        stay = self.button("cancel", texts("dialog-sign-in-read"), "quiet")
        stay.clicked.connect(self.reject)
        buttons = [stay, self.go]
        if desk.session is not None:
            leave = self.button("leave", texts("dialog-sign-in-leave"))
            leave.clicked.connect(self._leave)
            buttons.insert(0, leave)
        self.buttons(*buttons)
        self.person.activated.connect(lambda _index: self.passphrase.setFocus())
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
        if given_up is not None:
            self.rejected.connect(given_up)

    def send(self) -> None:
        """Try the passphrase, off the GUI thread because unlocking is slow on purpose."""
        person = str(self.person.currentData() or "")
        if not self.go.isEnabled() or not person:
            return
        self.go.setEnabled(False)
        self.message.clear()
        room, passphrase = self._desk.room, self.passphrase.text()
        self._desk.tasks.write(lambda: room.sign_in(person, passphrase), self._signed_in, self._failed)

    def _signed_in(self, session: Session) -> None:
        self._desk.sign_in(Session(session.person, None))
        self.accept()
        if self._done is not None:
            self._done()

    def _failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        self.passphrase.selectAll()
        self.passphrase.setFocus()
        if isinstance(error, FenghuoError):
            self.refuse(error)
        else:
            self._desk.failed.emit(error)

    def _leave(self) -> None:
        self._desk.sign_in(None)
        self.accept()


def present(desk: Desk) -> list[Person]:
    """Everybody who may act, in the order they were added."""
    return [person for person in desk.room.state.people.values() if not person.retired]


def said_with_roles(desk: Desk, person: Person) -> str:
    """`林越 · 管理层 · 总指挥、撰稿`."""
    texts = desk.texts
    roles = texts("window-comma").join(texts(f"role-{role}") for role in person.roles) or texts("role-none")
    return f"{person.name} · {texts(f'department-{person.department}')} · {roles}"
