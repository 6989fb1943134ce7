# 各面板的文字

pane-feed = 預警與資訊流
pane-timeline = 時間線
pane-duties = 值班
pane-statement = 聲明
pane-sentiment = 情緒走勢
pane-clocks = 時限
pane-evidence = 證據
pane-sources = 資訊來源
pane-watches = 監測主題
pane-analysis = 分析
pane-beacon = 烽火

pane-cancel = 取消
pane-close-message = 關閉提示
pane-dialog-keys = Ctrl+Enter 確定 · Esc 取消
pane-reason = 理由
pane-optional = 可以不填
pane-past-read-only = 現在看的是過去某一刻的戰情室，只能看，不能改。請先回到此刻。
pane-sign-in-first = 還沒有人登入。請先登入，再記錄或簽署任何內容。
pane-span-days = { $days } 天 { $hours } 時
pane-span-hours = { $hours } 時 { $minutes } 分
pane-span-minutes = { $minutes } 分

## 資訊流

feed-search = 搜尋貼文（Ctrl+F）
feed-posts = 貼文
feed-alerts = 待處理的預警
feed-count = { $count } 則貼文
feed-empty = 還沒有貼文
feed-empty-hint = 新增一個資訊來源（有網址就行），或匯入一批貼文（CSV、試算表、JSON 或訂閱檔案），或開啟示範，看一場完整的危機。
feed-add-source = 新增資訊來源…
feed-import = 匯入貼文…
feed-demo = 開啟示範
feed-none-found = 沒有貼文含有「{ $words }」
feed-none-found-hint = 換一個詞再試；幾個詞之間用空格分開，表示都要出現。
feed-clear-search = 清除搜尋
feed-arrived = ↑ { $count }{ $more ->
    [yes] {" "}則以上新貼文
   *[no] {" "}則新貼文
 }
feed-repost = 轉發
feed-verified = 已認證
feed-reach = 粉絲 { $count }
feed-reach-large = 粉絲 { $count } 萬
feed-reach-largest = 粉絲 { $count } 億
feed-is-evidence = 已存證
feed-posted-at = { $time }（{ $zone }）
feed-why-negative = 情緒 { $score }：不高於 −{ $band }，計為負面
feed-why-neutral = 情緒 { $score }：在 ±{ $band } 之間，計為中性
feed-why-positive = 情緒 { $score }：不低於 +{ $band }，計為正面
feed-why-unknown = 情緒未知（{ $score }，±{ $band } 之間計為中性）
feed-raise-alert = 發出預警
feed-raise = 發出
feed-alert-from-post = 選取的貼文會隨預警一起寫入日誌，原貼文被刪也還在。
feed-alert-level = 預警等級
feed-alert-title = 預警的是什麼
feed-alert-reason-hint = 憑什麼判斷需要預警
feed-alert-open = 還沒人看到
feed-alert-linked = 已關聯「{ $incident }」
feed-alert-because = 理由：{ $reason }
feed-alert-no-post = （沒有附貼文）
feed-alert-raised-by = { $person } 於 { $time } 發出
feed-dismiss-alert = 解除預警
feed-dismiss = 解除
feed-link-alert = 關聯到危機事件
feed-link-incident = 危機事件
feed-link = 關聯
feed-needs-incident = 還沒有正在處理的危機事件。請先宣布事件。
feed-cite-post = 存為證據
feed-cite = 存證
feed-cite-preface = 貼文全文與它的 SHA-256 會寫入日誌，之後不會再變。
feed-cite-note = 說明

## 時間線

timeline-filter-all = 全部
timeline-filter-decisions = 決策
timeline-filter-statements = 聲明
timeline-filter-facts = 事實
timeline-filter-clocks = 時限
timeline-count = { $more ->
    [yes] 最近 { $count } 則
   *[no] { $count } 則
 }
timeline-write = 寫一則紀錄，按 Enter 存下
timeline-decision = 決策…
timeline-fact = 事實…
timeline-look-back = 回看
timeline-look-back-hint = 回看：依選取的那條紀錄，顯示當時的戰情室（B）
timeline-empty = 還沒有紀錄
timeline-empty-hint = 宣布危機事件之後，這裡記下每一件事：誰、什麼時候、憑什麼。
timeline-recorded-at = 記於 { $time }
timeline-corrected = 有更正
timeline-past = 當時：{ $time }（第 { $entry } 條紀錄，{ $zone }）· 唯讀
timeline-back-to-now = 回到此刻
timeline-moment = 回看的時刻
timeline-menu-verify = 核實這條事實…（V）
timeline-menu-correct = 更正這條紀錄…（C）
timeline-menu-look-back = 顯示當時的戰情室（B）
timeline-record = 記下
timeline-record-decision = 記下決策
timeline-decision-text = 決定了什麼
timeline-decision-grounds = 依據
timeline-grounds-hint = 憑哪些事實、哪條規定、誰的意見
timeline-record-fact = 記下事實
timeline-fact-preface = 新的事實一律是「待核實」，核實之後才算數。
timeline-fact-text = 事實
timeline-fact-source = 來源
timeline-fact-source-hint = 誰說的，或出自哪裡
timeline-verify-fact = 核實事實 #{ $number }
timeline-verify = 已核實
timeline-verify-grounds = 憑什麼確認屬實
timeline-correct-entry = 更正第 { $entry } 條紀錄
timeline-correct = 更正
timeline-correct-text = 應為

