# 優先順序由哪些部分組成

priority-match = 命中「{ $keyword }」（{ $watch }），權重 { $weight }
priority-match-source = 來自「{ $watch }」的資訊來源
priority-match-none = 沒有命中關鍵詞
priority-reach = 最大的聲音有 { $reach } 粉絲
priority-mood = { $posts } 則中負面占 { $share }%
priority-speed = 近 1 小時 { $last } 則，之前 1 小時 { $before } 則
priority-region = 來自本地：{ $region }
priority-region-none = 不是來自本地
priority-regulators = { $count } 則來自監管機關
priority-media = { $count } 則來自媒體
priority-verified = { $count } 則來自認證帳號
