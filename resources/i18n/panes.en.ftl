# The words of the panes

pane-feed = Alerts and feed
pane-timeline = Timeline
pane-duties = Duties
pane-statement = Statement
pane-sentiment = Mood over time
pane-clocks = Clocks
pane-evidence = Evidence
pane-sources = Sources
pane-watches = Watches
pane-analysis = Analysis
pane-beacon = Beacon

pane-cancel = Cancel
pane-close-message = Close this message
pane-dialog-keys = Ctrl+Enter to confirm · Esc to cancel
pane-reason = Reason
pane-optional = May be left empty
pane-past-read-only = You are looking at the room as it was; nothing can be changed there. Go back to now first.
pane-sign-in-first = Nobody is signed in. Sign in before writing or sealing anything.
pane-span-days = { $days } d { $hours } h
pane-span-hours = { $hours } h { $minutes } min
pane-span-minutes = { $minutes } min

## Feed

feed-search = Search posts (Ctrl+F)
feed-posts = Posts
feed-alerts = Alerts that wait
feed-count = { $count ->
    [one] { $count } post
   *[other] { $count } posts
 }
feed-empty = No posts yet
feed-empty-hint = Add a source (an address will do), import a file of posts (CSV, spreadsheet, JSON or a feed), or open the demo and see a whole crisis.
feed-add-source = Add a source…
feed-import = Import posts…
feed-demo = Open the demo
feed-none-found = No post contains “{ $words }”
feed-none-found-hint = Try another word. Words with spaces between them must all occur.
feed-clear-search = Clear the search
feed-arrived = ↑ { $count }{ $more ->
    [yes] {" "}or more new posts
   *[no] {" "}new posts
 }
feed-repost = repost
feed-verified = verified
feed-reach = { $count } followers
feed-reach-large = { $count }k followers
feed-reach-largest = { $count }M followers
feed-is-evidence = Evidence
feed-posted-at = { $time } ({ $zone })
feed-why-negative = Mood { $score }: at or below −{ $band }, counted as negative
feed-why-neutral = Mood { $score }: within ±{ $band }, counted as neutral
feed-why-positive = Mood { $score }: at or above +{ $band }, counted as positive
feed-why-unknown = Mood unknown ({ $score }; within ±{ $band } it counts as neutral)
feed-raise-alert = Raise an alert
feed-raise = Raise
feed-alert-from-post = The chosen post goes into the journal with the alert and stays there, even if the original is deleted.
feed-alert-level = Warning level
feed-alert-title = What the alert is about
feed-alert-reason-hint = Why this needs a warning
feed-alert-open = Not acknowledged
feed-alert-linked = linked to “{ $incident }”
feed-alert-because = Reason: { $reason }
feed-alert-no-post = (no post attached)
feed-alert-raised-by = Raised by { $person } at { $time }
feed-dismiss-alert = Dismiss the alert
feed-dismiss = Dismiss
feed-link-alert = Link to an incident
feed-link-incident = Incident
feed-link = Link
feed-needs-incident = No incident is running. Declare one first.
feed-cite-post = Keep as evidence
feed-cite = Keep
feed-cite-preface = The whole post and its SHA-256 go into the journal and never change again.
feed-cite-note = Note

## Timeline

