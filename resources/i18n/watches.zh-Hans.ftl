# 监测主题的清单：哪里不对，怎么改

watches-unreadable = 读不到监测主题清单 { $path }。请检查文件权限。
watches-damaged = 监测主题清单 { $path } 有错：{ $why }。请改正那一处；在此之前沿用已知的监测主题。
watches-bad-line = 监测主题清单 { $path } 第 { $line } 行起的一段有错：{ $why }
watches-bad-name = 监测主题不能叫“{ $name }”：名称须为 1 到 { $limit } 个字，不含不可见字符，也不能只是一个星号。
watches-name-taken = 已经有叫“{ $name }”的监测主题。请换一个名称。
watches-none = 还没有监测主题。用 fenghuo watches add 添加一个。
watches-unknown = 没有叫“{ $name }”的监测主题。现有：{ $names }。
watches-no-keyword = “{ $name }”还没有关键词。请至少写一个，一行一个。
watches-nothing-left = “{ $name }”里没有一行读得懂；第 { $line } 行：{ $why }
watches-everything = “{ $name }”会命中所有帖文，等于没有筛选。请把关键词写得更具体。
watches-nearly-everything = 看过的 { $looked_at } 条帖文里命中了 { $caught } 条，几乎什么都能命中。请把关键词写得更具体，或加上必含词、排除词。

watches-kind-brand = 品牌
watches-kind-person = 人物
watches-kind-product = 产品
watches-kind-competitor = 竞品

watches-exactness-exact = 一字不差
watches-exactness-folded = 折叠后相同
watches-exactness-homophone = 同音
watches-exactness-edit = 差一字
watches-exactness-source = 来自其信息源
