# SPDX-License-Identifier: Apache-2.0
# Why something could not be fetched over HTTP (app/posts/collecting/http.py and web/).

# The address
fetch-address = 網址 { $url } 寫得不對。請寫完整，以 https:// 或 http:// 開頭。
fetch-scheme = { $url } 不是 http 或 https 網址，沒有開啟。請換成以 https:// 開頭的網址。
fetch-header = 送往 { $url } 的登入資訊裡有不能用的字元。請檢查權杖和密碼，去掉換行和中文。

# Getting there
fetch-no-name = 找不到伺服器 { $host }。請檢查網址有沒有寫錯，網路是否接通。
fetch-no-connection = 連線到 { $host } 逾時。請檢查網路；如果要經由代理伺服器，請先開啟它。
fetch-refused = { $host } 拒絕連線（連接埠 { $port }）。請檢查那裡的服務是否已啟動，連接埠是否寫對。
fetch-unreachable = 到不了 { $host }。請檢查網路是否接通。
fetch-tls = 無法與 { $host } 建立加密連線。請檢查網址應以 http:// 還是 https:// 開頭。
fetch-certificate = { $host } 的憑證不可信任，沒有繼續：{ $why }。請檢查網址和本機時間，或聯絡對方更換憑證。
fetch-why-expired = 憑證已過期
fetch-why-not-yet-valid = 憑證尚未生效
fetch-why-self-signed = 憑證由對方自行簽發
fetch-why-unknown-issuer = 不認識簽發憑證的機構
fetch-why-other-name = 憑證屬於另一個名稱
fetch-proxy = 代理伺服器沒有接通這次連線。請檢查它是否可用。
fetch-proxy-login = 代理伺服器要求登入。請在它的網址裡寫上使用者名稱和密碼。
fetch-proxy-kind = 不支援代理伺服器 { $proxy }。請改用 http:// 開頭的代理網址。

# Redirects
fetch-private = 公開的網址轉到了 { $host }，那是內部位址，沒有跟過去。如果確實要用它，請直接填寫那個網址。
fetch-redirects = { $url } 轉來轉去超過 { $limit } 次，沒有再跟。請填寫最終的網址。
fetch-redirect-loop = { $url } 一直轉回原處。請用瀏覽器開啟，填寫最終的網址。
fetch-body-elsewhere = { $url } 要把送出的內容轉給 { $host }，沒有照辦。請檢查網址。

# What came back
fetch-timed-out = { $url } 在 { $seconds } 秒內沒有傳完，已停止。稍後會再試。
fetch-quiet = { $url } 一分鐘沒有傳來任何內容，已中斷連線。稍後會重新連線。
fetch-hung-up = { $url } 沒有回應就中斷了連線。稍後會再試。
fetch-cut-short = { $url } 傳到一半就中斷，沒有採用。稍後會再試。
fetch-nonsense = { $host } 的回應不合 HTTP 規範。請檢查網址和連接埠，那裡也許不是網站。
fetch-coding = { $url } 的壓縮內容讀不出來，沒有採用。請聯絡對方，或換一個網址。
fetch-too-large = { $url } 的內容超過 { $limit } MB，沒有採用。請換一個項目較少的訂閱源。
fetch-login = { $url } 要求登入，或者登入資訊不對。請檢查使用者名稱、密碼或權杖。
fetch-forbidden = { $url } 拒絕存取。請檢查帳號有沒有權限，或換一個網址。
fetch-gone = { $url } 沒有這個頁面。請檢查網址，它也許已經搬走。
fetch-busy = { $url } 說請求太多或正在維護（{ $status }）。到它允許時會再試。
fetch-resting = { $host } 要求稍後再來，還要等 { $minutes } 分鐘。
fetch-client = { $url } 不接受這個請求（{ $status }）。請檢查網址和設定。
fetch-server = { $url } 那邊的伺服器出錯（{ $status }）。稍後會再試。
