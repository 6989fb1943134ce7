# SPDX-License-Identifier: Apache-2.0
# Reading, importing and searching posts (app/posts).

# Files that cannot be read at all
posts-no-file = 找不到檔案 { $file }。請檢查路徑和檔名。
posts-is-folder = { $file } 是資料夾（目錄）。請指定裡面的檔案。
posts-forbidden = 沒有權限讀取 { $file }。請修改權限，或把它複製到能讀取的地方。
posts-unreadable = 無法讀取 { $file }：{ $why }。請檢查磁碟是否接好，再試一次。
posts-empty-file = { $file } 裡什麼也沒有。請重新匯出。
posts-too-large = { $file } 解開後超過 { $limit } MB，這種格式只能整個讀入。請改存為 CSV 或 JSON Lines（每行一個物件）再匯入。
posts-binary = { $file } 不是文字檔，也不是認得的表格。請匯出為 CSV、XLSX 或 JSON Lines。
posts-zip = { $file } 是壓縮檔。請先解壓縮，再匯入裡面的檔案（.gz 可以直接匯入）。
posts-old-excel = { $file } 是舊式 Excel 檔案（.xls）。請另存為 .xlsx 或 CSV（UTF-8）再匯入。
posts-xlsx-broken = 活頁簿 { $file } 已損毀，讀不出來。請用試算表軟體開啟後另存一份再匯入。
posts-encoding-unknown = 認不出 { $file } 的文字編碼。請另存為 UTF-8 再匯入。
posts-web-page = 網頁 { $file } 裡沒有可讀的文字。請在瀏覽器中完整開啟後另存（網頁或 MHTML），或複製文字貼進來。
posts-xml = { $file } 是 XML（<{ $root }>），但不是 RSS 或 Atom。請匯出為 CSV 或 JSON Lines。
posts-feed-broken = 訂閱源 { $file } 的格式已損毀，讀不出來。請重新下載。
posts-feed-empty = 訂閱源 { $file } 裡沒有項目。請換個時間再下載。
posts-feed-entities = 訂閱源 { $file } 自帶實體定義（可能用來攻擊），沒有讀取。請從可信的地方重新下載。
posts-feed-deep = 訂閱源 { $file } 巢狀太深，或有一段太長，只有攻擊才會如此，沒有讀取。請移除這個資訊來源，或告知它的管理者。
posts-feed-crowded = 訂閱源 { $file } 的標籤超過 { $limit } 個，正常的訂閱源不會這樣，沒有讀取。請核對網址。
posts-feed-too-large = 訂閱源 { $file } 超過 { $limit } MB，沒有讀取。請改用項目較少的訂閱源。
posts-feed-page = { $file } 是網頁，不是訂閱源。請填寫它的訂閱源網址。
posts-feed-none = { $file }（<{ $root }>）不是 RSS、Atom 或 JSON Feed。請核對網址。
posts-feed-unnamed = （沒有名稱）
posts-json-broken = { $file } 不是完整的 JSON，第 { $line } 行出錯。請重新匯出，或改用 JSON Lines（每行一個物件）。
posts-json-no-list = { $file } 裡沒有貼文的清單。請匯出為物件的陣列，或 JSON Lines（每行一個物件）。
posts-no-text-column = { $file } 裡看不出哪一欄是貼文內容。請用 --map text=欄名 指定；現有的欄：{ $columns }。
posts-no-time-column = { $file } 裡看不出哪一欄是發布時間。請用 --map posted_at=欄名 指定；現有的欄：{ $columns }。
posts-map-field = 沒有名為 { $field } 的欄位。可用的欄位：{ $fields }。
posts-map-column = 檔案裡沒有名為 { $column } 的欄。現有的欄：{ $columns }（也可用序號）。
posts-search-nothing = 沒有可以搜尋的字詞：{ $words }。請輸入至少一個漢字、字母或數字。

# Where reading stopped; what came before is kept
posts-stopped-gz = { $file } 的壓縮資料不完整或已損毀，讀到斷處為止，之前的都已保留。請重新下載後再匯入一次，相同的貼文不會重複。
posts-stopped-bomb = { $file } 解開後大得可疑（已到 { $size } MB），讀到這裡為止。請確認來源；如果可信，請先解壓縮再匯入。
posts-stopped-disk = 讀取 { $file } 時磁碟出錯（{ $why }），讀到斷處為止，之前的都已保留。請檢查磁碟後再匯入一次。
posts-stopped-sheet = 活頁簿 { $file } 從第 { $line } 列起已損毀，之前的都已保留。請用試算表軟體另存一份後再匯入。
posts-cancelled = 匯入已取消，共讀了 { $read } 列；已存的保留，再匯入一次會接著補齊。

