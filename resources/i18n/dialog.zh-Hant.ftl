# 視窗自己的對話框

dialog-reason = 理由
dialog-browse = 選擇…
dialog-passphrase = 口令
dialog-passphrase-again = 再輸一次
dialog-passphrase-short = 口令至少要八個字元。幾個不相干的詞連起來，好記也難猜。
dialog-passphrase-differs = 兩次輸入的口令不一樣。
dialog-strength-none = 至少八個字元；幾個不相干的詞連起來最好。
dialog-strength-0 = 太短
dialog-strength-1 = 還可能被猜中，再長一些更好
dialog-strength-2 = 足夠好

dialog-criteria-I = 全國性傳播，或涉及人身安全、監管介入、刑事責任；由最高管理層決定
dialog-criteria-II = 跨地區或跨平台傳播，主流媒體跟進，業務已受影響；由總指揮決定
dialog-criteria-III = 局部、單一平台，未見媒體跟進，可由值班人員處理
dialog-declare-title = 宣布危機事件
dialog-declare-about = 宣布之後五個時限同時開始計時，一切都記入日誌。
dialog-declare-name = 標題
dialog-declare-name-hint = 一句話：什麼事，涉及什麼
dialog-declare-type = 類型
dialog-declare-severity = 危機級別
dialog-declare-summary = 目前知道什麼（可以不填）
dialog-declare-summary-hint = 何時、何地、何人、何事；哪些已經核實，哪些還沒有
dialog-level-severity = 改為
dialog-level-now = 現在是{ $severity }。
dialog-level-reason-hint = 出現了什麼新情況
dialog-level-go = 更改級別
dialog-close-outcome = 結果
dialog-close-hint = 怎樣收場的，還留下什麼
dialog-close-go = 結案
dialog-close-about = 「{ $incident }」結案後，時限停止計時，職責到此為止。紀錄都留著，需要時可以重新開啟。
dialog-reopen-go = 重新開啟
dialog-reopen-about = 「{ $incident }」將繼續處理，未完成的時限接著計時。

dialog-sign-in-title = 誰在值守
dialog-sign-in-about = 不登入也可以看。要記錄、分派或蓋印，請先登入。
dialog-sign-in-person = 姓名
dialog-sign-in-go = 登入
dialog-sign-in-read = 只看不動
dialog-sign-in-leave = 離開並鎖定

dialog-person-name = 姓名
dialog-person-department = 部門
dialog-person-roles = 可擔任的職責
dialog-person-new = 登記新人
dialog-person-add = 登記
dialog-person-change = 儲存更改
dialog-person-retire = 停用
dialog-person-retire-about = { $person }停用後不能再登入和蓋印；做過的一切都留在日誌裡。
dialog-person-retired = { $person }（已停用）
dialog-person-kept = 已記入日誌。

dialog-settings-about = 立即生效，儲存在本資料夾中。
dialog-settings-hours = 貼文保留幾小時（被存證的一直在）
dialog-settings-gigabytes = 貼文最多占幾 GB
dialog-settings-days = 監測主題的計數保留幾天（前 45 天逐分鐘，之後逐小時）

dialog-report-title = 產生態勢報告
dialog-report-about = { $incident }
dialog-report-language = 報告語言
dialog-report-classification = 機密等級（印在頁眉和頁尾）
dialog-report-moment = 截至
dialog-report-past = 按過去某一刻的情形
dialog-report-file = 存為
dialog-report-go = 產生報告
dialog-report-needs-file = 請選擇報告存放的位置。
dialog-classification-internal = 內部資料
dialog-classification-confidential = 機密
dialog-classification-public = 可公開

dialog-import-title = 匯入結果
dialog-import-total = 新增 { $stored } 則貼文。同一則貼文來兩次，只存一份。
dialog-import-stored = 新增
dialog-import-file = 檔案
dialog-import-read = 讀到
dialog-import-same = 已有
dialog-import-rejected = 未收
dialog-import-line = 列
dialog-import-reason = 原因
dialog-import-columns = 欄位取自這些欄：{ $columns }
dialog-import-rejects = 有 { $count } 列沒有收下，下面列出 { $shown } 列。
dialog-import-save = 儲存未收清單…
dialog-import-save-name = 未收清單
