# The room's words: roles, departments, levels, clocks, refusals, the timeline

role-commander = Commander
role-monitor = Monitor
role-writer = Writer
role-legal = Legal
role-none = no duty
duty-vacant = vacant

department-executive = Executive
department-pr = Public relations
department-marketing = Marketing
department-legal = Legal
department-technology = Technology
department-customer_service = Customer service

severity-III = Level III (minor)
severity-II = Level II (moderate)
severity-I = Level I (major)

type-public_opinion = Public opinion
type-data_security = Data security
type-rule_violation = Rule violation
type-brand_image = Brand image
type-product = Product
type-operation = Operation

level-blue = Blue warning
level-yellow = Yellow warning
level-orange = Orange warning
level-red = Red warning

kind-holding = Holding statement
kind-progress = Progress statement
kind-final = Final report

verdict-pass = passed
verdict-return = returned

clock-convene = Team convened
clock-brief_top = Top management told
clock-first_statement = First statement
clock-progress = Progress statement
clock-daily = Daily update

mood-negative = Negative
mood-neutral = Neutral
mood-positive = Positive
mood-unknown = Unknown

program = the program
list-or = { $one } or { $other }

## Errors

error-wrong-passphrase = The passphrase is wrong; nothing was opened. Check capitals and input method, then try again.
error-no-key-here = { $person }'s key is not on this computer. Sign in on the one where this person was added.
error-journal-broken = The journal was changed or damaged at entry { $seq }; what follows cannot be trusted. Do not write on: look with fenghuo verify, and restore a backup.
error-journal-tail = The journal ends at entry { $last }, but entry { $known } is known to have been written: its tail is gone. Restore a backup.
error-journal-foreign = This journal was not written with this profile's device key. Open the profile it came from.

error-unknown-zone = There is no time zone “{ $zone }”. Use a name such as Asia/Shanghai.

status-drafting = drafting
status-in_review = in review
status-returned = returned
status-void = void since an edit; to be submitted again
status-approved = approved, not out yet
status-released = released
status-withdrawn = withdrawn

## Refusals

refusal-needs-reason = Give a reason: the timeline must be able to show it.
refusal-not-your-duty = { $person } is not { $roles } here and may not do this. Let the { $roles } do it, or have the commander assign the duty first.
refusal-seal-locked = A seal needs the person's own passphrase. Enter it and try again.
refusal-room-founded = This war room has been founded already.

refusal-person-unknown = There is nobody called “{ $person }”. Use the name of somebody in the room.
refusal-person-retired = { $person } is retired and may act no longer. Choose somebody else, or add the person again.
refusal-person-needs-name = Give a name.
refusal-person-name-taken = There is already a “{ $person }”. Add a department or a number to tell them apart.
refusal-person-needs-passphrase = Give the new person a passphrase; their seals need it.
refusal-person-last-commander = { $person } is the last one who can be commander. Add another first.
refusal-person-on-duty = { $person } is { $role } in “{ $incident }”. Hand the duty over first.

refusal-incident-unknown = There is no incident “{ $incident }”.
refusal-incident-closed = “{ $incident }” is closed. Reopen it first to go on.
refusal-incident-open = “{ $incident }” is open; there is nothing to reopen.
refusal-incident-needs-title = Give the incident a title.
refusal-incident-title-taken = “{ $incident }” is declared and still open. Go on there, or choose another title.
refusal-incident-same-level = It is { $severity } already. Choose another level.

refusal-duty-vacant = Nobody is { $role }, so nobody can hand it over. Assign it first.
refusal-duty-not-yours = { $person } is { $role }; only they or the commander can hand it over.
refusal-duty-not-qualified = { $person } is not qualified as { $role }. Choose somebody else, or add the qualification under people first.
refusal-duty-held-already = { $person } is { $role } already.

refusal-clock-done = “{ $clock }” is done or stopped and counts no longer.

refusal-log-empty = There is nothing written. Write a sentence.
refusal-log-needs-zone = The time has no zone. Write it as 2026-11-22T14:05:00+08:00.
refusal-log-in-future = The time is in the future. The log takes what has happened; correct the time.
refusal-fact-unknown = There is no fact “{ $fact }”.
refusal-fact-verified = Fact #{ $number } is verified already.
refusal-entry-unknown = There is no entry { $entry } to correct. Check the number.

refusal-post-empty = The post has no text to keep as evidence.
refusal-post-cited = This post is kept as evidence in this incident already.

