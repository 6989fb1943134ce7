# The list of watches: what is wrong with it, what mends it

watches-unreadable = The list of watches { $path } cannot be read. Check the permissions of the file.
watches-damaged = The list of watches { $path } is damaged: { $why }. Correct that place; until then the watches known before go on.
watches-bad-line = The list of watches { $path } is wrong from line { $line } on: { $why }
watches-bad-name = A watch cannot be called “{ $name }”: a name has 1 to { $limit } characters, none of them invisible, and is not just an asterisk.
watches-name-taken = There already is a watch called “{ $name }”. Choose another name.
watches-none = There is no watch yet. Add one with fenghuo watches add.
watches-unknown = There is no watch called “{ $name }”. There are: { $names }.
watches-no-keyword = “{ $name }” has no keyword yet. Write at least one, each on a line of its own.
watches-nothing-left = No line of “{ $name }” can be read; line { $line }: { $why }
watches-everything = “{ $name }” would match every post, so it tells nothing. Make its keywords more specific.
watches-nearly-everything = { $caught } of { $looked_at } posts match: that is nearly everything. Make the keywords more specific, or add one that must or must not occur.

watches-kind-brand = brand
watches-kind-person = person
watches-kind-product = product
watches-kind-competitor = competitor

watches-exactness-exact = letter for letter
watches-exactness-folded = same when folded
watches-exactness-homophone = sounds the same
watches-exactness-edit = one character off
watches-exactness-source = from its source
