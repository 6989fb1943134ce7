# SPDX-License-Identifier: Apache-2.0
# Mastodon and Bluesky as sources (app/posts/sources).

# Settings
social-bad-server = “{ $field }”里的“{ $value }”不是服务器。请写服务器的名称（如 mastodon.social）或它的网址，网址里不要带密码。
social-secret-in-the-open = { $server } 没有加密（http://），“{ $field }”会被沿途的人看见。请改用 https://。
social-token-bad = 访问令牌（token）里有空格或不该有的字符。请从 Mastodon 的“偏好设置 → 开发”重新复制。
social-tag-missing = 还没有写话题标签（tag）。请写一个（不用加 #），或把时间线（timeline）改为 public 或 local。
social-tag-bad = “{ $tag }”不能作话题标签：标签是一个词，没有空格和标点，也不能全是数字。几个标签请分别添加信息源。
social-query-missing = 还没有写搜索词（query）。请填写。
social-account-half = 登录 Bluesky 要同时填账号（handle）和应用密码（app_password）；不登录就都留空。
social-lang-bad = “{ $lang }”不是语言代码。请写 zh、en、ja 这样的代码，或留空。

# What servers answer
social-not-mastodon = { $server } 的回应不是 Mastodon 的格式。请检查网址；也可能是服务器暂时出错。
social-not-bluesky = { $server } 的回应不是 Bluesky 的格式。请检查网址；也可能是服务器暂时出错。
social-mastodon-behind = 积压的帖文太多，这一轮先取了 { $count } 条，其余的下一轮接着取。
social-bluesky-login = 无法以 { $handle } 登录 Bluesky：{ $why } 请检查账号和应用密码（不是登录密码）。
social-bluesky-refused = { $server } 拒绝了搜索：{ $why } 不登录的搜索常被关闭；请填账号（handle）和应用密码（app_password）。
social-bluesky-first-only = 新帖文超过了不登录能取到的最新 { $count } 条，更早的没有取到。请填账号（handle）和应用密码（app_password），或缩小搜索范围。
social-bluesky-missed = 上一轮以来的新帖文超过 { $count } 条，更早的没有取到。请缩小搜索范围，或缩短间隔。
