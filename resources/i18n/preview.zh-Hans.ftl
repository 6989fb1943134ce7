# 导入预览（ui/dialogs/import_preview.py、import_page.py，app/cli/import_preview.py）

preview-title = 导入预览
preview-looking = 正在看 { $file }……
preview-go = 导入
preview-go-many = 导入 { $count } 个文件
preview-busy = 还有一件事正在进行。请等它完成，再按“导入”；这里的选择都留着。
preview-nothing = 没有可以导入的文件。
preview-files = 文件

# 文件本身
preview-kind-csv = CSV 表格
preview-kind-tsv = TSV 表格
preview-kind-xlsx = Excel 工作簿
preview-kind-jsonl = JSON Lines 文件
preview-kind-json = JSON 文件
preview-kind-feed = 订阅源
preview-kind-page = 网页
preview-looked-all = 共 { $count } 行，都看过了
preview-looked-first = 先看了前 { $count } 行
preview-remembered = 用了上次为同样表头选定的对应关系

# 字段
preview-field-posted_at = 时间
preview-field-text = 正文
preview-field-title = 标题
preview-field-author = 作者
preview-field-url = 链接
preview-field-source = 平台
preview-field-region = 地区
preview-field-followers = 粉丝数
preview-field-verified = 认证
preview-field-event = 事件
preview-field-source_id = 帖文编号
preview-field-parent = 转发自
preview-none = — 不取
preview-sure-given = 你指定的
preview-sure-remembered = 上次选定的
preview-sure-name = 列名吻合
preview-sure-alike = 列名相近
preview-sure-content = 按内容猜的
preview-unused = 没有用到的列
preview-unused-none = 没有，每一列都用上了
preview-more = { $shown } 等 { $count } 列
preview-zone = 没写时区的时间按
preview-zone-guess = 由程序判断
preview-zone-guessed = 程序判断：{ $zone }
preview-zone-asia-shanghai = 北京时间
preview-zone-asia-hong_kong = 香港
preview-zone-asia-taipei = 台北
preview-zone-asia-singapore = 新加坡
preview-zone-asia-tokyo = 东京
preview-zone-utc = 协调世界时
preview-zone-europe-london = 伦敦
preview-zone-america-new_york = 纽约
preview-zone-america-los_angeles = 洛杉矶
preview-watch = 监测主题
preview-watch-hint = 可以不填，例如品牌名

# 会存成什么样
preview-posts = 存下来的样子（前 { $count } 条，时间为 { $zone }）
preview-posts-none = 前面这些行里没有一条能存成帖文
preview-refused = 收不下的 { $count } 行
preview-line = 行
preview-reason = 原因
preview-yes = 是
preview-no = 否

# 与命令行不同的说法
preview-said-no-text-column = { $file } 里看不出哪一列是帖文内容。请为“正文”选一列。
preview-said-no-time-column = { $file } 里看不出哪一列是发布时间。请为“时间”选一列。
preview-said-no-words = 没有文字，也没有转发别的帖文。请补上内容，或为“转发自”选一列。
preview-said-no-header = 文件没有表头，{ $columns } 列按序号称呼（1、2、3…）。请核对每个字段取自哪一列。
preview-said-guessed = 按内容猜测：{ $field }取自“{ $column }”列。不对时请另选一列。
preview-said-late-column = “{ $column }”列到第 { $line } 行才出现，没有读取。需要时请把它移到前面再导出。
preview-said-assumed-zone = { $count } 个时间没有写时区，按 { $zone } 读。不对时请另选时区。
