# The beacon pane, the policy editor, the replay

## The pane

beaconpane-calm = ○ Calm
beaconpane-gone = no longer watched
beaconpane-name-gone = { $watch } (no longer watched)
beaconpane-since = since { $time }
beaconpane-gap-now = Nothing is collected just now, so nobody knows
beaconpane-heard-nothing = No mentions in the last 6 hours
beaconpane-heard = { $count ->
    [one] { $count } mention
   *[other] { $count } mentions
 } in the last 6 hours · negative { $percent }%
beaconpane-unconfirmed = unconfirmed
beaconpane-confirmed = confirmed by { $person } { $time }
beaconpane-dismissed = dismissed by { $person } { $time }
beaconpane-seen = seen by { $person } { $time }
beaconpane-proposed-at = { $said }, { $time }
beaconpane-told = passed on to { $who } { $time }
beaconpane-burning = { $count } of { $watches } with an alert
beaconpane-all-calm = { $watches ->
    [one] { $watches } watch, calm
   *[other] { $watches } watches, all calm
 }
beaconpane-about-alert = { $level } · { $watch }: { $why }
beaconpane-curve = Mentions over time; left and right read interval by interval
beaconpane-behind = Stories, voices and steps behind the alert
beaconpane-nothing-behind = No alert
beaconpane-nothing-behind-hint = With an alert, its stories, voices and steps stand here.
beaconpane-stories = Stories (Enter shows the posts)
beaconpane-voices = Key voices
beaconpane-steps = Steps
beaconpane-steps-last = What happened last time
beaconpane-first-at = first { $time }
beaconpane-story-gone = The posts of this story are gone; the posts of the watch are shown instead.
beaconpane-empty = Nothing is watched yet
beaconpane-empty-hint = The beacon keeps an eye on every watch: when mentions, negative share, voices or spread suddenly differ from what is usual, it proposes a blue, yellow, orange or red alert with its reasons and numbers. A person confirms.
beaconpane-span-2h = 2 h
beaconpane-span-6h = 6 h
beaconpane-span-24h = 24 h
beaconpane-span-7d = 7 d
beaconpane-span-then = As proposed
beaconpane-legend-posts = mentions
beaconpane-legend-negative = negative
beaconpane-legend-upper = usual limit
beaconpane-reading = { $start }–{ $end } mentions { $count }, negative { $negative }; usual up to { $upper }
beaconpane-reading-new = { $start }–{ $end } mentions { $count }, negative { $negative }; not known yet what is usual
beaconpane-reading-gap = { $start }–{ $end } nothing was collected, which is not zero

## Decisions

beaconpane-key-confirm = ↵ Confirm
beaconpane-key-raise = + Raise
beaconpane-key-lower = − Lower
beaconpane-key-dismiss = X Dismiss
beaconpane-key-seen = A Seen
beaconpane-key-link = L Link to incident
beaconpane-key-declare = D Declare incident
beaconpane-level = New level
beaconpane-raise = Raise
beaconpane-lower = Lower
beaconpane-raise-title = Raise the alert
beaconpane-lower-title = Lower the alert
beaconpane-raise-hint = For example: a minor is involved, the press is calling
beaconpane-lower-hint = For example: mostly reposts of our own campaign
beaconpane-dismiss-hint = For example: a product launch, no crisis. False alarms count in the replay
beaconpane-nothing-to-decide = This watch has no alert to decide about.
beaconpane-decided-already = Somebody confirmed it already. You can raise, lower or dismiss it.
beaconpane-highest = It is at the highest level already.
beaconpane-lowest = It is at the lowest level already. Dismiss it (X) if it is none.
beaconpane-is-confirmed = Confirmed for “{ $watch }”: { $level }.
beaconpane-step-proposed = { $level } proposed by the beacon
beaconpane-step-raised = { $level } raised by { $person }
beaconpane-step-rose = { $level } now proposed by the beacon
beaconpane-step-confirmed = { $level } confirmed by { $person }
beaconpane-step-changed = { $level } set by { $person }
beaconpane-step-dismissed = { $level } dismissed by { $person }
beaconpane-step-escalated = { $level } unconfirmed, passed on to { $to }
beaconpane-step-because = { $said }: { $reason }
beaconpane-response-tell = told: { $who }
beaconpane-response-then = unconfirmed, one more every { $minutes } min: { $who }
beaconpane-response-confirm = to be confirmed by: { $who }
beaconpane-response-playbook = playbook: { $plan }

## Strip and wall

beaconpane-strip = Beacon
beaconpane-strip-calm = calm
beaconpane-strip-more = { $level } { $watch }{ $more ->
    [0] {""}
   *[other] {" "}+{ $more }
 }
beaconpane-strip-tip = { $waiting } of { $count } alerts unconfirmed. Alt+- opens the beacon.
beaconpane-wall = { $level } { $watch } · since { $time } · { $standing }

