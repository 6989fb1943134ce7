# Early warning: what is odd about a table of counts, and a stored state that cannot be used (app/warning, app/cli/detect_command.py)

detect-cannot-read = { $path } cannot be read. Check the name and the permissions.
detect-cannot-write = { $path } cannot be written. Check the folder, its permissions and the free space.
detect-empty = The file is empty. It needs a first line with column names, such as timestamp,count,neg,repost,authors.
detect-no-columns = The first line must name a column timestamp and a column value or count, separated by commas; neg, repost and authors may follow. Save the file as CSV in UTF-8.
detect-no-rows = No row can be read, from line { $line } on. Times are written like 2026-01-05 03:00:00 (with +08:00 for a zone), counts as numbers with a point, columns separated by commas.
detect-odd-unread = { $rows ->
    [one] One row (line { $line }) has a time or a count that cannot be read; nothing is assumed to be known for it. Times are written like 2026-01-05 03:00:00, counts as numbers from 0 on.
   *[other] { $rows } rows (the first is line { $line }) have a time or a count that cannot be read; nothing is assumed to be known for them. Times are written like 2026-01-05 03:00:00, counts as numbers from 0 on.
}
detect-odd-part = { $rows ->
    [one] One row (line { $line }) lacks a number or has one that cannot be read; only what can be read counts. Write numbers from 0 on, or nothing.
   *[other] { $rows } rows (the first is line { $line }) lack a number or have one that cannot be read; only what can be read counts. Write numbers from 0 on, or nothing.
}
detect-odd-more = { $rows ->
    [one] One row (line { $line }) has more negative posts, reposts or authors than posts; they count as all of its posts. Check the columns.
   *[other] { $rows } rows (the first is line { $line }) have more negative posts, reposts or authors than posts; they count as all of their posts. Check the columns.
}
detect-odd-zones = { $rows ->
    [one] One time (line { $line }) names no time zone, others do; it is taken to be in that of the first that does.
   *[other] { $rows } times (the first is line { $line }) name no time zone, others do; they are taken to be in that of the first that does.
}
detect-odd-backwards = The rows run from new to old (from line { $line } on); they are read from the end.
detect-odd-coarse = Rows are more than an hour apart (from line { $line } on); that is too far for an early warning. Give counts for each minute, five minutes or hour.
detect-odd-same = { $rows ->
    [one] One row (line { $line }) has the time of the row before; only the first of them counts.
   *[other] { $rows } rows (the first is line { $line }) have the time of the row before; only the first of them counts.
}
detect-odd-late = { $rows ->
    [one] One row (line { $line }) is older than a row before it; it came late and does not count.
   *[other] { $rows } rows (the first is line { $line }) are older than a row before them; they came late and do not count.
}
detect-odd-gap = { $rows ->
    [one] Rows are missing in one place (before line { $line }); collection is assumed to have been down, not quiet.
   *[other] Rows are missing in { $rows } places (the first is before line { $line }); collection is assumed to have been down, not quiet.
}
detect-odd-uneven = { $rows ->
    [one] One row (line { $line }) is not at an even distance; it counts in the nearest step.
   *[other] { $rows } rows (the first is line { $line }) are not at an even distance; each counts in the nearest step.
}
detect-odd-clock = { $rows ->
    [one] The clock goes back at line { $line }; it is assumed to have been set back, as at the end of summer time, and time goes on evenly.
   *[other] The clock goes back { $rows } times (first at line { $line }); it is assumed to have been set back, as at the end of summer time, and time goes on evenly.
}
detect-odd-fine = Rows are less than a minute apart (from line { $line } on); they are put together by the minute, and each gets the level after the last full minute.
detect-state-older = The early warning's memory is of another version of the program; it learns anew what is usual, which takes about a day.
detect-state-damaged = The early warning's memory is damaged; it learns anew what is usual, which takes about a day.
detect-state-other = The early warning's memory is of other watches; it learns anew what is usual, which takes about a day.
