# 信息流里的一行：话题簇或帖文（ui/delegates/feed_delegate.py）

feedrow-sources = { $count } 源
feedrow-first = 首发 { $author }
feedrow-growth = { $times }×/时
feedrow-new = +{ $count } 新
feedrow-taken = { $person } 在处理
feedrow-linked = 已关联
feedrow-muted = 已静音
feedrow-corrected = { $person }更正
feedrow-corrected-unnamed = 已更正
feedrow-exactness-exact = 精确
feedrow-exactness-folded = 折叠
feedrow-exactness-homophone = 同音
feedrow-exactness-edit = 差一字
feedrow-exactness-source = 来源
feedrow-joined-first = 首条
feedrow-joined-repost = 转发
feedrow-joined-copy = 相同
feedrow-joined-alike = 相似
feedrow-joined-by_hand = 手工归入
feedrow-wordless = （转发，没有写字）
