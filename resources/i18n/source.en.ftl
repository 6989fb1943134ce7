# Sources and the collector: what went wrong, how they are

source-kind-unknown = There is no source of the kind “{ $kind }”. There are: { $kinds }.
source-kind-broken = The kind “{ $kind }” comes from the installed package { $package }, which does not load. Reinstall or remove that package.
source-book-unreadable = The list of sources { $path } cannot be read. Check the permissions of the file.
source-book-damaged = The list of sources { $path } is damaged: { $why }. Correct that place; until then the sources known before go on.
source-vault-damaged = The file that keeps the passwords of sources, { $path }, is damaged. Restore it from a backup; without one, delete it and enter the passwords again.
source-secret-gone = A password or token of “{ $name }” can no longer be found. Edit the source and enter it again.
source-unknown = There is no source called “{ $name }”. There are: { $names }.
source-none = There is no source yet. Add one with fenghuo source add.
source-name-taken = There already is a source called “{ $name }”. Choose another name.
source-bad-name = A source cannot be called “{ $name }”: a name has 1 to { $limit } characters, none of them invisible.
source-bad-number = The interval and the limit of silence cannot be negative.
source-field-unknown = { $kind } has no setting “{ $field }”. It has: { $fields }.
source-field-missing = { $kind } still needs “{ $field }”. Fill it in.
source-field-choice = “{ $field }” can only be one of: { $choices }.
source-no-child = The reading process does not start: { $why }.
source-document-slow = This content could not be read within { $seconds } seconds and was given up; the others go on.
source-document-killed = The reading process broke off at this content, so it was skipped; the others go on.
source-document-memory = Reading this content takes more than { $limit } MB of memory, so it was given up; the others go on.
source-document-deep = This content is nested too deeply and was given up; the others go on.
source-document-long = This content is too long; only its first { $limit } items were taken.
source-dates-odd = { $count ->
    [one] One item has no time that can be trusted; its arrival stands in.
   *[other] { $count } items have no time that can be trusted; their arrival stands in.
}
source-ids-change = This source gives old posts new ids each time; { $count } were recognised and not stored again.
source-collector-gone = The collector has ended.
source-bug = The source “{ $name }” met a bug in the program ({ $why }); it is tried again in a minute, the others go on.
source-collector-bug = A part of the collector met a bug in the program ({ $why }); it begins again in a minute, the rest goes on.
source-room-bug = A bug stopped the room from being kept up to date ({ $why }); it is tried again in a minute. Collecting goes on.
source-test-slow = No answer within { $seconds } seconds.
source-health-well = well
source-health-new = not tried yet
source-health-failing = failing
source-health-silent = silent
source-health-paused = paused

# Labels of kinds and their settings
source-kind-bluesky = Bluesky
source-kind-bluesky-about = Searches Bluesky every two minutes; without an account it gets the newest 100 posts at a time.
source-bluesky-query = Search for
source-bluesky-query-hint = A brand, "a whole phrase", #hashtag, from:account
source-bluesky-lang = Language
source-bluesky-lang-hint = Optional; a code such as zh, en or ja
source-bluesky-server = Search server
source-bluesky-server-hint = Used without an account; rarely changed
source-bluesky-handle = Handle
source-bluesky-handle-hint = Optional, such as name.bsky.social; only with it can more than the newest 100 posts be fetched
source-bluesky-app_password = App password
source-bluesky-app_password-hint = Made in Bluesky under Settings → Privacy and security → App passwords; not the account's own password
source-bluesky-pds = The account's server
source-bluesky-pds-hint = Used when signed in; rarely changed

source-kind-feed = Feed or site
source-kind-feed-about = RSS, Atom or JSON Feed; the address of a site is enough: its feed is found.
source-feed-address = Address
source-feed-address-hint = Such as news.example.com or https://example.com/feed

