# SPDX-License-Identifier: Apache-2.0
# Reading, importing and searching posts (app/posts).

# Files that cannot be read at all
posts-no-file = There is no file { $file }. Check the path and the name.
posts-is-folder = { $file } is a folder. Name the files inside it.
posts-forbidden = You may not read { $file }. Change its permissions, or copy it to where you may.
posts-unreadable = { $file } cannot be read: { $why }. Check that the disk is connected, and try again.
posts-empty-file = { $file } is empty. Export it again.
posts-too-large = Unpacked, { $file } is larger than { $limit } MB, and this format can only be read whole. Save it as CSV or JSON Lines (one object a line) and import that.
posts-binary = { $file } is neither text nor a known kind of table. Export it as CSV, XLSX or JSON Lines.
posts-zip = { $file } is an archive. Unpack it and import the files inside (.gz can be imported as it is).
posts-old-excel = { $file } is an old Excel file (.xls). Save it as .xlsx or CSV (UTF-8) and import that.
posts-xlsx-broken = The workbook { $file } is damaged. Open it in a spreadsheet program, save it under another name, and import that.
posts-encoding-unknown = The encoding of { $file } cannot be told. Save it as UTF-8 and import that.
posts-web-page = The web page { $file } holds no words. Open it fully in a browser and save it again (page or MHTML), or copy its text and paste it in.
posts-xml = { $file } is XML (<{ $root }>) but neither RSS nor Atom. Export it as CSV or JSON Lines.
posts-feed-broken = The feed { $file } is broken and cannot be read. Download it again.
posts-feed-empty = The feed { $file } holds no items. Download it again later.
posts-feed-entities = The feed { $file } defines entities of its own (a known attack) and was not read. Download it from a source you trust.
posts-feed-deep = The feed { $file } is nested so deeply, or holds a piece so long, that only an attack would do it, and was not read. Remove this source, or tell whoever runs it.
posts-feed-crowded = The feed { $file } holds more than { $limit } tags, which no real feed does, and was not read. Check the address.
posts-feed-too-large = The feed { $file } is larger than { $limit } MB and was not read. Ask for one with fewer items.
posts-feed-page = { $file } is a web page, not a feed. Give the address of its feed.
posts-feed-none = { $file } (<{ $root }>) is neither RSS nor Atom nor JSON Feed. Check the address.
posts-feed-unnamed = (without a name)
posts-json-broken = { $file } is not complete JSON; it goes wrong in line { $line }. Export it again, or use JSON Lines (one object a line).
posts-json-no-list = { $file } holds no list of posts. Export an array of objects, or JSON Lines (one object a line).
posts-no-text-column = No column of { $file } looks like the words of a post. Name it with --map text=COLUMN; there are: { $columns }.
posts-no-time-column = No column of { $file } looks like the time of a post. Name it with --map posted_at=COLUMN; there are: { $columns }.
posts-map-field = There is no field { $field }. The fields are: { $fields }.
posts-map-column = The file has no column { $column }. There are: { $columns } (a number works too).
posts-search-nothing = There is nothing to look for in: { $words }. Type at least one letter, figure or Chinese character.

# Where reading stopped; what came before is kept
posts-stopped-gz = The compressed data of { $file } is cut off or damaged; everything before that place is kept. Download it again and import it once more: posts are never doubled.
posts-stopped-bomb = { $file } unpacks to a suspicious size ({ $size } MB so far), so reading stopped there. Check where it comes from; if you trust it, unpack it and import the result.
posts-stopped-disk = The disk failed while reading { $file } ({ $why }); everything before that place is kept. Check the disk and import the file once more.
posts-stopped-sheet = The workbook { $file } is damaged from row { $line } on; everything before it is kept. Save it again in a spreadsheet program and import that.
posts-cancelled = The import was cancelled after { $read } rows. What is stored stays; importing the file again adds the rest.

# Why a row was refused
posts-ragged = It has { $found } cells where the header has { $expected }; most likely a separator inside the text is not quoted. Put the text of this row in quotes.
posts-quote-open = A quotation mark is opened and never closed. Close it, or remove it.
posts-line-too-long = The line is longer than 16 million characters. Check whether the export lost its line ends.
posts-line-cut = The file breaks off in the middle of this line. Download it again and import it once more.
posts-json-bad = It is not valid JSON from character { $position } on. Mend this line, or export again.
posts-json-no-object = It is not a JSON object. Each post should be one {"{"} … {"}"}.
posts-json-deep = The JSON is nested too deeply. Flatten it when exporting.
posts-cell-too-long = { $field } holds { $length } characters; at most { $limit } are taken. Check whether the row is out of step, or shorten it.
posts-no-words = It has no words and reposts nothing. Add its text, or name what it reposts with --map parent=COLUMN.
posts-no-time = It has no time. Add when it was posted.
posts-time-unread = “{ $value }” is no time that can be read. Write it like 2026-11-19 14:05.
posts-time-impossible = “{ $value }” is a time that does not exist. Correct the date.
posts-time-too-old = “{ $value }” lies before { $year }, most likely a fault of the export. Correct the date.
posts-time-future = “{ $value }” has not come yet. Correct the date, or check this computer's clock and zone.

# What was assumed or noticed
posts-no-header = The file has no header; its { $columns } columns go by number (1, 2, 3 …). Use --map where one was taken wrongly.
posts-guessed = Guessed by content: { $field } is taken from column “{ $column }”. Use --map if that is wrong.
posts-late-column = Column “{ $column }” first appears in line { $line } and was not read. Use --map if you need it.
posts-other-sheets = Only the sheet “{ $sheet }” was read, not: { $others }. Save those as files of their own if you need them.
posts-feed-mended = The feed is malformed from line { $line } on and was read as far as possible. Check that no item is missing.
posts-feed-cut = The feed holds more than { $limit } items; only the first { $limit } were read. Ask for a shorter one.
posts-spoilt = Read as { $encoding }, { $count } lines hold characters that cannot be read (shown as �), the first in line { $line }. Save the file as UTF-8 and import it again.
posts-ids-rounded = A spreadsheet has destroyed { $count } ids (such as 5.70301E+17); they are treated as absent. Export again from the platform, with the id column as text.
posts-parents-rounded = A spreadsheet has destroyed { $count } ids of reposted posts; they are treated as absent. Export again from the platform, with that column as text.
posts-made-visible = { $count } posts hold control characters or characters that turn the direction of text; they are shown as visible marks. Somebody may be disguising words.
posts-undated = { $count ->
    [one] 1 item carries no time and takes
   *[other] { $count } items carry no time and take
 } the time of the import. Check their order.
posts-assumed-zone = { $count } times name no zone and are read as { $zone }. Use --timezone if that is wrong.
posts-assumed-year-by-id = { $count } times without a year, or counted from the visit, were completed from the time inside the post's id.
posts-assumed-year = { $count } dates have no year and are taken to be in { $years } (the latest before the file was saved). Check them.
posts-assumed-saved = { $count } times are relative (“3 minutes ago”, “yesterday”) and are counted from when the file was saved, { $saved }. Check them.
posts-assumed-order = { $count } dates could have day and month either way round (02/03/2015) and are read with the { $order }. Check them.
posts-order-day-first = day first
posts-order-month-first = month first
posts-rejects-capped = { $total } rows were refused; only the first { $shown } are listed. Mend those and import the file again.
posts-no-rows = The file holds not a single row. Check what was chosen for the export.
posts-kind-page = web page
