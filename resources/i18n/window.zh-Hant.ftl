# 主視窗、底欄、提示、命令面板、牆面大螢幕

window-name = 烽火
window-title = { $incident } · { $level } · { $room } · 烽火
window-title-quiet = { $room } · 烽火
window-comma = 、
window-cancel = 取消
window-close = 關閉
window-close-message = 關閉提示
window-close-pane = 收起這個面板
window-float = 成為獨立視窗，或收回
window-language = 語言
window-theme = 外觀
window-theme-dark = 深色
window-theme-light = 淺色

window-rail-perspective-commander = 指揮
window-rail-perspective-monitor = 監測
window-rail-perspective-writer = 撰稿
window-rail-perspective-legal = 法務
window-rail-pane-feed = 資訊
window-rail-pane-statement = 聲明
window-rail-pane-duties = 值班
window-rail-pane-clocks = 時限
window-rail-pane-timeline = 時間
window-rail-pane-sentiment = 走勢
window-rail-pane-evidence = 證據
window-rail-pane-sources = 來源
window-rail-pane-watches = 主題
window-rail-pane-analysis = 分析
window-rail-pane-beacon = 烽火
window-rail-palette = 命令
window-rail-menu = 選單
window-rail-help = 說明

window-foot-posts = 貼文 { $count } 則
window-foot-import = 上次匯入 { $time }
window-foot-no-import = 還沒有匯入過
window-foot-journal = 日誌 { $count } 條 · 鏈完整
window-foot-unread = 日誌 { $count } 條 · 鏈完整 · 其中 { $unread } 條要更新程式才能讀
window-foot-palette = Ctrl+K 命令

window-palette-hint = 找操作、事件、聲明、人員和貼文……
window-kind-incident = 危機事件
window-kind-statement = 聲明
window-statement = 聲明 { $number } · { $kind }

window-nobody-signed-in = 還沒有人登入。請先登入，再做這件事。
window-no-incident = 現在沒有危機事件。請先宣布一個。
window-demo-making = 正在建立示範：一場三十六小時的危機，約需幾秒……

window-choose-posts = 選擇要匯入的貼文檔案
window-post-files = 貼文檔案
window-all-files = 所有檔案
window-importing = 正在匯入 { $files }：已讀 { $read } 則，新增 { $stored } 則
window-reporting = 正在產生態勢報告
window-reporting-stage = 態勢報告：{ $stage }
window-report-made = 態勢報告已產生：{ $name }，{ $pages } 頁，SHA-256 { $sha256 }…
window-open-file = 開啟報告
window-open-folder = 開啟所在的資料夾
window-cancelling = 正在停止……
window-cancelled = 已停止。停止之前存下的貼文仍然保留。
window-report-cancelled = 已停止，沒有產生報告。
window-errand-busy = 還有一件事正在進行。請等它完成，或先停止它。
window-child-failed = 這件事沒有做成：另起的程式未能啟動或中途停止。請再試一次。
window-cannot-write = 寫不進 { $path }：{ $why }。請換一個位置再試。
window-written = 已寫入 { $path }

window-fault = 程式出了意外，這一步沒有完成；已存下的內容不受影響。報告（不含任何內容）在 { $path }
window-fault-unwritten = 程式出了意外，這一步沒有完成；已存下的內容不受影響。報告沒能寫下來。
window-crashed-before = 上次程式意外中斷。已存下的內容都在；如果反覆發生，請把 logs 資料夾裡的報告交給維護人員。

window-wall-done = ✓ { $time }
window-wall-stopped = 已停止
window-wall-decisions = 最近的決策
window-wall-no-decisions = 還沒有決策
window-sources-silent = 資訊來源沉默：{ $names }。沒有新貼文的時間比平常久；沒有資料不等於平靜。
window-silent-title = 資訊來源沉默：{ $names }
