# SPDX-License-Identifier: Apache-2.0
# Reading mails from a mailbox (app/posts/sources/imap*.py, app/posts/reading/mail.py).

# Settings
mail-bad-server = 看不懂邮件服务器“{ $server }”。请写成 imap.example.com 或 imap.example.com:993。
mail-plain-public = 不加密的连接会把密码原样发出去，所以只能用于本机或内网的邮件服务器，不能用于 { $server }。请把“安全连接”改为 tls 或 starttls。
mail-bad-user = 用户名或密码里有看不见的字符，多半是复制时带上的。请重新输入。
mail-bad-folder = 文件夹名“{ $folder }”里有看不见的字符，或者太长。请照邮箱里的写法重新输入。
mail-bad-sender = 发件人“{ $sender }”不是邮件地址，也不是域名。请写成 googlealerts-noreply@google.com 或 meltwater.com，多个之间用逗号隔开。

# What goes wrong with a server
mail-no-host = 找不到邮件服务器 { $server }。请检查写法，以及本机能否上网。
mail-refused = { $server } 拒绝连接。请检查端口（tls 一般是 993，starttls 是 143），以及邮箱是否开启了 IMAP。
mail-unreachable = 连不上 { $server }：{ $why }。请检查网络，稍后会再试。
mail-timeout = { $server } 太久没有回应。稍后会再试。
mail-certificate = 无法证实 { $server } 的身份（{ $why }），所以没有登录。请核对服务器名；单位自建的服务器，请把它的证书装到系统里。
mail-no-tls = 与 { $server } 建立不了加密连接。请检查端口和“安全连接”是否相配：993 用 tls，143 用 starttls。
mail-no-starttls = { $server } 不支持 starttls，所以没有登录。请把“安全连接”改为 tls，端口 993。
mail-login = { $server } 不接受用户 { $user } 的登录：{ $why }。请检查用户名和密码；QQ、163、Gmail 等邮箱要用专门的授权码，不是网页登录的密码。
mail-no-folder = 邮箱里没有文件夹“{ $folder }”。现有的文件夹：{ $folders }。
mail-said = { $server } 拒绝了：{ $why }。稍后会再试。
mail-closed = { $server } 中途断开了连接。稍后会再试。
mail-too-much = { $server } 发来的内容远远超过它自己报的大小，已断开。请核对它是不是你的邮件服务器。
mail-nonsense = { $server } 的回应不是 IMAP。请核对服务器名和端口。

# What was odd
mail-too-large = 有 { $count } 封邮件超过 { $limit } MB，没有读取。
mail-renumbered = 邮件服务器给文件夹重新编了号，所以重读了最近 { $days } 天的邮件；相同的帖文不会重复。

# Mails that are not read
mail-too-many-parts = 这封邮件被拆成两万多段，像是用来攻击的，没有读取。请确认是谁发来的。
mail-too-deep = 这封邮件嵌套太深，像是用来攻击的，没有读取。请确认是谁发来的。
