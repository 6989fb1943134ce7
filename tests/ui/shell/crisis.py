# SPDX-License-Identifier: Apache-2.0
"""A room in the middle of things, for tests that look at a full window.

Trap: all words are Chinese on purpose; what stays Latin in a Chinese window is then the program's own.
"""

from app.room.alerts import LinkAlert, RaiseAlert
from app.room.log import RecordDecision, WriteLog
from app.room.statements import DraftStatement, SubmitStatement
from app.room.words import StatementKind, WarningLevel
from tests.ui.doubles import Cast, post


def live_through(cast: Cast) -> str:
    """An incident with duties, posts, an alert, entries and a statement under review; its id."""
    cast.posts.add([post(f"第{n}个人问退款渠道在哪里", n % 60, sentiment=-0.6 if n % 3 else 0.4) for n in range(240)])
    incident = cast.declare()
    cast.convene(incident)
    commander, writer = cast.session("林越"), cast.session("周宁")
    warning = RaiseAlert(level=WarningLevel.ORANGE, title="退款投诉一小时翻三倍", reason="传播速度越线")
    cast.room.act(warning, commander)
    alert = next(iter(cast.room.state.alerts))
    cast.room.act(LinkAlert(alert=alert, incident=incident), commander)
    cast.later(20)
    cast.room.act(WriteLog(incident=incident, text="监管部门来电询问"), cast.session("韩雪"))
    cast.room.act(RecordDecision(incident=incident, text="暂停全部定时发布", grounds="口径未统一"), commander)
    draft = DraftStatement(incident=incident, kind=StatementKind.HOLDING, text="初步声明\n我们正在核查。")
    cast.room.act(draft, writer)
    statement = next(iter(cast.room.state.statements))
    cast.room.act(SubmitStatement(statement=statement), writer)
    cast.later(50)
    cast.room.tick()
    return incident
