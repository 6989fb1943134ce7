# SPDX-License-Identifier: Apache-2.0
"""A crisis to report on: a room driven command by command in memory, and posts around it.

Made by conftest.py and by tests/benchmarks/bench_report.py. Trap: keys are fresh each time, so hashes and signatures
differ from run to run; compare reports only within one run.
"""

import math
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from app.clock import ManualClock
from app.keys import SigningKey, WrapCost
from app.posts.post import Post
from app.room.alerts import LinkAlert, RaiseAlert
from app.room.clocks import CompleteClock
from app.room.duties import AssignDuty, HandOverDuty
from app.room.event import Command
from app.room.evidence import CitePost, PostAsSeen
from app.room.incidents import ChangeLevel, DeclareIncident
from app.room.log import CorrectEntry, RecordDecision, RecordFact, VerifyFact, WriteLog
from app.room.people import AddPerson
from app.room.service import Changes, Founder, Room, Session
from app.room.statements import (
    ApproveStatement,
    DraftStatement,
    EditStatement,
    GiveVerdict,
    ReleaseStatement,
    SubmitStatement,
)
from app.room.words import (
    ClockName,
    CrisisType,
    Department,
    Role,
    Severity,
    StatementKind,
    Verdict,
    WarningLevel,
)
from tests.ui.doubles import MemoryJournal, MemoryPosts, MemoryWitness

