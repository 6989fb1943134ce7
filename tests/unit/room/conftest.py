# SPDX-License-Identifier: Apache-2.0
"""A war room of five people in memory, with an incident whose duties are taken. Trap: sealing needs `unlocked`."""

from dataclasses import dataclass

import pytest

from app.room.event import Command
from app.room.incidents import DeclareIncident
from app.room.service import Changes
from app.room.state import Incident, Statement
from app.room.statements import (
    ApproveStatement,
    DraftStatement,
    EditStatement,
    GiveVerdict,
    ReleaseStatement,
    SubmitStatement,
)
from app.room.words import Severity, StatementKind, Verdict
from tests.ui.doubles import Cast


@dataclass
class Team:
    """What the people of one incident do, by name."""

    cast: Cast
    incident_id: str

    @property
    def incident(self) -> Incident:
        """The incident as it stands."""
        return self.cast.room.state.incidents[self.incident_id]

    @property
    def statement(self) -> Statement:
        """The newest statement as it stands."""
        return max(self.cast.room.state.statements.values(), key=lambda s: s.number)

    def act(self, name: str, command: Command) -> Changes:
        """Somebody does something, with their key unlocked."""
        return self.cast.room.act(command, self.cast.unlocked(name))

    def draft(
        self, text: str = "关于视频的说明\n我们已停止该生产线。", kind: StatementKind = StatementKind.HOLDING
    ) -> None:
        """周宁 begins a statement."""
        self.act("周宁", DraftStatement(incident=self.incident_id, kind=kind, text=text))

    def edit(self, name: str, text: str) -> None:
        """Somebody changes the words."""
        self.act(name, EditStatement(statement=self.statement.id, text=text))

    def submit(self, name: str = "周宁") -> None:
        """Freeze the words."""
        self.act(name, SubmitStatement(statement=self.statement.id))

    def verdict(self, name: str, verdict: Verdict = Verdict.PASS, reason: str = "") -> None:
        """Somebody reviews."""
        self.act(name, GiveVerdict(statement=self.statement.id, verdict=verdict, reason=reason))

    def approve(self, name: str = "林越") -> None:
        """The commander approves."""
        self.act(name, ApproveStatement(statement=self.statement.id))

    def release(self, channel: str = "微博", text: str | None = None, name: str = "林越") -> None:
        """It goes out."""
        self.act(name, ReleaseStatement(statement=self.statement.id, channel=channel, text=text))

    def bring_out(self) -> None:
        """From nothing to released, as it should be."""
        self.draft()
        self.submit()
        self.verdict("陈屿")
        self.verdict("吴敏")
        self.approve()
        self.release()


@pytest.fixture
def team() -> Team:
    """林越 commands, 韩雪 monitors, 周宁 writes, 陈屿 is legal; 吴敏 has no duty."""
    cast = Cast()
    cast.room.act(DeclareIncident(title="原料视频", severity=Severity.II), cast.session("林越"))
    incident = next(iter(cast.room.state.incidents))
    cast.convene(incident)
    return Team(cast, incident)