timeline-filter-all = All
timeline-filter-decisions = Decisions
timeline-filter-statements = Statements
timeline-filter-facts = Facts
timeline-filter-clocks = Clocks
timeline-count = { $more ->
    [yes] newest { $count }
   *[no] { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
 }
timeline-write = Write an entry, Enter keeps it
timeline-decision = Decision…
timeline-fact = Fact…
timeline-look-back = Look back
timeline-look-back-hint = Look back: show the room as it was at the chosen entry (B)
timeline-empty = Nothing recorded yet
timeline-empty-hint = Once an incident is declared, everything is recorded here: who, when, on what grounds.
timeline-recorded-at = recorded { $time }
timeline-corrected = corrected
timeline-past = As it was at { $time } (entry { $entry }, { $zone }) · read only
timeline-back-to-now = Back to now
timeline-moment = Moment shown
timeline-menu-verify = Verify this fact… (V)
timeline-menu-correct = Correct this entry… (C)
timeline-menu-look-back = Show the room as it was (B)
timeline-record = Record
timeline-record-decision = Record a decision
timeline-decision-text = What was decided
timeline-decision-grounds = Grounds
timeline-grounds-hint = Which facts, which rule, whose advice
timeline-record-fact = Record a fact
timeline-fact-preface = A new fact counts as unverified until somebody verifies it.
timeline-fact-text = Fact
timeline-fact-source = Source
timeline-fact-source-hint = Who said so, or where it stands
timeline-verify-fact = Verify fact #{ $number }
timeline-verify = Verified
timeline-verify-grounds = On what grounds it holds
timeline-correct-entry = Correct entry { $entry }
timeline-correct = Correct
timeline-correct-text = It should read

## Duties

duty-held = { $held } of { $all } held
duty-empty = No incident yet
duty-empty-hint = Once an incident is declared, assign commander, monitor, writer and legal here.
duty-vacant-hint = Anyone qualified may stand in
duty-since = on duty { $span }
duty-assign = Assign…
duty-hand-over = Hand over…
duty-assign-go = Assign
duty-hand-over-go = Hand over
duty-person = Who takes it
duty-person-choice = { $person } ({ $department })
duty-assign-title = Assign: { $role }
duty-hand-over-title = Hand over: { $role } (held by { $person })
duty-note = Handover note
duty-note-hint = What is in hand, what was promised, what to watch
duty-waits-commander = { $count } to approve
duty-waits-monitor = { $count ->
    [one] { $count } alert open
   *[other] { $count } alerts open
 }
duty-waits-writer = { $count } in hand
duty-waits-legal = { $count } to review

## Clocks

clock-summary = { $running } running · { $missed } missed
clock-empty = No clock is running
clock-empty-hint = Declaring an incident starts five clocks: team, top management, first statement, progress, daily update.
clock-due = due { $time }
clock-was-missed = ✕ missed
clock-done-by = { $person }
clock-done = ✓ done { $time }
clock-done-late = ✓ late { $time }
clock-stopped = stopped
clock-over = ✕ over by { $span }
clock-left = { $span } left
clock-complete = Done…
clock-complete-go = Done
clock-complete-title = Done: { $clock }
clock-note = How it was done
clock-note-hint = For example: told the chair by phone at 14:05

## Statement

statement-which = Which statement
statement-name = Statement { $number } · { $kind } · { $language }
statement-hint = by { $author } · last edited by { $editor }
statement-language = Language
statement-language-zh-Hans = Simplified
statement-language-zh-Hant = Traditional
statement-language-en = English
statement-new = New statement
statement-new-button = New…
statement-new-preface = Who begins it is its author, and an author can neither review nor approve their own statement.
statement-kind = Kind
statement-begin = Begin
statement-begin-first = Begin a holding statement…
statement-declare = Declare an incident…
statement-placeholder = Write here. It is saved at every pause.
statement-draft-text = Draft of the statement
statement-frozen-text = Frozen words of the statement
statement-empty-no-incident = No incident yet
statement-empty-no-incident-hint = Once an incident is declared, statements are drafted, reviewed, approved and released here.
statement-empty-none = No statement yet
statement-empty-none-hint = The first one is due within an hour. Begin with a holding statement: what happened, what is being done, when you will say more.
statement-view-draft = Draft
statement-view-review = Revision { $revision } · in review
statement-view-approved = Revision { $revision } · approved
statement-view-void = ⊘ Revision { $revision } · void
statement-weibo = Weibo { $count }/{ $limit }
statement-hidden = line { $line }, character { $column } cannot be seen ({ $code })
statement-saving-saved = Saved { $time }
statement-saving-typed = Changed, not saved yet…
statement-saving-sent = Saving…
statement-saving-refused = ✕ Not saved
statement-saving-crossed = ✕ Somebody else edited it
statement-not-saved = The last change was not saved; your words are still in the editor. { $why }
statement-save-again = Save again
statement-keep-mine = Use my words
statement-take-theirs = Use theirs instead
statement-mine-in-clipboard = The editor shows another text now; what you wrote and could not be saved is in the clipboard and can be pasted back.
statement-submit = Submit
statement-pass = Pass…
statement-return = Return…
statement-approve = Approve…
statement-release = Release…
statement-edit = Edit…
statement-withdraw = Withdraw…
statement-voids-review = Revision { $revision } is in review. Changing one character voids every verdict on it, and it must be submitted again.
statement-voids-approval = Revision { $revision } is approved. Changing one character voids approval and verdicts, and it must be submitted again.
statement-edit-anyway = Edit anyway
statement-submitted-by = Submitted by { $person } at { $time }
statement-hash = SHA-256 { $sha256 }
statement-void-since = void since { $time }
statement-mark-approved = approved
statement-mark-reviewed = in review
statement-compare = Compare with the one before
statement-copy = Copy the words
statement-seal-preface = { $person } will seal exactly these words. Change one character and the seal is void.
statement-passphrase = Your passphrase
statement-pass-title = Pass statement { $number }, revision { $revision }
statement-return-title = Return statement { $number }, revision { $revision }
statement-approve-title = Approve statement { $number }, revision { $revision }
statement-seal-pass = Seal and pass
statement-seal-return = Seal and return
statement-seal-approve = Seal and approve
statement-return-hint = Which sentence, why, and what would be acceptable
statement-release-title = Release revision { $revision }
statement-release-preface = Only the approved words may go out (SHA-256 { $sha256 }). Publish them on the channel first, then record it here.
statement-channel = Channel
statement-channel-hint = For example: Weibo account, website, press, staff
statement-url = Link
statement-withdraw-title = Withdraw statement { $number }
statement-withdraw-preface = It is marked as withdrawn, never deleted, and stays in the journal.
statement-stage-draft = Draft
statement-stage-legal = Legal
statement-stage-second = Second reviewer
statement-stage-approval = Commander
statement-stage-release = Seal and release
statement-progress-done = done
statement-progress-now = has it now
statement-progress-to-come = to come
statement-progress-returned = returned
statement-progress-void = void
statement-second-hint = anyone outside marketing
statement-reason = { $said }: { $reason }
statement-next-draft = Next: submit it when it is written (Ctrl+Enter); its words are frozen then.
statement-next-legal = Next: legal and one more reviewer.
statement-next-second = Next: one more reviewer, at least one from outside marketing.
statement-next-approval = Next: fully reviewed, waits for the commander.
statement-next-release = Next: release these exact words, and record each channel here.
statement-next-out = Released. To correct it, begin another statement.
statement-next-void = The words changed after they were submitted; every seal on them is void. Submit again.
statement-next-returned = { $person } returned this revision: { $reason }
statement-next-withdrawn = Withdrawn: { $reason }

## Mood over time

chart-empty = Nothing to draw yet
chart-empty-hint = Once posts are imported, their number and mood are drawn here over time, with level changes and releases marked.
chart-range-incident = Incident
chart-range-6h = 6 h
chart-range-24h = 24 h
chart-range-all = All
chart-step = Interval
chart-step-auto = Auto interval
chart-step-minute = 1 minute
chart-step-five = 5 minutes
chart-step-quarter = 15 minutes
chart-step-hour = 1 hour
chart-step-day = 1 day
chart-hint = per { $interval } · { $count ->
    [one] { $count } post
   *[other] { $count } posts
 }
chart-legend = { $mood } { $percent }%
chart-reading = { $start }–{ $end }: { $total } posts, { $negative } negative, { $neutral } neutral, { $positive } positive
chart-spoken = Mood over time: { $total } posts, { $negative } negative, { $neutral } neutral, { $positive } positive. Left and right arrows read interval by interval.
chart-effect-none = No statement released yet
chart-effect-too-few = { $length } after statement { $number }: { $new } posts ({ $old } before), too few to judge
chart-effect-lower = { $length } after statement { $number }: negative { $before }% → { $after }%, lower ({ $old } → { $new } posts)
chart-effect-higher = { $length } after statement { $number }: negative { $before }% → { $after }%, higher ({ $old } → { $new } posts)
chart-effect-unclear = { $length } after statement { $number }: negative { $before }% → { $after }%, no clear change ({ $old } → { $new } posts)

## Evidence

evidence-empty = No evidence kept
evidence-empty-hint = Choose a post in the feed and press E. It stays here even if the original is deleted.
evidence-count = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
 }
evidence-kept-by = kept by { $person } { $time }
evidence-hash = SHA-256 { $sha256 }
evidence-copy-hash = C Copy SHA-256
