"""The only place where the steps meet, one module for each thing that is done with them.

    paths, feeds -> reading, kept -> editions -> mail.mailing -> mail.dispatch

`reading` leads from paths to articles with their claims, `kept` brings in what the store has,
`editions` makes an edition of both, `writing` its files. `due` does that for a slot, `status` tells
how all stands, `holders` who works and who is gone. `feeds` brings articles, `mail` takes editions
to their recipients, and `subscribers` is about who these are. Nothing is imported here: refreshing
feeds has no need of the claim engine.
"""
