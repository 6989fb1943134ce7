# 頂部的級別條

strip-quiet = 平時
strip-closed = 已結案
strip-meta = { $type } · 宣布 { $time }
strip-no-incident = 沒有進行中的危機事件
strip-elapsed = T+{ $time }
strip-over = 超 { $time }
strip-incidents = 切換事件
strip-incident-row = { $title }（{ $severity }）
strip-incident-closed = { $title }（已結案）
strip-past = 回看 { $time } · 回到此刻
strip-saved = ● 已存本機
strip-saved-last = ● 已存本機 · 最新貼文
strip-saved-why = 每個決定都先寫進本機磁碟，再顯示為完成。程式只為你新增的資訊來源連網，從不探測網路，斷網照常可用。
strip-sign-in = 登入
strip-person = { $person } · { $role } ▾
strip-collector-off = 未採集
strip-collector-starting = ◌ 採集啟動中
strip-collector-running = ● 採集中
strip-collector-elsewhere = ● 採集中（由另一個程式）
strip-collector-dead = ✕ 採集已停
strip-collector-rate = { $count } 則/分
strip-collector-unwell = { $failing ->
    [0] 沉默 { $silent }
   *[other] { $silent ->
        [0] 出錯 { $failing }
       *[other] 出錯 { $failing } · 沉默 { $silent }
    }
}
strip-collector-why = 採集程式與資訊來源的狀況。要看的資訊來源：{ $names }。沒有資料不等於平靜。
strip-collector-well = 採集程式正在執行，資訊來源都正常。
