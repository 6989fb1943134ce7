# 优先级由哪些部分组成

priority-match = 命中“{ $keyword }”（{ $watch }），权重 { $weight }
priority-match-source = 来自“{ $watch }”的信息源
priority-match-none = 没有命中关键词
priority-reach = 最大的声音有 { $reach } 粉丝
priority-mood = { $posts } 条中负面占 { $share }%
priority-speed = 近 1 小时 { $last } 条，之前 1 小时 { $before } 条
priority-region = 来自本地：{ $region }
priority-region-none = 不是来自本地
priority-regulators = { $count } 条来自监管部门
priority-media = { $count } 条来自媒体
priority-verified = { $count } 条来自认证账号
