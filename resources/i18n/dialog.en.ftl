# The window's own dialogs

dialog-reason = Reason
dialog-browse = Choose…
dialog-passphrase = Passphrase
dialog-passphrase-again = Once more
dialog-passphrase-short = A passphrase has at least eight characters. A few unrelated words in a row are easy to remember and hard to guess.
dialog-passphrase-differs = The two passphrases are not the same.
dialog-strength-none = At least eight characters; a few unrelated words in a row are best.
dialog-strength-0 = Too short
dialog-strength-1 = Might still be guessed; longer is better
dialog-strength-2 = Good enough

dialog-criteria-I = Nationwide, or people's safety, a regulator or criminal liability is involved; top management decides
dialog-criteria-II = Across regions or platforms, leading media follow, business is affected; the commander decides
dialog-criteria-III = Local, one platform, no media yet; whoever is on duty can handle it
dialog-declare-title = Declare an incident
dialog-declare-about = Declaring starts five clocks at once; everything goes into the journal.
dialog-declare-name = Title
dialog-declare-name-hint = One line: what happened, to what
dialog-declare-type = Type
dialog-declare-severity = Severity
dialog-declare-summary = What is known so far (may be left empty)
dialog-declare-summary-hint = When, where, who, what; what is verified and what is not
dialog-level-severity = Change to
dialog-level-now = It is { $severity } now.
dialog-level-reason-hint = What is new
dialog-level-go = Change the level
dialog-close-outcome = Outcome
dialog-close-hint = How it ended, and what is left
dialog-close-go = Close the incident
dialog-close-about = Once “{ $incident }” is closed its clocks stop and its duties end. Every entry stays, and it can be reopened.
dialog-reopen-go = Reopen
dialog-reopen-about = “{ $incident }” will be managed again; clocks that were not done go on counting.

dialog-sign-in-title = Who is at the desk
dialog-sign-in-about = Reading needs nobody. To record, assign or seal, sign in first.
dialog-sign-in-person = Name
dialog-sign-in-go = Sign in
dialog-sign-in-read = Only look
dialog-sign-in-leave = Leave and lock

dialog-person-name = Name
dialog-person-department = Department
dialog-person-roles = Qualified as
dialog-person-new = Add somebody
dialog-person-add = Add
dialog-person-change = Keep the change
dialog-person-retire = Retire
dialog-person-retire-about = Once retired, { $person } can neither sign in nor seal; everything they did stays in the journal.
dialog-person-retired = { $person } (retired)
dialog-person-kept = Written to the journal.

dialog-settings-about = Takes effect at once and is kept in this profile.
dialog-settings-hours = Keep posts for so many hours (cited ones stay for good)
dialog-settings-gigabytes = Posts take at most so many GB
dialog-settings-days = Keep the counts of watches for so many days (by the minute for 45 days, then by the hour)

dialog-report-title = Make a situation report
dialog-report-about = { $incident }
dialog-report-language = Language of the report
dialog-report-classification = Classification (in header and footer)
dialog-report-moment = As of
dialog-report-past = As it was at
dialog-report-file = Save as
dialog-report-go = Make the report
dialog-report-needs-file = Choose where the report is to go.
dialog-classification-internal = Internal
dialog-classification-confidential = Confidential
dialog-classification-public = Public

dialog-import-title = Import finished
dialog-import-total = { $stored ->
    [one] { $stored } new post
   *[other] { $stored } new posts
 }. The same post twice is kept once.
dialog-import-stored = New
dialog-import-file = File
dialog-import-read = Read
dialog-import-same = Known
dialog-import-rejected = Rejected
dialog-import-line = Line
dialog-import-reason = Reason
dialog-import-columns = Fields come from these columns: { $columns }
dialog-import-rejects = { $count ->
    [one] { $count } row was rejected
   *[other] { $count } rows were rejected
 }; { $shown } shown below.
dialog-import-save = Save the list of rejects…
dialog-import-save-name = rejects
