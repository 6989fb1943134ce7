# 各面板的文字

pane-feed = 预警与信息流
pane-timeline = 时间线
pane-duties = 值班
pane-statement = 声明
pane-sentiment = 情绪走势
pane-clocks = 时限
pane-evidence = 证据
pane-sources = 信息源
pane-watches = 监测主题
pane-analysis = 分析
pane-beacon = 烽火

pane-cancel = 取消
pane-close-message = 关闭提示
pane-dialog-keys = Ctrl+Enter 确定 · Esc 取消
pane-reason = 理由
pane-optional = 可以不填
pane-past-read-only = 现在看的是过去某一刻的战情室，只能看，不能改。请先回到此刻。
pane-sign-in-first = 还没有人登录。请先登录，再记录或签署任何内容。
pane-span-days = { $days } 天 { $hours } 时
pane-span-hours = { $hours } 时 { $minutes } 分
pane-span-minutes = { $minutes } 分

## 信息流

feed-search = 搜索帖文（Ctrl+F）
feed-posts = 帖文
feed-alerts = 待处理的预警
feed-count = { $count } 条帖文
feed-empty = 还没有帖文
feed-empty-hint = 添加一个信息源（有网址就行），或导入一份帖文（CSV、表格、JSON 或订阅文件），或打开演示，看一场完整的危机。
feed-add-source = 添加信息源…
feed-import = 导入帖文…
feed-demo = 打开演示
feed-none-found = 没有帖文含有“{ $words }”
feed-none-found-hint = 换一个词再试；几个词之间用空格分开，表示都要出现。
feed-clear-search = 清除搜索
feed-arrived = ↑ { $count }{ $more ->
    [yes] {" "}条以上新帖文
   *[no] {" "}条新帖文
 }
feed-repost = 转发
feed-verified = 已认证
feed-reach = 粉丝 { $count }
feed-reach-large = 粉丝 { $count } 万
feed-reach-largest = 粉丝 { $count } 亿
feed-is-evidence = 已存证
feed-posted-at = { $time }（{ $zone }）
feed-why-negative = 情绪 { $score }：不高于 −{ $band }，计为负面
feed-why-neutral = 情绪 { $score }：在 ±{ $band } 之间，计为中性
feed-why-positive = 情绪 { $score }：不低于 +{ $band }，计为正面
feed-why-unknown = 情绪未知（{ $score }，±{ $band } 之间计为中性）
feed-raise-alert = 发出预警
feed-raise = 发出
feed-alert-from-post = 选中的帖文会随预警一起写入日志，原帖被删也还在。
feed-alert-level = 预警等级
feed-alert-title = 预警的是什么
feed-alert-reason-hint = 凭什么判断需要预警
feed-alert-open = 还没人看到
feed-alert-linked = 已关联“{ $incident }”
feed-alert-because = 理由：{ $reason }
feed-alert-no-post = （没有附帖文）
feed-alert-raised-by = { $person } 于 { $time } 发出
feed-dismiss-alert = 解除预警
feed-dismiss = 解除
feed-link-alert = 关联到危机事件
feed-link-incident = 危机事件
feed-link = 关联
feed-needs-incident = 还没有正在处理的危机事件。请先宣布事件。
feed-cite-post = 存为证据
feed-cite = 存证
feed-cite-preface = 帖文全文与它的 SHA-256 会写入日志，之后不会再变。
feed-cite-note = 说明

## 时间线

timeline-filter-all = 全部
timeline-filter-decisions = 决策
timeline-filter-statements = 声明
timeline-filter-facts = 事实
timeline-filter-clocks = 时限
timeline-count = { $more ->
    [yes] 最近 { $count } 条
   *[no] { $count } 条
 }
timeline-write = 写一条记录，回车存下
timeline-decision = 决策…
timeline-fact = 事实…
timeline-look-back = 回看
timeline-look-back-hint = 回看：按选中的那条记录，显示当时的战情室（B）
timeline-empty = 还没有记录
timeline-empty-hint = 宣布危机事件之后，这里记下每一件事：谁、什么时候、凭什么。
timeline-recorded-at = 记于 { $time }
timeline-corrected = 有更正
timeline-past = 当时：{ $time }（第 { $entry } 条记录，{ $zone }）· 只读
timeline-back-to-now = 回到此刻
timeline-moment = 回看的时刻
timeline-menu-verify = 核实这条事实…（V）
timeline-menu-correct = 更正这条记录…（C）
timeline-menu-look-back = 显示当时的战情室（B）
timeline-record = 记下
timeline-record-decision = 记下决策
timeline-decision-text = 决定了什么
timeline-decision-grounds = 依据
timeline-grounds-hint = 凭哪些事实、哪条规定、谁的意见
timeline-record-fact = 记下事实
timeline-fact-preface = 新的事实一律是“待核实”，核实之后才算数。
timeline-fact-text = 事实
timeline-fact-source = 来源
timeline-fact-source-hint = 谁说的，或出自哪里
timeline-verify-fact = 核实事实 #{ $number }
timeline-verify = 已核实
timeline-verify-grounds = 凭什么确认属实
timeline-correct-entry = 更正第 { $entry } 条记录
timeline-correct = 更正
timeline-correct-text = 应为

