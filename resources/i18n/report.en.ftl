# The words of the situation report and of the mood curve

## The mood curve

report-chart-empty = No posts in this time
report-chart-gap = no data
report-chart-volume = Posts per { $interval }
report-chart-shares = Share of each mood
report-chart-alt = Mood over time: { $start } to { $end }, one step per { $interval }, { $total } posts in all: { $negative } negative, { $neutral } neutral, { $positive } positive. Highest at { $peak } with { $most }. Vertical lines mark level changes, releases and missed clocks. The table in the section on mood holds the same numbers.
report-minutes = { $count ->
    [one] minute
   *[other] { $count } minutes
 }
report-hours = { $count ->
    [one] hour
   *[other] { $count } hours
 }
report-days = { $count ->
    [one] day
   *[other] { $count } days
 }
report-mark-declared = Declared
report-mark-raised = Raised
report-mark-lowered = Lowered
report-mark-missed = Missed: { $clock }
report-mark-closed = Closed

## Times and languages

report-zone = { $zone } (UTC{ $offset })
report-percent = { $percent } %
report-list-separator = {", "}
report-language-zh-Hans = Simplified Chinese
report-language-zh-Hant = Traditional Chinese
report-language-en = English

## The first page

report-classification = Internal
report-marking-demo = { $marking } · Demonstration, not a real event
report-document = Situation report · Incident { $number } · { $title }
report-document-marked = [{ $marking }] { $document }
report-line = { $type } · declared { $time } by { $person }
report-page = Page { $page } of { $pages }
report-foot = { $room } · as of { $time } { $zone }
report-incident-open = open
report-incident-closed = closed
report-front-more = { $count } more further on
report-front-no-known = Nothing is verified yet
report-front-no-unknown = Nothing is waiting to be verified
report-front-no-changes = Nothing changed
report-front-no-decisions = Nothing is decided yet
report-front-nothing-out = Nothing has gone out yet
report-front-statement = Statement { $number } · { $kind } · revision { $revision } · { $time } → { $channels }
report-trend = Since { $since }: { $count } posts, { $share } negative; in as long before, { $earlier } posts, { $before } negative.
report-trend-first = Since { $since }: { $count } posts, { $share } negative; none in as long before.
report-trend-none = No posts since { $since }.

## Clocks, facts, statements and seals

report-clock-done = Done in time
report-clock-late = Done { $late } late
report-clock-missed = { $late } overdue
report-clock-running = { $left } left
report-clock-stopped = Stopped
report-fact-verified = Verified
report-fact-unverified = Not verified
report-statement-draft = Draft
report-statement-review = Under review
report-statement-returned = Returned
report-statement-approved = Approved
report-statement-released = Released
report-statement-withdrawn = Withdrawn
report-statement-void = Void
report-draft-note = The draft holds words not yet submitted, last changed by { $person } at { $time }.
report-seal-approved = approved
report-seal-holds = Signature holds
report-seal-broken = Signature does not hold
report-post-alert = { $level } “{ $title }”: { $reason }

## Kinds of entry

report-subject-room = Room
report-subject-person = People
report-subject-incident = Incident
report-subject-duty = Duty
report-subject-clock = Clock
report-subject-log = Log
report-subject-fact = Fact
report-subject-decision = Decision
report-subject-entry = Correction
report-subject-post = Evidence
report-subject-alert = Alert
report-subject-statement = Statement
report-subject-other = Other

## Notes

report-note-demo = This comes from a demonstration profile: its people and events are invented.
report-note-unread = The journal holds { $count } entries made by a newer version of the program; this report leaves them out.
report-note-no-posts = There are no posts in store, so there is no mood curve.
report-note-replaced = Characters that cannot be printed or seen stand as their code in brackets in { $count } places ({ $codes }); the attached incident.json keeps the characters themselves.
report-note-codes-more = { $codes } and others
report-attachment = All data of this report (JSON)

## When it fails

