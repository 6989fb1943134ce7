# 分析面板、情緒詞、情緒的解釋與更正（ui/panes/analysis.py、ui/dialogs/mood_words.py、ui/dialogs/mood_choice.py）

## 面板

analysis-part-terms = 熱詞
analysis-part-asks = 問詢與投訴
analysis-part-voices = 誰在說
analysis-part-types = 危機類型
analysis-range = 時間範圍
analysis-range-incident = 本事件
analysis-range-1h = 1 小時
analysis-range-6h = 6 小時
analysis-range-24h = 24 小時
analysis-range-all = 全部
analysis-watch = 監測主題
analysis-every-post = 全部貼文
analysis-any-watch = 任何主題
analysis-again = R 重新分析
analysis-again-new = R 重新分析 · { $count } 則新貼文
analysis-again-about = 按此刻的貼文重新分析（R）。有新貼文時，每五分鐘也會自動更新。
analysis-words = W 情緒詞
analysis-words-about = 給這一行的詞定情緒（W）
analysis-reading = 正在分析……
analysis-read = 截至 { $time } · 讀了 { $read }/{ $all } 則
analysis-waiting = 正在分析
analysis-waiting-hint = 正在讀貼文，數熱詞、問詢與投訴。可以先做別的事。
analysis-nothing = 還沒有貼文可分析
analysis-nothing-hint = 新增一個資訊來源或匯入貼文之後，這裡列出熱詞、大家在問什麼、誰在說，以及可能的危機類型。
analysis-few = 這段時間只有 { $count } 則貼文
analysis-few-hint = 少於 { $least } 則，說不出什麼。請換一段更長的時間，或換一個監測主題。
analysis-all-posts = 看全部時間
analysis-copied = 已複製，可以貼上到表格或文件裡。

## 熱詞

analysis-column-term = 熱詞
analysis-column-term-about = ⊖ ⊕ 是本身帶情緒的詞
analysis-column-count = 則數
analysis-column-count-about = 含這個詞的貼文則數（在讀過的貼文裡）
analysis-column-before = 比之前
analysis-column-before-about = 是之前同樣長一段時間的幾倍
analysis-column-odds = 突出
analysis-column-odds-about = 與之前相比有多突出（對數幾率比的標準分，越大越不像偶然）
analysis-column-mood = 情緒
analysis-column-mood-about = 含這個詞的貼文的平均情緒
analysis-column-rising = 走向
analysis-column-rising-about = 最後四分之一時段每小時的則數，是前面的幾倍
analysis-new = 新出現
analysis-term-spoken = { $term }：{ $count } 則，之前 { $before } 則，突出 { $odds }，情緒 { $mood }，走向 { $rising }
analysis-term-spoken-alone = { $term }：{ $count } 則，突出 { $odds }，情緒 { $mood }，走向 { $rising }
analysis-kind-word = 詞
analysis-kind-phrase = 詞組
analysis-kind-name = 關鍵詞
analysis-push-negative = 本身是負面詞
analysis-push-neutral = 定為中性的詞
analysis-push-positive = 本身是正面詞
analysis-picture-note = 長短是突出程度，數字和顏色是情緒
analysis-no-terms = 沒有突出的詞
analysis-no-terms-hint = 這段時間說的，與之前差不多。換一段時間再看。

## 問詢與投訴

analysis-ask-question = 問
analysis-ask-complaint = 投訴
analysis-ask-demand = 要求
analysis-posts = { $count } 則
analysis-posts-negative = { $count } 則 · 負面 { $percent }%
analysis-voices-count = { $count } 人
analysis-newest = 最新 { $time }
analysis-quote = 「{ $text }」
analysis-examples = 他們的原話
analysis-no-asks = 沒有人在問，也沒有人投訴
analysis-no-asks-hint = 問句、投訴和要求（「為什麼」「退款」「沒人管」）會按所問的事歸在一起，列在這裡。

## 誰在說

analysis-voices-all = 發聲者 { $count } 人
analysis-verified = 已認證
analysis-by-reach = 按粉絲數
analysis-by-region = 按地區
analysis-by-source = 按資訊來源
analysis-band = { $reach }以上
analysis-band-least = 粉絲更少
analysis-loudest = 聲音最大的
analysis-no-voices = 看不出是誰在說
analysis-no-voices-hint = 這段時間的貼文沒有作者、地區或粉絲數。

