# The analysis pane, own words, why a mood is what it is and how it is put right

## The pane

analysis-part-terms = Hot terms
analysis-part-asks = Questions
analysis-part-voices = Voices
analysis-part-types = Type
analysis-range = Span of time
analysis-range-incident = Incident
analysis-range-1h = 1 h
analysis-range-6h = 6 h
analysis-range-24h = 24 h
analysis-range-all = All
analysis-watch = Watch
analysis-every-post = All posts
analysis-any-watch = Any watch
analysis-again = R Again
analysis-again-new = R Again · { $count } new
analysis-again-about = Work it out anew from the posts as they are now (R). With new posts it also happens by itself every five minutes.
analysis-words = W Own words
analysis-words-about = Give words of your trade a mood (W)
analysis-reading = Analysing…
analysis-read = to { $time } · { $read } of { $all } posts read
analysis-waiting = Analysing
analysis-waiting-hint = Reading posts, counting terms, questions and complaints. Go on with something else meanwhile.
analysis-nothing = No posts to analyse yet
analysis-nothing-hint = Add a source or import posts; then hot terms, what people ask, who is talking and the likely crisis type are listed here.
analysis-few = { $count ->
    [one] Only { $count } post in this span
   *[other] Only { $count } posts in this span
 }
analysis-few-hint = With fewer than { $least } nothing can be said. Choose a longer span, or another watch.
analysis-all-posts = Look at all times
analysis-copied = Copied: paste it into a spreadsheet or a document.

## Hot terms

analysis-column-term = Term
analysis-column-term-about = ⊖ ⊕ mark words that carry a mood themselves
analysis-column-count = Posts
analysis-column-count-about = Posts with this term, of those read
analysis-column-before = vs before
analysis-column-before-about = How many times the equally long span before
analysis-column-odds = Odds
analysis-column-odds-about = How much it stands out against before (z of the log-odds ratio; the larger, the less by chance)
analysis-column-mood = Mood
analysis-column-mood-about = Mean mood of the posts with this term
analysis-column-rising = Trend
analysis-column-rising-about = Posts an hour in the last quarter of the span, over those before
analysis-new = new
analysis-term-spoken = { $term }: { $count } posts, { $before } before, odds { $odds }, mood { $mood }, trend { $rising }
analysis-term-spoken-alone = { $term }: { $count } posts, odds { $odds }, mood { $mood }, trend { $rising }
analysis-kind-word = word
analysis-kind-phrase = phrase
analysis-kind-name = keyword
analysis-push-negative = a negative word
analysis-push-neutral = a word said to be neutral
analysis-push-positive = a positive word
analysis-picture-note = Length: odds · figure and colour: mood
analysis-no-terms = No term stands out
analysis-no-terms-hint = What is said in this span is much what was said before. Try another span.

## Questions and complaints

analysis-ask-question = asks
analysis-ask-complaint = complains
analysis-ask-demand = demands
analysis-posts = { $count ->
    [one] { $count } post
   *[other] { $count } posts
 }
analysis-posts-negative = { $count ->
    [one] { $count } post
   *[other] { $count } posts
 } · { $percent }% negative
analysis-voices-count = { $count ->
    [one] { $count } voice
   *[other] { $count } voices
 }
analysis-newest = newest { $time }
analysis-quote = “{ $text }”
analysis-examples = In their own words
analysis-no-asks = Nobody asks or complains
analysis-no-asks-hint = Questions, complaints and demands (“why”, “refund”, “nobody answers”) are grouped here by what they are about.

## Who is talking

analysis-voices-all = { $count ->
    [one] { $count } voice
   *[other] { $count } voices
 }
analysis-verified = Verified
analysis-by-reach = By followers
analysis-by-region = By region
analysis-by-source = By source
analysis-band = { $reach } or more
analysis-band-least = Fewer followers
analysis-loudest = The loudest
analysis-no-voices = Nothing tells who is talking
analysis-no-voices-hint = The posts of this span have no authors, regions or followers.

