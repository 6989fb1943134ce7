# The level strip

strip-quiet = Quiet
strip-closed = Closed
strip-meta = { $type } · declared { $time }
strip-no-incident = No incident is running
strip-elapsed = T+{ $time }
strip-over = over { $time }
strip-incidents = Switch incident
strip-incident-row = { $title } ({ $severity })
strip-incident-closed = { $title } (closed)
strip-past = As it was { $time } · back to now
strip-saved = ● Saved here
strip-saved-last = ● Saved here · last post
strip-saved-why = Every decision is written to this computer's disk before it shows as done. The program goes online only for the sources you added; it never probes the network, and works without it.
strip-sign-in = Sign in
strip-person = { $person } · { $role } ▾
strip-collector-off = not collecting
strip-collector-starting = ◌ Collector starting
strip-collector-running = ● Collecting
strip-collector-elsewhere = ● Collecting (elsewhere)
strip-collector-dead = ✕ Not collecting
strip-collector-rate = { $count }/min
strip-collector-unwell = { $failing ->
    [0] { $silent } silent
   *[other] { $silent ->
        [0] { $failing } failing
       *[other] { $failing } failing · { $silent } silent
    }
}
strip-collector-why = How the collector and its sources are. To look at: { $names }. No data is not calm.
strip-collector-well = The collector runs and every source is well.
