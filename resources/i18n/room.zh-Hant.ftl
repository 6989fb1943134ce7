# 戰情室的詞：角色、部門、級別、時限、拒絕的理由、時間線

role-commander = 總指揮
role-monitor = 監測
role-writer = 撰稿
role-legal = 法務
role-none = 無職責
duty-vacant = 空缺

department-executive = 管理層
department-pr = 公關
department-marketing = 市場
department-legal = 法務
department-technology = 技術
department-customer_service = 客服

severity-III = 三級（一般）
severity-II = 二級（較大）
severity-I = 一級（重大）

type-public_opinion = 輿論危機
type-data_security = 資料安全
type-rule_violation = 違規操作
type-brand_image = 品牌形象
type-product = 產品危機
type-operation = 運營危機

level-blue = 藍色預警
level-yellow = 黃色預警
level-orange = 橙色預警
level-red = 紅色預警

kind-holding = 初步聲明
kind-progress = 進展通報
kind-final = 最終報告

verdict-pass = 通過
verdict-return = 退回

clock-convene = 團隊到位
clock-brief_top = 向最高管理層彙報
clock-first_statement = 首次對外聲明
clock-progress = 進展通報
clock-daily = 每日更新

mood-negative = 負面
mood-neutral = 中性
mood-positive = 正面
mood-unknown = 未知

program = 程式
list-or = { $one }或{ $other }

## 錯誤

error-wrong-passphrase = 口令不對，沒有打開任何東西。請核對大小寫和輸入法後再試。
error-no-key-here = 這臺電腦上沒有{ $person }的金鑰。請在建立此人的那臺電腦上登入。
error-journal-broken = 日誌在第 { $seq } 條紀錄處被改動或損壞，此後的內容不可信。請不要繼續寫入，用 fenghuo verify 查看詳情，並從備份恢復。
error-journal-tail = 日誌只剩 { $last } 條紀錄，但已知寫到過第 { $known } 條：末尾被截去了。請從備份恢復。
error-journal-foreign = 這份日誌不是由本資料夾的設備金鑰寫成的。請打開它原來的資料夾。

error-unknown-zone = 沒有「{ $zone }」這個時區。請用 Asia/Shanghai 這樣的名稱。

status-drafting = 起草中
status-in_review = 審核中
status-returned = 已退回
status-void = 改動後作廢，待重新提交
status-approved = 已批准，待發布
status-released = 已發布
status-withdrawn = 已撤回

## 拒絕

refusal-needs-reason = 請寫明理由，時間線上要有據可查。
refusal-not-your-duty = { $person }現在不擔任{ $roles }，不能這樣做。請由擔任{ $roles }的人來做，或先由總指揮分派職責。
refusal-seal-locked = 蓋印需要本人的口令。請輸入口令後再試。
refusal-room-founded = 這個戰情室已經建立過了。

refusal-person-unknown = 沒有「{ $person }」這個人。請用已登記的姓名。
refusal-person-retired = { $person }已停用，不能再參與。請換一個人，或重新登記。
refusal-person-needs-name = 請寫上姓名。
refusal-person-name-taken = 已有同名的「{ $person }」。請加上部門或編號以便區分。
refusal-person-needs-passphrase = 請給新人設一個口令，他的印要用它來蓋。
refusal-person-last-commander = { $person }是最後一個可任總指揮的人。請先登記另一位，再停用。
refusal-person-on-duty = { $person }正在「{ $incident }」中擔任{ $role }。請先交班，再停用。

refusal-incident-unknown = 沒有「{ $incident }」這個危機事件。
refusal-incident-closed = 「{ $incident }」已經結案。要繼續處理，請先重新開啟。
refusal-incident-open = 「{ $incident }」正在處理中，不需要重新開啟。
refusal-incident-needs-title = 請給事件起一個標題。
refusal-incident-title-taken = 「{ $incident }」已經宣布過，還沒有結案。請在其中繼續，或換一個標題。
refusal-incident-same-level = 級別已經是{ $severity }。請選擇另一個級別。

refusal-duty-vacant = { $role }一職空缺，無從交班。請先分派。
refusal-duty-not-yours = { $role }由{ $person }擔任，只有本人或總指揮可以交班。
refusal-duty-not-qualified = { $person }沒有擔任{ $role }的資格。請換人，或先在人員中加上這項資格。
refusal-duty-held-already = { $person }已經擔任{ $role }。

refusal-clock-done = 「{ $clock }」已經完成或停止，不再計時。

refusal-log-empty = 內容是空的，請寫一句話。
refusal-log-needs-zone = 時間沒有寫明時區。請用 2026-11-22T14:05:00+08:00 這樣的寫法。
refusal-log-in-future = 時間在將來。紀錄只能寫已經發生的事，請改正時間。
refusal-fact-unknown = 沒有「{ $fact }」這條事實。
refusal-fact-verified = 事實 #{ $number } 已經核實過了。
refusal-entry-unknown = 沒有第 { $entry } 條紀錄可以更正。請核對編號。

