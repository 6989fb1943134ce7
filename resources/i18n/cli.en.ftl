# Command line, profile and verification

cli-about = Fenghuo: a desktop war room for a crisis in public opinion. Opens the window when no command is given.
cli-epilog = Every command has --help with an example. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
cli-metavar-command = COMMAND
cli-example = Example:
cli-help-profile = the profile's folder (default: the user's data folder)
cli-help-lang = language
cli-help-demo-window = open a worked crisis in a throw-away profile

cli-about-demo = make the demo profile (the passphrase of its people is demo)
cli-about-import = read exports (CSV, TSV, XLSX, JSON Lines, RSS, Atom, JSON Feed, web pages; also .gz) as posts
cli-about-search = search posts, or stories
cli-about-classify = JSON strings on standard input, one a line; their mood on standard output, one a line
cli-about-detect = Counts a step in a file (timestamp,value or timestamp,count,neg,repost,authors); the same rows with a level 0 to 4
cli-about-commands = list every command of the room with its fields
cli-about-act = run commands, one JSON object a line; a refused line does not stop the next
cli-about-state = what the room knows, now or at a past moment
cli-about-timeline = the timeline of an incident
cli-about-sitrep = make the PDF situation report
cli-about-verify = check chain, signatures, seals and files; names the first bad entry

cli-help-detect-input = the counts; one row for each step of time
cli-help-detect-output = where the same rows go, with their level
cli-help-import-files = files to read; - for JSON on standard input
cli-help-import-watch = the watch they belong to
cli-help-import-map = take a field from a column; may be repeated
cli-help-import-timezone = zone of times that name none
cli-help-import-json = one JSON object a file
cli-help-search-words = words to find; all must occur; may be left out where a filter is given
cli-help-search-limit = how many at the most
cli-help-search-json = one JSON object a post
cli-help-commands-json = as JSON, with JSON Schema
cli-help-act-file = the file of commands; - for standard input
cli-help-act-person = who acts where a line has no "as"
cli-help-state-as-of = as it was at this moment
cli-help-state-json = as JSON
cli-help-timeline-incident = id, #number, title, or last
cli-help-timeline-as-of = as it was at this moment
cli-help-timeline-json = one JSON object a line
cli-help-sitrep-incident = id, #number, title, or last
cli-help-sitrep-out = the file to write
cli-help-sitrep-classification = the marking in header and footer
cli-help-sitrep-as-of = as it was at this moment
cli-help-sitrep-json = the result as JSON
cli-help-verify-path = the profile to check (default: --profile)
cli-help-verify-json = as JSON
cli-help-demo-picture = also save a picture of the window and the report in this folder, and print their paths

