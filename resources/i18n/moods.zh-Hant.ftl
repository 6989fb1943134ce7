# 情緒詞清單：哪裡不對、怎樣改正（app/posts/sentiment/book.py）

moods-unreadable = 讀不到情緒詞清單 { $path }。請檢查檔案權限。
moods-damaged = 情緒詞清單 { $path } 有錯：{ $why }。請改正那一處；在此之前沿用已知的情緒詞。
moods-bad-line = 情緒詞清單 { $path } 第 { $line } 行起的一段有錯：{ $why }
moods-bad-word = 「{ $word }」不能作情緒詞：要有 1 到 { $limit } 個字，不能只有標點，也不能有看不見的字元。
moods-bad-strength = 「{ $word }」的情緒只能是負面、中性或正面，力度只能是 1 到 { $most }。
moods-word-taken = 已經有情緒詞「{ $word }」。請先移除，或者另選一個。
moods-word-unknown = 沒有情緒詞「{ $word }」。用 fenghuo moods words 可以查看已有的。
moods-none = 還沒有情緒詞。用 fenghuo moods add 新增一個。
