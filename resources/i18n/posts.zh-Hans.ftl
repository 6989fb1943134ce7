# SPDX-License-Identifier: Apache-2.0
# Reading, importing and searching posts (app/posts).

# Files that cannot be read at all
posts-no-file = 找不到文件 { $file }。请检查路径和文件名。
posts-is-folder = { $file } 是文件夹。请指定里面的文件。
posts-forbidden = 没有权限读取 { $file }。请修改权限，或把它复制到能读的地方。
posts-unreadable = 无法读取 { $file }：{ $why }。请检查磁盘是否接好，再试一次。
posts-empty-file = { $file } 里什么也没有。请重新导出。
posts-too-large = { $file } 解开后超过 { $limit } MB，这种格式只能整个读入。请改存为 CSV 或 JSON Lines（每行一个对象）再导入。
posts-binary = { $file } 不是文本，也不是认得的表格。请导出为 CSV、XLSX 或 JSON Lines。
posts-zip = { $file } 是压缩包。请先解压，再导入里面的文件（.gz 可以直接导入）。
posts-old-excel = { $file } 是旧式 Excel 文件（.xls）。请另存为 .xlsx 或 CSV（UTF-8）再导入。
posts-xlsx-broken = 工作簿 { $file } 已损坏，读不出来。请用表格软件打开后另存一份再导入。
posts-encoding-unknown = 认不出 { $file } 的文字编码。请另存为 UTF-8 再导入。
posts-web-page = 网页 { $file } 里没有可读的文字。请在浏览器中完整打开后另存（网页或 MHTML），或复制文字粘贴进来。
posts-xml = { $file } 是 XML（<{ $root }>），但不是 RSS 或 Atom。请导出为 CSV 或 JSON Lines。
posts-feed-broken = 订阅源 { $file } 的格式已损坏，读不出来。请重新下载。
posts-feed-empty = 订阅源 { $file } 里没有条目。请换一个时间再下载。
posts-feed-entities = 订阅源 { $file } 自带实体定义（可能用来攻击），没有读取。请从可信的地方重新下载。
posts-feed-deep = 订阅源 { $file } 嵌套得太深，或有一段太长，只有攻击才会如此，没有读取。请移除这个信息源，或告知它的管理者。
posts-feed-crowded = 订阅源 { $file } 的标签超过 { $limit } 个，正常的订阅源不会这样，没有读取。请核对网址。
posts-feed-too-large = 订阅源 { $file } 超过 { $limit } MB，没有读取。请改用条目较少的订阅源。
posts-feed-page = { $file } 是网页，不是订阅源。请填写它的订阅源网址。
posts-feed-none = { $file }（<{ $root }>）不是 RSS、Atom 或 JSON Feed。请核对网址。
posts-feed-unnamed = （没有名称）
posts-json-broken = { $file } 不是完整的 JSON，第 { $line } 行出错。请重新导出，或改用 JSON Lines（每行一个对象）。
posts-json-no-list = { $file } 里没有帖文的列表。请导出为对象的数组，或 JSON Lines（每行一个对象）。
posts-no-text-column = { $file } 里看不出哪一列是帖文内容。请用 --map text=列名 指定；现有的列：{ $columns }。
posts-no-time-column = { $file } 里看不出哪一列是发布时间。请用 --map posted_at=列名 指定；现有的列：{ $columns }。
posts-map-field = 没有名为 { $field } 的字段。可用的字段：{ $fields }。
posts-map-column = 文件里没有名为 { $column } 的列。现有的列：{ $columns }（也可用序号）。
posts-search-nothing = 没有可以搜索的字词：{ $words }。请输入至少一个汉字、字母或数字。

# Where reading stopped; what came before is kept
posts-stopped-gz = { $file } 的压缩数据不完整或已损坏，读到断处为止，之前的都已保留。请重新下载后再导入一次，相同的帖文不会重复。
posts-stopped-bomb = { $file } 解开后大得可疑（已到 { $size } MB），读到这里为止。请确认来源；如果可信，请先解压再导入。
posts-stopped-disk = 读取 { $file } 时磁盘出错（{ $why }），读到断处为止，之前的都已保留。请检查磁盘后再导入一次。
posts-stopped-sheet = 工作簿 { $file } 从第 { $line } 行起已损坏，之前的都已保留。请用表格软件另存一份后再导入。
posts-cancelled = 导入已取消，共读了 { $read } 行；已存的保留，再导入一次会接着补齐。