refusal-post-empty = 貼文沒有正文，無法存證。
refusal-post-cited = 這條貼文已經存證在本事件中。

refusal-alert-unknown = 沒有「{ $alert }」這條預警。
refusal-alert-acknowledged = { $person }已經看過「{ $alert }」。
refusal-alert-not-proposed = 「{ $alert }」由{ $person }人工發出，無需確認；可以升級、降級或解除。
refusal-alert-confirmed = { $person }已經確認了「{ $alert }」。如要更改，請升級、降級或解除。
refusal-alert-level-moved = 「{ $alert }」剛剛變為{ $level }。請再看一遍，然後決定。
refusal-alert-same-level = 「{ $alert }」已經是{ $level }。
refusal-alert-linked = 「{ $alert }」已經關聯到「{ $incident }」。
refusal-alert-dismissed = 「{ $alert }」已經解除。如仍有疑問，請另發一條預警。
refusal-alert-needs-title = 請寫明預警的是什麼。

refusal-mood-unknown = 「未知」不能由人來定。請選擇負面、中性或正面。
refusal-mood-needs-one = 請指明一條貼文（連同它的編號），或者一個話題簇，只能選其一。
refusal-mood-given = 「{ $text }」已經由{ $person }定為{ $mood }。
refusal-mood-not-given = 「{ $text }」的情緒沒有人更正過，不需要撤回。
refusal-story-bad-key = 「{ $key }」不是編號。話題簇和貼文的編號都是 32 位十六進位數字。
refusal-story-acknowledged = 「{ $story }」從 { $since } 起由{ $person }負責。請先和{ $person }商量；要由你來，請選擇「接替」。
refusal-story-yours = 「{ $story }」已經由你負責。
refusal-story-nobodys = 「{ $story }」沒有人負責，不需要放下。
refusal-story-not-yours = 「{ $story }」由{ $person }負責，只有本人或總指揮可以放下。要由你來，請選擇「接替」。
refusal-story-muted = 「{ $story }」已經由{ $person }靜音（{ $reason }）。
refusal-story-not-muted = 「{ $story }」沒有靜音，不需要取消。
refusal-story-linked = 「{ $story }」已經關聯到「{ $incident }」。如有需要，可以改為關聯到另一個事件。
refusal-story-merged = 「{ $story }」已經併入「{ $into }」。請在那裡繼續處理。
refusal-story-same = 這是同一個話題簇。請選擇另一個。
refusal-story-needs-posts = 沒有選取貼文。請至少選一條要拆出的貼文。
refusal-story-too-many-posts = 一次最多拆出 { $most } 條貼文，現在選了 { $posts } 條。請拆出較小的一部分。
refusal-story-founding-post = 選取的貼文裡有「{ $story }」的首條，整個話題簇以它為名。請留下它，改為拆出其他貼文。

refusal-statement-unknown = 沒有「{ $statement }」這份聲明。
refusal-statement-withdrawn = 聲明 { $number } 已經撤回。請另起一份。
refusal-statement-released = 聲明 { $number } 已經發布，原文不能再改。請另起一份更正或進展通報。
refusal-edited-meanwhile = 在你編輯期間，{ $person }改過這份聲明。請先看過新的文字，再改。
refusal-statement-unchanged = 文字沒有變化。
refusal-submitted-already = 修訂版 { $revision } 已經提交，正在審核。改動文字之後才能再次提交。
refusal-statement-empty = 聲明是空的，沒有可以提交的文字。
refusal-hidden-character = 第 { $line } 行第 { $column } 個字元（{ $code }）是看不見的字元，讀者和審核人看到的可能不同。請刪去後再提交。
refusal-not-submitted = 聲明還沒有提交審核。請先提交，把文字固定下來。
refusal-edited-since = 提交之後{ $person }又改了文字，原來的審核與批准都已作廢。請重新提交審核。
refusal-other-text = 這不是正在審核的文字（其 SHA-256 以 { $sha256 } 開頭）。請核對當前修訂版後再試。
refusal-author-may-not-review = 作者不能審核自己的聲明。請由另外兩人審核。
refusal-author-may-not-approve = 作者不能批准自己的聲明。請由另一位總指揮批准，或換人起草。
refusal-editor-may-not-review = 最後修改文字的人不能審核它。請由沒有改過這一版的人審核。
refusal-editor-may-not-approve = 最後修改文字的人不能批准它。請由沒有改過這一版的總指揮批准。
refusal-statement-approved = 這一版已經批准，不再接受審核意見。要改動，請編輯後重新提交。
refusal-statement-returned = { $person }退回了這一版：{ $reason }。請修改後重新提交，或請其改為通過。
refusal-legal-must-pass = 法務還沒有通過這一版。請法務（{ $person }）審核通過。
refusal-two-reviewers = 作者之外只有 { $count } 人通過，至少要 { $needed } 人。請再請一人審核。
refusal-outside-marketing = 通過的人都來自市場部，至少要有一位其他部門的人。請再請一位市場部之外的人審核。
refusal-broken-seal = { $person }的印與文字不符，可能被偽造。不能放行；請用 fenghuo verify 檢查，並重新審核。
refusal-not-approved = 這一版還沒有總指揮的批准，不能發布。請先批准。
refusal-needs-channel = 請寫明發布到哪個渠道。
refusal-released-there = 這份聲明已經在「{ $channel }」發布過。請選擇另一個渠道。

