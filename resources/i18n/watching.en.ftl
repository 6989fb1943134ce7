# The watches pane, its editor, the settings of the priority

## Pane

watching-add = + New
watching-add-tip = New watch (N)
watching-new-watch = New watch
watching-empty = Nothing is watched yet
watching-empty-hint = A watch is a brand, person, product or competitor to keep an eye on, with the keywords that tell it. Posts that match are marked with the keyword and count towards share of voice and warnings. For example “Suiren Foods”, a keyword a line: Suiren, swapped labels, expired ingredients | edit
watching-count = { $count ->
    [one] { $count } watch
   *[other] { $count } watches
 } · last 24 hours
watching-mentions = { $count } mentions
watching-share = share { $share }%
watching-negative = negative { $share }%
watching-nothing-heard = no mention in the last 24 hours
watching-keywords = { $count ->
    [one] { $count } keyword
   *[other] { $count } keywords
 }
watching-faults = { $count ->
    [one] { $count } line cannot be read and does not count
   *[other] { $count } lines cannot be read and do not count
 }
watching-faults-mark = ✕ { $count }
watching-warnings = { $count ->
    [one] { $count } line to look at; it counts all the same
   *[other] { $count } lines to look at; they count all the same
 }
watching-sound-on = with sound
watching-sound-off = without sound
watching-sound-mark = ♪
watching-voice = Share of voice: us { $ours }% ({ $our_count }) · rivals { $theirs }% ({ $their_count })
watching-key-edit = ↵ Edit
watching-key-test = T Try
watching-key-sound = S Sound on
watching-key-silence = S Sound off
watching-key-remove = Del Remove
watching-saved = “{ $name }” is saved. Posts already here are matched anew in the background.
watching-saved-without = “{ $name }” is saved. { $count ->
    [one] { $count } line cannot be read and does not count until it is mended.
   *[other] { $count } lines cannot be read and do not count until they are mended.
 }
watching-removed = “{ $name }” is removed. Its posts are still here.
watching-remove = Remove
watching-remove-title = Remove watch
watching-remove-about = Remove “{ $name }” and all its keywords? The posts stay, but are no longer its mentions; decisions in the journal do not change.

## Editor

watching-new-title = New watch
watching-edit-title = Edit watch
watching-name = Name
watching-name-hint = For example: Suiren Foods
watching-name-missing = Please give the watch a name.
watching-kind = Kind
watching-note = Note
watching-note-hint = optional
watching-sound = Sound for new stories
watching-listen = Listen
watching-save = Save
watching-unsaved = There are changes that are not saved.
watching-throw-away = Discard changes
watching-rules = Keywords
watching-rules-how = One a line. +word must · !word not · "phrase" · /regex/ · # note · a blank line or [name] begins a group. A group matches when any of its words does, and every must and no not.
watching-rules-example =
    Suiren
    swapped labels | weight 3
    # people dodge this one: allow a letter to differ
    expired ingredients | edit

    {"["}service]
    refund*
    +customer service
    !job
watching-line-says = Line { $line }: { $said }
watching-next-problem = F8 Next
watching-line-level = How this line matches
watching-line-weight = Weight
watching-line-field = Where
watching-line-region = Region
watching-line-note = Note
watching-region-hint = any
watching-line-note-hint = optional
watching-level-exact = Exact
watching-level-exact-about = letter for letter
watching-level-folded = Folded (usual)
watching-level-folded-about = width, case, script, punctuation and what stands between characters aside
watching-level-homophone = Homophone
watching-level-homophone-about = what sounds the same too; words of three Chinese characters on
watching-level-edit = One edit
watching-level-edit-about = one character more, less or other too; four Chinese characters or six letters on
watching-short-exact = exact
watching-short-folded = folded
watching-short-homophone = homophone
watching-short-edit = edit
watching-short-source = source
watching-field-text = Text
watching-field-author = Author
watching-field-source = Source
watching-part-tester = Try a text (Ctrl+T)
watching-part-catch = Last 24 hours (Ctrl+G)

## Trying keywords

watching-try = Text to try
watching-try-hint = Paste a text to see which keywords match, and why.
watching-try-author = Author
watching-try-source = Source
watching-try-region = Region
watching-try-none = No keyword matches.
watching-try-matched = ✓ matches
watching-try-almost = ◐ nearly
watching-group = Group { $number }
watching-group-named = Group { $number } “{ $name }”
watching-hit-text = line { $line } { $keyword }: { $level } · weight { $weight } · here “{ $found }”
watching-hit-author = line { $line } { $keyword }: { $level } · weight { $weight } · author “{ $found }”
watching-hit-source = line { $line } { $keyword }: { $level } · weight { $weight } · source “{ $found }”
watching-hit-short = { $keyword } ({ $level })
watching-try-missing = a must is missing: { $keyword }
watching-try-barred = barred by: { $keyword }
watching-try-lacks-plain = none of the plain words is there

## Last 24 hours

watching-catch = What the last 24 hours would give
watching-catch-stop = Stop
watching-catch-about = Tries the keywords on the posts that are here. Nothing is changed.
watching-catching = Matching the posts of the last 24 hours…
watching-catching-read = Matching the posts of the last 24 hours… { $count } so far
watching-catch-stopped = Stopped.
watching-catch-busy = The one before has not stopped yet. Try again in a moment.
watching-catch-old = The keywords have changed; this is what the former ones gave.
watching-caught = Of { $looked_at } posts { $caught } would match ({ $share }%).
watching-caught-more = { $count } more keywords are not listed.
watching-caught-no-posts = There is no post of the last 24 hours to try them on.
watching-caught-newest = The newest { $count }

## Priority

watching-priority-about = The priority says which story to look at first. You say how many points each part may give; their sum is brought to 0 to 100.
watching-part-match-name = Keyword
watching-part-match-about = the heavier the keyword that matched, the more
watching-part-reach-name = Reach
watching-part-reach-about = followers of the largest voice
watching-part-mood-name = Mood
watching-part-mood-about = how much of it is negative
watching-part-speed-name = Speed
watching-part-speed-about = posts of the last hour, and whether they gather speed
watching-part-region-name = Home
watching-part-region-about = from the regions written below
watching-part-voices-name = Voices
watching-part-voices-about = regulators, media, verified accounts
watching-home = Home regions
watching-home-hint = For example: Shanghai, Jiangsu
watching-priority-total = { $points } points at most, brought to 100.
watching-priority-preview = The { $count } stories that would stand on top
watching-priority-none = There are no posts yet to put in order.
watching-priority-reset = Restore defaults
watching-priority-open = Priority…
