# What is done in the feed: stories and posts, filters, saved searches, single keys (ui/panes/feed.py)

triage-view-stories = Stories
triage-view-posts = Posts
triage-views = By story or by post (V)
triage-back = ← Back
triage-arrived = ↑ { $count }{ $more ->
    [yes] {" "}or more new stories
   *[no] {" "}new stories
 }
triage-arrived-key = Press Home for the newest
triage-none-unseen = Nothing unseen further down. Press Home for the newest.

## Single keys

triage-key-seen = S Seen
triage-key-acknowledge = A Acknowledge
triage-key-letgo = ⇧A Let go
triage-key-mute = M Mute
triage-key-unmute = M Unmute
triage-key-link = L Link
triage-key-cite = E Evidence
triage-key-raise = R Alert
triage-key-mood = C Mood
triage-key-merge = G Merge
triage-key-split = D Take out
triage-key-dismiss = X Dismiss
triage-key-beacon = ↵ To the beacon
triage-take-over = A Take over

## Why it is here

triage-hit = met “{ $keyword }” ({ $how }), weight { $weight }
triage-hit-so = { $how }
triage-hit-as = { $how }: “{ $found }”
triage-hit-source = from a source of “{ $watch }”
triage-why = Priority { $points }: { $parts }
triage-why-nothing = Priority { $points }: no keyword met, nothing else that adds points
triage-part = { $said } +{ $points }
triage-reposts = { $count ->
    [one] { $count } repost
   *[other] { $count } reposts
 }
triage-copies = { $count ->
    [one] { $count } copy
   *[other] { $count } copies
 }
triage-first-at = First at { $time } ({ $zone })
triage-taken-by = { $person } has it since { $time }
triage-linked = linked to “{ $incident }”
triage-muted-because = muted by { $person }: { $reason }
triage-seen = seen
triage-since-seen = { $count } more since you saw it

## Deeds

triage-no-story = This post belongs to no story yet. Try again in a moment.
triage-post-gone = The post itself is past its keeping time; only the story's summary is left.
triage-open-first = Press Enter to open the story, choose the posts to take out (Shift and arrow keys for several), then press D.
triage-muted = Muted: it no longer shows in the feed. Shift+M shows it.
triage-mute-story = Mute this story
triage-mute = Mute
triage-mute-preface = It disappears from everybody's feed until somebody unmutes it. Who did it and why goes into the journal.
triage-mute-hint = For example: a promotion that is none of our business
triage-link-story = Link to an incident
triage-merged = In the journal: the two stories are one.
triage-merge-story = Merge into another story
triage-merge = Merge
triage-merge-preface = The posts of “{ $story }” will belong to the story you choose.
triage-merge-into = Merge into
triage-merge-search = Search stories; arrow keys choose, Enter merges
triage-merge-none = No story found
triage-split-story = { $count ->
    [one] Take out { $count } post
   *[other] Take out { $count } posts
 }
triage-split = Take out
triage-split-preface = The chosen posts become a story of their own.
triage-split-done = { $count ->
    [one] In the journal: { $count } post is a story of its own and will show in the list soon.
   *[other] In the journal: { $count } posts are a story of their own and will show in the list soon.
 }

## Filters

triage-filter = Filter
triage-filter-key = Filter (F)
triage-filters = Filters
triage-chips = Filters in force
triage-drop = Press to drop this filter
triage-filter-time = Time
triage-filter-since = Since when
triage-filter-source = Source
triage-filter-watch = Watch
triage-filter-mood = Mood
triage-filter-region = Region
triage-filter-author = Author
triage-filter-order = Order
triage-time-all = Any time
triage-time-hour = Last hour
triage-time-day = Last 24 hours
triage-time-week = Last 7 days
triage-time-since = Since…
triage-source = Source
triage-region = Region
triage-author = Author
triage-every-post = Every post
triage-any-watch = Any watch
triage-any-mood = Any mood
triage-mood-negative = Negative
triage-mood-neutral = Neutral
triage-mood-positive = Positive
triage-mood-unknown = Unknown
triage-order-newest = Newest first
triage-order-reach = Largest reach first
triage-order-priority = Highest priority first
triage-chip-since = since { $time }
triage-chip-until = until { $time }
triage-chip-source = source { $text }
triage-chip-region = region { $text }
triage-chip-author = author { $text }
triage-chip-muted = { $count ->
    [one] { $count } muted story hidden
   *[other] { $count } muted stories hidden
 }
triage-chip-muted-shown = { $count ->
    [one] { $count } muted story shown ×
   *[other] { $count } muted stories shown ×
 }
triage-no-watches = Nothing is watched yet: set up a watch…

## Nothing found

triage-none-fit = No post fits
triage-none-fit-hint = Try another filter.
triage-none-but-muted = Only muted stories are left. Shift+M shows them.
triage-none-drop = Without “{ $filter }” there would be some.
triage-clear-all = Clear everything
triage-none-drop-all = Dropping one filter alone does not help. Clear them all.
triage-drop-this = Drop “{ $filter }”

## Saved searches

triage-searches = Saved searches (Q)
triage-no-searches = No saved searches yet
triage-save-this = Save this search… (Ctrl+S)
triage-delete-search = Delete
triage-save-search = Save the search
triage-search-name = Name
triage-search-kept = Words and filters are kept, but not times such as “last hour”.
triage-search-replaced = There is a search of that name; this one takes its place.
triage-save = Save
