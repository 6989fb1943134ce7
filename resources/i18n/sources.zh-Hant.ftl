# 資訊來源面板，以及新增、修改資訊來源的對話框

## 狀態

sources-is-paused = 不再採集；先前的貼文還在。
sources-is-new = 還沒有採集過。
sources-is-silent = { $time } 起沒有新貼文，已 { $span }；按它平常的節奏，不應超過 { $usual }。
sources-failures = { $sentence }（連續 { $count } 次）
sources-untold = 出錯了，這個版本沒有它的說明（{ $key }）。
sources-just-now = 剛剛
sources-ago-minutes = { $count } 分鐘前
sources-ago-hours = { $count } 小時前
sources-ago-days = { $count } 天前
sources-very-soon = 馬上
sources-ahead-minutes = { $count } 分鐘後
sources-ahead-hours = { $count } 小時後
sources-ahead-days = { $count } 天後
sources-last = { $ago }取到
sources-next = { $ahead }再取
sources-rate = { $rate } 則/時
sources-stored = 共存下 { $count } 則
sources-for-watch = 監測主題：{ $watch }

## 面板

sources-count = { $count } 個資訊來源
sources-count-failing = { $count } 個出錯
sources-count-silent = { $count } 個沉默
sources-count-paused = { $count } 個暫停
sources-collector-runs = 採集程式 ● 執行中
sources-collector-stopped = 採集程式 ✕ 已停
sources-collector-dead = 採集程式已停：{ $time } 起沒有動靜（{ $span }）
sources-collector-dead-means = 這段時間沒有任何新貼文進來。眼前的平靜不說明外面平靜。
sources-collector-never = 採集程式還沒有執行過
sources-collector-never-means = 沒有貼文會從這些資訊來源進來。眼前的平靜不說明外面平靜。
sources-alert = 發出預警
sources-alert-failing = 資訊來源「{ $name }」出錯
sources-alert-silent = 資訊來源「{ $name }」沉默
sources-add = + 新增
sources-add-tip = 新增資訊來源（A）
sources-add-menu = 新增資訊來源…
sources-menu = 更多操作
sources-import-opml = 匯入 OPML…
sources-export-opml = 匯出 OPML…
sources-opml-files = OPML 檔案
sources-imported = 已新增 { $count } 個資訊來源。
sources-imported-same = { $count } 個先前就有，沒有重複新增。
sources-imported-rejected = { $count } 行沒有新增：
sources-imported-line = 第 { $line } 行：{ $reason }
sources-exported = 已把 { $count } 個資訊來源寫入 { $path }，不含任何口令和金鑰。
sources-exported-without = 另有 { $count } 個沒有訂閱網址，不能寫進 OPML。
sources-cannot-read = 無法讀取 { $path }：{ $why }。
sources-key-test = T 測試
sources-key-stop = 停止測試
sources-key-pause = P 暫停
sources-key-resume = P 繼續
sources-key-edit = ↵ 修改
sources-key-alert = R 發出預警
sources-key-remove = Del 移除
sources-testing = 正在測試：取一次看看，不會存下任何貼文…
sources-test-ok = ✓ 測試通過：讀到 { $count } 則，花了 { $seconds } 秒
sources-test-nothing = ✓ 連得上，但現在沒有貼文（花了 { $seconds } 秒）
sources-test-failed = ✕ 測試沒有通過
sources-test-no-answer = 測試沒有給出結果。請再試一次；如果一直這樣，請在終端機執行 fenghuo source test 查看原因。
sources-test-busy = 正在測試「{ $name }」，完了再試。
sources-removed = 已移除資訊來源「{ $name }」。它的貼文還在。
sources-remove = 移除
sources-remove-title = 移除資訊來源
sources-remove-about = 不再從「{ $name }」採集，它存下的口令和金鑰會刪除。已經進來的貼文不受影響。

## 還沒有資訊來源

sources-empty = 還沒有資訊來源
sources-empty-hint = 一分鐘之內就能看到貼文：選一種開始。
sources-first-address = 貼一個網址
sources-first-address-about = 訂閱源、一般網頁（會找到它的訂閱源）、Mastodon 標籤、帳號的個人頁面都行。
sources-first-preset = 選一個預設項目，填品牌名
sources-first-preset-about = 微博、知乎、B站、小紅書、抖音、豆瓣、公眾號、貼吧，經 RSSHub 讀取。

## 新增與修改

sources-add-title = 新增資訊來源
sources-edit-title = 修改資訊來源
sources-go-on = 繼續
sources-back = 上一步
sources-add-go = 新增
sources-save = 儲存
sources-address = 位址
sources-address-example = 在這裡貼上網址、電子郵件地址或資料夾路徑
sources-address-hint = 網站的網址就夠了，會找到它的訂閱源。也可以輸入品牌名，再在下面選預設項目。
sources-guess-feed = 會讀取 { $host }：是訂閱源就直接讀；是網頁，就找到它的訂閱源。
sources-guess-imap = 這是一個信箱：會從 { $host } 讀取監測服務寄來的提醒郵件，郵件留在原處。
sources-guess-folder = 這是一個資料夾：放進去的匯出檔案會自動讀入，檔案留在原處。
sources-guess-preset = 會用預設項目「{ $preset }」讀取。
sources-guess-rsshub = 這是 RSSHub 實例 { $host } 上的一條路由：會按它的平台讀出作者、轉發和原文。
sources-guess-mastodon-tag = 會追蹤 { $host } 上的話題標籤 #{ $tag }（Mastodon）。
sources-guess-mastodon = 會追蹤 { $host } 的公開時間軸（Mastodon）。
sources-guess-bluesky = 會在 Bluesky 上搜尋「{ $words }」。
sources-guess-words = 這不是網址。在下面選一個預設項目，就用它來搜尋這些字。
sources-as-feed = 當作一般網址
sources-presets = 預設項目（經 RSSHub）
sources-kinds = 其他方式
sources-field-optional = { $field }（可以不填）
sources-for-example = 例如 { $example }
sources-secret-kept = （已儲存，留空則不變）
sources-secret-show = 顯示
sources-choose-folder = 選擇資料夾…
sources-name = 名稱
sources-watch = 監測主題（可以不填）
sources-watch-example = 品牌、產品、人物或競品
sources-every = 多久取一次
sources-every-usual = 按這一類的慣例（{ $minutes } 分鐘）
sources-every-live = 保持連線，即時接收
sources-silent-after = 多久沒有新貼文算沉默
sources-silent-usual = 按它平常的節奏
sources-minutes = {" "}分鐘
sources-more = ▸ 更多設定
sources-less = ▾ 更多設定
sources-missing = 請填寫「{ $field }」。
sources-there-already = 這個資訊來源已經有了，沒有重複新增。
sources-webhook-made = 「{ $name }」已可接收
sources-webhook-made-about = 採集程式執行時，這台電腦上的程式可以把貼文傳到這裡。先用下面這一行試試：
sources-webhook-line = 傳送一則貼文的命令
sources-webhook-words = 這是一則測試貼文
sources-webhook-once = 權杖只在這裡顯示一次；之後它存在系統鑰匙圈裡，沒有鑰匙圈時加密存在資料夾裡。
sources-copy = 複製
sources-copied = 已複製。