## 危機類型

analysis-confidence = 把握 { $percent }%
analysis-reason = 「{ $word }」 { $count } 則
analysis-reason-share = 佔貼文的 { $percent }%
analysis-no-types = 證據不足，不作建議
analysis-no-types-hint = 要有足夠多的貼文指向同一類危機才會提示；寧可不說，不猜。
analysis-type-suggested = 從最近一天的貼文看，像是「{ $type }」：{ $confidence }。{ $reasons }
analysis-type-take = 採用
analysis-type-none = 最近一天的貼文不足以提示類型，請自行判斷。

## 聲明旁邊

analysis-they-ask = 他們在問：
analysis-they-ask-one = { $subject } { $count }
analysis-they-ask-answered = ✓ { $subject } { $count }
analysis-they-ask-more = 還有 { $count } 項…
analysis-they-ask-tip = { $kind }：{ $subject }，{ $count } 則，{ $voices } 人。{ $standing }點按看原話。
analysis-they-ask-standing-yes = 草稿提到了。
analysis-they-ask-standing-no = 草稿還沒有提到。

## 為什麼是這個情緒

analysis-felt = { $mood } { $score }
analysis-felt-because = { $felt }：{ $pieces }
analysis-felt-nothing = 沒有明顯帶情緒的字詞
analysis-felt-unknown = 情緒未知：沒有可讀的文字，或既不是中文也不是英文
analysis-own-word = 情緒詞「{ $word }」
analysis-first-post = 首則 { $felt }
analysis-machine = 程式判為 { $felt }
analysis-key-negative = 實線負面
analysis-key-positive = 虛線正面
analysis-key-word = 深底情緒詞
analysis-give-mood = 給選取的詞定情緒…（W）
analysis-give-mood-select = 選取一個詞，可以給它定情緒

## 更正

analysis-correct-post = 更正這則貼文的情緒
analysis-correct-story = 更正整個話題簇的情緒（{ $count } 則）
analysis-correct-post-about = 記入日誌。計數、走勢和報告隨之更新；這則貼文以後不再由程式改判。
analysis-correct-story-about = 記入日誌。簇裡現有的和以後併入的貼文都按此計；單獨更正過的貼文除外。
analysis-back-to-machine = 交還程式判斷
analysis-note = 說明
analysis-note-hint = 可以不填，例如：反話
analysis-story-felt = 平均 { $score }：負面 { $negative }、中性 { $neutral }、正面 { $positive }
analysis-choose-first = 先在清單裡選取一列。
analysis-corrected = { $person }更正為{ $mood }
analysis-corrected-from = { $corrected }（原為 { $score }）
analysis-corrected-note = { $corrected }：{ $note }
analysis-corrected-done = 已更正為{ $mood }，並記入日誌；計數和走勢隨後更新。
analysis-restored = 已交還程式判斷，並記入日誌。
analysis-undo = 復原
analysis-undone = 已復原，並記入日誌。

## 情緒詞

analysis-words-title = 情緒詞
analysis-words-intro = 這一行裡帶情緒的詞：「翻車」「塌房」、產品的外號。儲存後馬上起作用，已有的貼文會在背景重新判斷；解釋裡會寫明是情緒詞。
analysis-words-empty = 還沒有情緒詞
analysis-words-empty-hint = 在下面寫一個詞，選定情緒，按 Enter 儲存。右邊可以先試一段文字。
analysis-words-new = 新詞（Ctrl+N）
analysis-words-remove = 移除
analysis-words-save = 儲存
analysis-words-saved = 已儲存「{ $word }」，馬上起作用。
analysis-words-removed = 已移除「{ $word }」。
analysis-word-word = 詞
analysis-word-hint = 例如：翻車
analysis-word-mood = 情緒
analysis-word-strength = 分量
analysis-word-note = 備註
analysis-word-missing = 請寫一個詞。
analysis-strength-1 = 輕：推一把
analysis-strength-2 = 中：程式拿不準時由它定
analysis-strength-3 = 重：由它定
analysis-strength-short-1 = 輕
analysis-strength-short-2 = 中
analysis-strength-short-3 = 重
analysis-try = 試一段文字
analysis-try-hint = 貼上一則貼文，看這些詞加上之後情緒怎樣變。
analysis-try-change = { $was } → { $now }
analysis-try-same = { $now }（沒有變化）
