# The list of own words: what is wrong with it, what mends it (app/posts/sentiment/book.py)

moods-unreadable = The list of own words { $path } cannot be read. Check the permissions of the file.
moods-damaged = The list of own words { $path } is damaged: { $why }. Correct that place; until then the words known before go on.
moods-bad-line = The list of own words { $path } is wrong from line { $line } on: { $why }
moods-bad-word = “{ $word }” cannot be an own word: it has 1 to { $limit } characters, not only punctuation, and none of them invisible.
moods-bad-strength = The mood of “{ $word }” can only be negative, neutral or positive, and its strength 1 to { $most }.
moods-word-taken = “{ $word }” is an own word already. Remove it first, or choose another.
moods-word-unknown = There is no own word “{ $word }”. fenghuo moods words lists those there are.
moods-none = There is no own word yet. Add one with fenghuo moods add.
