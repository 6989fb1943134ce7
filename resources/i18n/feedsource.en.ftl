# SPDX-License-Identifier: Apache-2.0
# Feeds, RSSHub and OPML as sources (app/posts/sources: address, feed, rsshub, opml).

# Addresses
feedsource-address-scheme = An address that begins with { $scheme }: cannot be used here. Give one that begins with http:// or https://; for files on this computer, add a watched folder.
feedsource-address-bad = “{ $address }” is not a complete web address. Give that of a site or a feed, such as example.com/feed, without spaces.

# A feed
feedsource-no-feed = { $address } is a web page that names no feed, and there is none in the usual places. Look for a link “RSS” on the site and give its address.
feedsource-page-now = { $address } has always been a feed and now gives a web page; the site may be under repair or ask for a sign-in. It will be tried again; if this lasts, give the new address of the site's feed.

# RSSHub
feedsource-rsshub-nothing = Nothing says yet what to ask for. Choose a preset and fill in its parameters, or give a route such as /weibo/user/1195230310.
feedsource-rsshub-both = Either the preset { $preset } or a route of your own, not both. Empty one of them.
feedsource-rsshub-missing = The preset { $preset } needs { $field }. Fill it in, for example { $example }.
feedsource-rsshub-value = In the preset { $preset }, { $field } cannot be “{ $value }”. Write it like this: { $example }.
feedsource-rsshub-route = “{ $route }” is not a route of RSSHub. Give one that begins with /, such as /weibo/user/1195230310.
feedsource-rsshub-page = { $address } gives a web page, not a feed. Check that it is an RSSHub instance, that the route is right, and that the instance is up to date.

# OPML
feedsource-opml-large = The OPML file is larger than { $limit } MB and was not read. Split it and import the parts.
feedsource-opml-entities = The OPML file defines entities of its own (a known attack) and was not read. Export it again from a reader you trust.
feedsource-opml-broken = The OPML file is broken in line { $line }; nothing was imported. Export it again from the reader; in a file written by hand, & in an address must be &amp;.
feedsource-opml-other = This is a <{ $root }> file, not OPML. Export “OPML” from the reader; if it is a feed, give its address instead.
feedsource-opml-empty = The OPML file names no feed. Check that subscriptions were chosen for the export.
