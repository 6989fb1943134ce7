# 战情室的词：角色、部门、级别、时限、拒绝的理由、时间线

role-commander = 总指挥
role-monitor = 监测
role-writer = 撰稿
role-legal = 法务
role-none = 无职责
duty-vacant = 空缺

department-executive = 管理层
department-pr = 公关
department-marketing = 市场
department-legal = 法务
department-technology = 技术
department-customer_service = 客服

severity-III = 三级（一般）
severity-II = 二级（较大）
severity-I = 一级（重大）

type-public_opinion = 舆论危机
type-data_security = 数据安全
type-rule_violation = 违规操作
type-brand_image = 品牌形象
type-product = 产品危机
type-operation = 运营危机

level-blue = 蓝色预警
level-yellow = 黄色预警
level-orange = 橙色预警
level-red = 红色预警

kind-holding = 初步声明
kind-progress = 进展通报
kind-final = 最终报告

verdict-pass = 通过
verdict-return = 退回

clock-convene = 团队到位
clock-brief_top = 向最高管理层汇报
clock-first_statement = 首次对外声明
clock-progress = 进展通报
clock-daily = 每日更新

mood-negative = 负面
mood-neutral = 中性
mood-positive = 正面
mood-unknown = 未知

program = 程序
list-or = { $one }或{ $other }

## 错误

error-wrong-passphrase = 口令不对，没有打开任何东西。请核对大小写和输入法后再试。
error-no-key-here = 这台电脑上没有{ $person }的密钥。请在建立此人的那台电脑上登录。
error-journal-broken = 日志在第 { $seq } 条记录处被改动或损坏，此后的内容不可信。请不要继续写入，用 fenghuo verify 查看详情，并从备份恢复。
error-journal-tail = 日志只剩 { $last } 条记录，但已知写到过第 { $known } 条：末尾被截去了。请从备份恢复。
error-journal-foreign = 这份日志不是由本资料夹的设备密钥写成的。请打开它原来的资料夹。

error-unknown-zone = 没有“{ $zone }”这个时区。请用 Asia/Shanghai 这样的名称。

status-drafting = 起草中
status-in_review = 审核中
status-returned = 已退回
status-void = 改动后作废，待重新提交
status-approved = 已批准，待发布
status-released = 已发布
status-withdrawn = 已撤回

## 拒绝

refusal-needs-reason = 请写明理由，时间线上要有据可查。
refusal-not-your-duty = { $person }现在不担任{ $roles }，不能这样做。请由担任{ $roles }的人来做，或先由总指挥分派职责。
refusal-seal-locked = 盖印需要本人的口令。请输入口令后再试。
refusal-room-founded = 这个战情室已经建立过了。

refusal-person-unknown = 没有“{ $person }”这个人。请用已登记的姓名。
refusal-person-retired = { $person }已停用，不能再参与。请换一个人，或重新登记。
refusal-person-needs-name = 请写上姓名。
refusal-person-name-taken = 已有同名的“{ $person }”。请加上部门或编号以便区分。
refusal-person-needs-passphrase = 请给新人设一个口令，他的印要用它来盖。
refusal-person-last-commander = { $person }是最后一个可任总指挥的人。请先登记另一位，再停用。
refusal-person-on-duty = { $person }正在“{ $incident }”中担任{ $role }。请先交班，再停用。

refusal-incident-unknown = 没有“{ $incident }”这个危机事件。
refusal-incident-closed = “{ $incident }”已经结案。要继续处理，请先重新开启。
refusal-incident-open = “{ $incident }”正在处理中，不需要重新开启。
refusal-incident-needs-title = 请给事件起一个标题。
refusal-incident-title-taken = “{ $incident }”已经宣布过，还没有结案。请在其中继续，或换一个标题。
refusal-incident-same-level = 级别已经是{ $severity }。请选择另一个级别。

refusal-duty-vacant = { $role }一职空缺，无从交班。请先分派。
refusal-duty-not-yours = { $role }由{ $person }担任，只有本人或总指挥可以交班。
refusal-duty-not-qualified = { $person }没有担任{ $role }的资格。请换人，或先在人员中加上这项资格。
refusal-duty-held-already = { $person }已经担任{ $role }。

refusal-clock-done = “{ $clock }”已经完成或停止，不再计时。

refusal-log-empty = 内容是空的，请写一句话。
refusal-log-needs-zone = 时间没有写明时区。请用 2026-11-22T14:05:00+08:00 这样的写法。
refusal-log-in-future = 时间在将来。记录只能写已经发生的事，请改正时间。
refusal-fact-unknown = 没有“{ $fact }”这条事实。
refusal-fact-verified = 事实 #{ $number } 已经核实过了。
refusal-entry-unknown = 没有第 { $entry } 条记录可以更正。请核对编号。

