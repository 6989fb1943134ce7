# 态势报告与情绪曲线的词

## 情绪曲线

report-chart-empty = 这段时间里没有帖文
report-chart-gap = 无数据
report-chart-volume = 每 { $interval }的帖文数
report-chart-shares = 各情绪所占比例
report-chart-alt = 情绪走势图：{ $start } 至 { $end }，每 { $interval }一格，共 { $total } 条帖文，其中负面 { $negative }、中性 { $neutral }、正面 { $positive }。最高点在 { $peak }，{ $most } 条。竖线标出级别变动、发布与错过的时限。同样的数字见情绪一节的表格。
report-minutes = { $count } 分钟
report-hours = { $count } 小时
report-days = { $count } 天
report-mark-declared = 宣布事件
report-mark-raised = 升级
report-mark-lowered = 降级
report-mark-missed = 错过：{ $clock }
report-mark-closed = 结案

## 时间与语言

report-zone = { $zone }（UTC{ $offset }）
report-percent = { $percent } %
report-list-separator = 、
report-language-zh-Hans = 简体中文
report-language-zh-Hant = 繁体中文
report-language-en = 英文

## 首页

report-classification = 内部资料
report-marking-demo = { $marking }·演示，非真实事件
report-document = 态势报告·事件 { $number }·{ $title }
report-document-marked = 【{ $marking }】{ $document }
report-line = { $type }·{ $time } 由{ $person }宣布
report-page = 第 { $page } 页，共 { $pages } 页
report-foot = { $room }·截至 { $time } { $zone }
report-incident-open = 处理中
report-incident-closed = 已结案
report-front-more = 另有 { $count } 条，见后文
report-front-no-known = 还没有核实的事实
report-front-no-unknown = 没有待核实的说法
report-front-no-changes = 没有变化
report-front-no-decisions = 还没有决策
report-front-nothing-out = 还没有对外发布任何文字
report-front-statement = 声明 { $number }·{ $kind }·修订版 { $revision }·{ $time } → { $channels }
report-trend = 自 { $since } 起共 { $count } 条帖文，负面占 { $share }；此前同样长的时间里共 { $earlier } 条，负面占 { $before }。
report-trend-first = 自 { $since } 起共 { $count } 条帖文，负面占 { $share }；此前同样长的时间里没有帖文。
report-trend-none = 自 { $since } 起没有帖文。

## 时限、事实、声明与印

report-clock-done = 按时完成
report-clock-late = 迟 { $late } 完成
report-clock-missed = 已超 { $late }
report-clock-running = 余 { $left }
report-clock-stopped = 已停止
report-fact-verified = 已核实
report-fact-unverified = 待核实
report-statement-draft = 草稿
report-statement-review = 审核中
report-statement-returned = 已退回
report-statement-approved = 已批准
report-statement-released = 已发布
report-statement-withdrawn = 已撤回
report-statement-void = 已作废
report-draft-note = 草稿里有尚未提交的文字，最后由{ $person }于 { $time } 修改。
report-seal-approved = 批准
report-seal-holds = 签名相符
report-seal-broken = 签名不符
report-post-alert = { $level }“{ $title }”：{ $reason }

## 时间线的类别

report-subject-room = 战情室
report-subject-person = 人员
report-subject-incident = 事件
report-subject-duty = 职责
report-subject-clock = 时限
report-subject-log = 记录
report-subject-fact = 事实
report-subject-decision = 决策
report-subject-entry = 更正
report-subject-post = 证据
report-subject-alert = 预警
report-subject-statement = 声明
report-subject-other = 其他

## 说明

report-note-demo = 这是演示资料夹里的演练，人物与事件都是虚构的。
report-note-unread = 日志里有 { $count } 条由较新的程序写下的记录，本报告没有包含它们。
report-note-no-posts = 信息库里没有帖文，因此没有情绪走势。
report-note-replaced = 有 { $count } 处字符无法印出，在正文中写成方括号里的编码（{ $codes }）；附带的 incident.json 保留原字符。
report-note-codes-more = { $codes } 等
report-attachment = 本报告的全部数据（JSON）

## 出错时

