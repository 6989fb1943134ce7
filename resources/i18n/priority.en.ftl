# What a priority is made of

priority-match = matches “{ $keyword }” ({ $watch }), weight { $weight }
priority-match-source = from a source of “{ $watch }”
priority-match-none = matches no keyword
priority-reach = the largest voice has { $reach } followers
priority-mood = { $share }% of { $posts } negative
priority-speed = { $last } in the last hour, { $before } in the hour before
priority-region = from home: { $region }
priority-region-none = not from home
priority-regulators = { $count } by regulators
priority-media = { $count } by media
priority-verified = { $count } by verified accounts
