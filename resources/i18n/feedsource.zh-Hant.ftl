# SPDX-License-Identifier: Apache-2.0
# Feeds, RSSHub and OPML as sources (app/posts/sources: address, feed, rsshub, opml).

# Addresses
feedsource-address-scheme = 這裡不能用 { $scheme }: 開頭的網址。請填 http:// 或 https:// 開頭的網址；本機的檔案請用「監看資料夾」這種資訊來源。
feedsource-address-bad = 「{ $address }」不是完整的網址。請填網站或訂閱源的網址，如 example.com/feed，不要帶空格。

# A feed
feedsource-no-feed = { $address } 是網頁，沒有註明訂閱源，常見的位置上也沒有。請在網站上找到「RSS」連結，把它的網址填進來。
feedsource-page-now = { $address } 一向是訂閱源，這次給的卻是網頁，可能在維護或要求登入。會繼續重試；如果一直這樣，請改填網站新的訂閱網址。

# RSSHub
feedsource-rsshub-nothing = 還沒有說要取什麼。請選一個預設項目並填好它的參數，或填一條路由，如 /weibo/user/1195230310。
feedsource-rsshub-both = 預設項目 { $preset } 和自填的路由只能用一個。請清空其中一個。
feedsource-rsshub-missing = 預設項目 { $preset } 缺少參數 { $field }。請填寫，如 { $example }。
feedsource-rsshub-value = 預設項目 { $preset } 的參數 { $field } 不能是「{ $value }」。請照這樣填：{ $example }。
feedsource-rsshub-route = 「{ $route }」不是 RSSHub 的路由。請填 / 開頭的路由，如 /weibo/user/1195230310。
feedsource-rsshub-page = { $address } 給的是網頁，不是訂閱源。請確認它是 RSSHub 實例、路由沒有寫錯，並且實例夠新。

# OPML
feedsource-opml-large = OPML 檔案超過 { $limit } MB，沒有讀取。請分成幾份再匯入。
feedsource-opml-entities = OPML 檔案自帶實體定義（可能用來攻擊），沒有讀取。請從可信的閱讀器重新匯出。
feedsource-opml-broken = OPML 檔案在第 { $line } 行損毀，沒有匯入。請從閱讀器重新匯出；若是手寫的，網址裡的 & 要寫成 &amp;。
feedsource-opml-other = 這是 <{ $root }> 檔案，不是 OPML。請從閱讀器匯出「OPML」；若是訂閱源，請直接填它的網址。
feedsource-opml-empty = OPML 檔案裡沒有一個訂閱源。請確認匯出時選了要匯出的訂閱。
