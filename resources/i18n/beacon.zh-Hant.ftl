# The beacon: reasons, rules, policy, replay (app/warning, app/cli/beacon_commands.py)

## 理由

beacon-reason-surge = { $span }內 { $posts } 則，負面占 { $negative }%；平時 { $usual } 則，負面占 { $usual_negative }%{ $voices ->
    [0] {""}
   *[other] {" "}· { $voices } 位作者
 }
beacon-reason-slow = 慢慢升溫：{ $span }內 { $posts } 則，負面占 { $negative }%；平時 { $usual } 則，負面占 { $usual_negative }%{ $voices ->
    [0] {""}
   *[other] {" "}· { $voices } 位作者
 }
beacon-reason-unusual = { $span }內 { $posts } 則，負面占 { $negative }%；平時 { $usual } 則{ $voices ->
    [0] {""}
   *[other] {" "}· { $voices } 位作者
 }
beacon-reason-volume = { $span }內 { $posts } 則；平時 { $usual } 則{ $voices ->
    [0] {""}
   *[other] {" "}· { $voices } 位作者
 }
beacon-reason-rule = 規則「{ $rule }」：{ $span }內 { $measured }，界限 { $limit }（{ $posts } 則）
beacon-reason-rule-measure = 規則「{ $rule }」：{ $span }內{ $measure } { $measured }，界限 { $limit }（{ $posts } 則）
beacon-reason-rule-share = 規則「{ $rule }」：{ $span }內 { $posts } 則，{ $measure } { $measured }，界限 { $limit }
beacon-proposal = { $level } · { $watch }：{ $reason }{ $others ->
    [0] {""}
   *[other] （另有 { $others } 個理由）
 }
beacon-proposal-bare = { $level } · { $watch }
beacon-span-minutes = { $count } 分鐘
beacon-span-hours = { $count } 小時

## 規則

beacon-rule-asks = { $span }內{ $measure } ≥ { $limit }{ $sample ->
    [0] {""}
   *[other] （樣本至少 { $sample } 則）
 }
beacon-rule-account = { $span }內{ $measure } ≥ { $limit }：{ $accounts }{ $sample ->
    [0] {""}
   *[other] （樣本至少 { $sample } 則）
 }
beacon-measure-mentions = 提及
beacon-measure-negative = 負面提及
beacon-measure-negative_share = 負面占比
beacon-measure-speed = 擴散速度
beacon-measure-repost_share = 轉發占比
beacon-measure-voices = 作者數
beacon-measure-complaints = 投訴
beacon-measure-reach = 觸及粉絲
beacon-measure-account = 指定帳號的貼文
beacon-amount = { $amount }
beacon-amount-share = { $amount }%
beacon-amount-times = { $amount } 倍

## 策略

beacon-policy-unreadable = 讀不了 { $path }。請檢查檔名和權限。
beacon-policy-damaged = { $path } 已損壞：{ $why }。請修好或移走它；在此之前沿用上次讀到的策略。
beacon-policy-bad-line = { $path } 第 { $line } 行：{ $why }
beacon-bad-name = 「{ $name }」不能作規則的名稱。請用有文字、不超過 { $limit } 個字元的名稱。
beacon-name-taken = 已有規則「{ $name }」。請換一個名稱。
beacon-bad-share = 「{ $name }」：占比要大於 0、不超過 1（0.3 即 30%）。
beacon-bad-amount = 「{ $name }」：界限要大於 0。
beacon-bad-clear = 「{ $name }」：解除值要大於 0，且不高於界限。
beacon-bad-window = 「{ $name }」：時間窗為 1 到 { $limit } 分鐘。
beacon-bad-rest = 「{ $name }」：冷卻時間為 0 到 { $limit } 分鐘，樣本數不小於 0。
beacon-bad-accounts = 「{ $name }」：請至少寫一個帳號。
beacon-bad-timetable = 「{ $name }」：星期為 0（週一）到 6；時間寫成 08:30，起訖都寫或都不寫，且不相同。
beacon-bad-minutes = { $level }：等待時間為 1 到 { $limit } 分鐘。
beacon-response-twice = { $level }有兩條回應。請只留一條。
beacon-no-rules = 還沒有自訂規則，只由自動判斷點亮烽火。
beacon-unknown-rule = 沒有規則「{ $name }」。已有：{ $names }
beacon-no-watches = 還沒有看過任何監測主題。一有提及，採集就會開始看。
beacon-line-lit = { $level } · { $watch } · 自 { $since } · { $reason }
beacon-line-calm = { $watch } · 平靜 · 已學習 { $hours } 小時
beacon-line-learning = { $watch } · 正在學習平時的樣子：{ $hours }/24 小時；在此之前只有自訂規則會點亮
beacon-line-rule = { $level } · { $name }：{ $asks }
beacon-line-response = { $level }：告知{ $tell }；{ $minutes } 分鐘無人確認時轉{ $then }；由{ $confirm }確認
beacon-anybody = 任何人
beacon-nobody = 無人
beacon-off = 停用
beacon-times = { $begins }–{ $ends }
beacon-day-0 = 週一
beacon-day-1 = 週二
beacon-day-2 = 週三
beacon-day-3 = 週四
beacon-day-4 = 週五
beacon-day-5 = 週六
beacon-day-6 = 週日

## 重播

beacon-replay-backwards = 重播的結束時間早於開始時間。
beacon-replay-long = 一次最多重播 { $days } 天。
beacon-replay-nothing = { $path } 裡沒有命中任何監測主題的內容。可用 --watch 指定一個，其中貼文就都算作它的。
beacon-replay-large = { $path } 超過 { $limit } MB。請拆成幾份。
beacon-replayed = { $since } 至 { $until }，{ $watches } 個監測主題
beacon-side-today = 現行
beacon-side-changed = 試行
beacon-side-both = 現在
beacon-line-fired = [{ $side }] { $since } { $level } · { $watch } · { $at } 達到 · { $reason }
beacon-judged-right = 當時已確認
beacon-judged-false = 當時已解除
beacon-count = { $level } { $count }
beacon-sum = { $side }：{ $levels } · 誤報 { $false }（每主題每週 { $rate }）
beacon-left-out = { $side }：以下規則無法在此試行：{ $names }
beacon-hourly = 這段時間只存有逐小時的計數：自動判斷按小時重播；規則要看逐分鐘的計數，沒有試行。
