# SPDX-License-Identifier: Apache-2.0
# Watched folders, the webhook, saved web pages (app/posts/sources, app/posts/reading/page.py).

# Two notes about one file; several notes about a folder
intake-both = { $first }{ $second }
intake-more = { $first }（另有 { $count } 条关于其他文件的提示）

# A watched folder
intake-folder-relative = “{ $path }”不是完整路径。请从根目录写起，例如 /home/me/exports 或 C:\Exports。
intake-folder-pattern = 匹配模式“{ $pattern }”里有文件夹。它只比较文件名，例如 *.csv；多个模式用分号隔开。
intake-folder-maps = “{ $pair }”没有说明字段对应哪一列。请写成：text=正文; posted_at=发布时间。
intake-zone-unknown = 没有时区 { $zone }。请填 IANA 名称，例如 Asia/Shanghai。
intake-folder-missing = 文件夹 { $path } 不存在。请接好磁盘、新建该文件夹或改正路径；程序会自动重试。
intake-folder-is-file = { $path } 是文件。请填它所在的文件夹。
intake-folder-forbidden = 没有权限查看文件夹 { $path }。请修改权限；程序会自动重试。
intake-folder-unreadable = 无法读取文件夹 { $path }：{ $why }。请检查磁盘或网络；程序会自动重试。
intake-folder-slow = 文件夹 { $path } 没有响应。请检查网络磁盘；程序会自动重试。
intake-folder-crowded = 文件夹 { $path } 里可读的文件超过 { $limit } 个。请给导出文件单独一个文件夹，或缩小匹配模式。
intake-folder-file-gone = { $file } 在读取过程中消失了。文件重新出现后会再读一次。
intake-folder-trouble = { $file } 未能读取：{ $why }
intake-folder-rejected = { $file }：{ $read } 行中有 { $rejected } 行被拒，第一处在第 { $line } 行：{ $reason }
intake-folder-rejected-some = { $file }：{ $read } 行中有 { $rejected } 行被拒。请手动导入这个文件，查看原因。
intake-folder-unnamed = 文件夹里有 { $count } 个文件的文件名在本机无法识别，没有读取。请重命名。
intake-folder-items = 监视文件夹里的文件整份读取，不当作网上取来的内容。
intake-header-changed = { $file } 的表头与以往的导出不同。新增：{ $new }。缺少：{ $lost }。请检查帖文是否完整。
intake-header-new = { $file } 比以往的导出多了列：{ $new }。请检查其中是否有需要的列。
intake-header-lost = { $file } 比以往的导出少了列：{ $lost }。请检查帖文是否完整。

# The webhook: its settings, its port, and what it answers to other programs
intake-webhook-port-bad = 端口应为 { $low } 到 { $high } 之间的整数。
intake-webhook-token-bad = 令牌应为 { $least } 到 { $most } 个字母、数字或符号，不含空格。可以让程序生成一个。
intake-webhook-port-taken = 端口 { $port } 已被其他程序占用。请结束那个程序，或为本信息源换一个端口。
intake-webhook-port-closed = 端口 { $port } 无法打开：{ $why }。请为本信息源换一个端口。
intake-webhook-host = 只有本机可以使用此接口，地址须为 127.0.0.1 或 localhost。
intake-webhook-origin = 网页不能使用此接口。请由程序发送。
intake-webhook-path = 这里没有内容。请发送到 / 或 /posts。
intake-webhook-method = 请用 POST 提交帖文。
intake-webhook-token = 缺少令牌或令牌有误。请用 Authorization: Bearer … 或 X-Fenghuo-Token 发送。
intake-webhook-packed = 不接受压缩过的请求。请去掉 Content-Encoding。
intake-webhook-large = 每个请求最多 { $limit } MB。请分成几个小的发送。
intake-webhook-slow = 请求超过 { $seconds } 秒仍未传完。请重新发送。
intake-webhook-protocol = 这不是正确的 HTTP 请求。请检查发送它的程序。
intake-webhook-busy = 等待处理的帖文过多。请过几秒再发送。
intake-webhook-closing = 采集进程正在停止，无法确定这些帖文是否已存入。请稍后再发送一次：不会重复存入。
intake-webhook-empty = 请求里没有帖文。请发送一个 JSON 对象、对象列表，或每行一个对象。
intake-webhook-broken = JSON 在第 { $line } 行出错；该请求的内容均未存入。请改正后重新发送。
intake-webhook-deep = 第 { $number } 个对象嵌套过深；该请求的内容均未存入。请减少嵌套层数。
intake-webhook-no-object = 第 { $number } 项不是 JSON 对象；该请求的内容均未存入。每条帖文应为一个 {"{"} … {"}"}。
intake-webhook-form = 表单无法读取，或没有填写任何字段。请用 UTF-8 发送，并包含 text 和 posted_at 字段。
intake-webhook-no-text = 其中没有一个名称能看出是帖文的文字。请命名为 text；现有：{ $names }。

# Saved web pages
intake-page-undated = 网页没有写明发布时间，已采用保存时间 { $saved }（UTC）。请核对。
intake-page-guessed = 网页没有写明发布时间，已采用正文中找到的日期 { $date }。请核对。
intake-page-cut = 网页超过 { $limit } 个字符，超出部分已截去。
intake-page-large = 网页过大，无法区分正文与其他内容，已采用全部文字。
