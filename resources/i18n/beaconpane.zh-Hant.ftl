# 烽火面板、策略編輯器、重播

## 面板

beaconpane-calm = ○ 平靜
beaconpane-gone = 已不再監測
beaconpane-name-gone = { $watch }（已不再監測）
beaconpane-since = { $time } 起
beaconpane-gap-now = 此刻沒有採集，不知道是否平靜
beaconpane-heard-nothing = 近 6 小時沒有提及
beaconpane-heard = 近 6 小時 { $count } 則提及 · 負面 { $percent }%
beaconpane-unconfirmed = 未確認
beaconpane-confirmed = { $person } { $time } 確認
beaconpane-dismissed = { $person } { $time } 解除
beaconpane-seen = { $person } { $time } 已看到
beaconpane-proposed-at = { $time } { $said }
beaconpane-told = { $time } 轉報{ $who }
beaconpane-burning = { $count }/{ $watches } 個主題有預警
beaconpane-all-calm = { $watches } 個主題，都平靜
beaconpane-about-alert = { $level } · { $watch }：{ $why }
beaconpane-curve = 提及走勢，左右鍵逐段讀數
beaconpane-behind = 預警背後的話題簇、作者和經過
beaconpane-nothing-behind = 沒有預警
beaconpane-nothing-behind-hint = 有預警時，這裡列出話題簇、主要作者和經過。
beaconpane-stories = 話題簇（Enter 看貼文）
beaconpane-voices = 主要作者
beaconpane-steps = 經過
beaconpane-steps-last = 上一次的經過
beaconpane-first-at = { $time } 首發
beaconpane-story-gone = 這個話題簇的貼文已不在庫裡，改為顯示該主題的貼文。
beaconpane-empty = 還沒有監測主題
beaconpane-empty-hint = 烽火為每個監測主題守望：提及、負面占比、作者和擴散突然異於平時，就提議藍、黃、橙、紅四級預警，寫明理由和數字，由人確認。
beaconpane-span-2h = 2 時
beaconpane-span-6h = 6 時
beaconpane-span-24h = 24 時
beaconpane-span-7d = 7 天
beaconpane-span-then = 提議時
beaconpane-legend-posts = 提及
beaconpane-legend-negative = 負面
beaconpane-legend-upper = 平時上限
beaconpane-reading = { $start }–{ $end } 提及 { $count }，負面 { $negative }；平時上限 { $upper }
beaconpane-reading-new = { $start }–{ $end } 提及 { $count }，負面 { $negative }；還不知道平時多少
beaconpane-reading-gap = { $start }–{ $end } 沒有採集，不是零

## 決定

beaconpane-key-confirm = ↵ 確認
beaconpane-key-raise = + 升級
beaconpane-key-lower = − 降級
beaconpane-key-dismiss = X 解除
beaconpane-key-seen = A 已看到
beaconpane-key-link = L 關聯事件
beaconpane-key-declare = D 宣布事件
beaconpane-level = 改為
beaconpane-raise = 升級
beaconpane-lower = 降級
beaconpane-raise-title = 升級預警
beaconpane-lower-title = 降級預警
beaconpane-raise-hint = 例如：當事人是未成年人，媒體已開始打電話
beaconpane-lower-hint = 例如：多為自家促銷的轉發
beaconpane-dismiss-hint = 例如：新品上市的熱鬧，不是危機。誤報的理由會算進重播
beaconpane-nothing-to-decide = 這個主題沒有預警可處理。
beaconpane-decided-already = 已經有人確認。可以升級、降級或解除。
beaconpane-highest = 已經是最高一級。
beaconpane-lowest = 已經是最低一級。若不是預警，請解除（X）。
beaconpane-is-confirmed = 已確認「{ $watch }」的{ $level }。
beaconpane-step-proposed = 烽火提議{ $level }
beaconpane-step-raised = { $person } 發出{ $level }
beaconpane-step-rose = 烽火提議升為{ $level }
beaconpane-step-confirmed = { $person } 確認{ $level }
beaconpane-step-changed = { $person } 改為{ $level }
beaconpane-step-dismissed = { $person } 解除{ $level }
beaconpane-step-escalated = { $level }無人確認，轉報{ $to }
beaconpane-step-because = { $said }：{ $reason }
beaconpane-response-tell = 已通知{ $who }
beaconpane-response-then = 無人確認則每 { $minutes } 分鐘轉報一人：{ $who }
beaconpane-response-confirm = 須由{ $who }確認
beaconpane-response-playbook = 預案：{ $plan }

## 級別條和大螢幕

beaconpane-strip = 烽火
beaconpane-strip-calm = 平靜
beaconpane-strip-more = { $level } { $watch }{ $more ->
    [0] {""}
   *[other] {" "}+{ $more }
 }
beaconpane-strip-tip = { $waiting } 則預警待確認，共 { $count } 條。按 Alt+- 開啟烽火面板。
beaconpane-wall = { $level } { $watch } · { $time } 起 · { $standing }

## 策略編輯器