# Why a row was refused
posts-ragged = 有 { $found } 格，標題列只有 { $expected } 欄；多半是文字裡的分隔符號沒有加引號。請給這一列的文字加上引號。
posts-quote-open = 引號開了沒有關。請補上引號，或去掉這一列開頭的引號。
posts-line-too-long = 這一列超過 1600 萬字，不像貼文。請檢查匯出時是否漏了換行。
posts-line-cut = 檔案在這一列中間斷了。請重新下載後再匯入一次。
posts-json-bad = 不是合法的 JSON，錯在第 { $position } 個字元。請修正這一行，或重新匯出。
posts-json-no-object = 不是 JSON 物件。每則貼文應是一個 {"{"} … {"}"}。
posts-json-deep = JSON 巢狀太深。請匯出時展開成一層。
posts-cell-too-long = { $field } 有 { $length } 字，最多 { $limit } 字。請檢查這一列是否錯位，或縮短它。
posts-no-words = 沒有文字，也沒有轉發別的貼文。請補上內容，或用 --map parent=欄名 指明它轉發了哪一則。
posts-no-time = 沒有發布時間。請補上時間。
posts-time-unread = 看不懂的時間「{ $value }」。請寫成 2026-11-19 14:05 這樣。
posts-time-impossible = 不存在的時間「{ $value }」。請改正日期。
posts-time-too-old = 時間「{ $value }」早於 { $year } 年，多半是匯出出錯。請改正日期。
posts-time-future = 時間「{ $value }」還沒有到。請改正日期，或檢查本機的時鐘和時區。

# What was assumed or noticed
posts-no-header = 檔案沒有標題列，{ $columns } 欄按序號稱呼（1、2、3…）。認錯時請用 --map 指定。
posts-guessed = 按內容猜測：{ $field } 取自「{ $column }」欄。不對時請用 --map 指定。
posts-late-column = 「{ $column }」欄到第 { $line } 列才出現，沒有讀取。需要時請用 --map 指定。
posts-other-sheets = 只讀了工作表「{ $sheet }」，沒有讀：{ $others }。需要時請把它們另存為檔案。
posts-feed-mended = 訂閱源從第 { $line } 行起格式有誤，已盡量讀取。請核對項目是否齊全。
posts-feed-cut = 訂閱源裡的項目超過 { $limit } 個，只讀了前 { $limit } 個。請改用較短的訂閱源。
posts-spoilt = 按 { $encoding } 讀，有 { $count } 行含有讀不出的字（顯示為 �），第一處在第 { $line } 行。請另存為 UTF-8 後再匯入。
posts-ids-rounded = { $count } 個貼文編號已被試算表軟體毀掉（如 5.70301E+17），當作沒有編號。請從原平台重新匯出，把編號欄設為文字。
posts-parents-rounded = { $count } 個被轉發貼文的編號已被試算表軟體毀掉，當作沒有。請從原平台重新匯出，把該欄設為文字。
posts-made-visible = { $count } 則貼文含有控制字元或改變文字方向的字元，已改為可見的記號。請留意是否有人藉此偽裝。
posts-undated = { $count } 個項目沒有時間，以匯入的時間代替。請核對它們的先後。
posts-assumed-zone = { $count } 個時間沒有寫時區，按 { $zone } 讀。不對時請用 --timezone 指定。
posts-assumed-year-by-id = { $count } 個時間沒有寫年份或是相對時間，按貼文編號裡的時間補全。
posts-assumed-year = { $count } 個日期沒有寫年份，假定為 { $years } 年（檔案儲存之前最近的一次）。請核對。
posts-assumed-saved = { $count } 個時間是相對的（如「3分鐘前」「昨天」），從檔案儲存之時 { $saved } 算起。請核對。
posts-assumed-order = { $count } 個日期的日和月可以互換（如 02/03/2015），按{ $order }讀。請核對。
posts-order-day-first = 日在前
posts-order-month-first = 月在前
posts-rejects-capped = 共有 { $total } 列未被接受，只列出前 { $shown } 列。請先修正這些，再匯入一次。
posts-no-rows = 檔案裡沒有一列資料。請檢查匯出的條件。
posts-kind-page = 網頁
