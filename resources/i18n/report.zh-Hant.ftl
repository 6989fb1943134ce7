# 態勢報告與情緒曲線的詞

## 情緒曲線

report-chart-empty = 這段時間裡沒有貼文
report-chart-gap = 無資料
report-chart-volume = 每 { $interval }的貼文數
report-chart-shares = 各情緒所占比例
report-chart-alt = 情緒走勢圖：{ $start } 至 { $end }，每 { $interval }一格，共 { $total } 則貼文，其中負面 { $negative }、中性 { $neutral }、正面 { $positive }。最高點在 { $peak }，{ $most } 則。直線標出級別變動、發布與錯過的時限。同樣的數字見情緒一節的表格。
report-minutes = { $count } 分鐘
report-hours = { $count } 小時
report-days = { $count } 天
report-mark-declared = 宣布事件
report-mark-raised = 升級
report-mark-lowered = 降級
report-mark-missed = 錯過：{ $clock }
report-mark-closed = 結案

## 時間與語言

report-zone = { $zone }（UTC{ $offset }）
report-percent = { $percent } %
report-list-separator = 、
report-language-zh-Hans = 簡體中文
report-language-zh-Hant = 繁體中文
report-language-en = 英文

## 首頁

report-classification = 內部資料
report-marking-demo = { $marking }·示範，非真實事件
report-document = 態勢報告·事件 { $number }·{ $title }
report-document-marked = 【{ $marking }】{ $document }
report-line = { $type }·{ $time } 由{ $person }宣布
report-page = 第 { $page } 頁，共 { $pages } 頁
report-foot = { $room }·截至 { $time } { $zone }
report-incident-open = 處理中
report-incident-closed = 已結案
report-front-more = 另有 { $count } 則，見後文
report-front-no-known = 還沒有核實的事實
report-front-no-unknown = 沒有待核實的說法
report-front-no-changes = 沒有變化
report-front-no-decisions = 還沒有決策
report-front-nothing-out = 還沒有對外發布任何文字
report-front-statement = 聲明 { $number }·{ $kind }·修訂版 { $revision }·{ $time } → { $channels }
report-trend = 自 { $since } 起共 { $count } 則貼文，負面占 { $share }；此前同樣長的時間裡共 { $earlier } 則，負面占 { $before }。
report-trend-first = 自 { $since } 起共 { $count } 則貼文，負面占 { $share }；此前同樣長的時間裡沒有貼文。
report-trend-none = 自 { $since } 起沒有貼文。

## 時限、事實、聲明與印

report-clock-done = 準時完成
report-clock-late = 遲 { $late } 完成
report-clock-missed = 已逾 { $late }
report-clock-running = 剩 { $left }
report-clock-stopped = 已停止
report-fact-verified = 已核實
report-fact-unverified = 待核實
report-statement-draft = 草稿
report-statement-review = 審核中
report-statement-returned = 已退回
report-statement-approved = 已批准
report-statement-released = 已發布
report-statement-withdrawn = 已撤回
report-statement-void = 已作廢
report-draft-note = 草稿裡有尚未提交的文字，最後由{ $person }於 { $time } 修改。
report-seal-approved = 批准
report-seal-holds = 簽名相符
report-seal-broken = 簽名不符
report-post-alert = { $level }「{ $title }」：{ $reason }

## 時間線的類別

report-subject-room = 戰情室
report-subject-person = 人員
report-subject-incident = 事件
report-subject-duty = 職責
report-subject-clock = 時限
report-subject-log = 紀錄
report-subject-fact = 事實
report-subject-decision = 決策
report-subject-entry = 更正
report-subject-post = 證據
report-subject-alert = 預警
report-subject-statement = 聲明
report-subject-other = 其他

## 說明

report-note-demo = 這是示範資料夾裡的演練，人物與事件都是虛構的。
report-note-unread = 日誌裡有 { $count } 則由較新的程式寫下的紀錄，本報告沒有包含它們。
report-note-no-posts = 資訊庫裡沒有貼文，因此沒有情緒走勢。
report-note-replaced = 有 { $count } 處字元無法印出，在內文中寫成方括號裡的編碼（{ $codes }）；附帶的 incident.json 保留原字元。
report-note-codes-more = { $codes } 等
report-attachment = 本報告的全部資料（JSON）

## 出錯時

