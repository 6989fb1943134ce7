# One row of the feed: a story or a post (ui/delegates/feed_delegate.py)

feedrow-sources = { $count ->
    [one] { $count } source
   *[other] { $count } sources
 }
feedrow-first = first by { $author }
feedrow-growth = { $times }×/h
feedrow-new = +{ $count } new
feedrow-taken = { $person } has it
feedrow-linked = linked
feedrow-muted = muted
feedrow-corrected = corrected by { $person }
feedrow-corrected-unnamed = corrected
feedrow-exactness-exact = exact
feedrow-exactness-folded = folded
feedrow-exactness-homophone = homophone
feedrow-exactness-edit = one edit
feedrow-exactness-source = source
feedrow-joined-first = first
feedrow-joined-repost = repost
feedrow-joined-copy = same words
feedrow-joined-alike = alike
feedrow-joined-by_hand = added by hand
feedrow-wordless = (reposted without words)
