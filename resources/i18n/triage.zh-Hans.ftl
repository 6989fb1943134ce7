# 信息流里的处理：话题簇与帖文、筛选、常用搜索、单键（ui/panes/feed.py）

triage-view-stories = 话题簇
triage-view-posts = 帖文
triage-views = 按话题簇或按帖文看（V）
triage-back = ← 返回
triage-arrived = ↑ { $count }{ $more ->
    [yes] {" "}条以上新话题
   *[no] {" "}条新话题
 }
triage-arrived-key = 按 Home 键看最新的
triage-none-unseen = 往下没有未阅的了。按 Home 键回到最新的一行。

## 单键

triage-key-seen = S 已阅
triage-key-acknowledge = A 接手
triage-key-letgo = ⇧A 放手
triage-key-mute = M 静音
triage-key-unmute = M 取消静音
triage-key-link = L 关联事件
triage-key-cite = E 存证
triage-key-raise = R 升为预警
triage-key-mood = C 更正情绪
triage-key-merge = G 并入
triage-key-split = D 移出帖文
triage-key-dismiss = X 解除
triage-key-beacon = ↵ 看烽火
triage-take-over = A 接手

## 为何在此

triage-hit = 命中“{ $keyword }”（{ $how }）权重 { $weight }
triage-hit-so = { $how }
triage-hit-as = { $how }：“{ $found }”
triage-hit-source = 来自“{ $watch }”的信息源
triage-why = 优先级 { $points }：{ $parts }
triage-why-nothing = 优先级 { $points }：没有命中，也没有别的加分
triage-part = { $said } +{ $points }
triage-reposts = 转发 { $count }
triage-copies = 复制 { $count }
triage-first-at = 首发 { $time }（{ $zone }）
triage-taken-by = { $person } { $time } 接手
triage-linked = 已关联“{ $incident }”
triage-muted-because = { $person }静音：{ $reason }
triage-seen = 已阅
triage-since-seen = 阅后又来 { $count } 条

## 处理

triage-no-story = 这条帖文还没有归入任何话题簇，稍后再试。
triage-post-gone = 原帖文已过保存期限，这里只剩话题簇的摘要。
triage-open-first = 先按 Enter 打开话题簇，选中要移出的帖文（Shift+上下键可多选），再按 D。
triage-muted = 已静音，不再出现在信息流里；按 Shift+M 可以看到。
triage-mute-story = 静音此话题簇
triage-mute = 静音
triage-mute-preface = 所有人的信息流里都不再出现，直到有人取消静音。谁、为什么，会写进日志。
triage-mute-hint = 例如：与我们无关的促销
triage-link-story = 关联到危机事件
triage-merged = 已记入日志：两个话题簇合为一个。
triage-merge-story = 并入另一个话题簇
triage-merge = 并入
triage-merge-preface = “{ $story }”的帖文将归入选中的话题簇。
triage-merge-into = 并入哪一个
triage-merge-search = 搜索话题簇；上下键选择，回车并入
triage-merge-none = 没有找到话题簇
triage-split-story = 移出 { $count } 条帖文
triage-split = 移出
triage-split-preface = 选中的帖文会成为一个新的话题簇。
triage-split-done = 已记入日志：{ $count } 条帖文自成一个话题簇，稍后出现在列表里。

## 筛选

triage-filter = 筛选
triage-filter-key = 筛选（F）
triage-filters = 筛选条件
triage-chips = 正在生效的筛选
triage-drop = 点按去掉这个条件
triage-filter-time = 时间
triage-filter-since = 从什么时候起
triage-filter-source = 信息源
triage-filter-watch = 监测主题
triage-filter-mood = 情绪
triage-filter-region = 地区
triage-filter-author = 作者
triage-filter-order = 次序
triage-time-all = 全部时间
triage-time-hour = 近 1 小时
triage-time-day = 近 24 小时
triage-time-week = 近 7 天
triage-time-since = 从…起
triage-source = 信息源
triage-region = 地区
triage-author = 作者
triage-every-post = 全部帖文
triage-any-watch = 任何主题
triage-any-mood = 任何情绪
triage-mood-negative = 负面
triage-mood-neutral = 中性
triage-mood-positive = 正面
triage-mood-unknown = 未知
triage-order-newest = 最新在前
triage-order-reach = 影响大的在前
triage-order-priority = 优先级高的在前
triage-chip-since = { $time } 起
triage-chip-until = { $time } 止
triage-chip-source = 信息源 { $text }
triage-chip-region = 地区 { $text }
triage-chip-author = 作者 { $text }
triage-chip-muted = 已隐藏 { $count } 个静音话题
triage-chip-muted-shown = 正在显示 { $count } 个静音话题 ×
triage-no-watches = 还没有监测主题：设监测主题…

## 没有找到

triage-none-fit = 没有符合条件的帖文
triage-none-fit-hint = 换一个条件再试。
triage-none-but-muted = 只剩静音的话题簇；按 Shift+M 显示它们。
triage-none-drop = 去掉“{ $filter }”就有结果。
triage-clear-all = 清除全部条件
triage-none-drop-all = 单去掉一个条件还不够，请都清除再试。
triage-drop-this = 去掉“{ $filter }”

## 常用搜索

triage-searches = 常用搜索（Q）
triage-no-searches = 还没有常用搜索
triage-save-this = 保存当前搜索…（Ctrl+S）
triage-delete-search = 删除
triage-save-search = 保存搜索
triage-search-name = 名称
triage-search-kept = 词语和筛选条件都会保存；“近 1 小时”这类时间除外。
triage-search-replaced = 已有同名的搜索，保存后会换成现在这个。
triage-save = 保存
