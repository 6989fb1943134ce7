# SPDX-License-Identifier: Apache-2.0
# Mastodon and Bluesky as sources (app/posts/sources).

# Settings
social-bad-server = 「{ $field }」裡的「{ $value }」不是伺服器。請寫伺服器的名稱（如 mastodon.social）或它的網址，網址裡不要帶密碼。
social-secret-in-the-open = { $server } 沒有加密（http://），「{ $field }」會被沿途的人看見。請改用 https://。
social-token-bad = 存取權杖（token）裡有空格或不該有的字元。請從 Mastodon 的「偏好設定 → 開發」重新複製。
social-tag-missing = 還沒有寫話題標籤（tag）。請寫一個（不用加 #），或把時間軸（timeline）改為 public 或 local。
social-tag-bad = 「{ $tag }」不能作話題標籤：標籤是一個詞，沒有空格和標點，也不能全是數字。幾個標籤請分別新增資訊來源。
social-query-missing = 還沒有寫搜尋詞（query）。請填寫。
social-account-half = 登入 Bluesky 要同時填帳號（handle）和應用程式密碼（app_password）；不登入就都留空。
social-lang-bad = 「{ $lang }」不是語言代碼。請寫 zh、en、ja 這樣的代碼，或留空。

# What servers answer
social-not-mastodon = { $server } 的回應不是 Mastodon 的格式。請檢查網址；也可能是伺服器暫時出錯。
social-not-bluesky = { $server } 的回應不是 Bluesky 的格式。請檢查網址；也可能是伺服器暫時出錯。
social-mastodon-behind = 積壓的貼文太多，這一輪先取了 { $count } 則，其餘的下一輪接著取。
social-bluesky-login = 無法以 { $handle } 登入 Bluesky：{ $why } 請檢查帳號和應用程式密碼（不是登入密碼）。
social-bluesky-refused = { $server } 拒絕了搜尋：{ $why } 不登入的搜尋常被關閉；請填帳號（handle）和應用程式密碼（app_password）。
social-bluesky-first-only = 新貼文超過了不登入能取到的最新 { $count } 則，更早的沒有取到。請填帳號（handle）和應用程式密碼（app_password），或縮小搜尋範圍。
social-bluesky-missed = 上一輪以來的新貼文超過 { $count } 則，更早的沒有取到。請縮小搜尋範圍，或縮短間隔。