START = datetime(2026, 11, 19, 1, 12, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
GIANT = "".join(f"第{n}段：供应商说明批次与入库时间不一致，现场封存原料并逐袋核对标签。" for n in range(1, 116))
RARE = "品控员赵堃、李喆与𠮷田（临时工）“当场”签字——样品编号 A2411‑07；🔴 直播间截图 👩‍💻、私用字 \ue000 均在存证中"


@dataclass(slots=True)
class Crisis:
    """A room in the middle of a crisis. `people` are sessions by name."""

    room: Room
    clock: ManualClock
    people: dict[str, Session]
    incident: str = ""
    posts: MemoryPosts = field(default_factory=MemoryPosts)

    def act(self, who: str, command: Command, minutes: float = 1.0) -> Changes:
        """Let time pass, then act."""
        self.clock.at += minutes * MINUTE
        self.room.tick()
        return self.room.act(command, self.people[who])

    def made(self, changes: Changes) -> str:
        """The id of what an act made."""
        event = changes.records[0].event
        names = ("statement", "alert", "id", "incident", "person")
        return next(str(getattr(event, name)) for name in names if hasattr(event, name))


def found_room(*, demo: bool = False) -> Crisis:
    """A room with five people, nothing declared yet."""
    key, clock, journal = SigningKey(SigningKey.fresh_seed()), ManualClock(START), MemoryJournal()
    journal.found(bytes(range(16)), key.public)
    room = Room(journal, MemoryWitness(), key, clock, cost=WrapCost(8, 1, 1))
    founder = Founder("林越", Department.EXECUTIVE, (Role.COMMANDER,), "demo")
    room.found("丰谷食品战情室", "Asia/Shanghai", founder, demo=demo)
    crisis = Crisis(room, clock, {})
    _sign_in(crisis, "林越")
    for name, department, role in (
        ("韩雪", Department.TECHNOLOGY, Role.MONITOR),
        ("周宁", Department.PR, Role.WRITER),
        ("陈屿", Department.LEGAL, Role.LEGAL),
        ("吴敏", Department.CUSTOMER_SERVICE, Role.MONITOR),
    ):
        crisis.act("林越", AddPerson(name=name, department=department, roles=(role,), new_passphrase="demo"), 0.1)
        _sign_in(crisis, name)
    return crisis


def _sign_in(crisis: Crisis, name: str) -> None:
    person = next(p.id for p in crisis.room.state.people.values() if p.name == name)
    crisis.people[name] = crisis.room.sign_in(person, "demo")


def declare(crisis: Crisis) -> None:
    """An incident with all duties held."""
    declared = crisis.act(
        "林越",
        DeclareIncident(
            title="华东三厂过期原料视频", severity=Severity.II, type=CrisisType.PRODUCT,
            summary="有网友发布视频，称华东三厂使用过期原料生产“谷小满”系列，两小时内转发过万。",
        ),
    )  # fmt: skip
    crisis.incident = crisis.made(declared)
    for name, role in (
        ("林越", Role.COMMANDER),
        ("韩雪", Role.MONITOR),
        ("周宁", Role.WRITER),
        ("陈屿", Role.LEGAL),
    ):
        person = crisis.people[name].person
        crisis.act("林越", AssignDuty(incident=crisis.incident, role=role, person=person), 3)


def small() -> Crisis:
    """Just declared, nothing known."""
    crisis = found_room()
    declare(crisis)
    return crisis


def full(entries: int = 300) -> Crisis:
    """Five hours in: facts, decisions, three statements, evidence, about `entries` lines in the timeline."""
    crisis = found_room(demo=True)
    declare(crisis)
    _know(crisis)
    _hold(crisis)
    _progress(crisis)
    _log(crisis, entries)
    crisis.posts = posts_around(START)
    return crisis


def _know(crisis: Crisis) -> None:
    post = PostAsSeen(
        source="微博", source_id="5703010000000001", author="@厨房里的猫",
        text="华东三厂的仓库里全是过期标签🔴，他们直接换标签再投料！视频为证，求转发👩‍💻\n#过期原料#",
        posted_at=START - timedelta(hours=2), sentiment=-0.91, url="https://weibo.example/5703010000000001",
    )  # fmt: skip
    alert = crisis.made(
        crisis.act(
            "韩雪",
            RaiseAlert(
                level=WarningLevel.ORANGE, title="“换标签”视频", reason="两小时转发 10,400 次，负面 0.91", post=post
            ),
        )
    )
    crisis.act("韩雪", LinkAlert(alert=alert, incident=crisis.incident))
    english = PostAsSeen(
        source="X", source_id="1859000000000000001", author="@FoodWatchAsia", sentiment=-0.55,
        text="Expired ingredients at a top snack brand? Here is what the workers’ video shows — and what it doesn’t.",
        posted_at=START - timedelta(minutes=40), url="https://x.example/FoodWatchAsia/1859000000000000001",
    )  # fmt: skip
    crisis.act("韩雪", CitePost(incident=crisis.incident, post=english, note="首个英文源，已被三家媒体引用"))
    facts = (
        (
            "视频拍摄地点是华东三厂二号仓库",
            "视频 00:12 处的门牌与厂区照片比对",
            "比对监控画面，时间为 11 月 12 日 21:40",
        ),
        ("涉及批次为 A2411 至 A2417，共 3,120 箱", "生产系统导出", "质量部抽查 12 箱，标签与系统一致"),
        ("有 1,204 箱已进入零售渠道", "经销商回传", ""),
        ("拍摄者是离职员工", "匿名来电", ""),
        ("市场监管局已派员到厂", "厂长电话", "厂长与驻厂法务双方确认"),
    )
    for text, source, grounds in facts:
        fact = crisis.made(crisis.act("韩雪", RecordFact(incident=crisis.incident, text=text, source=source), 4))
        if grounds:
            crisis.act("韩雪", VerifyFact(fact=fact, grounds=grounds), 2)
    for text, why in (
        ("停止二号线生产，封存全部涉事批次", "批次尚未核清，继续生产风险不可控"),
        ("暂停全部定时发布（11 条）", "口径未统一，避免火上浇油"),
        ("所有门店无条件退款，不需要小票", "客服 12366 已积压 134 起退款诉求；法务确认不构成自认"),
    ):
        crisis.act("林越", RecordDecision(incident=crisis.incident, text=text, grounds=why), 3)
    crisis.act("林越", CompleteClock(incident=crisis.incident, clock=ClockName.BRIEF_TOP, note="已向董事长口头汇报"))


HOLDING = """关于“过期原料”视频的声明

今天上午，我们看到网友发布的视频，反映我司华东三厂使用过期原料。\
我们高度重视，已于 10:40 停止该生产线，封存相关批次，并请市场监管部门进场检查。

我们正在核实事实，今天 18:00 前公布第一批结果。消费者如有疑问，请致电 400-000-0000。

丰谷食品
2026 年 11 月 19 日"""
ENGLISH = """Statement on the “expired ingredients” video

This morning we saw a video that says our East China plant no. 3 used expired ingredients. \
We’ve stopped the line at 10:40, sealed the batches concerned, and asked the regulator to inspect the plant.

We don’t yet know everything. We’ll publish the first results by 18:00 today."""


def _hold(crisis: Crisis) -> None:
    incident = crisis.incident
    draft = DraftStatement(
        incident=incident, kind=StatementKind.HOLDING, text=HOLDING.replace("高度重视", "绝对负责")
    )
    statement = crisis.made(crisis.act("周宁", draft, 2))
    crisis.act("周宁", SubmitStatement(statement=statement))
    back = GiveVerdict(statement=statement, verdict=Verdict.RETURN, reason="“绝对”属绝对化用语，请改")
    crisis.act("陈屿", back, 4)
    crisis.act("周宁", EditStatement(statement=statement, text=HOLDING), 3)
    crisis.act("周宁", SubmitStatement(statement=statement))
    crisis.act("陈屿", GiveVerdict(statement=statement, verdict=Verdict.PASS, reason="无绝对化用语，事实均有来源"), 5)
    crisis.act("吴敏", GiveVerdict(statement=statement, verdict=Verdict.PASS), 2)
    crisis.act("林越", ApproveStatement(statement=statement), 1)
    crisis.act("周宁", ReleaseStatement(statement=statement, channel="微博", url="https://weibo.example/s/1"), 1)
    crisis.act("周宁", ReleaseStatement(statement=statement, channel="官网"), 1)
    english = DraftStatement(incident=incident, kind=StatementKind.HOLDING, language="en", text=ENGLISH)
    crisis.act("周宁", SubmitStatement(statement=crisis.made(crisis.act("周宁", english, 5))))


def _progress(crisis: Crisis) -> None:
    incident = crisis.incident
    crisis.act("林越", ChangeLevel(incident=incident, severity=Severity.I, reason="省级媒体跟进，监管介入"), 20)
    text = HOLDING.replace("的声明", "的进展通报").replace("第一批结果", "全部检测结果")
    draft = DraftStatement(incident=incident, kind=StatementKind.PROGRESS, text=text)
    statement = crisis.made(crisis.act("周宁", draft, 9))
    crisis.act("周宁", SubmitStatement(statement=statement), 3)
    crisis.act("陈屿", GiveVerdict(statement=statement, verdict=Verdict.PASS), 5)
    crisis.act("周宁", EditStatement(statement=statement, text=text + "\n\n（本通报随检测进展更新。）"), 3)
    other = crisis.people["吴敏"].person
    note = "早班结束；二号仓封存名单在共享盘，监管联系人王工"
    crisis.act("韩雪", HandOverDuty(incident=incident, role=Role.MONITOR, to=other, note=note), 4)


def _log(crisis: Crisis, entries: int) -> None:
    incident, voices, rng = crisis.incident, ("韩雪", "周宁", "陈屿", "吴敏"), random.Random(7)
    lines = (
        "微博热搜第 {n} 位，话题“过期原料”阅读 {m} 万；评论以退款与检测机构为主。",
        "客服：过去 10 分钟退款诉求 {n} 起，转人工等待 {m} 秒。",
        "新城晚报记者来电，问封存范围与第三方检测机构名单，答复截止 17:00。",
        "Call with the regulator: they want the batch list by 18:00 (contact no. {n}).",
        "经销商 {n} 家确认下架；未回复 {m} 家，继续催。",
    )
    crisis.act("韩雪", WriteLog(incident=incident, text=RARE, happened_at=START + timedelta(minutes=5)))
    crisis.act("吴敏", WriteLog(incident=incident, text=GIANT))
    while len(crisis.room.records) < entries + 6:
        text = rng.choice(lines).format(n=rng.randrange(1, 60), m=rng.randrange(100, 999))
        crisis.act(rng.choice(voices), WriteLog(incident=incident, text=text), 0.5)
    wrong = next(r.at.seq for r in crisis.room.records if r.entry.kind == "log.written")
    crisis.act("吴敏", CorrectEntry(entry=wrong, text="签字的是李喆一人", reason="核对签字页"))


def posts_around(start: datetime) -> MemoryPosts:
    """Some 900 posts from 20 h before `start` to 8 h after, with two quiet hours that are a gap."""
    rng, found = random.Random(3), []
    for minute in range(-20 * 60, 8 * 60):
        wave = math.exp(-(((minute - 60) / 110) ** 2))
        rate = 0.0 if -700 < minute < -560 else 0.2 + 2.6 * wave
        while rng.random() < rate / (1 + rate):
            time = start + minute * MINUTE + timedelta(seconds=rng.randrange(60))
            score = rng.uniform(-1, 0.9 - wave)
            found.append(Post(source="微博", posted_at=time, arrived_at=time, text="过期原料", sentiment=score))
    store = MemoryPosts()
    store.add(found)
    return store
