# 情绪词清单：哪里不对、怎样改正（app/posts/sentiment/book.py）

moods-unreadable = 读不到情绪词清单 { $path }。请检查文件权限。
moods-damaged = 情绪词清单 { $path } 有错：{ $why }。请改正那一处；在此之前沿用已知的情绪词。
moods-bad-line = 情绪词清单 { $path } 第 { $line } 行起的一段有错：{ $why }
moods-bad-word = “{ $word }”不能作情绪词：要有 1 到 { $limit } 个字，不能只有标点，也不能有看不见的字符。
moods-bad-strength = “{ $word }”的情绪只能是负面、中性或正面，力度只能是 1 到 { $most }。
moods-word-taken = 已经有情绪词“{ $word }”。请先移除，或者另选一个。
moods-word-unknown = 没有情绪词“{ $word }”。用 fenghuo moods words 可以查看已有的。
moods-none = 还没有情绪词。用 fenghuo moods add 添加一个。
