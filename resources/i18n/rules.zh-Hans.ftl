# SPDX-License-Identifier: Apache-2.0
# 监测主题的关键词规则（app/posts/watches/rules.py）：哪一行有什么问题。

# 这一行不算
rules-nothing = 符号后面没有关键词。请写上要找的词，或删去这一行。
rules-no-letters = “{ $keyword }”里没有文字、字母或数字，无从查找。要找符号或表情，请写成 /…/。
rules-too-long = 关键词“{ $keyword }”超过 { $most } 个字符。请缩短。
rules-open-pattern = “{ $line }”以 / 开头，却没有结尾的 /。请补上；若只是一个词，请加引号。
rules-pattern-large = /{ $pattern }/ 太大，会占用过多内存。请减少重复次数，或拆成几行。
rules-pattern-unsupported = /{ $pattern }/ 用了不支持的写法（前后断言或反向引用），它们可能永远算不完。请换一种写法。
rules-pattern-wrong = /{ $pattern }/ 写法有误：括号没有配对，或符号放错了地方。
rules-pattern-everything = /{ $pattern }/ 会匹配所有帖文，等于没有筛选。请写得具体一些。
rules-only-not = 这一组只有“!”行，说不出要找什么，因此整组不算。请加上至少一个关键词。

# 这一行仍然算
rules-hashtag = “{ $line }”以 # 开头，被当作备注。要找这个话题，请加引号。
rules-open-quote = “{ $line }”的引号没有结束，按到行尾处理。
rules-one-han = “{ $keyword }”只有一个字，会匹配很多帖文。
rules-one-letter = “{ $keyword }”只有一个字母或数字，会匹配很多帖文。
rules-attribute = 不认识“{ $attribute }”，已忽略它，这一行的其余部分仍然算。
rules-weight = “{ $attribute }”：权重应为 1 到 { $most }，按 { $weight } 计算。
rules-pattern-level = /{ $pattern }/ 是正则，总是按原文匹配，同音或差一字对它不起作用。
rules-homophone-folded = 同音只用于至少三个汉字的关键词；“{ $keyword }”按折叠查找。要找它的谐音，请另写一行。
rules-edit-homophone = 差一字只用于至少四个汉字或六个字母的关键词；“{ $keyword }”按同音查找。
rules-edit-folded = 差一字只用于至少四个汉字或六个字母的关键词；“{ $keyword }”按折叠查找。
