"""The daemon of `digest run`.

`loop` lets ticks, signals and the ends of jobs come in turn, `daemon` decides what is begun, `jobs`
says what that is; `children` does it in processes, of which `child` is the inside. `configuration`
is read again while it runs; `logs`, `health` and `metrics` tell of it, the last two from `tally`.
"""