## 時間線

entry-room-founded = 建立戰情室「{ $name }」
entry-person-added = 登記{ $person }（{ $department }）
entry-person-changed = 更改{ $person }的部門與資格
entry-person-retired = 停用{ $person }：{ $reason }
entry-incident-declared = 宣布事件：{ $title }（{ $severity }）
entry-incident-level_changed = 級別改為{ $severity }：{ $reason }
entry-incident-closed = 結案：{ $outcome }
entry-incident-reopened = 重新開啟：{ $reason }
entry-duty-assigned = { $role }由{ $person }擔任
entry-duty-handed_over = { $role }由{ $before }交給{ $person }：{ $note }
entry-clock-completed = 完成「{ $clock }」{ $note ->
    [none] {""}
   *[other] ：{ $note }
 }
entry-clock-missed = 時限錯過：{ $clock }
entry-log-written = { $text }
entry-fact-recorded = 事實 #{ $number }：{ $text }（來源：{ $source }；待核實）
entry-fact-verified = 核實事實 #{ $number }：{ $text } → 已核實（{ $grounds }）
entry-decision-recorded = 決策：{ $text }（依據：{ $grounds }）
entry-entry-corrected = 更正第 { $entry } 條：{ $text }（{ $reason }）
entry-post-cited = 存證貼文：{ $author }「{ $text }」
entry-post = 貼文「{ $text }」
entry-mood-corrected = 更正{ $what }的情緒：{ $mood }{ $note ->
    [none] {""}
   *[other] （{ $note }）
 }
entry-mood-restored = 撤回對{ $what }情緒的更正（{ $mood }）
entry-alert-raised = 發出{ $level }：{ $title }（{ $reason }）
entry-alert-acknowledged = 已看到預警：{ $title }
entry-alert-proposed = 烽火提議{ $level }：{ $title }{ $why ->
    [none] {""}
   *[other] （{ $why }）
 }
entry-alert-rose = 烽火提議升為{ $level }：{ $title }{ $why ->
    [none] {""}
   *[other] （{ $why }）
 }
entry-alert-confirmed = 確認{ $level }：{ $title }{ $note ->
    [none] {""}
   *[other] （{ $note }）
 }
entry-alert-level_changed = { $way ->
    [up] 升級
   *[down] 降級
 }預警「{ $title }」：{ $before } → { $level }（{ $reason }）
entry-alert-escalated = { $level }「{ $title }」{ $minutes } 分鐘無人確認，轉報{ $to }
entry-alert-linked = 預警「{ $title }」關聯到本事件
entry-alert-dismissed = 解除預警「{ $title }」：{ $reason }
entry-story = 話題簇「{ $text }」{ $posts ->
    [0] {""}
    [1] {""}
   *[other] （×{ $posts }）
 }
entry-story-acknowledged = 接手{ $story }{ $before ->
    [none] {""}
   *[other] （此前由{ $before }負責）
 }
entry-story-let_go = 放下{ $story }{ $before ->
    [none] {""}
   *[other] （此前由{ $before }負責）
 }
entry-story-muted = 靜音{ $story }：{ $reason }
entry-story-unmuted = 取消靜音{ $story }
entry-story-linked = 把{ $story }關聯到事件「{ $incident }」{ $before ->
    [none] {""}
   *[other] （此前關聯到「{ $before }」）
 }
entry-story-merged = { $story }併入{ $into }
entry-story-split = 從{ $story }拆出 { $count } 條貼文{ $reason ->
    [none] {""}
   *[other] ：{ $reason }
 }
entry-statement-drafted = 起草聲明 { $number }（{ $kind }）
entry-statement-edited = 修改聲明 { $number }
entry-statement-submitted = 提交聲明 { $number } 修訂版 { $revision }（SHA-256 { $sha256 }）
entry-statement-verdict-pass = 審核通過聲明 { $number } 修訂版 { $revision }
entry-statement-verdict-return = 退回聲明 { $number } 修訂版 { $revision }：{ $reason }
entry-statement-approved = 批准聲明 { $number } 修訂版 { $revision }（印 { $sha256 }）
entry-statement-released = 發布聲明 { $number } → { $channel }（與批准原文一致）
entry-statement-withdrawn = 撤回聲明 { $number }：{ $reason }
entry-newer = 由較新的程式寫下的紀錄（{ $kind }），本機需要升級才能讀
entry-now-corrected = { $text }【更正：{ $correction }】
