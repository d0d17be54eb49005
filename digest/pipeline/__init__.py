"""The only place where the steps meet, one module for each thing that is done with them.

`reading` leads from paths to articles with their claims, `editions` on to an edition, `kept` brings
in what the store has; `web` fetches and reads what was fetched, `feeds` refreshes those that are
followed. `due` makes the edition of a slot, `mailing` what is mailed of it; `dispatch` sends what
is due as the configuration says, `sending` each delivery once, `channels` are what it goes by.
`subscribing`, `asking`, `answering` and `bouncing` are about who gets it; `status` tells how all
stands, `holders` who works and who is gone. Nothing is imported here: refreshing feeds has no need
of the claim engine.
"""
