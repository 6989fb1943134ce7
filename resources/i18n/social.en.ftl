# SPDX-License-Identifier: Apache-2.0
# Mastodon and Bluesky as sources (app/posts/sources).

# Settings
social-bad-server = “{ $value }” in “{ $field }” is not a server. Write its name (such as mastodon.social) or its address, without a password in it.
social-secret-in-the-open = { $server } is not encrypted (http://), so “{ $field }” could be read on the way. Use https:// instead.
social-token-bad = The access token (token) holds spaces or characters that do not belong there. Copy it again from Mastodon: Preferences → Development.
social-tag-missing = The hashtag (tag) is missing. Write one (without the #), or set the timeline to public or local.
social-tag-bad = “{ $tag }” cannot be a hashtag: it is one word, without spaces or punctuation, and not digits only. For several hashtags add one source each.
social-query-missing = There is nothing to search for (query). Fill it in.
social-account-half = To sign in to Bluesky fill in both the handle and the app password (app_password); leave both empty to go without.
social-lang-bad = “{ $lang }” is not a language code. Write one such as zh, en or ja, or leave it empty.

# What servers answer
social-not-mastodon = { $server } did not answer the way Mastodon does. Check the address; or the server may be out of order for now.
social-not-bluesky = { $server } did not answer the way Bluesky does. Check the address; or the server may be out of order for now.
social-mastodon-behind = There is a backlog: { $count } posts were fetched in this round, the rest follows in the next.
social-bluesky-login = Could not sign in to Bluesky as { $handle }: { $why } Check the handle and the app password (not the account's own password).
social-bluesky-refused = { $server } refused to search: { $why } Searching without an account is often switched off; fill in the handle and the app password (app_password).
social-bluesky-first-only = There were more new posts than the { $count } newest that are given without an account; the older ones were not fetched. Fill in the handle and the app password (app_password), or narrow the search.
social-bluesky-missed = More than { $count } new posts since the last round; the older ones were not fetched. Narrow the search, or shorten the interval.
