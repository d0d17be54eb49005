"""Imported by the process that readers of feeds are copied from: what they need is made there once.

Reading one feed makes the tables that are made at first use (words of languages, the cleaner of
HTML); every reader then has them, in memory that all of them share.
"""

from digest.feeds.arrivals import arrivals
from digest.formats.feed import parse
from digest.models.feeds import Feed

_SAMPLE = b"""<rss version="2.0"><channel><title>Harbour - News</title>
<item><title>Ferries</title><description>&lt;p&gt;They sail.&lt;/p&gt;</description></item>
</channel></rss>"""

arrivals(parse(_SAMPLE, place="sample"), Feed(url="https://harbour.example/feed"))
