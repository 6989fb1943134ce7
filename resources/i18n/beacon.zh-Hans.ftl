# The beacon: reasons, rules, policy, replay (app/warning, app/cli/beacon_commands.py)

## 理由

beacon-reason-surge = { $span }内 { $posts } 条，负面占 { $negative }%；平时 { $usual } 条，负面占 { $usual_negative }%{ $voices ->
    [0] {""}
   *[other] {" "}· { $voices } 个作者
 }
beacon-reason-slow = 慢慢升温：{ $span }内 { $posts } 条，负面占 { $negative }%；平时 { $usual } 条，负面占 { $usual_negative }%{ $voices ->
    [0] {""}
   *[other] {" "}· { $voices } 个作者
 }
beacon-reason-unusual = { $span }内 { $posts } 条，负面占 { $negative }%；平时 { $usual } 条{ $voices ->
    [0] {""}
   *[other] {" "}· { $voices } 个作者
 }
beacon-reason-volume = { $span }内 { $posts } 条；平时 { $usual } 条{ $voices ->
    [0] {""}
   *[other] {" "}· { $voices } 个作者
 }
beacon-reason-rule = 规则“{ $rule }”：{ $span }内 { $measured }，界限 { $limit }（{ $posts } 条）
beacon-reason-rule-measure = 规则“{ $rule }”：{ $span }内{ $measure } { $measured }，界限 { $limit }（{ $posts } 条）
beacon-reason-rule-share = 规则“{ $rule }”：{ $span }内 { $posts } 条，{ $measure } { $measured }，界限 { $limit }
beacon-proposal = { $level } · { $watch }：{ $reason }{ $others ->
    [0] {""}
   *[other] （另有 { $others } 个理由）
 }
beacon-proposal-bare = { $level } · { $watch }
beacon-span-minutes = { $count } 分钟
beacon-span-hours = { $count } 小时

## 规则

beacon-rule-asks = { $span }内{ $measure } ≥ { $limit }{ $sample ->
    [0] {""}
   *[other] （样本至少 { $sample } 条）
 }
beacon-rule-account = { $span }内{ $measure } ≥ { $limit }：{ $accounts }{ $sample ->
    [0] {""}
   *[other] （样本至少 { $sample } 条）
 }
beacon-measure-mentions = 提及
beacon-measure-negative = 负面提及
beacon-measure-negative_share = 负面占比
beacon-measure-speed = 扩散速度
beacon-measure-repost_share = 转发占比
beacon-measure-voices = 作者数
beacon-measure-complaints = 投诉
beacon-measure-reach = 触达粉丝
beacon-measure-account = 指定账号的帖文
beacon-amount = { $amount }
beacon-amount-share = { $amount }%
beacon-amount-times = { $amount } 倍

## 策略

beacon-policy-unreadable = 读不了 { $path }。请检查文件名和权限。
beacon-policy-damaged = { $path } 已损坏：{ $why }。请修好或移走它；在此之前沿用上次读到的策略。
beacon-policy-bad-line = { $path } 第 { $line } 行：{ $why }
beacon-bad-name = “{ $name }”不能作规则的名称。请用有文字、不超过 { $limit } 个字符的名称。
beacon-name-taken = 已有规则“{ $name }”。请换一个名称。
beacon-bad-share = “{ $name }”：占比要大于 0、不超过 1（0.3 即 30%）。
beacon-bad-amount = “{ $name }”：界限要大于 0。
beacon-bad-clear = “{ $name }”：解除值要大于 0，且不高于界限。
beacon-bad-window = “{ $name }”：时间窗为 1 到 { $limit } 分钟。
beacon-bad-rest = “{ $name }”：冷却时间为 0 到 { $limit } 分钟，样本数不小于 0。
beacon-bad-accounts = “{ $name }”：请至少写一个账号。
beacon-bad-timetable = “{ $name }”：星期为 0（周一）到 6；时间写成 08:30，起止都写或都不写，且不相同。
beacon-bad-minutes = { $level }：等待时间为 1 到 { $limit } 分钟。
beacon-response-twice = { $level }有两条响应。请只留一条。
beacon-no-rules = 还没有自定规则，只由自动判断点亮烽火。
beacon-unknown-rule = 没有规则“{ $name }”。已有：{ $names }
beacon-no-watches = 还没有看过任何监测主题。一有提及，采集就会开始看。
beacon-line-lit = { $level } · { $watch } · 自 { $since } · { $reason }
beacon-line-calm = { $watch } · 平静 · 已学习 { $hours } 小时
beacon-line-learning = { $watch } · 正在学习平时的样子：{ $hours }/24 小时；在此之前只有自定规则会点亮
beacon-line-rule = { $level } · { $name }：{ $asks }
beacon-line-response = { $level }：告知{ $tell }；{ $minutes } 分钟无人确认时转{ $then }；由{ $confirm }确认
beacon-anybody = 任何人
beacon-nobody = 无人
beacon-off = 停用
beacon-times = { $begins }–{ $ends }
beacon-day-0 = 周一
beacon-day-1 = 周二
beacon-day-2 = 周三
beacon-day-3 = 周四
beacon-day-4 = 周五
beacon-day-5 = 周六
beacon-day-6 = 周日

## 回放

beacon-replay-backwards = 回放的结束时间早于开始时间。
beacon-replay-long = 一次最多回放 { $days } 天。
beacon-replay-nothing = { $path } 里没有命中任何监测主题的内容。可用 --watch 指定一个，其中帖文就都算作它的。
beacon-replay-large = { $path } 超过 { $limit } MB。请拆成几份。
beacon-replayed = { $since } 至 { $until }，{ $watches } 个监测主题
beacon-side-today = 现行
beacon-side-changed = 试行
beacon-side-both = 现在
beacon-line-fired = [{ $side }] { $since } { $level } · { $watch } · { $at } 达到 · { $reason }
beacon-judged-right = 当时已确认
beacon-judged-false = 当时已解除
beacon-count = { $level } { $count }
beacon-sum = { $side }：{ $levels } · 误报 { $false }（每主题每周 { $rate }）
beacon-left-out = { $side }：以下规则无法在此试行：{ $names }
beacon-hourly = 这段时间只存有逐小时的计数：自动判断按小时回放；规则要看逐分钟的计数，没有试行。
