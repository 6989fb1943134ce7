# SPDX-License-Identifier: Apache-2.0
# Watched folders, the webhook, saved web pages (app/posts/sources, app/posts/reading/page.py).

# Two notes about one file; several notes about a folder
intake-both = { $first }{ $second }
intake-more = { $first }（另有 { $count } 則關於其他檔案的提示）

# A watched folder
intake-folder-relative = 「{ $path }」不是完整路徑。請從根目錄寫起，例如 /home/me/exports 或 C:\Exports。
intake-folder-pattern = 比對樣式「{ $pattern }」裡有資料夾。它只比較檔名，例如 *.csv；多個樣式用分號隔開。
intake-folder-maps = 「{ $pair }」沒有說明欄位對應哪一欄。請寫成：text=內文; posted_at=發布時間。
intake-zone-unknown = 沒有時區 { $zone }。請填 IANA 名稱，例如 Asia/Taipei。
intake-folder-missing = 資料夾 { $path } 不存在。請接好磁碟、新建該資料夾或改正路徑；程式會自動重試。
intake-folder-is-file = { $path } 是檔案。請填它所在的資料夾。
intake-folder-forbidden = 沒有權限檢視資料夾 { $path }。請修改權限；程式會自動重試。
intake-folder-unreadable = 無法讀取資料夾 { $path }：{ $why }。請檢查磁碟或網路；程式會自動重試。
intake-folder-slow = 資料夾 { $path } 沒有回應。請檢查網路磁碟；程式會自動重試。
intake-folder-crowded = 資料夾 { $path } 裡可讀的檔案超過 { $limit } 個。請給匯出檔案單獨一個資料夾，或縮小比對樣式。
intake-folder-file-gone = { $file } 在讀取過程中消失了。檔案重新出現後會再讀一次。
intake-folder-trouble = { $file } 未能讀取：{ $why }
intake-folder-rejected = { $file }：{ $read } 列中有 { $rejected } 列被拒，第一處在第 { $line } 列：{ $reason }
intake-folder-rejected-some = { $file }：{ $read } 列中有 { $rejected } 列被拒。請手動匯入這個檔案，查看原因。
intake-folder-unnamed = 資料夾裡有 { $count } 個檔案的檔名在本機上無法辨識，沒有讀取。請重新命名。
intake-folder-items = 監看資料夾裡的檔案整份讀取，不當作網路上取來的內容。
intake-header-changed = { $file } 的標題列與以往的匯出不同。新增：{ $new }。缺少：{ $lost }。請檢查貼文是否完整。
intake-header-new = { $file } 比以往的匯出多了欄位：{ $new }。請檢查其中是否有需要的欄位。
intake-header-lost = { $file } 比以往的匯出少了欄位：{ $lost }。請檢查貼文是否完整。

# The webhook: its settings, its port, and what it answers to other programs
intake-webhook-port-bad = 連接埠應為 { $low } 到 { $high } 之間的整數。
intake-webhook-token-bad = 權杖應為 { $least } 到 { $most } 個字母、數字或符號，不含空格。可以讓程式產生一個。
intake-webhook-port-taken = 連接埠 { $port } 已被其他程式佔用。請結束那個程式，或為本資訊來源換一個連接埠。
intake-webhook-port-closed = 連接埠 { $port } 無法開啟：{ $why }。請為本資訊來源換一個連接埠。
intake-webhook-host = 只有本機可以使用此介面，位址須為 127.0.0.1 或 localhost。
intake-webhook-origin = 網頁不能使用此介面。請由程式傳送。
intake-webhook-path = 這裡沒有內容。請傳送到 / 或 /posts。
intake-webhook-method = 請用 POST 提交貼文。
intake-webhook-token = 缺少權杖或權杖有誤。請用 Authorization: Bearer … 或 X-Fenghuo-Token 傳送。
intake-webhook-packed = 不接受壓縮過的請求。請拿掉 Content-Encoding。
intake-webhook-large = 每個請求最多 { $limit } MB。請分成幾個小的傳送。
intake-webhook-slow = 請求超過 { $seconds } 秒仍未傳完。請重新傳送。
intake-webhook-protocol = 這不是正確的 HTTP 請求。請檢查傳送它的程式。
intake-webhook-busy = 等待處理的貼文過多。請過幾秒再傳送。
intake-webhook-closing = 採集程式正在停止，無法確定這些貼文是否已存入。請稍後再傳送一次：不會重複存入。
intake-webhook-empty = 請求裡沒有貼文。請傳送一個 JSON 物件、物件清單，或每行一個物件。
intake-webhook-broken = JSON 在第 { $line } 行出錯；該請求的內容均未存入。請改正後重新傳送。
intake-webhook-deep = 第 { $number } 個物件巢狀過深；該請求的內容均未存入。請減少巢狀層數。
intake-webhook-no-object = 第 { $number } 項不是 JSON 物件；該請求的內容均未存入。每則貼文應為一個 {"{"} … {"}"}。
intake-webhook-form = 表單無法讀取，或沒有填寫任何欄位。請用 UTF-8 傳送，並包含 text 和 posted_at 欄位。
intake-webhook-no-text = 其中沒有一個名稱能看出是貼文的文字。請命名為 text；現有：{ $names }。

# Saved web pages
intake-page-undated = 網頁沒有寫明發布時間，已採用儲存時間 { $saved }（UTC）。請核對。
intake-page-guessed = 網頁沒有寫明發布時間，已採用內文中找到的日期 { $date }。請核對。
intake-page-cut = 網頁超過 { $limit } 個字元，超出的部分已截掉。
intake-page-large = 網頁過大，無法區分內文與其他內容，已採用全部文字。