## 值班

duty-held = { $held }/{ $all } 當值
duty-empty = 還沒有危機事件
duty-empty-hint = 宣布事件之後，在這裡分派總指揮、監測、撰稿和法務。
duty-vacant-hint = 有資格的人可以先代行
duty-since = 當值 { $span }
duty-assign = 分派…
duty-hand-over = 交班…
duty-assign-go = 分派
duty-hand-over-go = 交班
duty-person = 由誰擔任
duty-person-choice = { $person }（{ $department }）
duty-assign-title = 分派{ $role }
duty-hand-over-title = { $role }交班（現任：{ $person }）
duty-note = 交班說明
duty-note-hint = 正在做的、答應過別人的、要留意的
duty-waits-commander = { $count } 件待批准
duty-waits-monitor = { $count } 則預警未確認
duty-waits-writer = { $count } 份聲明在手
duty-waits-legal = { $count } 件待審

## 時限

clock-summary = { $running } 個在走 · { $missed } 個錯過
clock-empty = 沒有在走的時限
clock-empty-hint = 宣布事件會同時啟動五個時限：團隊到位、彙報、首次聲明、進展、每日更新。
clock-due = 限 { $time }
clock-was-missed = ✕ 已錯過
clock-done-by = { $person }
clock-done = ✓ 已完成 { $time }
clock-done-late = ✓ 遲到完成 { $time }
clock-stopped = 已停止
clock-over = ✕ 已超 { $span }
clock-left = 餘 { $span }
clock-complete = 完成…
clock-complete-go = 完成
clock-complete-title = 完成「{ $clock }」
clock-note = 怎樣完成的
clock-note-hint = 例如：14:05 電話向董事長彙報

## 聲明