refusal-alert-unknown = There is no alert “{ $alert }”.
refusal-alert-acknowledged = { $person } has seen “{ $alert }” already.
refusal-alert-not-proposed = { $person } raised “{ $alert }” by hand, so it needs no confirming. Raise, lower or dismiss it instead.
refusal-alert-confirmed = { $person } confirmed “{ $alert }” already. Raise, lower or dismiss it to decide otherwise.
refusal-alert-level-moved = “{ $alert }” has just changed: { $level }. Look again, then decide.
refusal-alert-same-level = “{ $alert }” has that level already: { $level }.
refusal-alert-linked = “{ $alert }” is linked to “{ $incident }” already.
refusal-alert-dismissed = “{ $alert }” was dismissed. Raise a new alert if you doubt that.
refusal-alert-needs-title = Say what the warning is about.

refusal-mood-unknown = Nobody can give the mood “unknown”. Choose negative, neutral or positive.
refusal-mood-needs-one = Name either one post (with its digest) or one story.
refusal-mood-given = { $person } said so already: “{ $text }” is “{ $mood }”.
refusal-mood-not-given = Nobody corrected the mood of “{ $text }”, so there is nothing to take back.
refusal-story-bad-key = “{ $key }” names nothing: stories and posts are named by 32 hexadecimal digits.
refusal-story-acknowledged = { $person } has had “{ $story }” since { $since }. Talk to them first; to have it yourself, take it over.
refusal-story-yours = You have “{ $story }” already.
refusal-story-nobodys = Nobody has “{ $story }”, so there is nothing to let go.
refusal-story-not-yours = { $person } has “{ $story }”; only they or the commander can let it go. To have it yourself, take it over.
refusal-story-muted = { $person } muted “{ $story }” already ({ $reason }).
refusal-story-not-muted = “{ $story }” is not muted.
refusal-story-linked = “{ $story }” is linked to “{ $incident }” already. It can be linked to another incident instead.
refusal-story-merged = “{ $story }” was merged into “{ $into }”. Go on there.
refusal-story-same = That is one and the same story. Choose another.
refusal-story-needs-posts = No post is chosen. Choose at least one to split off.
refusal-story-too-many-posts = At most { $most } posts can be split off at once, and { $posts } are chosen. Split off the smaller part.
refusal-story-founding-post = The first post of “{ $story }” is among those chosen, and the story is named by it. Leave it, and split off the others.

refusal-statement-unknown = There is no statement “{ $statement }”.
refusal-statement-withdrawn = Statement { $number } was withdrawn. Begin another.
refusal-statement-released = Statement { $number } is out; its words can no longer change. Begin a correction or a progress statement.
refusal-edited-meanwhile = { $person } changed this statement while you were editing. Read the new words first, then change them.
refusal-statement-unchanged = The words did not change.
refusal-submitted-already = Revision { $revision } is under review. Change the words before submitting again.
refusal-statement-empty = The statement is empty; there is nothing to submit.
refusal-hidden-character = Line { $line }, character { $column } ({ $code }) is invisible, so readers and reviewers may see different words. Remove it, then submit.
refusal-not-submitted = The statement has not been submitted. Submit it first, which freezes its words.
refusal-edited-since = { $person } changed the words after they were submitted; its reviews and approval are void. Submit it for review again.
refusal-other-text = That is not the text under review (whose SHA-256 begins with { $sha256 }). Look at the current revision and try again.
refusal-author-may-not-review = The author may not review their own statement. Ask two other people.
refusal-author-may-not-approve = The author may not approve their own statement. Another commander must approve it, or somebody else write it.
refusal-editor-may-not-review = Whoever changed the words last may not review them. Ask somebody who did not change this version.
refusal-editor-may-not-approve = Whoever changed the words last may not approve them. A commander who did not change this version must.
refusal-statement-approved = This revision is approved and takes no more verdicts. To change it, edit and submit again.
refusal-statement-returned = { $person } returned this revision: { $reason }. Change it and submit again, or ask them to pass it.
refusal-legal-must-pass = Legal has not passed this revision. Ask legal ({ $person }) to pass it.
refusal-two-reviewers = { $count ->
    [0] Nobody besides the author has passed it
    [one] Only one person besides the author has passed it
   *[other] Only { $count } people besides the author have passed it
 }; { $needed } are needed. Ask one more to review.
