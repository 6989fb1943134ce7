# 資訊流裡的處理：話題簇與貼文、篩選、常用搜尋、單鍵（ui/panes/feed.py）

triage-view-stories = 話題簇
triage-view-posts = 貼文
triage-views = 按話題簇或按貼文看（V）
triage-back = ← 返回
triage-arrived = ↑ { $count }{ $more ->
    [yes] {" "}個以上新話題
   *[no] {" "}個新話題
 }
triage-arrived-key = 按 Home 鍵看最新的
triage-none-unseen = 往下沒有未閱的了。按 Home 鍵回到最新的一行。

## 單鍵

triage-key-seen = S 已閱
triage-key-acknowledge = A 接手
triage-key-letgo = ⇧A 放手
triage-key-mute = M 靜音
triage-key-unmute = M 取消靜音
triage-key-link = L 關聯事件
triage-key-cite = E 存證
triage-key-raise = R 升為預警
triage-key-mood = C 更正情緒
triage-key-merge = G 併入
triage-key-split = D 移出貼文
triage-key-dismiss = X 解除
triage-key-beacon = ↵ 看烽火
triage-take-over = A 接手

## 為何在此

triage-hit = 命中「{ $keyword }」（{ $how }）權重 { $weight }
triage-hit-so = { $how }
triage-hit-as = { $how }：「{ $found }」
triage-hit-source = 來自「{ $watch }」的資訊來源
triage-why = 優先順序 { $points }：{ $parts }
triage-why-nothing = 優先順序 { $points }：沒有命中，也沒有別的加分
triage-part = { $said } +{ $points }
triage-reposts = 轉發 { $count }
triage-copies = 複製 { $count }
triage-first-at = 首發 { $time }（{ $zone }）
triage-taken-by = { $person } { $time } 接手
triage-linked = 已關聯「{ $incident }」
triage-muted-because = { $person }靜音：{ $reason }
triage-seen = 已閱
triage-since-seen = 閱後又來 { $count } 則

## 處理

triage-no-story = 這則貼文還沒有歸入任何話題簇，稍後再試。
triage-post-gone = 原貼文已過保存期限，這裡只剩話題簇的摘要。
triage-open-first = 先按 Enter 開啟話題簇，選取要移出的貼文（Shift+上下鍵可多選），再按 D。
triage-muted = 已靜音，不再出現在資訊流裡；按 Shift+M 可以看到。
triage-mute-story = 靜音此話題簇
triage-mute = 靜音
triage-mute-preface = 所有人的資訊流裡都不再出現，直到有人取消靜音。誰、為什麼，會寫進日誌。
triage-mute-hint = 例如：與我們無關的促銷
triage-link-story = 關聯到危機事件
triage-merged = 已記入日誌：兩個話題簇合為一個。
triage-merge-story = 併入另一個話題簇
triage-merge = 併入
triage-merge-preface = 「{ $story }」的貼文將歸入選取的話題簇。
triage-merge-into = 併入哪一個
triage-merge-search = 搜尋話題簇；上下鍵選擇，按 Enter 併入
triage-merge-none = 沒有找到話題簇
triage-split-story = 移出 { $count } 則貼文
triage-split = 移出
triage-split-preface = 選取的貼文會成為一個新的話題簇。
triage-split-done = 已記入日誌：{ $count } 則貼文自成一個話題簇，稍後出現在清單裡。

## 篩選

triage-filter = 篩選
triage-filter-key = 篩選（F）
triage-filters = 篩選條件
triage-chips = 正在生效的篩選
triage-drop = 點按去掉這個條件
triage-filter-time = 時間
triage-filter-since = 從什麼時候起
triage-filter-source = 資訊來源
triage-filter-watch = 監測主題
triage-filter-mood = 情緒
triage-filter-region = 地區
triage-filter-author = 作者
triage-filter-order = 次序
triage-time-all = 全部時間
triage-time-hour = 近 1 小時
triage-time-day = 近 24 小時
triage-time-week = 近 7 天
triage-time-since = 從…起
triage-source = 資訊來源
triage-region = 地區
triage-author = 作者
triage-every-post = 全部貼文
triage-any-watch = 任何主題
triage-any-mood = 任何情緒
triage-mood-negative = 負面
triage-mood-neutral = 中性
triage-mood-positive = 正面
triage-mood-unknown = 未知
triage-order-newest = 最新在前
triage-order-reach = 影響大的在前
triage-order-priority = 優先順序高的在前
triage-chip-since = { $time } 起
triage-chip-until = { $time } 止
triage-chip-source = 資訊來源 { $text }
triage-chip-region = 地區 { $text }
triage-chip-author = 作者 { $text }
triage-chip-muted = 已隱藏 { $count } 個靜音話題
triage-chip-muted-shown = 正在顯示 { $count } 個靜音話題 ×
triage-no-watches = 還沒有監測主題：設監測主題…

## 沒有找到

triage-none-fit = 沒有符合條件的貼文
triage-none-fit-hint = 換一個條件再試。
triage-none-but-muted = 只剩靜音的話題簇；按 Shift+M 顯示它們。
triage-none-drop = 去掉「{ $filter }」就有結果。
triage-clear-all = 清除全部條件
triage-none-drop-all = 單去掉一個條件還不夠，請都清除再試。
triage-drop-this = 去掉「{ $filter }」

## 常用搜尋

triage-searches = 常用搜尋（Q）
triage-no-searches = 還沒有常用搜尋
triage-save-this = 儲存當前搜尋…（Ctrl+S）
triage-delete-search = 刪除
triage-save-search = 儲存搜尋
triage-search-name = 名稱
triage-search-kept = 詞語和篩選條件都會儲存；「近 1 小時」這類時間除外。
triage-search-replaced = 已有同名的搜尋，儲存後會換成現在這個。
triage-save = 儲存
