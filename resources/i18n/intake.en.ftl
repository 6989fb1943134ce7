# SPDX-License-Identifier: Apache-2.0
# Watched folders, the webhook, saved web pages (app/posts/sources, app/posts/reading/page.py).

# Two notes about one file; several notes about a folder
intake-both = { $first } { $second }
intake-more = { $first } ({ $count ->
    [one] one more note
   *[other] { $count } more notes
 } about other files)

# A watched folder
intake-folder-relative = “{ $path }” is not a full path. Give it from the root on, such as /home/me/exports or C:\Exports.
intake-folder-pattern = The pattern “{ $pattern }” names a folder. Only file names are compared, such as *.csv; several patterns are separated by semicolons.
intake-folder-maps = “{ $pair }” does not say which column a field is in. Write it like text=Message; posted_at=Sent.
intake-zone-unknown = There is no time zone { $zone }. Give an IANA name, such as Asia/Shanghai.
intake-folder-missing = The folder { $path } is not there. Connect the drive, make the folder, or correct the path; it is tried again by itself.
intake-folder-is-file = { $path } is a file. Name the folder it lies in.
intake-folder-forbidden = You may not look into the folder { $path }. Change its permissions; it is tried again by itself.
intake-folder-unreadable = The folder { $path } cannot be read: { $why }. Check the disk or the network; it is tried again by itself.
intake-folder-slow = The folder { $path } does not answer. Check the network drive; it is tried again by itself.
intake-folder-crowded = The folder { $path } holds more than { $limit } files that could be read. Use a folder of its own for exports, or a narrower pattern.
intake-folder-file-gone = { $file } went away while it was being read. It is read again as soon as it is back.
intake-folder-trouble = { $file } was not read: { $why }
intake-folder-rejected = { $file }: { $rejected } of { $read } rows were refused, the first in line { $line }: { $reason }
intake-folder-rejected-some = { $file }: { $rejected } of { $read } rows were refused. Import it by hand to see why.
intake-folder-unnamed = { $count ->
    [one] One file in the folder has a name that is no text on this computer, and is not read. Rename it.
   *[other] { $count } files in the folder have names that are no text on this computer, and are not read. Rename them.
 }
intake-folder-items = Files of a watched folder are read whole, not as content fetched from the net.
intake-header-changed = { $file } has another header than the exports before. New: { $new }. Gone: { $lost }. Check whether its posts are complete.
intake-header-new = { $file } has more columns than the exports before. New: { $new }. Check whether one of them is needed.
intake-header-lost = { $file } has fewer columns than the exports before. Gone: { $lost }. Check whether its posts are complete.

# The webhook: its settings, its port, and what it answers to other programs
intake-webhook-port-bad = The port is a whole number from { $low } to { $high }.
intake-webhook-token-bad = The token needs { $least } to { $most } letters, digits and signs, without spaces. The program can make one for you.
intake-webhook-port-taken = Port { $port } is used by another program. End that program, or choose another port for this source.
intake-webhook-port-closed = Port { $port } cannot be opened: { $why }. Choose another port for this source.
intake-webhook-host = Only this computer may use the webhook, under the name 127.0.0.1 or localhost.
intake-webhook-origin = Web pages may not use the webhook. Send from a program.
intake-webhook-path = There is nothing here. Send to / or /posts.
intake-webhook-method = Posts are handed over with POST.
intake-webhook-token = The token is missing or wrong. Send it as Authorization: Bearer … or X-Fenghuo-Token.
intake-webhook-packed = Compressed requests are not taken. Send without Content-Encoding.
intake-webhook-large = A request may bring { $limit } MB at most. Send several smaller ones.
intake-webhook-slow = The request took longer than { $seconds } seconds to arrive. Send it again.
intake-webhook-protocol = This is not proper HTTP. Check the program that sends it.
intake-webhook-busy = Too many posts are waiting. Send again in a few seconds.
intake-webhook-closing = The collector is stopping, so it is not certain that these posts were stored. Send them again later: nothing is stored twice.
intake-webhook-empty = The request holds no posts. Send a JSON object, a list of them, or one object a line.
intake-webhook-broken = The JSON goes wrong in line { $line }; nothing of this request was stored. Correct it and send it again.
intake-webhook-deep = Object { $number } is nested too deeply; nothing of this request was stored. Send it flatter.
intake-webhook-no-object = Entry { $number } is not a JSON object; nothing of this request was stored. Every post should be one {"{"} … {"}"}.
intake-webhook-form = The form cannot be read, or has no filled field. Send it as UTF-8, with the fields text and posted_at.
intake-webhook-no-text = None of the names looks like the words of a post. Call it text; there are: { $names }.

# Saved web pages
intake-page-undated = The page does not say when it was published; the time it was saved is taken, { $saved } UTC. Check it.
intake-page-guessed = The page does not say when it was published; the date { $date } found in it is taken. Check it.
intake-page-cut = The page is longer than { $limit } characters and was cut there.
intake-page-large = The page is too large to tell its main text from the rest; all its text was taken.
