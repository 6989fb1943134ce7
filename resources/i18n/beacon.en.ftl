# The beacon: reasons, rules, policy, replay (app/warning, app/cli/beacon_commands.py)

## Reasons

beacon-reason-surge = Negative { $negative }% of { $posts } in { $span }; usual { $usual_negative }% of { $usual }{ $voices ->
    [0] {""}
    [one] {" "}· { $voices } author
   *[other] {" "}· { $voices } authors
 }
beacon-reason-slow = Slow burn: negative { $negative }% of { $posts } in { $span }; usual { $usual_negative }% of { $usual }{ $voices ->
    [0] {""}
    [one] {" "}· { $voices } author
   *[other] {" "}· { $voices } authors
 }
beacon-reason-unusual = Negative { $negative }% of { $posts } in { $span }; usual { $usual } posts{ $voices ->
    [0] {""}
    [one] {" "}· { $voices } author
   *[other] {" "}· { $voices } authors
 }
beacon-reason-volume = { $posts } posts in { $span }; usual { $usual }{ $voices ->
    [0] {""}
    [one] {" "}· { $voices } author
   *[other] {" "}· { $voices } authors
 }
beacon-reason-rule = Rule “{ $rule }”: { $measured } in { $span }; limit { $limit } ({ $posts } posts)
beacon-reason-rule-measure = Rule “{ $rule }”: { $measure } { $measured } in { $span }; limit { $limit } ({ $posts } posts)
beacon-reason-rule-share = Rule “{ $rule }”: { $measure } { $measured } of { $posts } in { $span }; limit { $limit }
beacon-proposal = { $level } · { $watch }: { $reason }{ $others ->
    [0] {""}
    [one] {" "}(and { $others } further reason)
   *[other] {" "}(and { $others } further reasons)
 }
beacon-proposal-bare = { $level } · { $watch }
beacon-span-minutes = { $count } min
beacon-span-hours = { $count } h

## Rules

beacon-rule-asks = { $measure } ≥ { $limit } in { $span }{ $sample ->
    [0] {""}
   *[other] {" "}(sample of at least { $sample })
 }
beacon-rule-account = { $measure } ≥ { $limit } in { $span }: { $accounts }{ $sample ->
    [0] {""}
   *[other] {" "}(sample of at least { $sample })
 }
beacon-measure-mentions = mentions
beacon-measure-negative = negative mentions
beacon-measure-negative_share = negative share
beacon-measure-speed = spread speed
beacon-measure-repost_share = repost share
beacon-measure-voices = authors
beacon-measure-complaints = complaints
beacon-measure-reach = reach
beacon-measure-account = posts by named accounts
beacon-amount = { $amount }
beacon-amount-share = { $amount }%
beacon-amount-times = ×{ $amount }

## The policy

beacon-policy-unreadable = { $path } cannot be read. Check the name and the permissions.
beacon-policy-damaged = { $path } is damaged: { $why }. Mend it or move it away; the last policy read stays in force until then.
beacon-policy-bad-line = { $path }, line { $line }: { $why }
beacon-bad-name = “{ $name }” is no name for a rule. Choose one with letters, of at most { $limit } characters.
beacon-name-taken = There is a rule “{ $name }” already. Choose another name.
beacon-bad-share = “{ $name }”: a share is more than 0 and at most 1 (0.3 means 30%).
beacon-bad-amount = “{ $name }”: the limit must be more than 0.
beacon-bad-clear = “{ $name }”: it lets go below a value more than 0 and not above its limit.
beacon-bad-window = “{ $name }”: the window is 1 to { $limit } minutes.
beacon-bad-rest = “{ $name }”: rest is 0 to { $limit } minutes, and the sample not below 0.
beacon-bad-accounts = “{ $name }”: name at least one account.
beacon-bad-timetable = “{ $name }”: days are 0 (Monday) to 6; times are like 08:30, both or neither, and not the same.
beacon-bad-minutes = { $level }: waiting is 1 to { $limit } minutes.
beacon-response-twice = { $level } has two responses. Leave one.
beacon-no-rules = There are no rules of your own yet; the detector alone lights the beacon.
beacon-unknown-rule = There is no rule “{ $name }”. There are: { $names }
beacon-no-watches = No watch has been looked at yet. The collector does so as soon as a watch is mentioned.
beacon-line-lit = { $level } · { $watch } · since { $since } · { $reason }
beacon-line-calm = { $watch } · calm · learnt from { $hours } h
beacon-line-learning = { $watch } · learning what is usual: { $hours } of 24 h; until then only your own rules light it
beacon-line-rule = { $level } · { $name }: { $asks }
beacon-line-response = { $level }: tells { $tell }; unconfirmed after { $minutes } min: { $then }; to be confirmed by { $confirm }
beacon-anybody = anybody
beacon-nobody = nobody
beacon-off = off
beacon-times = { $begins }–{ $ends }
beacon-day-0 = Mon
beacon-day-1 = Tue
beacon-day-2 = Wed
beacon-day-3 = Thu
beacon-day-4 = Fri
beacon-day-5 = Sat
beacon-day-6 = Sun

## Replay

beacon-replay-backwards = The time to replay ends before it begins.
beacon-replay-long = At most { $days } days can be replayed at once.
beacon-replay-nothing = { $path } holds nothing that a watch matches. Name one with --watch, and all its posts count for that.
beacon-replay-large = { $path } is larger than { $limit } MB. Cut it into parts.
beacon-replayed = { $since } to { $until }, { $watches ->
    [one] { $watches } watch
   *[other] { $watches } watches
 }
beacon-side-today = today
beacon-side-changed = changed
beacon-side-both = now
beacon-line-fired = [{ $side }] { $since } { $level } · { $watch } · reached { $at } · { $reason }
beacon-judged-right = confirmed then
beacon-judged-false = dismissed then
beacon-count = { $level } { $count }
beacon-sum = { $side }: { $levels } · false alarms { $false } ({ $rate } a watch and week)
beacon-left-out = { $side }: cannot be tried on this: { $names }
beacon-hourly = Of this time only counts by the hour are kept. The detector was played hour by hour; rules need minutes and were not tried.
