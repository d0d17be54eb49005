"""The only place where the steps meet, one module for each thing that is done with them.

`reading` leads from paths to articles with their claims, `editions` on to an edition, `kept` brings
in what the store has; `web` fetches and reads what was fetched, `feeds` refreshes those that are
followed. Nothing is imported here: refreshing feeds has no need of the claim engine.
"""
