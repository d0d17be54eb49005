"""Feeds bring articles.

`web` fetches, and reads what was fetched, which `readers` prepares its processes for; `refresh`
visits feeds that are due, each by a `visit`, and tells what came of them (`refreshed`). `following`
finds the feeds of sites; `looking` shows what a feed would bring.
"""
