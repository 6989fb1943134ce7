# SPDX-License-Identifier: Apache-2.0
# Why something could not be fetched over HTTP (app/posts/collecting/http.py and web/).

# The address
fetch-address = 网址 { $url } 写得不对。请写完整，以 https:// 或 http:// 开头。
fetch-scheme = { $url } 不是 http 或 https 网址，没有打开。请换成以 https:// 开头的网址。
fetch-header = 发往 { $url } 的登录信息里有不能用的字符。请检查令牌和密码，去掉换行和中文。

# Getting there
fetch-no-name = 找不到服务器 { $host }。请检查网址有没有写错，网络是否接通。
fetch-no-connection = 连接 { $host } 超时。请检查网络；如果要通过代理，请先打开代理。
fetch-refused = { $host } 拒绝了连接（端口 { $port }）。请检查那里的服务是否已启动，端口是否写对。
fetch-unreachable = 到不了 { $host }。请检查网络是否接通。
fetch-tls = 无法与 { $host } 建立加密连接。请检查网址应以 http:// 还是 https:// 开头。
fetch-certificate = { $host } 的证书不可信，没有继续：{ $why }。请检查网址和本机时间，或联系对方更换证书。
fetch-why-expired = 证书已过期
fetch-why-not-yet-valid = 证书尚未生效
fetch-why-self-signed = 证书由对方自己签发
fetch-why-unknown-issuer = 不认识签发证书的机构
fetch-why-other-name = 证书属于另一个名称
fetch-proxy = 代理没有接通这次连接。请检查代理是否可用。
fetch-proxy-login = 代理要求登录。请在代理的网址里写上用户名和密码。
fetch-proxy-kind = 不支持代理 { $proxy }。请改用 http:// 开头的代理网址。

# Redirects
fetch-private = 公开的网址转到了 { $host }，那是内部地址，没有跟过去。如果确实要用它，请直接填写那个网址。
fetch-redirects = { $url } 转来转去超过 { $limit } 次，没有再跟。请填写最终的网址。
fetch-redirect-loop = { $url } 一直转回原处。请用浏览器打开，填写最终的网址。
fetch-body-elsewhere = { $url } 要把提交的内容转给 { $host }，没有照办。请检查网址。

# What came back
fetch-timed-out = { $url } 在 { $seconds } 秒内没有传完，已停止。稍后会再试。
fetch-quiet = { $url } 一分钟没有传来任何内容，已断开。稍后会重新连接。
fetch-hung-up = { $url } 没有回应就断开了。稍后会再试。
fetch-cut-short = { $url } 传到一半就断了，没有采用。稍后会再试。
fetch-nonsense = { $host } 的回应不合 HTTP 规范。请检查网址和端口，那里也许不是网站。
fetch-coding = { $url } 的压缩内容读不出来，没有采用。请联系对方，或换一个网址。
fetch-too-large = { $url } 的内容超过 { $limit } MB，没有采用。请换一个条目较少的订阅源。
fetch-login = { $url } 要求登录，或者登录信息不对。请检查用户名、密码或令牌。
fetch-forbidden = { $url } 拒绝访问。请检查账号有没有权限，或换一个网址。
fetch-gone = { $url } 没有这个页面。请检查网址，它也许已经搬走。
fetch-busy = { $url } 说请求太多或正在维护（{ $status }）。到它允许时会再试。
fetch-resting = { $host } 要求稍后再来，还要等 { $minutes } 分钟。
fetch-client = { $url } 不接受这个请求（{ $status }）。请检查网址和设置。
fetch-server = { $url } 那边的服务器出错（{ $status }）。稍后会再试。