refusal-post-empty = 帖文没有正文，无法存证。
refusal-post-cited = 这条帖文已经存证在本事件中。

refusal-alert-unknown = 没有“{ $alert }”这条预警。
refusal-alert-acknowledged = { $person }已经看过“{ $alert }”。
refusal-alert-not-proposed = “{ $alert }”由{ $person }人工发出，无需确认；可以升级、降级或解除。
refusal-alert-confirmed = { $person }已经确认了“{ $alert }”。如要更改，请升级、降级或解除。
refusal-alert-level-moved = “{ $alert }”刚刚变为{ $level }。请再看一遍，然后决定。
refusal-alert-same-level = “{ $alert }”已经是{ $level }。
refusal-alert-linked = “{ $alert }”已经关联到“{ $incident }”。
refusal-alert-dismissed = “{ $alert }”已经解除。如仍有疑问，请另发一条预警。
refusal-alert-needs-title = 请写明预警的是什么。

refusal-mood-unknown = “未知”不能由人来定。请选择负面、中性或正面。
refusal-mood-needs-one = 请指明一条帖文（连同它的编号），或者一个话题簇，只能选其一。
refusal-mood-given = “{ $text }”已经由{ $person }定为{ $mood }。
refusal-mood-not-given = “{ $text }”的情绪没有人更正过，不需要撤回。
refusal-story-bad-key = “{ $key }”不是编号。话题簇和帖文的编号都是 32 位十六进制数字。
refusal-story-acknowledged = “{ $story }”从 { $since } 起由{ $person }负责。请先和{ $person }商量；要由你来，请选择“接替”。
refusal-story-yours = “{ $story }”已经由你负责。
refusal-story-nobodys = “{ $story }”没有人负责，不需要放下。
refusal-story-not-yours = “{ $story }”由{ $person }负责，只有本人或总指挥可以放下。要由你来，请选择“接替”。
refusal-story-muted = “{ $story }”已经由{ $person }静音（{ $reason }）。
refusal-story-not-muted = “{ $story }”没有静音，不需要取消。
refusal-story-linked = “{ $story }”已经关联到“{ $incident }”。如有需要，可以改为关联到另一个事件。
refusal-story-merged = “{ $story }”已经并入“{ $into }”。请在那里继续处理。
refusal-story-same = 这是同一个话题簇。请选择另一个。
refusal-story-needs-posts = 没有选中帖文。请至少选一条要拆出的帖文。
refusal-story-too-many-posts = 一次最多拆出 { $most } 条帖文，现在选了 { $posts } 条。请拆出较小的一部分。
refusal-story-founding-post = 选中的帖文里有“{ $story }”的首条，整个话题簇以它为名。请留下它，改为拆出其他帖文。

refusal-statement-unknown = 没有“{ $statement }”这份声明。
refusal-statement-withdrawn = 声明 { $number } 已经撤回。请另起一份。
refusal-statement-released = 声明 { $number } 已经发布，原文不能再改。请另起一份更正或进展通报。
refusal-edited-meanwhile = 在你编辑期间，{ $person }改过这份声明。请先看过新的文字，再改。
refusal-statement-unchanged = 文字没有变化。
refusal-submitted-already = 修订版 { $revision } 已经提交，正在审核。改动文字之后才能再次提交。
refusal-statement-empty = 声明是空的，没有可以提交的文字。
refusal-hidden-character = 第 { $line } 行第 { $column } 个字符（{ $code }）是看不见的字符，读者和审核人看到的可能不同。请删去后再提交。
refusal-not-submitted = 声明还没有提交审核。请先提交，把文字固定下来。
refusal-edited-since = 提交之后{ $person }又改了文字，原来的审核与批准都已作废。请重新提交审核。
refusal-other-text = 这不是正在审核的文字（其 SHA-256 以 { $sha256 } 开头）。请核对当前修订版后再试。
refusal-author-may-not-review = 作者不能审核自己的声明。请由另外两人审核。
refusal-author-may-not-approve = 作者不能批准自己的声明。请由另一位总指挥批准，或换人起草。
refusal-editor-may-not-review = 最后修改文字的人不能审核它。请由没有改过这一版的人审核。
refusal-editor-may-not-approve = 最后修改文字的人不能批准它。请由没有改过这一版的总指挥批准。
refusal-statement-approved = 这一版已经批准，不再接受审核意见。要改动，请编辑后重新提交。
refusal-statement-returned = { $person }退回了这一版：{ $reason }。请修改后重新提交，或请其改为通过。
refusal-legal-must-pass = 法务还没有通过这一版。请法务（{ $person }）审核通过。
refusal-two-reviewers = 作者之外只有 { $count } 人通过，至少要 { $needed } 人。请再请一人审核。
refusal-outside-marketing = 通过的人都来自市场部，至少要有一位其他部门的人。请再请一位市场部之外的人审核。
refusal-broken-seal = { $person }的印与文字不符，可能被伪造。不能放行；请用 fenghuo verify 检查，并重新审核。
refusal-not-approved = 这一版还没有总指挥的批准，不能发布。请先批准。
refusal-needs-channel = 请写明发布到哪个渠道。
refusal-released-there = 这份声明已经在“{ $channel }”发布过。请选择另一个渠道。

