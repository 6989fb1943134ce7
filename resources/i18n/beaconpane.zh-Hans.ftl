# 烽火面板、策略编辑器、回放

## 面板

beaconpane-calm = ○ 平静
beaconpane-gone = 已不再监测
beaconpane-name-gone = { $watch }（已不再监测）
beaconpane-since = { $time } 起
beaconpane-gap-now = 此刻没有采集，不知道是否平静
beaconpane-heard-nothing = 近 6 小时没有提及
beaconpane-heard = 近 6 小时 { $count } 条提及 · 负面 { $percent }%
beaconpane-unconfirmed = 未确认
beaconpane-confirmed = { $person } { $time } 确认
beaconpane-dismissed = { $person } { $time } 解除
beaconpane-seen = { $person } { $time } 已看到
beaconpane-proposed-at = { $time } { $said }
beaconpane-told = { $time } 转报{ $who }
beaconpane-burning = { $count }/{ $watches } 个主题有预警
beaconpane-all-calm = { $watches } 个主题，都平静
beaconpane-about-alert = { $level } · { $watch }：{ $why }
beaconpane-curve = 提及走势，左右键逐段读数
beaconpane-behind = 预警背后的话题簇、作者和经过
beaconpane-nothing-behind = 没有预警
beaconpane-nothing-behind-hint = 有预警时，这里列出话题簇、主要作者和经过。
beaconpane-stories = 话题簇（Enter 看帖文）
beaconpane-voices = 主要作者
beaconpane-steps = 经过
beaconpane-steps-last = 上一次的经过
beaconpane-first-at = { $time } 首发
beaconpane-story-gone = 这个话题簇的帖文已不在库里，改为显示该主题的帖文。
beaconpane-empty = 还没有监测主题
beaconpane-empty-hint = 烽火为每个监测主题守望：提及、负面占比、作者和扩散突然异于平时，就提议蓝、黄、橙、红四级预警，写明理由和数字，由人确认。
beaconpane-span-2h = 2 时
beaconpane-span-6h = 6 时
beaconpane-span-24h = 24 时
beaconpane-span-7d = 7 天
beaconpane-span-then = 提议时
beaconpane-legend-posts = 提及
beaconpane-legend-negative = 负面
beaconpane-legend-upper = 平时上限
beaconpane-reading = { $start }–{ $end } 提及 { $count }，负面 { $negative }；平时上限 { $upper }
beaconpane-reading-new = { $start }–{ $end } 提及 { $count }，负面 { $negative }；还不知道平时多少
beaconpane-reading-gap = { $start }–{ $end } 没有采集，不是零

## 决定

beaconpane-key-confirm = ↵ 确认
beaconpane-key-raise = + 升级
beaconpane-key-lower = − 降级
beaconpane-key-dismiss = X 解除
beaconpane-key-seen = A 已看到
beaconpane-key-link = L 关联事件
beaconpane-key-declare = D 宣布事件
beaconpane-level = 改为
beaconpane-raise = 升级
beaconpane-lower = 降级
beaconpane-raise-title = 升级预警
beaconpane-lower-title = 降级预警
beaconpane-raise-hint = 例如：当事人是未成年人，媒体已开始打电话
beaconpane-lower-hint = 例如：多为自家促销的转发
beaconpane-dismiss-hint = 例如：新品上市的热闹，不是危机。误报的理由会算进回放
beaconpane-nothing-to-decide = 这个主题没有预警可处理。
beaconpane-decided-already = 已经有人确认。可以升级、降级或解除。
beaconpane-highest = 已经是最高一级。
beaconpane-lowest = 已经是最低一级。若不是预警，请解除（X）。
beaconpane-is-confirmed = 已确认“{ $watch }”的{ $level }。
beaconpane-step-proposed = 烽火提议{ $level }
beaconpane-step-raised = { $person } 发出{ $level }
beaconpane-step-rose = 烽火提议升为{ $level }
beaconpane-step-confirmed = { $person } 确认{ $level }
beaconpane-step-changed = { $person } 改为{ $level }
beaconpane-step-dismissed = { $person } 解除{ $level }
beaconpane-step-escalated = { $level }无人确认，转报{ $to }
beaconpane-step-because = { $said }：{ $reason }
beaconpane-response-tell = 已通知{ $who }
beaconpane-response-then = 无人确认则每 { $minutes } 分钟转报一人：{ $who }
beaconpane-response-confirm = 须由{ $who }确认
beaconpane-response-playbook = 预案：{ $plan }

## 级别条和大屏

beaconpane-strip = 烽火
beaconpane-strip-calm = 平静
beaconpane-strip-more = { $level } { $watch }{ $more ->
    [0] {""}
   *[other] {" "}+{ $more }
 }
beaconpane-strip-tip = { $waiting } 条预警待确认，共 { $count } 条。按 Alt+- 打开烽火面板。
beaconpane-wall = { $level } { $watch } · { $time } 起 · { $standing }

## 策略编辑器