# Why a row was refused
posts-ragged = 有 { $found } 格，表头只有 { $expected } 列；多半是文字里的分隔符没有加引号。请给这一行的文字加上引号。
posts-quote-open = 引号开了没有关。请补上引号，或去掉这一行开头的引号。
posts-line-too-long = 这一行超过 1600 万字，不像帖文。请检查导出时是否漏了换行。
posts-line-cut = 文件在这一行中间断了。请重新下载后再导入一次。
posts-json-bad = 不是合法的 JSON，错在第 { $position } 个字符。请修正这一行，或重新导出。
posts-json-no-object = 不是 JSON 对象。每条帖文应是一个 {"{"} … {"}"}。
posts-json-deep = JSON 嵌套得太深。请导出时展开成一层。
posts-cell-too-long = { $field } 有 { $length } 字，最多 { $limit } 字。请检查这一行是否错位，或缩短它。
posts-no-words = 没有文字，也没有转发别的帖文。请补上内容，或用 --map parent=列名 指明它转发了哪一条。
posts-no-time = 没有发布时间。请补上时间。
posts-time-unread = 看不懂的时间“{ $value }”。请写成 2026-11-19 14:05 这样。
posts-time-impossible = 不存在的时间“{ $value }”。请改正日期。
posts-time-too-old = 时间“{ $value }”早于 { $year } 年，多半是导出出错。请改正日期。
posts-time-future = 时间“{ $value }”还没有到。请改正日期，或检查本机的时钟和时区。

# What was assumed or noticed
posts-no-header = 文件没有表头，{ $columns } 列按序号称呼（1、2、3…）。认错时请用 --map 指定。
posts-guessed = 按内容猜测：{ $field } 取自“{ $column }”列。不对时请用 --map 指定。
posts-late-column = “{ $column }”列到第 { $line } 行才出现，没有读取。需要时请用 --map 指定。
posts-other-sheets = 只读了工作表“{ $sheet }”，没有读：{ $others }。需要时请把它们另存为文件。
posts-feed-mended = 订阅源从第 { $line } 行起格式有误，已尽量读取。请核对条目是否齐全。
posts-feed-cut = 订阅源里的条目超过 { $limit } 个，只读了前 { $limit } 个。请改用较短的订阅源。
posts-spoilt = 按 { $encoding } 读，有 { $count } 行含有读不出的字（显示为 �），第一处在第 { $line } 行。请另存为 UTF-8 后再导入。
posts-ids-rounded = { $count } 个帖文编号已被表格软件毁掉（如 5.70301E+17），当作没有编号。请从原平台重新导出，把编号列设为文本。
posts-parents-rounded = { $count } 个被转发帖文的编号已被表格软件毁掉，当作没有。请从原平台重新导出，把该列设为文本。
posts-made-visible = { $count } 条帖文含有控制字符或改变文字方向的字符，已改为可见的记号。请留意是否有人借此伪装。
posts-undated = { $count } 个条目没有时间，以导入的时间代替。请核对它们的先后。
posts-assumed-zone = { $count } 个时间没有写时区，按 { $zone } 读。不对时请用 --timezone 指定。
posts-assumed-year-by-id = { $count } 个时间没有写年份或是相对时间，按帖文编号里的时间补全。
posts-assumed-year = { $count } 个日期没有写年份，假定为 { $years } 年（文件保存之前最近的一次）。请核对。
posts-assumed-saved = { $count } 个时间是相对的（如“3分钟前”“昨天”），从文件保存之时 { $saved } 算起。请核对。
posts-assumed-order = { $count } 个日期的日和月可以互换（如 02/03/2015），按{ $order }读。请核对。
posts-order-day-first = 日在前
posts-order-month-first = 月在前
posts-rejects-capped = 共有 { $total } 行未被接受，只列出前 { $shown } 行。请先修正这些，再导入一次。
posts-no-rows = 文件里没有一行数据。请检查导出的条件。
posts-kind-page = 网页