source-kind-folder = Watched folder
source-kind-folder-about = Exports put into this folder (CSV, XLSX, JSON, web pages …) are read by themselves; no file is ever moved, changed or deleted.
source-folder-path = Folder
source-folder-path-hint = The whole path; a network drive will do
source-folder-pattern = File names
source-folder-pattern-hint = Such as *.csv;weibo*.xlsx; left empty, every file of a known kind is read
source-folder-zone = Time zone
source-folder-zone-hint = For exports whose times name no zone; such as Asia/Shanghai
source-folder-maps = Columns
source-folder-maps-hint = Such as text=Message;posted_at=Sent; left empty, they are guessed

source-kind-imap = Mailbox (IMAP)
source-kind-imap-about = Reads the alert mails of monitoring services (Google Alerts, Meltwater, Brandwatch and others); each hit in a mail becomes a post. Mails are only read, never changed.
source-imap-server = Mail server
source-imap-server-hint = imap.example.com, with a port where needed: imap.example.com:993
source-imap-user = User name
source-imap-user-hint = Usually the mail address
source-imap-password = Password or app password
source-imap-password-hint = Gmail, QQ, 163 and others want an app password made in their settings
source-imap-folder = Folder in the mailbox
source-imap-folder-hint = Left empty, the inbox (INBOX)
source-imap-security = Secure connection
source-imap-security-hint = tls (port 993) or starttls (port 143); plain is not encrypted and only for this computer or a network of your own
source-imap-senders = Only these senders
source-imap-senders-hint = Addresses or domains with commas between, such as googlealerts-noreply@google.com; left empty, everybody

source-kind-mastodon = Mastodon
source-kind-mastodon-about = Follows a hashtag or a server's public timeline: first what was missed, then live.
source-mastodon-instance = Server
source-mastodon-instance-hint = Such as mastodon.social; the address of a hashtag's page will do
source-mastodon-timeline = Timeline
source-mastodon-timeline-tag = Hashtag
source-mastodon-timeline-public = All public posts the server knows
source-mastodon-timeline-local = Public posts of this server only
source-mastodon-tag = Hashtag
source-mastodon-tag-hint = One word, without the #
source-mastodon-token = Access token
source-mastodon-token-hint = Optional. Many servers stream only to people who are signed in; without a token they are asked once a minute
source-mastodon-streaming = Live
source-mastodon-streaming-yes = Yes
source-mastodon-streaming-no = No, ask once a minute

source-kind-rsshub = RSSHub
source-kind-rsshub-about = Platforms without feeds (Weibo, Zhihu, Bilibili, Xiaohongshu, Douyin, Douban, WeChat, Tieba), through an RSSHub instance.
source-rsshub-instance = Instance
source-rsshub-instance-hint = One of your own is the most reliable, such as http://127.0.0.1:1200; most public ones are limited
source-rsshub-access_key = Access key
source-rsshub-access_key-hint = Only where the instance has an ACCESS_KEY
source-rsshub-preset = Preset
source-rsshub-preset-hint = Choose one and fill in what it asks for; or leave it empty and give a route
source-rsshub-keyword = Keyword
source-rsshub-keyword-hint = A brand, product or person
source-rsshub-user = Account
source-rsshub-user-hint = Paste the address of the account's page, or type its id on the platform
source-rsshub-topic = Topic or question
source-rsshub-topic-hint = Paste the address of the topic, hashtag or question, or type its number
source-rsshub-group = Group
source-rsshub-group-hint = Paste the address of the group, or type its id
source-rsshub-account = WeChat account
source-rsshub-account-hint = Its WeChat id, or its address or id on the site that lists it
source-rsshub-forum = Forum
source-rsshub-forum-hint = Its name, without the word for forum at the end
source-rsshub-route = Route
source-rsshub-route-hint = Where no preset fits, such as /weibo/user/1195230310

source-kind-webhook = Webhook
source-kind-webhook-about = Other programs on this computer hand posts over with a token, as JSON or as a form, at a local port.
source-webhook-port = Port
source-webhook-port-hint = 1024 to 65535; open to this computer (127.0.0.1) only
source-webhook-token = Token
source-webhook-token-hint = At least 16 characters; sent as Authorization: Bearer or X-Fenghuo-Token
