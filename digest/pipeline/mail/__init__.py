"""Editions go to their recipients.

    edition -> mailing, press -> outbox -> dispatch -> sending, crew, letters -> sent

`mailing` says what is queued for whom, `press` what stands in it. `dispatch` sends what is due as
the configuration describes the `channels`; `sending` keeps the store, and the threads of a `crew`
hand over the `letters`. `rehearsal` shows them without sending.
"""