report-no-fonts = 沒有找到可以嵌入報告的中文字型。請安裝思源黑體（Noto Sans CJK 或 Noto Sans TC；在 Debian 上是 fonts-noto-cjk），或用 FENGHUO_FONT_DIR 指出字型所在的資料夾。
report-out-is-folder = { $path } 是一個資料夾。請寫上報告的檔名，例如 sitrep.pdf。
report-no-such-folder = 沒有 { $path } 這個資料夾。請先建立它，或換一個地方。
report-out-not-writable = { $path } 不允許寫入。請換一個資料夾，或改它的權限。
report-disk-full = 磁碟已滿，報告沒有寫成：{ $path }。請騰出空間後再試。
report-not-written = 報告沒有寫成：{ $path }（{ $reason }）。請換一個地方再試。

## 做到哪一步

report-stage-figures = 正在畫圖
report-stage-typeset = 正在排版
report-stage-write = 正在寫入檔案
report-stage-done = 報告已完成

## 版面上的詞

report-word-title = 態勢報告
report-word-as-of = 截至
report-word-known = 已知（已核實）
report-word-unknown = 尚待核實
report-word-changed = 變化，自
report-word-decided = 決策
report-word-said-outside = 對外口徑
report-word-levels = 危機級別
report-word-clocks = 時限
report-word-facts = 事實
report-word-changes = 變化
report-word-duties = 職責
report-word-decisions = 決策
report-word-alerts = 預警
report-word-no-alerts = 沒有關聯到本事件的預警。
report-word-alert = 預警與理由
report-word-steps = 經過
report-word-stories = 話題簇
report-word-voices = 發聲者
report-word-mood = 情緒走勢
report-word-statements = 聲明與印
report-word-posts = 引用的貼文
report-word-timeline = 時間線
report-word-journal = 日誌與核對
report-word-number = 編號
report-word-time = 時間
report-word-level = 級別
report-word-by = 由誰
report-word-reason = 理由
report-word-clock = 時限
report-word-started = 起算
report-word-due = 應完成
report-word-state = 狀態
report-word-fact = 事實
report-word-source = 來源
report-word-grounds = 依據
report-word-role = 角色
report-word-person = 姓名
report-word-department = 部門
report-word-since = 自
report-word-note = 交接說明
report-word-decision = 決策
report-word-what = 內容
report-word-interval = 時段起點
report-word-total = 合計
report-word-negative = 負面
report-word-neutral = 中性
report-word-positive = 正面
report-word-negative-share = 負面占比
report-word-sum = 全部
report-word-partial = 時段未滿
report-word-mood-none = 沒有貼文資料。
report-word-revision = 修訂版
report-word-submitted = 提交
report-word-editor = 最後修改
report-word-sha256 = SHA-256
report-word-verdict = 意見
report-word-signature = 簽名
report-word-no-seals = 這一版還沒有印。
report-word-releases = 發布
report-word-channel = 渠道
report-word-link = 連結
report-word-voided = 此版已作廢，之後文字有改動
report-word-withdrawn = 撤回理由
report-word-seal-note = 這裡印出的是印的紀錄；有效力的是日誌裡的 Ed25519 簽名。「簽名相符」表示產生本報告時已用本人的公鑰核對過原文。
report-word-recorded = 紀錄時間
report-word-claimed = 稱發生於
report-word-who = 由誰
report-word-entry = 紀錄
report-word-posted = 發布
report-word-cited = 存證
report-word-not-intact = 文字與存證時的 SHA-256 不符
report-word-entries = 紀錄則數
report-word-head = 最後一則的雜湊值
report-word-device = 裝置指紋
report-word-journal-note = 日誌只增不改，每則都含前一則的雜湊值，並由裝置簽名。要核對本報告，請在原資料夾上執行 fenghuo verify，再與上面的則數、雜湊值和指紋對照。
report-word-notes = 說明
report-word-no-facts = 還沒有記錄事實。
report-word-no-decisions = 還沒有決策。
report-word-no-changes = 這段時間裡沒有變化。
report-word-no-statements = 還沒有起草聲明。
report-word-no-posts = 沒有引用貼文。
report-word-author-of = 撰稿
report-word-closed = 結案
report-word-attached = 完整資料附在本檔案中：
report-word-verified = 核實
report-word-text = 原文
report-word-seal-check = 核對
report-word-duty-vacant = 空缺
report-word-done = 完成
report-word-statement = 聲明
report-word-kind = 類別