report-no-fonts = There is no Chinese font to embed in the report. Install Noto Sans CJK or Noto Sans SC (on Debian: fonts-noto-cjk), or name the folder that holds it in FENGHUO_FONT_DIR.
report-out-is-folder = { $path } is a folder. Name the report's file, such as sitrep.pdf.
report-no-such-folder = There is no folder { $path }. Make it first, or choose another place.
report-out-not-writable = Writing to { $path } is not allowed. Choose another folder, or change its permissions.
report-disk-full = The disk is full, so the report was not written: { $path }. Free some space and try again.
report-not-written = The report was not written: { $path } ({ $reason }). Try another place.

## How far it is

report-stage-figures = Drawing the figures
report-stage-typeset = Setting the pages
report-stage-write = Writing the file
report-stage-done = The report is done

## Words on the pages

report-word-title = Situation report
report-word-as-of = As of
report-word-known = Known (verified)
report-word-unknown = Not yet verified
report-word-changed = Changed since
report-word-decided = Decided
report-word-said-outside = Said outside
report-word-levels = Severity
report-word-clocks = Clocks
report-word-facts = Facts
report-word-changes = What changed
report-word-duties = Duties
report-word-decisions = Decisions
report-word-alerts = Warnings
report-word-no-alerts = No warnings belong to this incident.
report-word-alert = Warning and reasons
report-word-steps = What was done
report-word-stories = Story
report-word-voices = Voices
report-word-mood = Mood
report-word-statements = Statements and seals
report-word-posts = Posts cited
report-word-timeline = Timeline
report-word-journal = Journal and how to check it
report-word-number = No.
report-word-time = Time
report-word-level = Level
report-word-by = By
report-word-reason = Reason
report-word-clock = Clock
report-word-started = From
report-word-due = Due
report-word-state = State
report-word-fact = Fact
report-word-source = Source
report-word-grounds = Grounds
report-word-role = Role
report-word-person = Name
report-word-department = Department
report-word-since = Since
report-word-note = Note
report-word-decision = Decision
report-word-what = What
report-word-interval = From
report-word-total = Total
report-word-negative = Negative
report-word-neutral = Neutral
report-word-positive = Positive
report-word-negative-share = Negative share
report-word-sum = All
report-word-partial = interval not over
report-word-mood-none = There are no posts.
report-word-revision = Revision
report-word-submitted = Submitted
report-word-editor = Last changed by
report-word-sha256 = SHA-256
report-word-verdict = Verdict
report-word-signature = Signature
report-word-no-seals = No seals on this revision.
report-word-releases = Releases
report-word-channel = Channel
report-word-link = Link
report-word-voided = This revision is void: the words changed afterwards
report-word-withdrawn = Withdrawn because
report-word-seal-note = What is printed here is a record of the seals; what counts are the Ed25519 signatures in the journal. “Signature holds” means that it was checked against the words with the person's public key when this report was made.
report-word-recorded = Recorded
report-word-claimed = said to be
report-word-who = Who
report-word-entry = Entry
report-word-posted = Posted
report-word-cited = Cited
report-word-not-intact = The text does not have the SHA-256 it was cited with
report-word-entries = Entries
report-word-head = Hash of the last entry
report-word-device = Device fingerprint
report-word-journal-note = The journal only grows: each entry holds the hash of the one before and is signed by the device. To check this report, run fenghuo verify on the profile it came from, and compare the number, hash and fingerprint above.
report-word-notes = Notes
report-word-no-facts = No facts recorded yet.
report-word-no-decisions = No decisions yet.
report-word-no-changes = Nothing changed in this time.
report-word-no-statements = No statements begun yet.
report-word-no-posts = No posts cited.
report-word-author-of = Author
report-word-closed = Closed
report-word-attached = All data are attached to this file:
report-word-verified = Verified by
report-word-text = Text
report-word-seal-check = Check
report-word-duty-vacant = vacant
report-word-done = Done
report-word-statement = Statement
report-word-kind = Kind