## 值班

duty-held = { $held }/{ $all } 在岗
duty-empty = 还没有危机事件
duty-empty-hint = 宣布事件之后，在这里分派总指挥、监测、撰稿和法务。
duty-vacant-hint = 有资格的人可以先代行
duty-since = 在岗 { $span }
duty-assign = 分派…
duty-hand-over = 交班…
duty-assign-go = 分派
duty-hand-over-go = 交班
duty-person = 由谁担任
duty-person-choice = { $person }（{ $department }）
duty-assign-title = 分派{ $role }
duty-hand-over-title = { $role }交班（现任：{ $person }）
duty-note = 交班说明
duty-note-hint = 正在做的、答应过别人的、要留意的
duty-waits-commander = { $count } 件待批准
duty-waits-monitor = { $count } 条预警未确认
duty-waits-writer = { $count } 份声明在手
duty-waits-legal = { $count } 件待审

## 时限

clock-summary = { $running } 个在走 · { $missed } 个错过
clock-empty = 没有在走的时限
clock-empty-hint = 宣布事件会同时启动五个时限：团队到位、汇报、首次声明、进展、每日更新。
clock-due = 限 { $time }
clock-was-missed = ✕ 已错过
clock-done-by = { $person }
clock-done = ✓ 已完成 { $time }
clock-done-late = ✓ 迟到完成 { $time }
clock-stopped = 已停止
clock-over = ✕ 已超 { $span }
clock-left = 余 { $span }
clock-complete = 完成…
clock-complete-go = 完成
clock-complete-title = 完成“{ $clock }”
clock-note = 怎样完成的
clock-note-hint = 例如：14:05 电话向董事长汇报

## 声明