beaconpane-policy-open = P 策略
beaconpane-policy-tip = 自己的規則，各級預警通知誰（P）
beaconpane-policy-title = 預警策略
beaconpane-policy-about = 自動判斷一直在守望；這裡加自己的規則，級別取兩者中最高的。改動先重播，看看會不會夜夜點火，再啟用。
beaconpane-policy-rules = 規則
beaconpane-policy-responses = 各級響應
beaconpane-policy-empty = 還沒有自定規則
beaconpane-policy-empty-hint = 例如：1 小時內提及 ≥ 50；至少 20 則裡負面占比 > 30%；15 分鐘擴散 3 倍；指定帳號發帖。
beaconpane-policy-new = 新增規則
beaconpane-policy-remove = 移除規則
beaconpane-policy-undo = 復原改動
beaconpane-policy-replay = 先重播
beaconpane-policy-on = 啟用
beaconpane-policy-unchanged = 與現行策略相同。
beaconpane-policy-changed = 有改動，尚未啟用。
beaconpane-policy-is-on = 新策略已啟用，採集程式隨即照此判斷。
beaconpane-policy-throw-away = 放棄改動
beaconpane-policy-untried = 這些改動還沒有重播過。再按一次「啟用」就直接啟用。
beaconpane-policy-new-name = 新規則
beaconpane-rule-off = 停用
beaconpane-rule-all-watches = 全部主題
beaconpane-rule-night = { $begins }–{ $ends }
beaconpane-field-name = 名稱
beaconpane-field-level = 等級
beaconpane-field-measure = 指標
beaconpane-field-at_least = 達到
beaconpane-field-minutes = 時間窗（分鐘）
beaconpane-field-sample = 樣本至少
beaconpane-field-clear = 低於此值解除
beaconpane-field-cooldown = 冷卻（分鐘）
beaconpane-field-watches = 監測主題
beaconpane-field-region = 地區
beaconpane-field-accounts = 帳號
beaconpane-field-days = 星期
beaconpane-field-times = 時段
beaconpane-field-note = 備註
beaconpane-field-on = 啟用這條規則
beaconpane-hint-watches = 空為全部；用頓號分開
beaconpane-hint-accounts = 帳號名，用頓號分開
beaconpane-hint-region = 空為不限
beaconpane-hint-clear = 空為達到值的七成
beaconpane-hint-times = 22:00-07:00，空為全天
beaconpane-unit-share = %
beaconpane-unit-times = 倍
beaconpane-unit-count = 則
beaconpane-unit-voices = 人
beaconpane-day-0 = 一
beaconpane-day-1 = 二
beaconpane-day-2 = 三
beaconpane-day-3 = 四
beaconpane-day-4 = 五
beaconpane-day-5 = 六
beaconpane-day-6 = 日
beaconpane-bad-number = 「{ $field }」要填數字。
beaconpane-bad-times = 時段寫成 22:00-07:00，或留空。
beaconpane-response-field-tell = 立刻通知
beaconpane-response-field-then = 無人確認再通知
beaconpane-response-field-minutes = 每隔（分鐘）
beaconpane-response-field-who = 須由誰確認
beaconpane-response-field-playbook = 預案
beaconpane-response-anybody = 任何人
beaconpane-response-hint = 職責或姓名，用頓號分開
beaconpane-response-unknown = 沒有叫「{ $who }」的職責或人。

## 重播

beaconpane-replay-open = R 重播
beaconpane-replay-tip = 用過去的日子試一套規則（R）
beaconpane-replay-title = 重播
beaconpane-replay-about = 把過去的日子，從第一分鐘起，按現行策略和改動後的策略各走一遍：會點幾次火、什麼時候、為什麼；其中哪些後來被人解除為誤報。
beaconpane-replay-span-1 = 昨天起
beaconpane-replay-span-7 = 7 天
beaconpane-replay-span-28 = 28 天
beaconpane-replay-watch = 監測主題
beaconpane-replay-all = 全部
beaconpane-replay-until = 到
beaconpane-replay-file = 選檔案…
beaconpane-replay-file-title = 要重播的檔案：貼文，或逐段計數的試算表
beaconpane-replay-from-file = 檔案：{ $name }
beaconpane-replay-store = 回到庫裡的貼文
beaconpane-replay-running = 正在重播…
beaconpane-replay-old = 現行策略
beaconpane-replay-new = 改動後
beaconpane-replay-sum = { $fired } 次點火 · 其中 { $wrong } 次曾被解除為誤報 · { $right } 次曾被確認
beaconpane-replay-none = 一次也不點火
beaconpane-replay-none-hint = 這段時間裡，哪一級都沒有達到。
beaconpane-replay-left-out = 沒法在這段日子裡試的規則：{ $rules }。按地區或帳號的規則要看貼文本身，而更早的貼文已過保留期。
beaconpane-replay-hourly = 這段日子只存有逐小時的計數：自動判斷按小時重播；規則要看逐分鐘的計數，沒有試行。
beaconpane-replay-nothing = 還沒有可重播的日子
beaconpane-replay-nothing-hint = 收到一天以上的貼文之後再來，或選一個檔案。
beaconpane-replay-was-false = 誤報
beaconpane-replay-was-true = 屬實
