# The sources pane, and the dialog that adds and changes sources

## How they are

sources-is-paused = Nothing is collected; earlier posts stay.
sources-is-new = Not collected yet.
sources-is-silent = Nothing new since { $time } ({ $span }); at its usual pace it should not take longer than { $usual }.
sources-failures = { $sentence } ({ $count } times in a row)
sources-untold = Something went wrong that this version has no words for ({ $key }).
sources-just-now = just now
sources-ago-minutes = { $count } min ago
sources-ago-hours = { $count } h ago
sources-ago-days = { $count } d ago
sources-very-soon = any moment
sources-ahead-minutes = in { $count } min
sources-ahead-hours = in { $count } h
sources-ahead-days = in { $count } d
sources-last = { $ago }
sources-next = next { $ahead }
sources-rate = { $rate }/h
sources-stored = { $count ->
    [one] { $count } post kept
   *[other] { $count } posts kept
 }
sources-for-watch = Watch: { $watch }

## The pane

sources-count = { $count ->
    [one] { $count } source
   *[other] { $count } sources
 }
sources-count-failing = { $count } failing
sources-count-silent = { $count } silent
sources-count-paused = { $count } paused
sources-collector-runs = collector ● running
sources-collector-stopped = collector ✕ stopped
sources-collector-dead = The collector has stopped: no sign of life since { $time } ({ $span })
sources-collector-dead-means = No new post has come in since. This quiet does not mean that it is quiet outside.
sources-collector-never = The collector has not run yet
sources-collector-never-means = No post comes in from these sources. This quiet does not mean that it is quiet outside.
sources-alert = Raise an alert
sources-alert-failing = Source “{ $name }” is failing
sources-alert-silent = Source “{ $name }” is silent
sources-add = + Add
sources-add-tip = Add a source (A)
sources-add-menu = Add a source…
sources-menu = More
sources-import-opml = Import OPML…
sources-export-opml = Export OPML…
sources-opml-files = OPML files
sources-imported = { $count ->
    [one] { $count } source added.
   *[other] { $count } sources added.
 }
sources-imported-same = { $count ->
    [one] { $count } was there already and was not added again.
   *[other] { $count } were there already and were not added again.
 }
sources-imported-rejected = { $count ->
    [one] { $count } line was not taken:
   *[other] { $count } lines were not taken:
 }
sources-imported-line = Line { $line }: { $reason }
sources-exported = { $count ->
    [one] { $count } source written to { $path }, without any password or key.
   *[other] { $count } sources written to { $path }, without any password or key.
 }
sources-exported-without = { $count ->
    [one] { $count } has no feed address and cannot stand in OPML.
   *[other] { $count } have no feed address and cannot stand in OPML.
 }
sources-cannot-read = { $path } cannot be read: { $why }.
sources-key-test = T Test
sources-key-stop = Stop the test
sources-key-pause = P Pause
sources-key-resume = P Resume
sources-key-edit = ↵ Edit
sources-key-alert = R Raise an alert
sources-key-remove = Del Remove
sources-testing = Testing: one look, nothing is stored…
sources-test-ok = { $count ->
    [one] ✓ It works: { $count } post read in { $seconds } s
   *[other] ✓ It works: { $count } posts read in { $seconds } s
 }
sources-test-nothing = ✓ It answers, but has no posts now ({ $seconds } s)
sources-test-failed = ✕ The test failed
sources-test-no-answer = The test gave no result. Try again; if it stays like this, run fenghuo source test in a terminal to see why.
sources-test-busy = “{ $name }” is being tested. Try again when that is done.
sources-removed = Source “{ $name }” removed. Its posts stay.
sources-remove = Remove
sources-remove-title = Remove a source
sources-remove-about = Nothing more is collected from “{ $name }”, and its passwords and keys are deleted. Posts that have come in stay.

## None yet

sources-empty = No sources yet
sources-empty-hint = Posts in under a minute. Begin with one of these:
sources-first-address = Paste an address
sources-first-address-about = A feed, a plain web page (its feed is found), a Mastodon hashtag or an account's page will do.
sources-first-preset = Pick a preset, type the brand
sources-first-preset-about = Weibo, Zhihu, Bilibili, Xiaohongshu, Douyin, Douban, WeChat, Tieba, through RSSHub.

## Adding and changing

sources-add-title = Add a source
sources-edit-title = Edit the source
sources-go-on = Next
sources-back = Back
sources-add-go = Add
sources-save = Save
sources-address = Address
sources-address-example = Paste a web address, a mail address or the path of a folder
sources-address-hint = A site's address is enough: its feed is found. Or type a brand and pick a preset below.
sources-guess-feed = { $host } will be read: a feed as it is, a page by the feed it names.
sources-guess-imap = A mailbox: mails of monitoring services are read from { $host } and left where they are.
sources-guess-folder = A folder: exports dropped into it are read by themselves and left where they are.
sources-guess-preset = The preset “{ $preset }” will read it.
sources-guess-rsshub = A route of the RSSHub instance { $host }: authors, reposts and originals are read as its platform gives them.
sources-guess-mastodon-tag = The hashtag #{ $tag } on { $host } will be followed (Mastodon).
sources-guess-mastodon = The public timeline of { $host } will be followed (Mastodon).
sources-guess-bluesky = Bluesky will be searched for “{ $words }”.
sources-guess-words = This is not an address. Pick a preset below and it will search for these words.
sources-as-feed = Take it as a plain address
sources-presets = Presets (through RSSHub)
sources-kinds = Other ways
sources-field-optional = { $field } (optional)
sources-for-example = e.g. { $example }
sources-secret-kept = (kept; leave empty to keep it)
sources-secret-show = Show
sources-choose-folder = Choose a folder…
sources-name = Name
sources-watch = Watch (optional)
sources-watch-example = A brand, product, person or competitor
sources-every = How often
sources-every-usual = As usual for its kind ({ $minutes } min)
sources-every-live = Stays connected, live
sources-silent-after = Counts as silent after
sources-silent-usual = By its own usual pace
sources-minutes = {" "}min
sources-more = ▸ More settings
sources-less = ▾ More settings
sources-missing = “{ $field }” is still to be filled in.
sources-there-already = This source is there already and was not added again.
sources-webhook-made = “{ $name }” can receive posts
sources-webhook-made-about = While the collector runs, programs on this computer can send posts here. Try it with this line:
sources-webhook-line = A command that sends one post
sources-webhook-words = This is a test post
sources-webhook-once = The token is shown only here and only once; from now on it lies in the system keyring or, where there is none, encrypted in the profile.
sources-copy = Copy
sources-copied = Copied.