statement-which = 哪一份声明
statement-name = 声明 { $number } · { $kind } · { $language }
statement-hint = 作者 { $author } · 最后修改 { $editor }
statement-language = 语言
statement-language-zh-Hans = 简体
statement-language-zh-Hant = 繁体
statement-language-en = 英文
statement-new = 新声明
statement-new-button = 新声明…
statement-new-preface = 谁起草，谁就是作者：作者不能审核或批准自己的声明。
statement-kind = 种类
statement-begin = 开始起草
statement-begin-first = 起草初步声明…
statement-declare = 宣布事件…
statement-placeholder = 在这里写。每次停笔都会自动存下。
statement-draft-text = 声明草稿
statement-frozen-text = 已固定的声明原文
statement-empty-no-incident = 还没有危机事件
statement-empty-no-incident-hint = 宣布事件之后，在这里起草、送审、批准并发布声明。
statement-empty-none = 还没有声明
statement-empty-none-hint = 首次声明限一小时内发布。先写一份初步声明：发生了什么、正在做什么、何时再通报。
statement-view-draft = 草稿
statement-view-review = 修订版 { $revision } · 在审
statement-view-approved = 修订版 { $revision } · 已批准
statement-view-void = ⊘ 修订版 { $revision } · 已作废
statement-weibo = 微博 { $count }/{ $limit }
statement-hidden = 第 { $line } 行第 { $column } 字看不见（{ $code }）
statement-saving-saved = 已存 { $time }
statement-saving-typed = 有改动，尚未存下…
statement-saving-sent = 正在存…
statement-saving-refused = ✕ 没有存下
statement-saving-crossed = ✕ 与别人的改动相撞
statement-not-saved = 刚才的改动没有存下，文字还在编辑区里。{ $why }
statement-save-again = 再存一次
statement-keep-mine = 用我的文字
statement-take-theirs = 改用对方的文字
statement-mine-in-clipboard = 编辑区已换成另一份文字；你写的、没有存下的那份在剪贴板里，可以粘贴回来。
statement-submit = 提交审核
statement-pass = 通过…
statement-return = 退回…
statement-approve = 批准…
statement-release = 发布…
statement-edit = 修改…
statement-withdraw = 撤回…
statement-voids-review = 修订版 { $revision } 正在审核。改动一个字，已有的审核意见就全部作废，要重新提交。
statement-voids-approval = 修订版 { $revision } 已经批准。改动一个字，批准与审核就全部作废，要重新提交。
statement-edit-anyway = 仍要修改
statement-submitted-by = { $person } 提交于 { $time }
statement-hash = SHA-256 { $sha256 }
statement-void-since = { $time } 起作废
statement-mark-approved = 已批准
statement-mark-reviewed = 在审
statement-compare = 与上一版对照
statement-copy = 复制原文
statement-seal-preface = { $person }将在下面这些文字上盖印。改动一个字，印就失效。
statement-passphrase = 本人的口令
statement-pass-title = 审核通过声明 { $number } 修订版 { $revision }
statement-return-title = 退回声明 { $number } 修订版 { $revision }
statement-approve-title = 批准声明 { $number } 修订版 { $revision }
statement-seal-pass = 盖印通过
statement-seal-return = 盖印退回
statement-seal-approve = 盖印批准
statement-return-hint = 哪一句、为什么、怎样改才可以
statement-release-title = 发布修订版 { $revision }
statement-release-preface = 只有批准过的原文可以发布（SHA-256 { $sha256 }）。请先把原文发到渠道，再在这里记下。
statement-channel = 渠道
statement-channel-hint = 例如：微博官方账号、官网、媒体、内部
statement-url = 链接
statement-withdraw-title = 撤回声明 { $number }
statement-withdraw-preface = 声明会标为撤回，但不会删除，日志里始终查得到。
statement-stage-draft = 起草
statement-stage-legal = 法务
statement-stage-second = 第二审核人
statement-stage-approval = 总指挥批准
statement-stage-release = 封印与发布
statement-progress-done = 完成
statement-progress-now = 轮到这一步
statement-progress-to-come = 未到
statement-progress-returned = 退回
statement-progress-void = 已作废
statement-second-hint = 市场部之外的任何人
statement-reason = { $said }：{ $reason }
statement-next-draft = 下一步：写完后提交审核（Ctrl+Enter），文字随即固定。
statement-next-legal = 下一步：等法务和另一位审核人。
statement-next-second = 下一步：还要一位审核人，至少一位来自市场部之外。
statement-next-approval = 下一步：审核已齐，等总指挥批准。
statement-next-release = 下一步：原样发布到各渠道，并在这里记下。
statement-next-out = 已发布。要更正，请另起一份声明。
statement-next-void = 文字在提交后改过，原有的印都已作废。请重新提交审核。
statement-next-returned = { $person }退回了这一版：{ $reason }
statement-next-withdrawn = 已撤回：{ $reason }

## 情绪走势

chart-empty = 还没有可画的帖文
chart-empty-hint = 导入帖文之后，这里按时间画出数量与情绪，并标出级别变动和发布。
chart-range-incident = 本事件
chart-range-6h = 6 小时
chart-range-24h = 24 小时
chart-range-all = 全部
chart-step = 间隔
chart-step-auto = 自动间隔
chart-step-minute = 1 分钟
chart-step-five = 5 分钟
chart-step-quarter = 15 分钟
chart-step-hour = 1 小时
chart-step-day = 1 天
chart-hint = 每 { $interval } · { $count } 条
chart-legend = { $mood } { $percent }%
chart-reading = { $start }–{ $end }：{ $total } 条，负面 { $negative }、中性 { $neutral }、正面 { $positive }
chart-spoken = 情绪走势图：共 { $total } 条，负面 { $negative }、中性 { $neutral }、正面 { $positive }。左右方向键逐格读数。
chart-effect-none = 还没有发布过声明
chart-effect-too-few = 声明 { $number } 后 { $length }只有 { $new } 条（之前 { $old } 条），还不足以判断效果
chart-effect-lower = 声明 { $number } 后 { $length }：负面 { $before }% → { $after }%，下降（{ $old } 条 → { $new } 条）
chart-effect-higher = 声明 { $number } 后 { $length }：负面 { $before }% → { $after }%，上升（{ $old } 条 → { $new } 条）
chart-effect-unclear = 声明 { $number } 后 { $length }：负面 { $before }% → { $after }%，没有明显变化（{ $old } 条 → { $new } 条）

## 证据

evidence-empty = 还没有存证
evidence-empty-hint = 在信息流中选中一条帖文，按 E 存证。原帖被删，这里也还在。
evidence-count = { $count } 件
evidence-kept-by = { $person } { $time } 存证
evidence-hash = SHA-256 { $sha256 }
evidence-copy-hash = C 复制 SHA-256
