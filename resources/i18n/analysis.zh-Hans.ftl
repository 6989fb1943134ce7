# 分析面板、情绪词、情绪的解释与更正（ui/panes/analysis.py、ui/dialogs/mood_words.py、ui/dialogs/mood_choice.py）

## 面板

analysis-part-terms = 热词
analysis-part-asks = 问询与投诉
analysis-part-voices = 谁在说
analysis-part-types = 危机类型
analysis-range = 时间范围
analysis-range-incident = 本事件
analysis-range-1h = 1 小时
analysis-range-6h = 6 小时
analysis-range-24h = 24 小时
analysis-range-all = 全部
analysis-watch = 监测主题
analysis-every-post = 全部帖文
analysis-any-watch = 任何主题
analysis-again = R 重新分析
analysis-again-new = R 重新分析 · { $count } 条新帖文
analysis-again-about = 按此刻的帖文重新分析（R）。有新帖文时，每五分钟也会自动更新。
analysis-words = W 情绪词
analysis-words-about = 给本行业的词定情绪（W）
analysis-reading = 正在分析……
analysis-read = 截至 { $time } · 读了 { $read }/{ $all } 条
analysis-waiting = 正在分析
analysis-waiting-hint = 正在读帖文，数热词、问询与投诉。可以先做别的事。
analysis-nothing = 还没有帖文可分析
analysis-nothing-hint = 添加一个信息源或导入帖文之后，这里列出热词、大家在问什么、谁在说，以及可能的危机类型。
analysis-few = 这段时间只有 { $count } 条帖文
analysis-few-hint = 少于 { $least } 条，说不出什么。请换一段更长的时间，或换一个监测主题。
analysis-all-posts = 看全部时间
analysis-copied = 已复制，可以粘贴到表格或文档里。

## 热词

analysis-column-term = 热词
analysis-column-term-about = ⊖ ⊕ 是本身带情绪的词
analysis-column-count = 条数
analysis-column-count-about = 含这个词的帖文条数（在读过的帖文里）
analysis-column-before = 比之前
analysis-column-before-about = 是之前同样长一段时间的几倍
analysis-column-odds = 突出
analysis-column-odds-about = 与之前相比有多突出（对数几率比的标准分，越大越不像偶然）
analysis-column-mood = 情绪
analysis-column-mood-about = 含这个词的帖文的平均情绪
analysis-column-rising = 走向
analysis-column-rising-about = 最后四分之一时段每小时的条数，是前面的几倍
analysis-new = 新出现
analysis-term-spoken = { $term }：{ $count } 条，之前 { $before } 条，突出 { $odds }，情绪 { $mood }，走向 { $rising }
analysis-term-spoken-alone = { $term }：{ $count } 条，突出 { $odds }，情绪 { $mood }，走向 { $rising }
analysis-kind-word = 词
analysis-kind-phrase = 词组
analysis-kind-name = 关键词
analysis-push-negative = 本身是负面词
analysis-push-neutral = 定为中性的词
analysis-push-positive = 本身是正面词
analysis-picture-note = 长短是突出程度，数字和颜色是情绪
analysis-no-terms = 没有突出的词
analysis-no-terms-hint = 这段时间说的，与之前差不多。换一段时间再看。

## 问询与投诉

analysis-ask-question = 问
analysis-ask-complaint = 投诉
analysis-ask-demand = 要求
analysis-posts = { $count } 条
analysis-posts-negative = { $count } 条 · 负面 { $percent }%
analysis-voices-count = { $count } 人
analysis-newest = 最新 { $time }
analysis-quote = “{ $text }”
analysis-examples = 他们的原话
analysis-no-asks = 没有人在问，也没有人投诉
analysis-no-asks-hint = 问句、投诉和要求（“为什么”“退款”“没人管”）会按所问的事归在一起，列在这里。

## 谁在说

analysis-voices-all = 发声者 { $count } 人
analysis-verified = 已认证
analysis-by-reach = 按粉丝数
analysis-by-region = 按地区
analysis-by-source = 按信息源
analysis-band = { $reach }以上
analysis-band-least = 粉丝更少
analysis-loudest = 声音最大的
analysis-no-voices = 看不出是谁在说
analysis-no-voices-hint = 这段时间的帖文没有作者、地区或粉丝数。

