# SPDX-License-Identifier: Apache-2.0
# Reading mails from a mailbox (app/posts/sources/imap*.py, app/posts/reading/mail.py).

# Settings
mail-bad-server = 看不懂郵件伺服器「{ $server }」。請寫成 imap.example.com 或 imap.example.com:993。
mail-plain-public = 不加密的連線會把密碼原樣送出去，所以只能用於本機或內網的郵件伺服器，不能用於 { $server }。請把「安全連線」改為 tls 或 starttls。
mail-bad-user = 使用者名稱或密碼裡有看不見的字元，多半是複製時帶上的。請重新輸入。
mail-bad-folder = 資料夾名稱「{ $folder }」裡有看不見的字元，或者太長。請照信箱裡的寫法重新輸入。
mail-bad-sender = 寄件者「{ $sender }」不是郵件地址，也不是網域名稱。請寫成 googlealerts-noreply@google.com 或 meltwater.com，多個之間用逗號隔開。

# What goes wrong with a server
mail-no-host = 找不到郵件伺服器 { $server }。請檢查寫法，以及本機能否上網。
mail-refused = { $server } 拒絕連線。請檢查連接埠（tls 一般是 993，starttls 是 143），以及信箱是否開啟了 IMAP。
mail-unreachable = 連不上 { $server }：{ $why }。請檢查網路，稍後會再試。
mail-timeout = { $server } 太久沒有回應，已逾時。稍後會再試。
mail-certificate = 無法證實 { $server } 的身分（{ $why }），所以沒有登入。請核對伺服器名稱；單位自建的伺服器，請把它的憑證裝到系統裡。
mail-no-tls = 與 { $server } 建立不了加密連線。請檢查連接埠和「安全連線」是否相配：993 用 tls，143 用 starttls。
mail-no-starttls = { $server } 不支援 starttls，所以沒有登入。請把「安全連線」改為 tls，連接埠 993。
mail-login = { $server } 不接受使用者 { $user } 的登入：{ $why }。請檢查使用者名稱和密碼；Gmail、QQ、163 等信箱要用專門的應用程式密碼（授權碼），不是登入網頁用的密碼。
mail-no-folder = 信箱裡沒有資料夾「{ $folder }」。現有的資料夾：{ $folders }。
mail-said = { $server } 拒絕了：{ $why }。稍後會再試。
mail-closed = { $server } 中途中斷了連線。稍後會再試。
mail-too-much = { $server } 送來的內容遠遠超過它自己報的大小，已中斷連線。請核對它是不是你的郵件伺服器。
mail-nonsense = { $server } 的回應不是 IMAP。請核對伺服器名稱和連接埠。

# What was odd
mail-too-large = 有 { $count } 封郵件超過 { $limit } MB，沒有讀取。
mail-renumbered = 郵件伺服器給資料夾重新編了號，所以重讀了最近 { $days } 天的郵件；相同的貼文不會重複。

# Mails that are not read
mail-too-many-parts = 這封郵件被拆成兩萬多段，像是用來攻擊的，沒有讀取。請確認是誰寄來的。
mail-too-deep = 這封郵件巢狀太深，像是用來攻擊的，沒有讀取。請確認是誰寄來的。
