# SPDX-License-Identifier: Apache-2.0
# 監測主題的關鍵詞規則（app/posts/watches/rules.py）：哪一行有什麼問題。

# 這一行不算
rules-nothing = 符號後面沒有關鍵詞。請寫上要找的詞，或刪去這一行。
rules-no-letters = 「{ $keyword }」裡沒有文字、字母或數字，無從尋找。要找符號或表情，請寫成 /…/。
rules-too-long = 關鍵詞「{ $keyword }」超過 { $most } 個字元。請縮短。
rules-open-pattern = 「{ $line }」以 / 開頭，卻沒有結尾的 /。請補上；若只是一個詞，請加引號。
rules-pattern-large = /{ $pattern }/ 太大，會占用過多記憶體。請減少重複次數，或拆成幾行。
rules-pattern-unsupported = /{ $pattern }/ 用了不支援的寫法（前後斷言或反向參照），它們可能永遠算不完。請換一種寫法。
rules-pattern-wrong = /{ $pattern }/ 寫法有誤：括號沒有成對，或符號放錯了地方。
rules-pattern-everything = /{ $pattern }/ 會符合所有貼文，等於沒有篩選。請寫得具體一些。
rules-only-not = 這一組只有「!」行，說不出要找什麼，因此整組不算。請加上至少一個關鍵詞。

# 這一行仍然算
rules-hashtag = 「{ $line }」以 # 開頭，被當作備註。要找這個主題標籤，請加引號。
rules-open-quote = 「{ $line }」的引號沒有結束，按到行尾處理。
rules-one-han = 「{ $keyword }」只有一個字，會符合很多貼文。
rules-one-letter = 「{ $keyword }」只有一個字母或數字，會符合很多貼文。
rules-attribute = 不認識「{ $attribute }」，已略過它，這一行的其餘部分仍然算。
rules-weight = 「{ $attribute }」：權重應為 1 到 { $most }，按 { $weight } 計算。
rules-pattern-level = /{ $pattern }/ 是正規表示式，總是按原文比對，同音或差一字對它不起作用。
rules-homophone-folded = 同音只用於至少三個漢字的關鍵詞；「{ $keyword }」按折疊尋找。要找它的諧音，請另寫一行。
rules-edit-homophone = 差一字只用於至少四個漢字或六個字母的關鍵詞；「{ $keyword }」按同音尋找。
rules-edit-folded = 差一字只用於至少四個漢字或六個字母的關鍵詞；「{ $keyword }」按折疊尋找。
