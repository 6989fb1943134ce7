# Import preview (ui/dialogs/import_preview.py, import_page.py, app/cli/import_preview.py)

preview-title = Import preview
preview-looking = Looking into { $file }…
preview-go = Import
preview-go-many = { $count ->
    [one] Import { $count } file
   *[other] Import { $count } files
 }
preview-busy = Something else is still running. Wait until it is done, then press Import; your choices stay here.
preview-nothing = There is no file that can be imported.
preview-files = Files

# The file itself
preview-kind-csv = CSV
preview-kind-tsv = TSV
preview-kind-xlsx = Excel workbook
preview-kind-jsonl = JSON Lines
preview-kind-json = JSON
preview-kind-feed = Feed
preview-kind-page = Web page
preview-looked-all = { $count ->
    [one] its only row looked at
   *[other] all { $count } rows looked at
 }
preview-looked-first = first { $count } rows looked at
preview-remembered = columns as you chose them for this header before

# Fields
preview-field-posted_at = Time
preview-field-text = Text
preview-field-title = Title
preview-field-author = Author
preview-field-url = Link
preview-field-source = Platform
preview-field-region = Region
preview-field-followers = Followers
preview-field-verified = Verified
preview-field-event = Event
preview-field-source_id = Post id
preview-field-parent = Repost of
preview-none = — none
preview-sure-given = your choice
preview-sure-remembered = as last time
preview-sure-name = name matches
preview-sure-alike = similar name
preview-sure-content = guessed by content
preview-unused = Columns not used
preview-unused-none = None; every column is used
preview-more = { $shown } and others, { $count } columns
preview-zone = Times without a zone are in
preview-zone-guess = As found in the file
preview-zone-guessed = As found: { $zone }
preview-zone-asia-shanghai = Beijing
preview-zone-asia-hong_kong = Hong Kong
preview-zone-asia-taipei = Taipei
preview-zone-asia-singapore = Singapore
preview-zone-asia-tokyo = Tokyo
preview-zone-utc = Universal time
preview-zone-europe-london = London
preview-zone-america-new_york = New York
preview-zone-america-los_angeles = Los Angeles
preview-watch = Watch
preview-watch-hint = Optional; a brand, for example

# What it will become
preview-posts = { $count ->
    [one] As it will be stored (1 post, time in { $zone })
   *[other] As they will be stored (first { $count } posts, times in { $zone })
 }
preview-posts-none = None of these first rows makes a post
preview-refused = { $count ->
    [one] 1 row refused
   *[other] { $count } rows refused
 }
preview-line = Line
preview-reason = Reason
preview-yes = yes
preview-no = no

# Said otherwise than on the command line
preview-said-no-text-column = No column of { $file } looks like the words of a post. Choose one for Text.
preview-said-no-time-column = No column of { $file } looks like the time of a post. Choose one for Time.
preview-said-no-words = It has no words and reposts nothing. Add its text, or choose a column for Repost of.
preview-said-no-header = The file has no header; its { $columns } columns go by number (1, 2, 3 …). Check which column each field takes.
preview-said-guessed = Guessed by content: { $field } is taken from column “{ $column }”. Choose another column if that is wrong.
preview-said-late-column = Column “{ $column }” first appears in line { $line } and was not read. Export it further up if you need it.
preview-said-assumed-zone = { $count ->
    [one] 1 time names no zone and is
   *[other] { $count } times name no zone and are
 } read as { $zone }. Choose another zone if that is wrong.
