# 監測主題的清單：哪裡不對，怎麼改

watches-unreadable = 讀不到監測主題清單 { $path }。請檢查檔案權限。
watches-damaged = 監測主題清單 { $path } 有錯：{ $why }。請改正那一處；在此之前沿用已知的監測主題。
watches-bad-line = 監測主題清單 { $path } 第 { $line } 行起的一段有錯：{ $why }
watches-bad-name = 監測主題不能叫「{ $name }」：名稱須為 1 到 { $limit } 個字，不含看不見的字元，也不能只是一個星號。
watches-name-taken = 已經有叫「{ $name }」的監測主題。請換一個名稱。
watches-none = 還沒有監測主題。用 fenghuo watches add 新增一個。
watches-unknown = 沒有叫「{ $name }」的監測主題。現有：{ $names }。
watches-no-keyword = 「{ $name }」還沒有關鍵詞。請至少寫一個，一行一個。
watches-nothing-left = 「{ $name }」裡沒有一行讀得懂；第 { $line } 行：{ $why }
watches-everything = 「{ $name }」會命中所有貼文，等於沒有篩選。請把關鍵詞寫得更具體。
watches-nearly-everything = 看過的 { $looked_at } 則貼文裡命中了 { $caught } 則，幾乎什麼都能命中。請把關鍵詞寫得更具體，或加上必含詞、排除詞。

watches-kind-brand = 品牌
watches-kind-person = 人物
watches-kind-product = 產品
watches-kind-competitor = 競品

watches-exactness-exact = 一字不差
watches-exactness-folded = 摺疊後相同
watches-exactness-homophone = 同音
watches-exactness-edit = 差一字
watches-exactness-source = 來自其資訊來源
