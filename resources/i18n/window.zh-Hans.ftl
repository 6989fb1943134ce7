# 主窗口、底栏、提示、命令面板、墙面大屏

window-name = 烽火
window-title = { $incident } · { $level } · { $room } · 烽火
window-title-quiet = { $room } · 烽火
window-comma = 、
window-cancel = 取消
window-close = 关闭
window-close-message = 关闭提示
window-close-pane = 收起这个面板
window-float = 成为独立窗口，或收回
window-language = 语言
window-theme = 外观
window-theme-dark = 深色
window-theme-light = 浅色

window-rail-perspective-commander = 指挥
window-rail-perspective-monitor = 监测
window-rail-perspective-writer = 撰稿
window-rail-perspective-legal = 法务
window-rail-pane-feed = 信息
window-rail-pane-statement = 声明
window-rail-pane-duties = 值班
window-rail-pane-clocks = 时限
window-rail-pane-timeline = 时间
window-rail-pane-sentiment = 走势
window-rail-pane-evidence = 证据
window-rail-pane-sources = 信源
window-rail-pane-watches = 主题
window-rail-pane-analysis = 分析
window-rail-pane-beacon = 烽火
window-rail-palette = 命令
window-rail-menu = 菜单
window-rail-help = 帮助

window-foot-posts = 帖文 { $count } 条
window-foot-import = 上次导入 { $time }
window-foot-no-import = 还没有导入过
window-foot-journal = 日志 { $count } 条 · 链完整
window-foot-unread = 日志 { $count } 条 · 链完整 · 其中 { $unread } 条要更新程序才能读
window-foot-palette = Ctrl+K 命令

window-palette-hint = 找操作、事件、声明、人员和帖文……
window-kind-incident = 危机事件
window-kind-statement = 声明
window-statement = 声明 { $number } · { $kind }

window-nobody-signed-in = 还没有人登录。请先登录，再做这件事。
window-no-incident = 现在没有危机事件。请先宣布一个。
window-demo-making = 正在搭建演示：一场三十六小时的危机，约需几秒……

window-choose-posts = 选择要导入的帖文文件
window-post-files = 帖文文件
window-all-files = 所有文件
window-importing = 正在导入 { $files }：已读 { $read } 条，新增 { $stored } 条
window-reporting = 正在生成态势报告
window-reporting-stage = 态势报告：{ $stage }
window-report-made = 态势报告已生成：{ $name }，{ $pages } 页，SHA-256 { $sha256 }…
window-open-file = 打开报告
window-open-folder = 打开所在文件夹
window-cancelling = 正在停止……
window-cancelled = 已停止。停止之前存下的帖文仍然保留。
window-report-cancelled = 已停止，没有生成报告。
window-errand-busy = 还有一件事正在进行。请等它完成，或先停止它。
window-child-failed = 这件事没有做成：另起的程序未能启动或中途停止。请再试一次。
window-cannot-write = 写不进 { $path }：{ $why }。请换一个位置再试。
window-written = 已写入 { $path }

window-fault = 程序出了意外，这一步没有完成；已存下的内容不受影响。报告（不含任何内容）在 { $path }
window-fault-unwritten = 程序出了意外，这一步没有完成；已存下的内容不受影响。报告没能写下来。
window-crashed-before = 上次程序意外中断。已存下的内容都在；如果反复发生，请把 logs 文件夹里的报告交给维护人员。

window-wall-done = ✓ { $time }
window-wall-stopped = 已停止
window-wall-decisions = 最近的决策
window-wall-no-decisions = 还没有决策
window-sources-silent = 信息源沉默：{ $names }。没有新帖文的时间比平常久；没有数据不等于平静。
window-silent-title = 信息源沉默：{ $names }