## Policy editor

beaconpane-policy-open = P Policy
beaconpane-policy-tip = Your own rules, and who is told at which level (P)
beaconpane-policy-title = Alert policy
beaconpane-policy-about = The detector always watches; here you add rules of your own, and the graver of both counts. Replay a change first, to see whether it would burn every night; then switch it on.
beaconpane-policy-rules = Rules
beaconpane-policy-responses = Responses
beaconpane-policy-empty = No rules of your own yet
beaconpane-policy-empty-hint = For example: mentions ≥ 50 in 1 h; negative > 30% of at least 20; spread ×3 in 15 min; any post by a named account.
beaconpane-policy-new = New rule
beaconpane-policy-remove = Remove rule
beaconpane-policy-undo = Undo changes
beaconpane-policy-replay = Replay first
beaconpane-policy-on = Switch on
beaconpane-policy-unchanged = The same as today's policy.
beaconpane-policy-changed = Changed, not switched on yet.
beaconpane-policy-is-on = The new policy is on; the collector follows it from now.
beaconpane-policy-throw-away = Throw away changes
beaconpane-policy-untried = These changes were not replayed yet. Press “Switch on” again to switch them on all the same.
beaconpane-policy-new-name = New rule
beaconpane-rule-off = off
beaconpane-rule-all-watches = all watches
beaconpane-rule-night = { $begins }–{ $ends }
beaconpane-field-name = Name
beaconpane-field-level = Level
beaconpane-field-measure = Measure
beaconpane-field-at_least = From
beaconpane-field-minutes = Window (min)
beaconpane-field-sample = Sample at least
beaconpane-field-clear = Lets go below
beaconpane-field-cooldown = Rest (min)
beaconpane-field-watches = Watches
beaconpane-field-region = Region
beaconpane-field-accounts = Accounts
beaconpane-field-days = Days
beaconpane-field-times = Times
beaconpane-field-note = Note
beaconpane-field-on = This rule is on
beaconpane-hint-watches = empty for all; separate by commas
beaconpane-hint-accounts = account names, separate by commas
beaconpane-hint-region = empty for everywhere
beaconpane-hint-clear = empty: 70% of From
beaconpane-hint-times = 22:00-07:00 or empty
beaconpane-unit-share = %
beaconpane-unit-times = times
beaconpane-unit-count = posts
beaconpane-unit-voices = people
beaconpane-day-0 = Mo
beaconpane-day-1 = Tu
beaconpane-day-2 = We
beaconpane-day-3 = Th
beaconpane-day-4 = Fr
beaconpane-day-5 = Sa
beaconpane-day-6 = Su
beaconpane-bad-number = “{ $field }” takes a number.
beaconpane-bad-times = Times are like 22:00-07:00, or empty.
beaconpane-response-field-tell = Tell at once
beaconpane-response-field-then = Then, unconfirmed
beaconpane-response-field-minutes = Every (min)
beaconpane-response-field-who = To be confirmed by
beaconpane-response-field-playbook = Playbook
beaconpane-response-anybody = anybody
beaconpane-response-hint = duties or names
beaconpane-response-unknown = There is no duty or person called “{ $who }”.

## Replay

beaconpane-replay-open = R Replay
beaconpane-replay-tip = Try rules on days gone by (R)
beaconpane-replay-title = Replay
beaconpane-replay-about = Goes through past days minute by minute, once with today's policy and once with the changed one: how often each would have lit, when and why, and which of these were dismissed as false.
beaconpane-replay-span-1 = since yesterday
beaconpane-replay-span-7 = 7 days
beaconpane-replay-span-28 = 28 days
beaconpane-replay-watch = Watch
beaconpane-replay-all = All
beaconpane-replay-until = up to
beaconpane-replay-file = Choose a file…
beaconpane-replay-file-title = The file to replay: posts, or a table of counts
beaconpane-replay-from-file = File: { $name }
beaconpane-replay-store = Back to stored posts
beaconpane-replay-running = Replaying…
beaconpane-replay-old = Today's policy
beaconpane-replay-new = Changed
beaconpane-replay-sum = { $fired ->
    [one] lit { $fired } time
   *[other] lit { $fired } times
 } · { $wrong } of these were dismissed as false · { $right } confirmed
beaconpane-replay-none = It would never have lit
beaconpane-replay-none-hint = No level was reached in this time.
beaconpane-replay-left-out = Rules that could not be tried on these days: { $rules }. Rules by region or account need the posts themselves, and older ones are past their keeping.
beaconpane-replay-hourly = Of these days only counts by the hour are kept. The detector was played hour by hour; rules need minutes and were not tried.
beaconpane-replay-nothing = No days to replay yet
beaconpane-replay-nothing-hint = Come back after a day of posts, or choose a file.
beaconpane-replay-was-false = false alarm
beaconpane-replay-was-true = true