## 危机类型

analysis-confidence = 把握 { $percent }%
analysis-reason = “{ $word }” { $count } 条
analysis-reason-share = 占帖文的 { $percent }%
analysis-no-types = 证据不足，不作建议
analysis-no-types-hint = 要有足够多的帖文指向同一类危机才会提示；宁可不说，不猜。
analysis-type-suggested = 从最近一天的帖文看，像是“{ $type }”：{ $confidence }。{ $reasons }
analysis-type-take = 采用
analysis-type-none = 最近一天的帖文不足以提示类型，请自行判断。

## 声明旁边

analysis-they-ask = 他们在问：
analysis-they-ask-one = { $subject } { $count }
analysis-they-ask-answered = ✓ { $subject } { $count }
analysis-they-ask-more = 还有 { $count } 项…
analysis-they-ask-tip = { $kind }：{ $subject }，{ $count } 条，{ $voices } 人。{ $standing }点按看原话。
analysis-they-ask-standing-yes = 草稿提到了。
analysis-they-ask-standing-no = 草稿还没有提到。

## 为什么是这个情绪

analysis-felt = { $mood } { $score }
analysis-felt-because = { $felt }：{ $pieces }
analysis-felt-nothing = 没有明显带情绪的字词
analysis-felt-unknown = 情绪未知：没有可读的文字，或既不是中文也不是英文
analysis-own-word = 情绪词“{ $word }”
analysis-first-post = 首条 { $felt }
analysis-machine = 程序判为 { $felt }
analysis-key-negative = 实线负面
analysis-key-positive = 虚线正面
analysis-key-word = 深底情绪词
analysis-give-mood = 给选中的词定情绪…（W）
analysis-give-mood-select = 选中一个词，可以给它定情绪

## 更正

analysis-correct-post = 更正这条帖文的情绪
analysis-correct-story = 更正整个话题簇的情绪（{ $count } 条）
analysis-correct-post-about = 记入日志。计数、走势和报告随之更新；这条帖文以后不再由程序改判。
analysis-correct-story-about = 记入日志。簇里现有的和以后并入的帖文都按此计；单独更正过的帖文除外。
analysis-back-to-machine = 交还程序判断
analysis-note = 说明
analysis-note-hint = 可以不填，例如：反话
analysis-story-felt = 平均 { $score }：负面 { $negative }、中性 { $neutral }、正面 { $positive }
analysis-choose-first = 先在列表里选中一行。
analysis-corrected = { $person }更正为{ $mood }
analysis-corrected-from = { $corrected }（原为 { $score }）
analysis-corrected-note = { $corrected }：{ $note }
analysis-corrected-done = 已更正为{ $mood }，并记入日志；计数和走势随后更新。
analysis-restored = 已交还程序判断，并记入日志。
analysis-undo = 撤销
analysis-undone = 已撤销，并记入日志。

## 情绪词

analysis-words-title = 情绪词
analysis-words-intro = 本行业里带情绪的词：“翻车”“塌房”、产品的外号。保存后马上起作用，已有的帖文会在后台重新判断；解释里会写明是情绪词。
analysis-words-empty = 还没有情绪词
analysis-words-empty-hint = 在下面写一个词，选定情绪，按 Enter 保存。右边可以先试一段文字。
analysis-words-new = 新词（Ctrl+N）
analysis-words-remove = 移除
analysis-words-save = 保存
analysis-words-saved = 已保存“{ $word }”，马上起作用。
analysis-words-removed = 已移除“{ $word }”。
analysis-word-word = 词
analysis-word-hint = 例如：翻车
analysis-word-mood = 情绪
analysis-word-strength = 分量
analysis-word-note = 备注
analysis-word-missing = 请写一个词。
analysis-strength-1 = 轻：推一把
analysis-strength-2 = 中：程序拿不准时由它定
analysis-strength-3 = 重：由它定
analysis-strength-short-1 = 轻
analysis-strength-short-2 = 中
analysis-strength-short-3 = 重
analysis-try = 试一段文字
analysis-try-hint = 粘贴一条帖文，看这些词加上之后情绪怎样变。
analysis-try-change = { $was } → { $now }
analysis-try-same = { $now }（没有变化）