cli-cannot-read = Cannot read { $path }. Check the path and its permissions.
cli-not-utf8 = { $path } is not UTF-8 text. Save it as UTF-8.
cli-not-json = This line is not JSON: { $why }
cli-not-object = This line is not a JSON object. Write it as {"{"}"do": "log.write", …{"}"}.
cli-act-unknown = There is no command “{ $name }”. See fenghuo commands for all of them.
cli-act-fields = The fields of { $name } are not right: { $why }. See fenghuo commands for its fields.
cli-act-needs-person = It does not say who acts. Write "as" on the line, or give --as.
cli-act-needs-passphrase = { $person }'s passphrase is needed. Write "passphrase" on the line, or set FENGHUO_PERSON_PASSPHRASE.
cli-ask-person-passphrase = Passphrase of { $person }:{" "}
cli-ask-passphrase = Passphrase of the profile:{" "}
cli-ask-new-passphrase = This computer has no keyring. Choose a passphrase for the profile:{" "}
cli-no-post = There is no post { $id }.
cli-bad-time = “{ $time }” is no time. Write it as 2026-11-22T14:05+08:00.
cli-bad-map = --map is not right: “{ $map }”. Write FIELD=COLUMN, for example text=content.
cli-commands-legend = Fields marked * are needed. incident, statement, alert and fact take an id, last, #number or title; person takes a name. A line may also hold "as" (who acts) and "passphrase".
cli-state-room = { $name }: { $entries } entries, zone { $zone }
cli-state-open = #{ $number } { $title } · { $severity } · declared { $time } · { $id }
cli-state-closed = #{ $number } { $title } · closed · declared { $time } · { $id }
cli-state-no-incident = No incident yet.
cli-state-alert = Unconfirmed: { $level } “{ $watch }” since { $time } ({ $why })  { $id }
cli-imported = { $file }: { $read } read, { $stored } stored, { $same } known already, { $rejected } rejected
cli-mapping = Columns: { $mapping }
cli-rejected = Line { $line }: { $reason }
cli-nothing-found = No post holds “{ $words }”.
cli-classify-line = Line { $line } is not a JSON string. Put the text in double quotes.
cli-sitrep-made = Made { $path } ({ $pages } pages, SHA-256 { $sha256 })
cli-demo-made = The demo profile is ready: { $path } (its people's passphrase is demo)
cli-demo-needs-profile = Say with --profile where the demo profile goes.
cli-interrupted = Interrupted; all that was written is there.
cli-no-window = The window cannot be opened: { $why }

profile-missing = There is no profile in { $path }. Check --profile, or open the window or import a file to make one.
profile-unreadable = Cannot read { $path }. Check its permissions.
profile-damaged = { $path } is damaged, so nobody knows how to unlock the profile. Restore this file from a backup.
profile-newer = { $path } was written by a newer Fenghuo. Update this program first.
profile-exists = There is a profile in { $path } already. Choose another place.
profile-lost-lock = { $path } holds room.db but no profile.json, without which it cannot be unlocked. Restore profile.json from a backup, or choose another place.
profile-needs-passphrase = This computer has no keyring to keep the key in. Set FENGHUO_PASSPHRASE, or run in a terminal to type a passphrase.
profile-keyring-lost = The keyring holds no key for { $path }. Open it as the user and on the computer that made it, or restore the keyring.
profile-keyring-fault = The keyring does not answer or refuses. Unlock it and try again.
profile-locked = { $path } is locked by a passphrase. Set FENGHUO_PASSPHRASE, or run in a terminal to type it.
profile-secret-damaged = The key is incomplete, so the profile cannot be opened. Restore the keyring or a backup.
profile-not-writable = { $path } cannot be written. Check permissions and free space, or choose another profile.
profile-no-room = There is no war room in { $path } yet. Open the window to found it, or use the command room.found.
profile-in-use = Another window or command is using { $path }. Close it first, then try again.

verify-whole = The journal is whole: { $entries } entries; chain, signatures and seals hold. Head { $head }
verify-no-room = There is no journal of a war room here.
verify-unreadable = Reading the journal broke off at entry { $seq }.
verify-gap = Entry { $seq } is missing; entry { $found } follows instead.
verify-stranger = Entry { $seq } comes from another device.
verify-changed = Entry { $seq } does not match its hash: it was changed after it was written.
verify-link = Entry { $seq } does not follow from the one before: entries were swapped or replaced.
verify-signature = The signature of entry { $seq } is not this device's.
verify-tail = The journal ends at entry { $last }, but entry { $known } is known to have been written: its tail is gone.
verify-other-head = Entry { $seq } is not the one that was written.
verify-witness = The witness file { $path } was changed or is damaged.
verify-no-witness = The witness file room.head is missing, so nobody can say that the tail is not gone.
verify-text = The words of statement { $number }, revision { $revision } do not match their SHA-256.
verify-seal = { $person }'s seal on statement { $number }, revision { $revision } is not theirs, or the words were changed.
verify-page = { $path } is damaged ({ $what }). Restore a backup.

cli-about-source = manage sources: feeds, platforms, mailboxes, folders
cli-about-watch = collect posts without a window, each source at its own pace; light the beacon, tell people, pass on what nobody confirms
cli-help-source-action = add · list · test · remove · pause · resume · export (OPML)
cli-help-source-name-or-file = the source's name (with export, the file)
cli-help-source-url = the address of a feed, or of a site (its feed is found); for RSSHub and Mastodon, of the instance
cli-help-source-opml = add the feeds of an OPML file
cli-help-source-kind = the kind: feed, rsshub, mastodon, bluesky, imap, folder, webhook
cli-help-source-preset = an RSSHub preset
cli-help-source-set = one setting; may be repeated
cli-help-source-secret = a setting to be kept secret: asked for in the terminal, or a line of standard input; may be repeated
cli-help-source-name = the source's name
cli-help-source-watch = the watch its posts belong to
cli-help-source-every = seconds between two rounds
cli-help-source-silent-after = minutes without a new post before it counts as silent
cli-help-source-json = one JSON object a source
cli-help-watch-once = make one round, look at the beacon once, then end
cli-help-watch-json = one JSON object for each round and each proposal of the beacon
cli-help-import-preview = look without storing, as JSON: columns, times, the first 20 posts
cli-bad-setting = “{ $setting }” is not written as FIELD=VALUE.
cli-source-added = added: { $name } ({ $kind })
cli-source-known = This source is there already and was not added again.
cli-source-nothing = It does not say what to add. Give --url, --opml, or --kind with --set.
cli-source-none = There is no source yet.
cli-source-removed = removed: { $name }. Its posts stay.
cli-source-paused = paused: { $name }
cli-source-resumed = resumed: { $name }
cli-source-name-missing = { $action } still needs a name (export: a file name).
cli-source-rate = { $count }/h
cli-source-tested = { $name }: { $read } read in { $seconds } s
cli-collector-alive = The collector is running; last sign of life { $time }
cli-collector-dead = The collector is not running; last sign of life { $time }
cli-ask-source-secret = { $field }:{ " " }
cli-watching = { $count ->
    [one] Collecting from { $count } source.
   *[other] Collecting from { $count } sources.
 } Ctrl+C ends it.
cli-watch-round = { $name }: { $stored } new, { $same } known already
cli-watch-trouble = { $name }: { $trouble }
cli-watch-once = { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }, { $failed } failed; { $read } read, { $stored } new, { $same } known already, { $rejected } rejected; { $seconds } s

cli-about-beacon = how watches stand (status), by which rules (policy), what other rules would have lit (replay)
cli-help-beacon-action = status · policy · replay (a past time or a file) · take (proposals become alerts)
cli-help-beacon-file = with replay: a file of posts, or of counts as `detect` reads them; without one, the stored posts
cli-help-beacon-watch = only this watch; with a file, all its posts count for it
cli-help-beacon-since = from this moment on (otherwise the last 24 hours)
cli-help-beacon-until = up to this moment
cli-help-beacon-policy = another policy to try out; nothing is changed
cli-help-beacon-json = as JSON
cli-about-watches = manage watches: brands, people, products, competitors, and their keywords
cli-help-watches-action = list · show · add · remove · test (a text) · catch (what it would have caught) · export · import
cli-help-watches-name-or-file = the watch's name (with export and import, the file)
cli-help-watches-kind = what it is to us: brand, person, product, competitor
cli-help-watches-rules = a file of keywords, one a line; - for standard input
cli-help-watches-keyword = a line of keywords, may be repeated: word, "phrase", +must, !not, /pattern/, and after it | homophone | weight 3 | region Shanghai | in author | note …
cli-help-watches-sound = announce new stories that match it by a sound
cli-help-watches-text = the text to test; - for standard input
cli-help-watches-hours = look at the posts that arrived in the last N hours
cli-help-watches-progress = tell the progress as JSON, one object a line
cli-help-watches-json = as JSON
cli-help-search-since = from this moment on
cli-help-search-until = up to this moment, which is not included
cli-help-search-source = from this source
cli-help-search-watch = that mention this watch; * for any
cli-help-search-mood = mood: negative, neutral, positive, unknown
cli-help-search-region = from this region
cli-help-search-author = by this author
cli-help-search-story = of this story (the key --stories shows)
cli-help-search-order = newest first, or those that reach most people first
cli-help-search-stories = list stories instead of posts
cli-search-asks-nothing = It does not say what to look for. Give words, or at least one filter; see fenghuo search --help.
cli-nothing-fits = No post fits.
cli-no-story = There is no story with the key “{ $key }”. See fenghuo search --stories.
cli-story = ×{ $posts } · { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 } · first by @{ $author } · { $pace }×/h · { $text }
cli-watches-line = { $name } ({ $kind }) · { $keywords ->
    [one] { $keywords } keyword
   *[other] { $keywords } keywords
 }
cli-watches-sound = with sound
cli-watches-problem = { $name }, line { $line }: { $why }
cli-watches-saved = saved: { $name } ({ $keywords ->
    [one] { $keywords } keyword
   *[other] { $keywords } keywords
 })
cli-watches-removed = removed: { $name }
cli-watches-name-missing = { $action } still needs a name (export and import: a file).
cli-watches-no-rules = There is no keyword. Write a line with --keyword, or name a file with --rules.
cli-watches-no-text = There is no text to test. Give it with --text, or on standard input (--text -).
cli-watches-trial = rules not saved yet
cli-watches-not-text = { $path } is not a text file. Save it as UTF-8 text.
cli-watches-too-large = { $path } is larger than { $limit } MB, which no list of keywords is. Check that it is the right file.
cli-watches-group = group { $number }
cli-watches-matched = { $watch } matches, { $group }
cli-watches-missed = { $watch } nearly matches, { $group }
cli-watches-hit = { $keyword } → “{ $found }” ({ $exactness }, characters { $start } to { $end }, weight { $weight })
cli-watches-lacks = lacks { $keyword }, which must occur
cli-watches-lacks-plain = only what must occur hits; one of the other keywords has to hit too
cli-watches-barred = barred by { $keyword }
cli-watches-nothing-hit = No keyword hits.
cli-watches-caught = { $name }: { $looked_at } posts arrived in the last { $hours ->
    [one] hour
   *[other] { $hours } hours
 }, { $caught } of them match ({ $share }%)
cli-watches-count = { $count } × { $keyword }

cli-about-explain = a text on standard input; its mood, and which words made it so
cli-help-explain-json = as JSON: label, score, and of each piece where it stands (in characters, from 0), how hard it pushed, and why
cli-explain-model = { $push }  “{ $text }”
cli-explain-word = { $push }  “{ $text }” (own word “{ $word }”)

cli-about-moods = manage own words, and correct the mood of posts and stories
cli-help-moods-action = words (list own words) · add · remove · correct (a post or a story) · restore (take a correction back) · export (corrections as training rows)
cli-help-moods-word-or-file = the own word (with export, the file)
cli-help-moods-mood = mood: negative, neutral, positive
cli-help-moods-strength = how much the word counts: 1 nudges, 2 decides where the model is unsure, 3 decides
cli-help-moods-note = a note
cli-help-moods-post = the post to correct, by its digest (from search --json)
cli-help-moods-story = the story to correct, by its key (from search --stories)
cli-help-moods-person = in whose name to correct it
cli-help-moods-json = as JSON
cli-moods-word = { $word }: { $mood }, strength { $strength }
cli-moods-saved = saved: { $word }
cli-moods-removed = removed: { $word }
cli-moods-corrected = Corrected. Counts, curves and reports follow.
cli-moods-restored = The correction is taken back; what the program says counts again.
cli-moods-word-missing = { $action } still needs a word (export: a file).
cli-moods-mood-missing = { $action } still needs a mood. Give it with --mood.
cli-moods-one = { $action } needs either --post with a digest or --story with a key.
cli-moods-no-post = There is no post { $digest } here. fenghuo search --json shows the digest of each.
cli-moods-nothing = Nobody has corrected a mood yet, so there is nothing to export.

cli-about-analyse = what posts amount to: hot terms, questions and complaints, who is talking, which type of crisis
cli-help-analyse-words = only posts with these words
cli-help-analyse-part = only this part; may be repeated
cli-help-analyse-since = from this moment on (included); compared with as long a time before it
cli-help-analyse-until = until this moment (not included)
cli-help-analyse-source = from this source
cli-help-analyse-watch = mentions of this watch; * for any of them
cli-help-analyse-mood = mood
cli-help-analyse-region = from this region
cli-help-analyse-author = by this author
cli-help-analyse-story = of this story (a key listed by search --stories)
cli-help-analyse-most = read so many posts at the most
cli-help-analyse-json = as JSON

# Notices
cli-about-notify = notice channels: who is told of an alert outside the window, and whether it arrived
cli-help-notify-action = add · list · test sends a trial · remove · who would be told of each level · outbox shows what was delivered
cli-help-notify-name = name of the channel (for who a level, or nothing)
cli-help-notify-kind = mail, wecom, dingtalk, feishu, telegram, web (an own program), other (any apprise address)
cli-help-notify-set = a part of the address, such as to=somebody's mail address; may be repeated
cli-help-notify-secret = a secret part of the address, asked for on the terminal or read from standard input; may be repeated
cli-help-notify-person = whom it reaches (a name of the room)
cli-help-notify-duty = the duty whose holder it reaches; without --person and --duty it reaches everybody
cli-help-notify-level = the least level it is used for: blue, yellow, orange, red
cli-help-notify-quiet = quiet hours, such as 22:00-07:00; red ignores them
cli-help-notify-notice-language = the language of its notices
cli-help-notify-replace = take the place of the channel of that name
cli-help-notify-json = answer in JSON
cli-notify-removed = Removed the channel “{ $name }”, its address too.
cli-notify-sent = Delivered: { $name }
cli-notify-not-sent = “{ $name }” was not delivered: { $why }
cli-notify-no-level = There is no level “{ $level }”. Known: { $levels }
cli-notify-no-person = There is no “{ $name }” in the room. Known: { $names }
cli-notify-name-missing = notify { $action } needs a name.
cli-notify-from-level = from { $level }
cli-notify-quiet = quiet { $begins }–{ $ends }
cli-notify-off = switched off
cli-notify-by = by { $channels }
cli-notify-by-none = no channel reaches them
cli-notify-holders = { $duty } ({ $names })
cli-notify-at-once = { $level }: at once { $who } · { $by }
cli-notify-after = { $level }: after { $minutes } min unconfirmed { $who } · { $by }
