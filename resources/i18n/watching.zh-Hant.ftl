# 監測主題面板、編輯器、優先順序的設定

## 面板

watching-add = + 新增
watching-add-tip = 新增監測主題（N）
watching-new-watch = 新增監測主題
watching-empty = 還沒有監測主題
watching-empty-hint = 監測主題是要盯住的品牌、人物、產品或競品，連同認出它的關鍵詞。命中的貼文會標出關鍵詞，算進聲量和預警。例如：「歲稔食品」，關鍵詞一行一個：歲稔、換標籤、過期原料 | 同音
watching-count = { $count } 個主題 · 近 24 小時
watching-mentions = { $count } 則提及
watching-share = 份額 { $share }%
watching-negative = 負面 { $share }%
watching-nothing-heard = 近 24 小時沒有提及
watching-keywords = { $count } 個關鍵詞
watching-faults = { $count } 行看不懂，沒有計入
watching-faults-mark = ✕ { $count }
watching-warnings = { $count } 行要留意，仍然計入
watching-sound-on = 有聲提醒
watching-sound-off = 不出聲
watching-sound-mark = ♪
watching-voice = 聲量份額：我方 { $ours }%（{ $our_count }）· 競品 { $theirs }%（{ $their_count }）
watching-key-edit = ↵ 修改
watching-key-test = T 試詞
watching-key-sound = S 出聲提醒
watching-key-silence = S 不再出聲
watching-key-remove = Del 移除
watching-saved = 已儲存「{ $name }」。已有的貼文會在背景重新比對。
watching-saved-without = 已儲存「{ $name }」。其中 { $count } 行看不懂，沒有計入，改正之後才生效。
watching-removed = 已移除「{ $name }」。它的貼文還在。
watching-remove = 移除
watching-remove-title = 移除監測主題
watching-remove-about = 移除「{ $name }」和它的全部關鍵詞？貼文都留著，但不再算作它的提及；已寫進日誌的決定不變。

## 編輯器

watching-new-title = 新增監測主題
watching-edit-title = 修改監測主題
watching-name = 名稱
watching-name-hint = 例如：歲稔食品
watching-name-missing = 請給監測主題取個名稱。
watching-kind = 類別
watching-note = 備註
watching-note-hint = 可以不填
watching-sound = 有新話題簇時出聲
watching-listen = 試聽
watching-save = 儲存
watching-unsaved = 有改動還沒有儲存。
watching-throw-away = 放棄改動
watching-rules = 關鍵詞
watching-rules-how = 一行一個。+詞 必含 · !詞 排除 · "片語" · /規則運算式/ · # 備註 · 空行或 [組名] 另起一組；同組裡命中任一個詞、且必含和排除都滿足，才算命中。
watching-rules-example =
    歲稔
    換標籤 | 權重 3
    # 易被諧音躲過的詞，可放寬到同音
    過期原料 | 同音

    {"["}客服]
    退款
    +客服
    !招聘
watching-line-says = 第 { $line } 行：{ $said }
watching-next-problem = F8 下一處
watching-line-level = 這一行的比對方式
watching-line-weight = 權重
watching-line-field = 在哪裡找
watching-line-region = 只限地區
watching-line-note = 說明
watching-region-hint = 不限
watching-line-note-hint = 可以不填
watching-level-exact = 精確
watching-level-exact-about = 一字不差
watching-level-folded = 摺疊（通常）
watching-level-folded-about = 不計全形半形、大小寫、繁簡、標點和夾在字間的符號
watching-level-homophone = 同音
watching-level-homophone-about = 讀音相同的字也算，詞須滿三個字
watching-level-edit = 差一字
watching-level-edit-about = 多、少、錯一個字也算，詞須滿四個字
watching-short-exact = 精確
watching-short-folded = 摺疊
watching-short-homophone = 同音
watching-short-edit = 差一字
watching-short-source = 資訊來源
watching-field-text = 內文
watching-field-author = 作者
watching-field-source = 來源
watching-part-tester = 試一段文字（Ctrl+T）
watching-part-catch = 過去 24 小時（Ctrl+G）

## 試詞

watching-try = 要試的文字
watching-try-hint = 貼上一段文字，看哪些關鍵詞命中、為什麼。
watching-try-author = 作者
watching-try-source = 來源
watching-try-region = 地區
watching-try-none = 沒有一個關鍵詞命中。
watching-try-matched = ✓ 命中
watching-try-almost = ◐ 差一點
watching-group = 第 { $number } 組
watching-group-named = 第 { $number } 組「{ $name }」
watching-hit-text = 第 { $line } 行 { $keyword }：{ $level } · 權重 { $weight } · 原文「{ $found }」
watching-hit-author = 第 { $line } 行 { $keyword }：{ $level } · 權重 { $weight } · 作者「{ $found }」
watching-hit-source = 第 { $line } 行 { $keyword }：{ $level } · 權重 { $weight } · 來源「{ $found }」
watching-hit-short = { $keyword }（{ $level }）
watching-try-missing = 缺必含詞：{ $keyword }
watching-try-barred = 被排除詞擋住：{ $keyword }
watching-try-lacks-plain = 沒有命中任何一個普通的詞

## 過去 24 小時

watching-catch = 過去 24 小時會抓到什麼
watching-catch-stop = 停止
watching-catch-about = 用已存下的貼文試這些關鍵詞，不會改動任何東西。
watching-catching = 正在比對過去 24 小時的貼文…
watching-catching-read = 正在比對過去 24 小時的貼文…已看 { $count } 則
watching-catch-stopped = 已停止。
watching-catch-busy = 上一次比對還沒有停下，請稍候再試。
watching-catch-old = 關鍵詞已經改動，下面是改動之前的結果。
watching-caught = 看了 { $looked_at } 則貼文，會抓到 { $caught } 則（{ $share }%）。
watching-caught-more = 另有 { $count } 個關鍵詞，這裡不列。
watching-caught-no-posts = 過去 24 小時沒有貼文可以比對。
watching-caught-newest = 最新的 { $count } 則

## 優先順序

watching-priority-about = 優先順序說明哪個話題簇該先看。每一部分最多給多少分，由你定；各部分之和折算成 0 到 100。
watching-part-match-name = 關鍵詞
watching-part-match-about = 命中的關鍵詞權重越高，分越多
watching-part-reach-name = 傳播面
watching-part-reach-about = 發聲者中粉絲最多的有多少
watching-part-mood-name = 情緒
watching-part-mood-about = 負面占多少
watching-part-speed-name = 速度
watching-part-speed-about = 近 1 小時來了多少則，還在不在加快
watching-part-region-name = 本地
watching-part-region-about = 來自下面寫的地區
watching-part-voices-name = 誰在說
watching-part-voices-about = 監管機關、媒體、認證帳號
watching-home = 本地是哪些地區
watching-home-hint = 例如：上海、江蘇
watching-priority-total = 合計最多 { $points } 分，折算成 100。
watching-priority-preview = 照這樣排，最前面的 { $count } 個話題簇
watching-priority-none = 還沒有貼文，沒有可以排的。
watching-priority-reset = 恢復預設
watching-priority-open = 優先順序…