## 时间线

entry-room-founded = 建立战情室“{ $name }”
entry-person-added = 登记{ $person }（{ $department }）
entry-person-changed = 更改{ $person }的部门与资格
entry-person-retired = 停用{ $person }：{ $reason }
entry-incident-declared = 宣布事件：{ $title }（{ $severity }）
entry-incident-level_changed = 级别改为{ $severity }：{ $reason }
entry-incident-closed = 结案：{ $outcome }
entry-incident-reopened = 重新开启：{ $reason }
entry-duty-assigned = { $role }由{ $person }担任
entry-duty-handed_over = { $role }由{ $before }交给{ $person }：{ $note }
entry-clock-completed = 完成“{ $clock }”{ $note ->
    [none] {""}
   *[other] ：{ $note }
 }
entry-clock-missed = 时限错过：{ $clock }
entry-log-written = { $text }
entry-fact-recorded = 事实 #{ $number }：{ $text }（来源：{ $source }；待核实）
entry-fact-verified = 核实事实 #{ $number }：{ $text } → 已核实（{ $grounds }）
entry-decision-recorded = 决策：{ $text }（依据：{ $grounds }）
entry-entry-corrected = 更正第 { $entry } 条：{ $text }（{ $reason }）
entry-post-cited = 存证帖文：{ $author }“{ $text }”
entry-post = 帖文“{ $text }”
entry-mood-corrected = 更正{ $what }的情绪：{ $mood }{ $note ->
    [none] {""}
   *[other] （{ $note }）
 }
entry-mood-restored = 撤回对{ $what }情绪的更正（{ $mood }）
entry-alert-raised = 发出{ $level }：{ $title }（{ $reason }）
entry-alert-acknowledged = 已看到预警：{ $title }
entry-alert-proposed = 烽火提议{ $level }：{ $title }{ $why ->
    [none] {""}
   *[other] （{ $why }）
 }
entry-alert-rose = 烽火提议升为{ $level }：{ $title }{ $why ->
    [none] {""}
   *[other] （{ $why }）
 }
entry-alert-confirmed = 确认{ $level }：{ $title }{ $note ->
    [none] {""}
   *[other] （{ $note }）
 }
entry-alert-level_changed = { $way ->
    [up] 升级
   *[down] 降级
 }预警“{ $title }”：{ $before } → { $level }（{ $reason }）
entry-alert-escalated = { $level }“{ $title }”{ $minutes } 分钟无人确认，转报{ $to }
entry-alert-linked = 预警“{ $title }”关联到本事件
entry-alert-dismissed = 解除预警“{ $title }”：{ $reason }
entry-story = 话题簇“{ $text }”{ $posts ->
    [0] {""}
    [1] {""}
   *[other] （×{ $posts }）
 }
entry-story-acknowledged = 接手{ $story }{ $before ->
    [none] {""}
   *[other] （此前由{ $before }负责）
 }
entry-story-let_go = 放下{ $story }{ $before ->
    [none] {""}
   *[other] （此前由{ $before }负责）
 }
entry-story-muted = 静音{ $story }：{ $reason }
entry-story-unmuted = 取消静音{ $story }
entry-story-linked = 把{ $story }关联到事件“{ $incident }”{ $before ->
    [none] {""}
   *[other] （此前关联到“{ $before }”）
 }
entry-story-merged = { $story }并入{ $into }
entry-story-split = 从{ $story }拆出 { $count } 条帖文{ $reason ->
    [none] {""}
   *[other] ：{ $reason }
 }
entry-statement-drafted = 起草声明 { $number }（{ $kind }）
entry-statement-edited = 修改声明 { $number }
entry-statement-submitted = 提交声明 { $number } 修订版 { $revision }（SHA-256 { $sha256 }）
entry-statement-verdict-pass = 审核通过声明 { $number } 修订版 { $revision }
entry-statement-verdict-return = 退回声明 { $number } 修订版 { $revision }：{ $reason }
entry-statement-approved = 批准声明 { $number } 修订版 { $revision }（印 { $sha256 }）
entry-statement-released = 发布声明 { $number } → { $channel }（与批准原文一致）
entry-statement-withdrawn = 撤回声明 { $number }：{ $reason }
entry-newer = 由较新的程序写下的记录（{ $kind }），本机需要升级才能读
entry-now-corrected = { $text }【更正：{ $correction }】
