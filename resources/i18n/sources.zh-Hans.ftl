# 信息源面板，以及添加、修改信息源的对话框

## 状态

sources-is-paused = 不再采集；先前的帖文还在。
sources-is-new = 还没有采集过。
sources-is-silent = { $time } 起没有新帖文，已 { $span }；按它平常的节奏，不应超过 { $usual }。
sources-failures = { $sentence }（连续 { $count } 次）
sources-untold = 出错了，这个版本没有它的说明（{ $key }）。
sources-just-now = 刚刚
sources-ago-minutes = { $count } 分钟前
sources-ago-hours = { $count } 小时前
sources-ago-days = { $count } 天前
sources-very-soon = 马上
sources-ahead-minutes = { $count } 分钟后
sources-ahead-hours = { $count } 小时后
sources-ahead-days = { $count } 天后
sources-last = { $ago }取到
sources-next = { $ahead }再取
sources-rate = { $rate } 条/时
sources-stored = 共存下 { $count } 条
sources-for-watch = 监测主题：{ $watch }

## 面板

sources-count = { $count } 个信息源
sources-count-failing = { $count } 个出错
sources-count-silent = { $count } 个沉默
sources-count-paused = { $count } 个暂停
sources-collector-runs = 采集进程 ● 运行
sources-collector-stopped = 采集进程 ✕ 已停
sources-collector-dead = 采集进程已停：{ $time } 起没有动静（{ $span }）
sources-collector-dead-means = 这段时间没有任何新帖文进来。眼前的平静不说明外面平静。
sources-collector-never = 采集进程还没有运行过
sources-collector-never-means = 没有帖文会从这些信息源进来。眼前的平静不说明外面平静。
sources-alert = 发出预警
sources-alert-failing = 信息源“{ $name }”出错
sources-alert-silent = 信息源“{ $name }”沉默
sources-add = + 添加
sources-add-tip = 添加信息源（A）
sources-add-menu = 添加信息源…
sources-menu = 更多操作
sources-import-opml = 导入 OPML…
sources-export-opml = 导出 OPML…
sources-opml-files = OPML 文件
sources-imported = 已添加 { $count } 个信息源。
sources-imported-same = { $count } 个先前就有，没有重复添加。
sources-imported-rejected = { $count } 行没有添加：
sources-imported-line = 第 { $line } 行：{ $reason }
sources-exported = 已把 { $count } 个信息源写入 { $path }，不含任何口令和密钥。
sources-exported-without = 另有 { $count } 个没有订阅地址，不能写进 OPML。
sources-cannot-read = 无法读取 { $path }：{ $why }。
sources-key-test = T 测试
sources-key-stop = 停止测试
sources-key-pause = P 暂停
sources-key-resume = P 继续
sources-key-edit = ↵ 修改
sources-key-alert = R 发出预警
sources-key-remove = Del 移除
sources-testing = 正在测试：取一次看看，不会存下任何帖文…
sources-test-ok = ✓ 测试通过：读到 { $count } 条，用时 { $seconds } 秒
sources-test-nothing = ✓ 连得上，但现在没有帖文（用时 { $seconds } 秒）
sources-test-failed = ✕ 测试没有通过
sources-test-no-answer = 测试没有给出结果。请再试一次；如果一直这样，请在终端运行 fenghuo source test 查看原因。
sources-test-busy = 正在测试“{ $name }”，完了再试。
sources-removed = 已移除信息源“{ $name }”。它的帖文还在。
sources-remove = 移除
sources-remove-title = 移除信息源
sources-remove-about = 不再从“{ $name }”采集，它存下的口令和密钥会删除。已经进来的帖文不受影响。

## 还没有信息源

sources-empty = 还没有信息源
sources-empty-hint = 一分钟之内就能看到帖文：选一种开始。
sources-first-address = 贴一个网址
sources-first-address-about = 订阅源、普通网页（会找到它的订阅源）、Mastodon 标签、博主主页都行。
sources-first-preset = 选一个预设，填品牌名
sources-first-preset-about = 微博、知乎、B站、小红书、抖音、豆瓣、公众号、贴吧，经 RSSHub 读取。

## 添加与修改

sources-add-title = 添加信息源
sources-edit-title = 修改信息源
sources-go-on = 继续
sources-back = 上一步
sources-add-go = 添加
sources-save = 保存
sources-address = 地址
sources-address-example = 在这里粘贴网址、邮箱地址或文件夹路径
sources-address-hint = 网站的网址就够了，会找到它的订阅源。也可以输入品牌名，再在下面选预设。
sources-guess-feed = 会读取 { $host }：是订阅源就直接读；是网页，就找到它的订阅源。
sources-guess-imap = 这是一个邮箱：会从 { $host } 读取监测服务发来的提醒邮件，邮件留在原处。
sources-guess-folder = 这是一个文件夹：放进去的导出文件会自动读入，文件留在原处。
sources-guess-preset = 会用预设“{ $preset }”读取。
sources-guess-rsshub = 这是 RSSHub 实例 { $host } 上的一条路由：会按它的平台读出作者、转发和原帖。
sources-guess-mastodon-tag = 会跟进 { $host } 上的话题标签 #{ $tag }（Mastodon）。
sources-guess-mastodon = 会跟进 { $host } 的公共时间线（Mastodon）。
sources-guess-bluesky = 会在 Bluesky 上搜索“{ $words }”。
sources-guess-words = 这不是网址。在下面选一个预设，就用它来搜索这些字。
sources-as-feed = 当作普通网址
sources-presets = 预设（经 RSSHub）
sources-kinds = 其他方式
sources-field-optional = { $field }（可以不填）
sources-for-example = 例如 { $example }
sources-secret-kept = （已保存，留空则不变）
sources-secret-show = 显示
sources-choose-folder = 选择文件夹…
sources-name = 名称
sources-watch = 监测主题（可以不填）
sources-watch-example = 品牌、产品、人物或竞品
sources-every = 多久取一次
sources-every-usual = 按这一类的惯例（{ $minutes } 分钟）
sources-every-live = 保持连接，实时接收
sources-silent-after = 多久没有新帖文算沉默
sources-silent-usual = 按它平常的节奏
sources-minutes = {" "}分钟
sources-more = ▸ 更多设置
sources-less = ▾ 更多设置
sources-missing = 请填写“{ $field }”。
sources-there-already = 这个信息源已经有了，没有重复添加。
sources-webhook-made = “{ $name }”已可接收
sources-webhook-made-about = 采集进程运行时，这台电脑上的程序可以把帖文发到这里。先用下面这一行试试：
sources-webhook-line = 发送一条帖文的命令
sources-webhook-words = 这是一条测试帖文
sources-webhook-once = 令牌只在这里显示一次；之后它保存在系统钥匙串里，没有钥匙串时加密存在资料夹里。
sources-copy = 复制
sources-copied = 已复制。
