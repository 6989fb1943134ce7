# Early warning: what is odd about a table of counts, and a stored state that cannot be used (app/warning, app/cli/detect_command.py)

detect-cannot-read = { $path } cannot be read. Check the name and the permissions.
detect-cannot-write = { $path } cannot be written. Check the folder, its permissions and the free space.
detect-empty = The file is empty. It needs a first line with column names, such as timestamp,count,neg,repost,authors.
detect-no-columns = The first line must name a column timestamp and a column value or count; neg, repost and authors may follow.
detect-odd-unread = { $rows ->
    [one] One row (line { $line }) has a time or a count that cannot be read; nothing is assumed to be known for it.
   *[other] { $rows } rows (the first is line { $line }) have a time or a count that cannot be read; nothing is assumed to be known for them.
}
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
