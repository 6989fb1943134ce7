# SPDX-License-Identifier: Apache-2.0
"""One source being set up: what its kind asks, what to call it, and, folded away, what is rarely changed.

The second page of :mod:`ui.dialogs.source`. The trap: the name follows the fields until a person types one.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from app.posts.sources.port import Field, Kind
from app.posts.sources.rsshub import Parameter, Preset, presets
from app.posts.sources.source import Source
from app.texts import Texts
from ui.dialogs.source_form import Ask, SourceForm, is_first
from ui.source_words import kind_word
from ui.widgets.styling import button, indented, quiet_label

_MINUTE: Final = 60
_MOST_EVERY, _MOST_SILENT = 24 * 60, 14 * 24 * 60


class SourcePage(QScrollArea):
    """Signals: `edited()`."""

    edited = Signal()

    def __init__(self, texts: Texts, kind: Kind, source: Source, *, new: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._kind, self._source = texts, kind, source
        self._preset = _preset_of(source)
        self.setObjectName("plain")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        asks = [self._ask(field) for field in self._shown_fields()]
        first = [ask for ask in asks if self._comes_first(ask.field)]
        self.form = SourceForm(texts, kind.name, first)
        self.rest = SourceForm(texts, kind.name, [ask for ask in asks if ask not in first])
        self.name, self.watch = QLineEdit(source.name), QLineEdit(source.watch)
        self.every, self.silent = QSpinBox(), QSpinBox()
        indented(self.every, self.silent)
        self.more = button("more", "quiet")
        self._build_ui()
        self.fold(shut=True)
        for form in (self.form, self.rest):
            form.edited.connect(self._follow)
            form.edited.connect(self.edited)
        for line in (self.name, self.watch):
            line.textEdited.connect(self.edited)
        self.more.clicked.connect(lambda: self.fold(shut=self.folded.isVisibleTo(self)))
        self._named_by_us = new  # a source that has been at work keeps its name: what is known of it hangs on it
        self._follow()

    def _build_ui(self) -> None:
        texts, inner = self._texts, QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        title, about = self._heading()
        heading = QLabel(title)
        heading.setObjectName("sectionTitle")
        column.addWidget(heading)
        if about:
            column.addWidget(quiet_label(about, wrap=True))
        column.addSpacing(8)
        column.addWidget(self.form)
        self._add(column, "sources-name", self.name, "sourceName")
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.folded = QWidget()
        below = QVBoxLayout(self.folded)
        below.setContentsMargins(0, 4, 0, 0)
        below.setSpacing(4)
        below.addWidget(self.rest)
        self._add(below, "sources-watch", self.watch, "sourceWatch")
        self.watch.setPlaceholderText(texts("sources-watch-example"))
        self._add_figures(below)
        column.addWidget(self.folded)
        column.addStretch(1)
        self.setWidget(inner)

    def _add_figures(self, below: QVBoxLayout) -> None:
        texts, row = self._texts, QHBoxLayout()
        row.setSpacing(16)
        usual = texts("sources-every-usual", minutes=f"{self._kind.every / _MINUTE:g}")
        usual = usual if self._kind.every else texts("sources-every-live")
        pace = texts("sources-silent-usual")
        for key, spin, most, value, special in (
            ("sources-every", self.every, _MOST_EVERY, -(-self._source.every // _MINUTE), usual),
            ("sources-silent-after", self.silent, _MOST_SILENT, self._source.silent_after, pace),
        ):
            half = QVBoxLayout()
            half.setSpacing(4)
            spin.setRange(0, most)
            spin.setSpecialValueText(special)
            spin.setSuffix(texts("sources-minutes"))
            spin.setValue(value)
            self._add(half, key, spin, key.removeprefix("sources-"))
            row.addLayout(half, 1)
        below.addLayout(row)
        self._every_before = self.every.value()
        self.every.setEnabled(self._kind.every > 0)

    def _add(self, column: QVBoxLayout, key: str, widget: QWidget, name: str) -> None:
        label = quiet_label(self._texts(key))
        label.setBuddy(widget)
        widget.setObjectName(name)
        widget.setAccessibleName(self._texts(key))
        column.addWidget(label)
        column.addWidget(widget)
        column.addSpacing(8)

    def draft(self) -> Source:
        """What was set up, secrets as typed; an empty secret is '' or left out."""
        every = self._source.every if self.every.value() == self._every_before else self.every.value() * _MINUTE
        settings = {name: value for name, value in self._settings().items() if value}
        return Source(
            name=self.name.text().strip(), kind=self._kind.name, settings=settings, watch=self.watch.text().strip(),
            every=every, silent_after=self.silent.value(), paused=self._source.paused,
        )  # fmt: skip

    def secrets_left(self) -> tuple[str, ...]:
        """Fields that are sealed and were not changed: they stay what they are."""
        typed, shown = self._settings(), self._source.settings
        return tuple(name for name in self._source.sealed if typed.get(name, "") == shown.get(name, ""))

    @property
    def named_by_us(self) -> bool:
        """Whether nobody has typed a name."""
        return self._named_by_us and not self.name.isModified()

    def begin(self) -> None:
        """Put the keyboard where something is still to be filled in, else where the name is."""
        (self.form.missing() or self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def missing(self) -> str:
        """The label of what must still be filled in, and the keyboard there; empty where nothing is missing."""
        where = self.form.missing()
        if where is None:
            return ""
        where.setFocus(Qt.FocusReason.OtherFocusReason)
        return where.accessibleName()

    def fold(self, *, shut: bool) -> None:
        """Hide or show what is rarely changed."""
        self.folded.setVisible(not shut)
        self.more.setText(self._texts("sources-more" if shut else "sources-less"))

    def offer_instance(self, instance: str) -> None:
        """The RSSHub instance another source uses already, unless one was typed."""
        line = self.form["instance"] if "instance" in self.form.names() else None
        if isinstance(line, QLineEdit) and not line.text():
            line.setText(instance)
            self._follow()

    def suggested(self) -> str:
        """A name made of what was filled in."""
        values = [value for name, value in self._settings().items() if name not in ("instance", "preset") and value]
        match self._kind.name:
            case "rsshub":
                title = self._preset.title[self._texts.language] if self._preset else ""
                typed = [self._settings().get(p.name, "") for p in self._parameters()] if self._preset else values
                return " · ".join(word for word in (title, *typed) if word)
            case "bluesky":
                return " · ".join(("Bluesky", *values[:1]))
            case "mastodon" if self._settings().get("tag"):
                return f"#{self._settings()['tag']} · Mastodon"
            case "webhook":
                return kind_word(self._texts, "webhook")
        return self._source.name

    def _follow(self) -> None:
        if self.named_by_us:
            self.name.setText(self.suggested())

    def _settings(self) -> Mapping[str, str]:
        constant = {"preset": self._preset.id} if self._preset else {}
        return {**constant, **self.form.values(), **self.rest.values()}

    def _heading(self) -> tuple[str, str]:
        texts, language = self._texts, self._texts.language
        if self._preset is not None:
            return self._preset.title[language], self._preset.help[language]
        about = f"source-kind-{self._kind.name}-about"
        return kind_word(texts, self._kind.name), texts(about) if texts.has(about) else ""

    def _shown_fields(self) -> Sequence[Field]:
        """Of RSSHub's many parameters, those of the preset alone, and they first."""
        if self._kind.name != "rsshub":
            return self._kind.fields
        own = tuple(one.name for one in self._parameters()) if self._preset else ("route",)
        wanted = (*own, "instance", "access_key")
        known = {field.name: field for field in self._kind.fields}
        return [known[name] for name in wanted if name in known]

    def _comes_first(self, field: Field) -> bool:
        return is_first(self._kind.name, field) or (self._kind.name == "rsshub" and field.name != "access_key")

    def _parameters(self) -> Sequence[Parameter]:
        return self._preset.parameter if self._preset else ()

    def _ask(self, field: Field) -> Ask:
        kept = field.secret and field.name in self._source.sealed
        value = "" if kept else self._source.settings.get(field.name, "")
        parameter = next((one for one in self._parameters() if one.name == field.name), None)
        example = parameter.example if parameter else ""
        needed = parameter.required if parameter else field.required or field.name == "route"
        aside = not needed if parameter else not self._comes_first(field)
        shown = self._texts("sources-for-example", example=example) if example else ""
        return Ask(field=field, value=value, example=shown, needed=needed, aside=aside, kept=kept)


def _preset_of(source: Source) -> Preset | None:
    if source.kind != "rsshub":
        return None
    return next((one for one in presets() if one.id == source.settings.get("preset")), None)
