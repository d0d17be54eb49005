"""Why a feed is left to the tolerant reader."""


class UnsureError(Exception):
    """Something that feedparser may read in another way. Never leaves this folder."""
