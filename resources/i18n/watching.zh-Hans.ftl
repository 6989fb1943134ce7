# 监测主题面板、编辑器、优先级的设置

## 面板

watching-add = + 新建
watching-add-tip = 新建监测主题（N）
watching-new-watch = 新建监测主题
watching-empty = 还没有监测主题
watching-empty-hint = 监测主题是要盯住的品牌、人物、产品或竞品，连同认出它的关键词。命中的帖文会标出关键词，算进声量和预警。例如：“岁稔食品”，关键词一行一个：岁稔、换标签、过期原料 | 同音
watching-count = { $count } 个主题 · 近 24 小时
watching-mentions = { $count } 条提及
watching-share = 份额 { $share }%
watching-negative = 负面 { $share }%
watching-nothing-heard = 近 24 小时没有提及
watching-keywords = { $count } 个关键词
watching-faults = { $count } 行读不懂，没有计入
watching-faults-mark = ✕ { $count }
watching-warnings = { $count } 行要留意，仍然计入
watching-sound-on = 有声提醒
watching-sound-off = 不出声
watching-sound-mark = ♪
watching-voice = 声量份额：我方 { $ours }%（{ $our_count }）· 竞品 { $theirs }%（{ $their_count }）
watching-key-edit = ↵ 修改
watching-key-test = T 试词
watching-key-sound = S 出声提醒
watching-key-silence = S 不再出声
watching-key-remove = Del 移除
watching-saved = 已保存“{ $name }”。已有的帖文会在后台重新匹配。
watching-saved-without = 已保存“{ $name }”。其中 { $count } 行读不懂，没有计入，改正之后才生效。
watching-removed = 已移除“{ $name }”。它的帖文还在。
watching-remove = 移除
watching-remove-title = 移除监测主题
watching-remove-about = 移除“{ $name }”和它的全部关键词？帖文都留着，但不再算作它的提及；已写进日志的决定不变。

## 编辑器

watching-new-title = 新建监测主题
watching-edit-title = 修改监测主题
watching-name = 名称
watching-name-hint = 例如：岁稔食品
watching-name-missing = 请给监测主题起个名称。
watching-kind = 类别
watching-note = 备注
watching-note-hint = 可以不填
watching-sound = 有新话题簇时出声
watching-listen = 试听
watching-save = 保存
watching-unsaved = 有改动还没有保存。
watching-throw-away = 放弃改动
watching-rules = 关键词
watching-rules-how = 一行一个。+词 必含 · !词 排除 · "词组" · /正则/ · # 备注 · 空行或 [组名] 另起一组；同组里命中任一个词、且必含和排除都满足，才算命中。
watching-rules-example =
    岁稔
    换标签 | 权重 3
    # 易被谐音躲过的词，可放宽到同音
    过期原料 | 同音

    {"["}客服]
    退款
    +客服
    !招聘
watching-line-says = 第 { $line } 行：{ $said }
watching-next-problem = F8 下一处
watching-line-level = 这一行的匹配
watching-line-weight = 权重
watching-line-field = 在哪里找
watching-line-region = 只限地区
watching-line-note = 说明
watching-region-hint = 不限
watching-line-note-hint = 可以不填
watching-level-exact = 精确
watching-level-exact-about = 一字不差
watching-level-folded = 折叠（通常）
watching-level-folded-about = 不计全半角、大小写、繁简、标点和夹在字间的符号
watching-level-homophone = 同音
watching-level-homophone-about = 读音相同的字也算，词须满三个字
watching-level-edit = 差一字
watching-level-edit-about = 多、少、错一个字也算，词须满四个字
watching-short-exact = 精确
watching-short-folded = 折叠
watching-short-homophone = 同音
watching-short-edit = 差一字
watching-short-source = 信息源
watching-field-text = 正文
watching-field-author = 作者
watching-field-source = 来源
watching-part-tester = 试一段文字（Ctrl+T）
watching-part-catch = 过去 24 小时（Ctrl+G）

## 试词

watching-try = 要试的文字
watching-try-hint = 粘贴一段文字，看哪些关键词命中、为什么。
watching-try-author = 作者
watching-try-source = 来源
watching-try-region = 地区
watching-try-none = 没有一个关键词命中。
watching-try-matched = ✓ 命中
watching-try-almost = ◐ 差一点
watching-group = 第 { $number } 组
watching-group-named = 第 { $number } 组“{ $name }”
watching-hit-text = 第 { $line } 行 { $keyword }：{ $level } · 权重 { $weight } · 原文“{ $found }”
watching-hit-author = 第 { $line } 行 { $keyword }：{ $level } · 权重 { $weight } · 作者“{ $found }”
watching-hit-source = 第 { $line } 行 { $keyword }：{ $level } · 权重 { $weight } · 来源“{ $found }”
watching-hit-short = { $keyword }（{ $level }）
watching-try-missing = 缺必含词：{ $keyword }
watching-try-barred = 被排除词挡住：{ $keyword }
watching-try-lacks-plain = 没有命中任何一个普通的词

## 过去 24 小时

watching-catch = 过去 24 小时会抓到什么
watching-catch-stop = 停止
watching-catch-about = 用已存下的帖文试这些关键词，不会改动任何东西。
watching-catching = 正在比对过去 24 小时的帖文…
watching-catching-read = 正在比对过去 24 小时的帖文…已看 { $count } 条
watching-catch-stopped = 已停止。
watching-catch-busy = 上一次比对还没有停下，请稍候再试。
watching-catch-old = 关键词已经改动，下面是改动之前的结果。
watching-caught = 看了 { $looked_at } 条帖文，会抓到 { $caught } 条（{ $share }%）。
watching-caught-more = 另有 { $count } 个关键词，这里不列。
watching-caught-no-posts = 过去 24 小时没有帖文可以比对。
watching-caught-newest = 最新的 { $count } 条

## 优先级

watching-priority-about = 优先级说明哪个话题簇该先看。每一部分最多给多少分，由你定；各部分之和折算成 0 到 100。
watching-part-match-name = 关键词
watching-part-match-about = 命中的关键词权重越高，分越多
watching-part-reach-name = 传播面
watching-part-reach-about = 发声者中粉丝最多的有多少
watching-part-mood-name = 情绪
watching-part-mood-about = 负面占多少
watching-part-speed-name = 速度
watching-part-speed-about = 近 1 小时来了多少条，还在不在加快
watching-part-region-name = 本地
watching-part-region-about = 来自下面写的地区
watching-part-voices-name = 谁在说
watching-part-voices-about = 监管部门、媒体、认证账号
watching-home = 本地是哪些地区
watching-home-hint = 例如：上海、江苏
watching-priority-total = 合计最多 { $points } 分，折算成 100。
watching-priority-preview = 照这样排，最前面的 { $count } 个话题簇
watching-priority-none = 还没有帖文，没有可以排的。
watching-priority-reset = 恢复默认
watching-priority-open = 优先级…