statement-which = 哪一份聲明
statement-name = 聲明 { $number } · { $kind } · { $language }
statement-hint = 作者 { $author } · 最後修改 { $editor }
statement-language = 語言
statement-language-zh-Hans = 簡體
statement-language-zh-Hant = 繁體
statement-language-en = 英文
statement-new = 新聲明
statement-new-button = 新聲明…
statement-new-preface = 誰起草，誰就是作者：作者不能審核或批准自己的聲明。
statement-kind = 種類
statement-begin = 開始起草
statement-begin-first = 起草初步聲明…
statement-declare = 宣布事件…
statement-placeholder = 在這裡寫。每次停筆都會自動存下。
statement-draft-text = 聲明草稿
statement-frozen-text = 已固定的聲明原文
statement-empty-no-incident = 還沒有危機事件
statement-empty-no-incident-hint = 宣布事件之後，在這裡起草、送審、批准並發布聲明。
statement-empty-none = 還沒有聲明
statement-empty-none-hint = 首次聲明限一小時內發布。先寫一份初步聲明：發生了什麼、正在做什麼、何時再通報。
statement-view-draft = 草稿
statement-view-review = 修訂版 { $revision } · 在審
statement-view-approved = 修訂版 { $revision } · 已批准
statement-view-void = ⊘ 修訂版 { $revision } · 已作廢
statement-weibo = 微博 { $count }/{ $limit }
statement-hidden = 第 { $line } 行第 { $column } 字看不見（{ $code }）
statement-saving-saved = 已存 { $time }
statement-saving-typed = 有改動，尚未存下…
statement-saving-sent = 正在存…
statement-saving-refused = ✕ 沒有存下
statement-saving-crossed = ✕ 與別人的改動相撞
statement-not-saved = 剛才的改動沒有存下，文字還在編輯區裡。{ $why }
statement-save-again = 再存一次
statement-keep-mine = 用我的文字
statement-take-theirs = 改用對方的文字
statement-mine-in-clipboard = 編輯區已換成另一份文字；你寫的、沒有存下的那份在剪貼簿裡，可以貼回來。
statement-submit = 提交審核
statement-pass = 通過…
statement-return = 退回…
statement-approve = 批准…
statement-release = 發布…
statement-edit = 修改…
statement-withdraw = 撤回…
statement-voids-review = 修訂版 { $revision } 正在審核。改動一個字，已有的審核意見就全部作廢，要重新提交。
statement-voids-approval = 修訂版 { $revision } 已經批准。改動一個字，批准與審核就全部作廢，要重新提交。
statement-edit-anyway = 仍要修改
statement-submitted-by = { $person } 提交於 { $time }
statement-hash = SHA-256 { $sha256 }
statement-void-since = { $time } 起作廢
statement-mark-approved = 已批准
statement-mark-reviewed = 在審
statement-compare = 與上一版對照
statement-copy = 複製原文
statement-seal-preface = { $person }將在下面這些文字上蓋印。改動一個字，印就失效。
statement-passphrase = 本人的口令
statement-pass-title = 審核通過聲明 { $number } 修訂版 { $revision }
statement-return-title = 退回聲明 { $number } 修訂版 { $revision }
statement-approve-title = 批准聲明 { $number } 修訂版 { $revision }
statement-seal-pass = 蓋印通過
statement-seal-return = 蓋印退回
statement-seal-approve = 蓋印批准
statement-return-hint = 哪一句、為什麼、怎樣改才可以
statement-release-title = 發布修訂版 { $revision }
statement-release-preface = 只有批准過的原文可以發布（SHA-256 { $sha256 }）。請先把原文發到渠道，再在這裡記下。
statement-channel = 渠道
statement-channel-hint = 例如：微博官方帳號、官網、媒體、內部
statement-url = 連結
statement-withdraw-title = 撤回聲明 { $number }
statement-withdraw-preface = 聲明會標為撤回，但不會刪除，日誌裡始終查得到。
statement-stage-draft = 起草
statement-stage-legal = 法務
statement-stage-second = 第二審核人
statement-stage-approval = 總指揮批准
statement-stage-release = 封印與發布
statement-progress-done = 完成
statement-progress-now = 輪到這一步
statement-progress-to-come = 未到
statement-progress-returned = 退回
statement-progress-void = 已作廢
statement-second-hint = 市場部之外的任何人
statement-reason = { $said }：{ $reason }
statement-next-draft = 下一步：寫完後提交審核（Ctrl+Enter），文字隨即固定。
statement-next-legal = 下一步：等法務和另一位審核人。
statement-next-second = 下一步：還要一位審核人，至少一位來自市場部之外。
statement-next-approval = 下一步：審核已齊，等總指揮批准。
statement-next-release = 下一步：原樣發布到各渠道，並在這裡記下。
statement-next-out = 已發布。要更正，請另起一份聲明。
statement-next-void = 文字在提交後改過，原有的印都已作廢。請重新提交審核。
statement-next-returned = { $person }退回了這一版：{ $reason }
statement-next-withdrawn = 已撤回：{ $reason }

## 情緒走勢

chart-empty = 還沒有可畫的貼文
chart-empty-hint = 匯入貼文之後，這裡依時間畫出數量與情緒，並標出級別變動和發布。
chart-range-incident = 本事件
chart-range-6h = 6 小時
chart-range-24h = 24 小時
chart-range-all = 全部
chart-step = 間隔
chart-step-auto = 自動間隔
chart-step-minute = 1 分鐘
chart-step-five = 5 分鐘
chart-step-quarter = 15 分鐘
chart-step-hour = 1 小時
chart-step-day = 1 天
chart-hint = 每 { $interval } · { $count } 則
chart-legend = { $mood } { $percent }%
chart-reading = { $start }–{ $end }：{ $total } 則，負面 { $negative }、中性 { $neutral }、正面 { $positive }
chart-spoken = 情緒走勢圖：共 { $total } 則，負面 { $negative }、中性 { $neutral }、正面 { $positive }。左右方向鍵逐格讀取數字。
chart-effect-none = 還沒有發布過聲明
chart-effect-too-few = 聲明 { $number } 後 { $length }只有 { $new } 則（之前 { $old } 則），還不足以判斷效果
chart-effect-lower = 聲明 { $number } 後 { $length }：負面 { $before }% → { $after }%，下降（{ $old } 則 → { $new } 則）
chart-effect-higher = 聲明 { $number } 後 { $length }：負面 { $before }% → { $after }%，上升（{ $old } 則 → { $new } 則）
chart-effect-unclear = 聲明 { $number } 後 { $length }：負面 { $before }% → { $after }%，沒有明顯變化（{ $old } 則 → { $new } 則）

## 證據

evidence-empty = 還沒有存證
evidence-empty-hint = 在資訊流中選取一則貼文，按 E 存證。原貼文被刪，這裡也還在。
evidence-count = { $count } 件
evidence-kept-by = { $person } { $time } 存證
evidence-hash = SHA-256 { $sha256 }
evidence-copy-hash = C 複製 SHA-256