beaconpane-policy-open = P 策略
beaconpane-policy-tip = 自己的规则，各级预警通知谁（P）
beaconpane-policy-title = 预警策略
beaconpane-policy-about = 自动判断一直在守望；这里加自己的规则，级别取两者中最高的。改动先回放，看看会不会夜夜点火，再启用。
beaconpane-policy-rules = 规则
beaconpane-policy-responses = 各级响应
beaconpane-policy-empty = 还没有自定规则
beaconpane-policy-empty-hint = 例如：1 小时内提及 ≥ 50；至少 20 条里负面占比 > 30%；15 分钟扩散 3 倍；指定账号发帖。
beaconpane-policy-new = 新建规则
beaconpane-policy-remove = 移除规则
beaconpane-policy-undo = 撤销改动
beaconpane-policy-replay = 先回放
beaconpane-policy-on = 启用
beaconpane-policy-unchanged = 与现行策略相同。
beaconpane-policy-changed = 有改动，尚未启用。
beaconpane-policy-is-on = 新策略已启用，采集进程随即照此判断。
beaconpane-policy-throw-away = 放弃改动
beaconpane-policy-untried = 这些改动还没有回放过。再按一次“启用”就直接启用。
beaconpane-policy-new-name = 新规则
beaconpane-rule-off = 停用
beaconpane-rule-all-watches = 全部主题
beaconpane-rule-night = { $begins }–{ $ends }
beaconpane-field-name = 名称
beaconpane-field-level = 等级
beaconpane-field-measure = 指标
beaconpane-field-at_least = 达到
beaconpane-field-minutes = 时间窗（分钟）
beaconpane-field-sample = 样本至少
beaconpane-field-clear = 低于此值解除
beaconpane-field-cooldown = 冷却（分钟）
beaconpane-field-watches = 监测主题
beaconpane-field-region = 地区
beaconpane-field-accounts = 账号
beaconpane-field-days = 星期
beaconpane-field-times = 时段
beaconpane-field-note = 备注
beaconpane-field-on = 启用这条规则
beaconpane-hint-watches = 空为全部；用顿号分开
beaconpane-hint-accounts = 账号名，用顿号分开
beaconpane-hint-region = 空为不限
beaconpane-hint-clear = 空为达到值的七成
beaconpane-hint-times = 22:00-07:00，空为全天
beaconpane-unit-share = %
beaconpane-unit-times = 倍
beaconpane-unit-count = 条
beaconpane-unit-voices = 人
beaconpane-day-0 = 一
beaconpane-day-1 = 二
beaconpane-day-2 = 三
beaconpane-day-3 = 四
beaconpane-day-4 = 五
beaconpane-day-5 = 六
beaconpane-day-6 = 日
beaconpane-bad-number = “{ $field }”要填数字。
beaconpane-bad-times = 时段写成 22:00-07:00，或留空。
beaconpane-response-field-tell = 立刻通知
beaconpane-response-field-then = 无人确认再通知
beaconpane-response-field-minutes = 每隔（分钟）
beaconpane-response-field-who = 须由谁确认
beaconpane-response-field-playbook = 预案
beaconpane-response-anybody = 任何人
beaconpane-response-hint = 职责或姓名，用顿号分开
beaconpane-response-unknown = 没有叫“{ $who }”的职责或人。

## 回放

beaconpane-replay-open = R 回放
beaconpane-replay-tip = 用过去的日子试一套规则（R）
beaconpane-replay-title = 回放
beaconpane-replay-about = 把过去的日子，从第一分钟起，按现行策略和改动后的策略各走一遍：会点几次火、什么时候、为什么；其中哪些后来被人解除为误报。
beaconpane-replay-span-1 = 昨天起
beaconpane-replay-span-7 = 7 天
beaconpane-replay-span-28 = 28 天
beaconpane-replay-watch = 监测主题
beaconpane-replay-all = 全部
beaconpane-replay-until = 到
beaconpane-replay-file = 选文件…
beaconpane-replay-file-title = 要回放的文件：帖文，或逐段计数的表格
beaconpane-replay-from-file = 文件：{ $name }
beaconpane-replay-store = 回到库里的帖文
beaconpane-replay-running = 正在回放…
beaconpane-replay-old = 现行策略
beaconpane-replay-new = 改动后
beaconpane-replay-sum = { $fired } 次点火 · 其中 { $wrong } 次曾被解除为误报 · { $right } 次曾被确认
beaconpane-replay-none = 一次也不点火
beaconpane-replay-none-hint = 这段时间里，哪一级都没有达到。
beaconpane-replay-left-out = 没法在这段日子里试的规则：{ $rules }。按地区或账号的规则要看帖文本身，而更早的帖文已过保留期。
beaconpane-replay-hourly = 这段日子只存有逐小时的计数：自动判断按小时回放；规则要看逐分钟的计数，没有试行。
beaconpane-replay-nothing = 还没有可回放的日子
beaconpane-replay-nothing-hint = 收到一天以上的帖文之后再来，或选一个文件。
beaconpane-replay-was-false = 误报
beaconpane-replay-was-true = 属实