## Crisis type

analysis-confidence = { $percent }% sure
analysis-reason = “{ $word }” { $count }×
analysis-reason-share = { $percent }% of posts
analysis-no-types = Too little evidence to suggest a type
analysis-no-types-hint = A type is suggested only where enough posts point to it. Rather nothing than a guess.
analysis-type-suggested = The posts of the newest day look like “{ $type }”: { $confidence }. { $reasons }
analysis-type-take = Take it
analysis-type-none = The posts of the newest day do not suffice to suggest a type. Judge for yourself.

## Beside a statement

analysis-they-ask = They ask:
analysis-they-ask-one = { $subject } { $count }
analysis-they-ask-answered = ✓ { $subject } { $count }
analysis-they-ask-more = { $count } more…
analysis-they-ask-tip = { $kind }: { $subject }, { $count } posts, { $voices } voices. { $standing } Press to read them.
analysis-they-ask-standing-yes = The draft mentions it.
analysis-they-ask-standing-no = The draft does not mention it yet.

## Why this mood

analysis-felt = { $mood } { $score }
analysis-felt-because = { $felt }: { $pieces }
analysis-felt-nothing = no words with a clear mood
analysis-felt-unknown = Mood unknown: nothing to read, or neither Chinese nor English
analysis-own-word = own word “{ $word }”
analysis-first-post = First post { $felt }
analysis-machine = the program says { $felt }
analysis-key-negative = solid: negative
analysis-key-positive = dashed: positive
analysis-key-word = filled: own word
analysis-give-mood = Give this word a mood… (W)
analysis-give-mood-select = Select a word to give it a mood

## Putting it right

analysis-correct-post = How does this post really feel?
analysis-correct-story = How does this story really feel? ({ $count ->
    [one] { $count } post
   *[other] { $count } posts
 })
analysis-correct-post-about = It goes into the journal. Counts, curves and reports follow; the program will not judge this post again.
analysis-correct-story-about = It goes into the journal. It holds for all posts of the story and those that join it, but for posts that were put right by themselves.
analysis-back-to-machine = Back to the program
analysis-note = Note
analysis-note-hint = Optional, for instance: irony
analysis-story-felt = Mean { $score }: { $negative } negative, { $neutral } neutral, { $positive } positive
analysis-choose-first = Choose a row of the list first.
analysis-corrected = corrected to { $mood } by { $person }
analysis-corrected-from = { $corrected } (was { $score })
analysis-corrected-note = { $corrected }: { $note }
analysis-corrected-done = Corrected to { $mood }, and in the journal; counts and curve follow in a moment.
analysis-restored = Back to the program's own word, and in the journal.
analysis-undo = Undo
analysis-undone = Undone, and in the journal.

## Own words

analysis-words-title = Own words
analysis-words-intro = Words that carry a mood in your trade, such as a product's nickname. They act as soon as they are saved, stored posts are judged again in the background, and explanations name them.
analysis-words-empty = No own words yet
analysis-words-empty-hint = Write a word below, choose its mood and press Enter. You can try it on a text at the right first.
analysis-words-new = New word (Ctrl+N)
analysis-words-remove = Remove
analysis-words-save = Save
analysis-words-saved = Saved “{ $word }”. It acts at once.
analysis-words-removed = Removed “{ $word }”.
analysis-word-word = Word
analysis-word-hint = for instance: dumpster fire
analysis-word-mood = Mood
analysis-word-strength = Weight
analysis-word-note = Note
analysis-word-missing = Please write a word.
analysis-strength-1 = Light: nudges
analysis-strength-2 = Medium: decides if unsure
analysis-strength-3 = Heavy: decides
analysis-strength-short-1 = light
analysis-strength-short-2 = medium
analysis-strength-short-3 = heavy
analysis-try = Try a text
analysis-try-hint = Paste a post to see what these words do.
analysis-try-change = { $was } → { $now }
analysis-try-same = { $now } (no change)
