# 匯入預覽（ui/dialogs/import_preview.py、import_page.py，app/cli/import_preview.py）

preview-title = 匯入預覽
preview-looking = 正在看 { $file }……
preview-go = 匯入
preview-go-many = 匯入 { $count } 個檔案
preview-busy = 還有一件事正在進行。請等它完成，再按「匯入」；這裡的選擇都留著。
preview-nothing = 沒有可以匯入的檔案。
preview-files = 檔案

# 檔案本身
preview-kind-csv = CSV 表格
preview-kind-tsv = TSV 表格
preview-kind-xlsx = Excel 活頁簿
preview-kind-jsonl = JSON Lines 檔案
preview-kind-json = JSON 檔案
preview-kind-feed = 訂閱源
preview-kind-page = 網頁
preview-looked-all = 共 { $count } 列，都看過了
preview-looked-first = 先看了前 { $count } 列
preview-remembered = 用了上次為同樣標題列選定的對應關係

# 欄位
preview-field-posted_at = 時間
preview-field-text = 內文
preview-field-title = 標題
preview-field-author = 作者
preview-field-url = 連結
preview-field-source = 平台
preview-field-region = 地區
preview-field-followers = 粉絲數
preview-field-verified = 認證
preview-field-event = 事件
preview-field-source_id = 貼文編號
preview-field-parent = 轉發自
preview-none = — 不取
preview-sure-given = 你指定的
preview-sure-remembered = 上次選定的
preview-sure-name = 欄名吻合
preview-sure-alike = 欄名相近
preview-sure-content = 按內容猜的
preview-unused = 沒有用到的欄
preview-unused-none = 沒有，每一欄都用上了
preview-more = { $shown } 等 { $count } 欄
preview-zone = 沒寫時區的時間按
preview-zone-guess = 由程式判斷
preview-zone-guessed = 程式判斷：{ $zone }
preview-zone-asia-shanghai = 北京時間
preview-zone-asia-hong_kong = 香港
preview-zone-asia-taipei = 台北
preview-zone-asia-singapore = 新加坡
preview-zone-asia-tokyo = 東京
preview-zone-utc = 世界協調時間
preview-zone-europe-london = 倫敦
preview-zone-america-new_york = 紐約
preview-zone-america-los_angeles = 洛杉磯
preview-watch = 監測主題
preview-watch-hint = 可以不填，例如品牌名

# 會存成什麼樣
preview-posts = 存下來的樣子（前 { $count } 則，時間為 { $zone }）
preview-posts-none = 前面這些列裡沒有一則能存成貼文
preview-refused = 收不下的 { $count } 列
preview-line = 列
preview-reason = 原因
preview-yes = 是
preview-no = 否

# 與命令列不同的說法
preview-said-no-text-column = { $file } 裡看不出哪一欄是貼文內容。請為「內文」選一欄。
preview-said-no-time-column = { $file } 裡看不出哪一欄是發布時間。請為「時間」選一欄。
preview-said-no-words = 沒有文字，也沒有轉發別的貼文。請補上內容，或為「轉發自」選一欄。
preview-said-no-header = 檔案沒有標題列，{ $columns } 欄按序號稱呼（1、2、3…）。請核對每個欄位取自哪一欄。
preview-said-guessed = 按內容猜測：{ $field }取自「{ $column }」欄。不對時請另選一欄。
preview-said-late-column = 「{ $column }」欄到第 { $line } 列才出現，沒有讀取。需要時請把它移到前面再匯出。
preview-said-assumed-zone = { $count } 個時間沒有寫時區，按 { $zone } 讀。不對時請另選時區。
