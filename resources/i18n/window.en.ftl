# The main window, its foot, messages, the palette, the wall display

window-name = Fenghuo
window-title = { $incident } · { $level } · { $room } · Fenghuo
window-title-quiet = { $room } · Fenghuo
window-comma = {", "}
window-cancel = Cancel
window-close = Close
window-close-message = Close this message
window-close-pane = Put this pane away
window-float = Float, or put back
window-language = Language
window-theme = Theme
window-theme-dark = Dark
window-theme-light = Light

window-rail-perspective-commander = Command
window-rail-perspective-monitor = Monitor
window-rail-perspective-writer = Writer
window-rail-perspective-legal = Legal
window-rail-pane-feed = Feed
window-rail-pane-statement = Text
window-rail-pane-duties = Duties
window-rail-pane-clocks = Clocks
window-rail-pane-timeline = Log
window-rail-pane-sentiment = Mood
window-rail-pane-evidence = Proof
window-rail-pane-sources = Sources
window-rail-pane-watches = Watches
window-rail-pane-analysis = Analysis
window-rail-pane-beacon = Beacon
window-rail-palette = Find
window-rail-menu = Menu
window-rail-help = Help

window-foot-posts = { $count ->
    [one] { $count } post
   *[other] { $count } posts
 }
window-foot-import = Last import { $time }
window-foot-no-import = Nothing imported yet
window-foot-journal = { $count ->
    [one] Journal { $count } entry
   *[other] Journal { $count } entries
 } · chain whole
window-foot-unread = { $count ->
    [one] Journal { $count } entry
   *[other] Journal { $count } entries
 } · chain whole · { $unread } need a newer program to be read
window-foot-palette = Ctrl+K commands

window-palette-hint = Find an action, incident, statement, person or post…
window-kind-incident = Incident
window-kind-statement = Statement
window-statement = Statement { $number } · { $kind }

window-nobody-signed-in = Nobody is signed in. Sign in first, then do this.
window-no-incident = There is no incident. Declare one first.
window-demo-making = Building the demo: a crisis of thirty-six hours. This takes a few seconds…

window-choose-posts = Choose files of posts to import
window-post-files = Files of posts
window-all-files = All files
window-importing = Importing { $files }: { $read } read, { $stored } new
window-reporting = Making the situation report
window-reporting-stage = Situation report: { $stage }
window-report-made = Situation report made: { $name }, { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
 }, SHA-256 { $sha256 }…
window-open-file = Open the report
window-open-folder = Open its folder
window-cancelling = Stopping…
window-cancelled = Stopped. Posts stored before that are kept.
window-report-cancelled = Stopped. No report was made.
window-errand-busy = Something is still running. Let it finish, or stop it first.
window-child-failed = This was not done: the program started for it did not begin or stopped half way. Try again.
window-cannot-write = Cannot write { $path }: { $why }. Choose another place and try again.
window-written = Written to { $path }

window-fault = Something unexpected happened and this step was not finished; what was saved is safe. A report without any content is at { $path }
window-fault-unwritten = Something unexpected happened and this step was not finished; what was saved is safe. The report could not be written.
window-crashed-before = The program ended unexpectedly last time. Everything saved is there; if it happens again, give the reports in the logs folder to whoever looks after it.

window-wall-done = ✓ { $time }
window-wall-stopped = stopped
window-wall-decisions = Newest decisions
window-wall-no-decisions = No decisions yet
window-sources-silent = Sources gone silent: { $names }. Longer than usual without a new post; no data is not calm.
window-silent-title = Sources gone silent: { $names }
