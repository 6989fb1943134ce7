# 資訊流裡的一列：話題簇或貼文（ui/delegates/feed_delegate.py）

feedrow-sources = { $count } 源
feedrow-first = 首發 { $author }
feedrow-growth = { $times }×/時
feedrow-new = +{ $count } 新
feedrow-taken = { $person } 處理中
feedrow-linked = 已關聯
feedrow-muted = 已靜音
feedrow-corrected = { $person }更正
feedrow-corrected-unnamed = 已更正
feedrow-exactness-exact = 精確
feedrow-exactness-folded = 摺疊
feedrow-exactness-homophone = 同音
feedrow-exactness-edit = 差一字
feedrow-exactness-source = 來源
feedrow-joined-first = 首則
feedrow-joined-repost = 轉發
feedrow-joined-copy = 相同
feedrow-joined-alike = 相似
feedrow-joined-by_hand = 手動歸入
feedrow-wordless = （轉發，沒有寫字）
