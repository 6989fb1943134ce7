# SPDX-License-Identifier: Apache-2.0
"""The way of a statement in five steps, always in sight: who did it when, who has it, why it came back.

Used at the foot of the statement pane. The trap: a step's progress shows by shape and word, not by its colour alone.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.room.route import Progress, Stage, Step
from ui.desk import Desk
from ui.times import near_time
from ui.tokens import Tokens, tokens
from ui.widgets.elided import ElidedLabel

_SHAPES = {
    Progress.DONE: "✓",
    Progress.NOW: "▶",
    Progress.TO_COME: "○",
    Progress.RETURNED: "✕",
    Progress.VOID: "⊘",
}


class _StepView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("routeStep")
        self.bar, self.title, self.who, self.note = QFrame(), QLabel(), ElidedLabel(), ElidedLabel()
        self.bar.setFixedHeight(3)
        for label in (self.who, self.note):
            label.setProperty("secondary", "true")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(2)
        for part in (self.bar, self.title, self.who, self.note):
            rows.addWidget(part)
        rows.setAlignment(Qt.AlignmentFlag.AlignTop)


class RouteView(QWidget):
    """Draft → legal → second reviewer → commander → release."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._views = {stage: _StepView() for stage in Stage}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(0)
        for view in self._views.values():
            row.addWidget(view, 1)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Fill the five columns."""
        colours = tokens(self._desk.theme)
        for step in steps:
            self._show(self._views[step.stage], step, colours)

    def _show(self, view: _StepView, step: Step, colours: Tokens) -> None:
        t, desk = self._desk.texts, self._desk
        view.bar.setStyleSheet(f"background: {_colour(step.progress, colours)};")
        word = t(f"statement-stage-{step.stage}")
        view.title.setText(f"{_SHAPES[step.progress]} {word}")
        names = "、".join(step.who) if t.language != "en" else ", ".join(step.who)
        now = desk.moment or desk.clock.now()
        time = near_time(step.time, now, desk.zone) if step.time else ""
        view.who.setText(" ".join(part for part in (names, time) if part))
        said = t(f"statement-progress-{step.progress}")
        if step.stage is Stage.SECOND and step.progress is Progress.NOW and not step.who:
            said = t("statement-second-hint")
        view.note.setText(t("statement-reason", said=said, reason=step.reason) if step.reason else said)
        view.note.setToolTip(step.reason)
        view.setAccessibleName(" · ".join(p for p in (word, said, names, time, step.reason) if p))
        view.setToolTip(view.accessibleName())


def _colour(progress: Progress, colours: Tokens) -> str:
    return {
        Progress.DONE: colours.positive,
        Progress.NOW: colours.accent,
        Progress.TO_COME: colours.line,
        Progress.RETURNED: colours.red,
        Progress.VOID: colours.yellow,
    }[progress]
