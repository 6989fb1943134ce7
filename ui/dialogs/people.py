# SPDX-License-Identifier: Apache-2.0
"""Who is in the room: add somebody, change what they are qualified for, retire them.

Opened by :mod:`ui.deeds`. The list and the form stand side by side; the form is for the chosen person or, with
nobody chosen, for a new one. The trap: a name and a passphrase belong to the person for good; only department and
qualifications can be changed.
"""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.errors import FenghuoError
from app.room.people import AddPerson, ChangePerson, RetirePerson
from app.room.service import Changes
from app.room.words import Department
from ui.desk import Desk
from ui.dialogs.person_form import PassphraseFields, RoleBoxes, department_box, name_departments
from ui.dialogs.question import Asked, Field, Question
from ui.dialogs.sheet import Sheet
from ui.dialogs.sign_in import said_with_roles
from ui.widgets.styling import quiet_label


class PeopleDialog(Sheet):
    """Everybody on the left, the form on the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        texts = desk.texts
        super().__init__(texts, "peopleDialog", texts("action-people"), parent)
        self._desk = desk
        self.resize(860, 520)
        self._build_ui()
        self.list.itemSelectionChanged.connect(self._show_chosen)
        desk.changed.connect(self._on_changed)
        self._fill()
        self.begin_new()

    def _build_ui(self) -> None:
        texts = self.texts
        self.list = QListWidget()
        self.list.setObjectName("people")
        self.list.setAccessibleName(texts("action-people"))
        self.heading, self.passphrase_label = QLabel(), quiet_label()
        self.heading.setObjectName("sectionTitle")
        self.name, self.department, self.roles = QLineEdit(), department_box(), RoleBoxes()
        self.passphrases = PassphraseFields()
        name_departments(self.department, texts)
        self.roles.retranslate(texts)
        self.passphrases.retranslate(texts)
        form = QVBoxLayout()
        form.setSpacing(6)
        form.addWidget(self.heading)
        for key, widget, name in (
            ("dialog-person-name", self.name, "name"),
            ("dialog-person-department", self.department, "department"),
            ("dialog-person-roles", self.roles, "roles"),
        ):
            label = quiet_label(texts(key))
            label.setBuddy(widget)
            widget.setObjectName(name)
            widget.setAccessibleName(texts(key))
            form.addWidget(label)
            form.addWidget(widget)
        form.addWidget(self.passphrases)
        form.addStretch(1)
        halves = QHBoxLayout()
        halves.setSpacing(24)
        halves.addWidget(self.list, 5)
        halves.addLayout(form, 6)
        self.rows.addLayout(halves, 1)
        self._build_buttons()

    def _build_buttons(self) -> None:
        texts = self.texts
        self.fresh = self.button("fresh", texts("dialog-person-new"))
        self.retire = self.button("retire", texts("dialog-person-retire"), "danger")
        self.go = self.button("go", texts("dialog-person-add"), "accent")
        close = self.button("cancel", texts("window-close"), "quiet")
        self.fresh.clicked.connect(self.begin_new)
        self.retire.clicked.connect(self._retire)
        self.go.clicked.connect(self.send)
        close.clicked.connect(self.reject)
        self.name.returnPressed.connect(self.send)
        self.passphrases.second.returnPressed.connect(self.send)
        self.buttons(close, self.fresh, self.retire, self.go)

    def begin_new(self) -> None:
        """Empty the form for somebody new."""
        self.list.setCurrentRow(-1, QItemSelectionModel.SelectionFlag.Clear)
        self._show_chosen()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> str:
        """The chosen person's id; empty for somebody new."""
        chosen = self.list.selectedItems()
        return str(chosen[0].data(Qt.ItemDataRole.UserRole)) if chosen else ""

    def send(self) -> None:
        """Add or change."""
        department, roles, chosen = Department(self.department.currentData()), self.roles.chosen(), self.chosen()
        self.message.clear()
        if chosen:
            self._act(ChangePerson(person=chosen, department=department, roles=roles))
            return
        trouble = self.passphrases.trouble()
        if trouble:
            self.message.say(self.texts(trouble), "warn")
            return
        passphrase = self.passphrases.first.text()
        self._act(AddPerson(name=self.name.text(), department=department, roles=roles, new_passphrase=passphrase))

    def _act(self, command: AddPerson | ChangePerson) -> None:
        self.go.setEnabled(False)
        self._desk.act(command, self._carried_out, self._refused)

    def _carried_out(self, changes: Changes) -> None:
        del changes
        self.go.setEnabled(True)
        self.message.say(self.texts("dialog-person-kept"), "ok")
        self.begin_new()

    def _refused(self, error: FenghuoError) -> None:
        self.go.setEnabled(True)
        self.refuse(error)

    def _retire(self) -> None:
        person = self._desk.room.state.people.get(self.chosen())
        if person is None:
            return
        texts = self.texts
        asked = Asked(
            name="retireDialog", title=texts("dialog-person-retire"), go=texts("dialog-person-retire"),
            fields=(Field(name="reason", label=texts("dialog-reason"), kind="text"),),
            preface=texts("dialog-person-retire-about", person=person.name), danger=True,
        )  # fmt: skip
        Question(self._desk, asked, lambda a: RetirePerson(person=person.id, reason=a["reason"]), self).open()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("person"):
            self._fill()

    def _fill(self) -> None:
        chosen = self.chosen()
        self.list.clear()
        for person in self._desk.room.state.people.values():
            words = said_with_roles(self._desk, person)
            item = QListWidgetItem(self.texts("dialog-person-retired", person=words) if person.retired else words)
            item.setData(Qt.ItemDataRole.UserRole, person.id)
            if person.retired:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
            if person.id == chosen and not person.retired:
                self.list.setCurrentItem(item)
        self._show_chosen()

    def _show_chosen(self) -> None:
        person = self._desk.room.state.people.get(self.chosen())
        texts = self.texts
        self.heading.setText(person.name if person else texts("dialog-person-new"))
        self.name.setText(person.name if person else "")
        self.name.setReadOnly(person is not None)
        self.department.setCurrentIndex(self.department.findData(person.department if person else Department.PR))
        self.roles.choose(person.roles if person else ())
        self.passphrases.setVisible(person is None)
        for line in (self.passphrases.first, self.passphrases.second):
            line.clear()
        self.retire.setEnabled(person is not None)
        self.go.setText(texts("dialog-person-change" if person else "dialog-person-add"))