report-no-fonts = 没有找到可以嵌入报告的中文字体。请安装思源黑体（Noto Sans CJK 或 Noto Sans SC；在 Debian 上是 fonts-noto-cjk），或用 FENGHUO_FONT_DIR 指出字体所在的文件夹。
report-out-is-folder = { $path } 是一个文件夹。请写上报告的文件名，例如 sitrep.pdf。
report-no-such-folder = 没有 { $path } 这个文件夹。请先建立它，或换一个地方。
report-out-not-writable = { $path } 不允许写入。请换一个文件夹，或改它的权限。
report-disk-full = 磁盘已满，报告没有写成：{ $path }。请腾出空间后再试。
report-not-written = 报告没有写成：{ $path }（{ $reason }）。请换一个地方再试。

## 做到哪一步

report-stage-figures = 正在画图
report-stage-typeset = 正在排版
report-stage-write = 正在写入文件
report-stage-done = 报告已完成

## 版面上的词

report-word-title = 态势报告
report-word-as-of = 截至
report-word-known = 已知（已核实）
report-word-unknown = 尚待核实
report-word-changed = 变化，自
report-word-decided = 决策
report-word-said-outside = 对外口径
report-word-levels = 危机级别
report-word-clocks = 时限
report-word-facts = 事实
report-word-changes = 变化
report-word-duties = 职责
report-word-decisions = 决策
report-word-alerts = 预警
report-word-no-alerts = 没有关联到本事件的预警。
report-word-alert = 预警与理由
report-word-steps = 经过
report-word-stories = 话题簇
report-word-voices = 发声者
report-word-mood = 情绪走势
report-word-statements = 声明与印
report-word-posts = 引用的帖文
report-word-timeline = 时间线
report-word-journal = 日志与核对
report-word-number = 编号
report-word-time = 时间
report-word-level = 级别
report-word-by = 由谁
report-word-reason = 理由
report-word-clock = 时限
report-word-started = 起算
report-word-due = 应完成
report-word-state = 状态
report-word-fact = 事实
report-word-source = 来源
report-word-grounds = 依据
report-word-role = 角色
report-word-person = 姓名
report-word-department = 部门
report-word-since = 自
report-word-note = 交接说明
report-word-decision = 决策
report-word-what = 内容
report-word-interval = 时段起点
report-word-total = 合计
report-word-negative = 负面
report-word-neutral = 中性
report-word-positive = 正面
report-word-negative-share = 负面占比
report-word-sum = 全部
report-word-partial = 时段未满
report-word-mood-none = 没有帖文数据。
report-word-revision = 修订版
report-word-submitted = 提交
report-word-editor = 最后修改
report-word-sha256 = SHA-256
report-word-verdict = 意见
report-word-signature = 签名
report-word-no-seals = 这一版还没有印。
report-word-releases = 发布
report-word-channel = 渠道
report-word-link = 链接
report-word-voided = 此版已作废，之后文字有改动
report-word-withdrawn = 撤回理由
report-word-seal-note = 这里印出的是印的记录；有效力的是日志里的 Ed25519 签名。“签名相符”表示生成本报告时已用本人的公钥核对过原文。
report-word-recorded = 记录时间
report-word-claimed = 称发生于
report-word-who = 由谁
report-word-entry = 记录
report-word-posted = 发布
report-word-cited = 存证
report-word-not-intact = 文字与存证时的 SHA-256 不符
report-word-entries = 记录条数
report-word-head = 最后一条的哈希
report-word-device = 设备指纹
report-word-journal-note = 日志只增不改，每条都含前一条的哈希，并由设备签名。要核对本报告，请在原资料夹上运行 fenghuo verify，再与上面的条数、哈希和指纹对照。
report-word-notes = 说明
report-word-no-facts = 还没有记录事实。
report-word-no-decisions = 还没有决策。
report-word-no-changes = 这段时间里没有变化。
report-word-no-statements = 还没有起草声明。
report-word-no-posts = 没有引用帖文。
report-word-author-of = 撰稿
report-word-closed = 结案
report-word-attached = 完整数据附在本文件中：
report-word-verified = 核实
report-word-text = 原文
report-word-seal-check = 核对
report-word-duty-vacant = 空缺
report-word-done = 完成
report-word-statement = 声明
report-word-kind = 类别