refusal-outside-marketing = Everyone who passed it is from marketing; somebody from another department must pass it too.
refusal-broken-seal = { $person }'s seal does not match the words and may be forged. It stays in; check with fenghuo verify, and review again.
refusal-not-approved = The commander has not approved this revision, so it may not go out. Approve it first.
refusal-needs-channel = Say which channel it goes to.
refusal-released-there = This statement went out on “{ $channel }” already. Choose another channel.

## Timeline

entry-room-founded = War room “{ $name }” founded
entry-person-added = { $person } added ({ $department })
entry-person-changed = { $person }'s department and qualifications changed
entry-person-retired = { $person } retired: { $reason }
entry-incident-declared = Incident declared: { $title } ({ $severity })
entry-incident-level_changed = Now { $severity }: { $reason }
entry-incident-closed = Closed: { $outcome }
entry-incident-reopened = Reopened: { $reason }
entry-duty-assigned = { $person } is { $role }
entry-duty-handed_over = { $role } handed from { $before } to { $person }: { $note }
entry-clock-completed = Done: { $clock }{ $note ->
    [none] {""}
   *[other] . { $note }
 }
entry-clock-missed = Clock missed: { $clock }
entry-log-written = { $text }
entry-fact-recorded = Fact #{ $number }: { $text } (source: { $source }; not verified)
entry-fact-verified = Fact #{ $number } verified: { $text } (grounds: { $grounds })
entry-decision-recorded = Decision: { $text } (grounds: { $grounds })
entry-entry-corrected = Correction of entry { $entry }: { $text } ({ $reason })
entry-post-cited = Post kept as evidence: { $author } “{ $text }”
entry-post = post “{ $text }”
entry-mood-corrected = Mood of { $what } corrected: { $mood }{ $note ->
    [none] {""}
   *[other] {" "}({ $note })
 }
entry-mood-restored = Correction of the mood of { $what } taken back (it was { $mood })
entry-alert-raised = { $level } raised: { $title } ({ $reason })
entry-alert-acknowledged = Alert seen: { $title }
entry-alert-proposed = { $level } proposed by the beacon: { $title }{ $why ->
    [none] {""}
   *[other] {" "}({ $why })
 }
entry-alert-rose = { $level } now proposed by the beacon: { $title }{ $why ->
    [none] {""}
   *[other] {" "}({ $why })
 }
entry-alert-confirmed = { $level } confirmed: { $title }{ $note ->
    [none] {""}
   *[other] {" "}({ $note })
 }
entry-alert-level_changed = Alert “{ $title }” { $way ->
    [up] raised
   *[down] lowered
 }: { $before } → { $level } ({ $reason })
entry-alert-escalated = { $level } “{ $title }” unconfirmed for { $minutes } min: passed on to { $to }
entry-alert-linked = Alert “{ $title }” linked to this incident
entry-alert-dismissed = Alert “{ $title }” dismissed: { $reason }
entry-story = story “{ $text }”{ $posts ->
    [0] {""}
    [1] {""}
   *[other] {" "}(×{ $posts })
 }
entry-story-acknowledged = Took on { $story }{ $before ->
    [none] {""}
   *[other] , which { $before } had
 }
entry-story-let_go = Let go { $story }{ $before ->
    [none] {""}
   *[other] , which { $before } had
 }
entry-story-muted = Muted { $story }: { $reason }
entry-story-unmuted = Unmuted { $story }
entry-story-linked = Linked { $story } to incident “{ $incident }”{ $before ->
    [none] {""}
   *[other] , until then linked to “{ $before }”
 }
entry-story-merged = Merged { $story } into { $into }
entry-story-split = Split { $count ->
    [one] one post
   *[other] { $count } posts
 } off { $story }{ $reason ->
    [none] {""}
   *[other] : { $reason }
 }
entry-statement-drafted = Statement { $number } begun ({ $kind })
entry-statement-edited = Statement { $number } edited
entry-statement-submitted = Statement { $number }, revision { $revision } submitted (SHA-256 { $sha256 })
entry-statement-verdict-pass = Statement { $number }, revision { $revision } passed
entry-statement-verdict-return = Statement { $number }, revision { $revision } returned: { $reason }
entry-statement-approved = Statement { $number }, revision { $revision } approved (seal { $sha256 })
entry-statement-released = Statement { $number } released → { $channel } (words as approved)
entry-statement-withdrawn = Statement { $number } withdrawn: { $reason }
entry-newer = An entry made by a newer version of the program ({ $kind }); update this computer to read it
entry-now-corrected = { $text } [corrected: { $correction }]
