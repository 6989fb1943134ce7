# SPDX-License-Identifier: Apache-2.0
# The keyword rules of a watch (app/posts/watches/rules.py): what is wrong with which line.

# The line is left out
rules-nothing = No keyword follows the sign. Write what to look for, or delete the line.
rules-no-letters = “{ $keyword }” holds no letter, figure or Chinese character to look for. For signs or emoji write /…/.
rules-too-long = The keyword “{ $keyword }” is longer than { $most } characters. Shorten it.
rules-open-pattern = “{ $line }” begins with / but has no closing /. Add it; if it is only a word, put it in quotes.
rules-pattern-large = /{ $pattern }/ is so large that it would take too much memory. Repeat less, or split it into several lines.
rules-pattern-unsupported = /{ $pattern }/ uses a look-around or a back-reference, which may never come to an end. Write it another way.
rules-pattern-wrong = /{ $pattern }/ is not a pattern: a bracket has no partner, or a sign is in the wrong place.
rules-pattern-everything = /{ $pattern }/ matches every post, so it tells nothing. Make it more precise.
rules-only-not = This group has only “!” lines and does not say what to look for, so all of it is left out. Add at least one keyword.

# The line counts all the same
rules-hashtag = “{ $line }” begins with # and is taken for a note. To look for this hashtag, put it in quotes.
rules-open-quote = The quote in “{ $line }” is not closed; it is taken to end with the line.
rules-one-han = “{ $keyword }” is a single character and will match a great many posts.
rules-one-letter = “{ $keyword }” is a single letter or figure and will match a great many posts.
rules-attribute = “{ $attribute }” is not known and is passed over; the rest of the line counts.
rules-weight = “{ $attribute }”: a weight is 1 to { $most }; { $weight } is taken.
rules-pattern-level = /{ $pattern }/ is a pattern and is always taken as written; homophone or edit does nothing to it.
rules-homophone-folded = Homophone needs at least three Chinese characters; “{ $keyword }” is looked for folded. Write its puns as lines of their own.
rules-edit-homophone = Edit needs at least four Chinese characters or six letters; “{ $keyword }” is looked for as homophone.
rules-edit-folded = Edit needs at least four Chinese characters or six letters; “{ $keyword }” is looked for folded.
