# SPDX-License-Identifier: Apache-2.0
# Feeds, RSSHub and OPML as sources (app/posts/sources: address, feed, rsshub, opml).

# Addresses
feedsource-address-scheme = 这里不能用 { $scheme }: 开头的地址。请填 http:// 或 https:// 开头的网址；本机的文件请用“监视文件夹”这种信息源。
feedsource-address-bad = “{ $address }”不是完整的网址。请填网站或订阅源的网址，如 example.com/feed，不要带空格。

# A feed
feedsource-no-feed = { $address } 是网页，没有注明订阅源，常见的位置上也没有。请在网站上找到“RSS”链接，把它的网址填进来。
feedsource-page-now = { $address } 一向是订阅源，这次给的却是网页，可能在维护或要求登录。会继续重试；如果一直这样，请改填网站新的订阅网址。

# RSSHub
feedsource-rsshub-nothing = 还没有说要取什么。请选一个预设并填好它的参数，或填一条路由，如 /weibo/user/1195230310。
feedsource-rsshub-both = 预设 { $preset } 和自填的路由只能用一个。请清空其中一个。
feedsource-rsshub-missing = 预设 { $preset } 缺少参数 { $field }。请填写，如 { $example }。
feedsource-rsshub-value = 预设 { $preset } 的参数 { $field } 不能是“{ $value }”。请照这样填：{ $example }。
feedsource-rsshub-route = “{ $route }”不是 RSSHub 的路由。请填 / 开头的路由，如 /weibo/user/1195230310。
feedsource-rsshub-page = { $address } 给的是网页，不是订阅源。请确认它是 RSSHub 实例、路由没有写错，并且实例够新。

# OPML
feedsource-opml-large = OPML 文件超过 { $limit } MB，没有读取。请分成几份再导入。
feedsource-opml-entities = OPML 文件自带实体定义（可能用来攻击），没有读取。请从可信的阅读器重新导出。
feedsource-opml-broken = OPML 文件在第 { $line } 行损坏，没有导入。请从阅读器重新导出；若是手写的，网址里的 & 要写成 &amp;。
feedsource-opml-other = 这是 <{ $root }> 文件，不是 OPML。请从阅读器导出“OPML”；若是订阅源，请直接填它的网址。
feedsource-opml-empty = OPML 文件里没有一个订阅源。请确认导出时选了要导出的订阅。
