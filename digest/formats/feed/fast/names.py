"""What an element is called: `dc_creator`, `media_title`, `item`, whatever a feed calls it.

The names are feedparser's: the usual prefix of a namespace that is known, and lower case; RSS and
Atom have no prefix. What stands in another namespace has no name.
"""

from __future__ import annotations

import re

from digest.formats.feed.fast.unsure import UnsureError

PREFIXES = {
    "": "",
    "http://backend.userland.com/rss": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.georss.org/georss": "georss",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://webns.net/mvcb/": "admin",
}
# Prefixes that mean their namespace to feedparser even where a feed binds them to another.
FAMILIAR = frozenset({*PREFIXES.values(), "cc", "creativecommons", "gml", "psc", "xml"} - {""})

# The namespaces that tell a version, beside the number at the root.
VERSIONS = {
    "http://my.netscape.com/rdf/simple/0.9/": "rss090",
    "http://purl.org/rss/1.0/": "rss10",
    "http://www.w3.org/2005/atom": "atom10",
}

DECLARATION = re.compile(r"""xmlns(?::([^\s=]{1,100}))?\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
UNKNOWN = "?"

# Feeds with everything have thirty.
MAX_DECLARED = 200


class Names(dict[str, str]):
    """The names of the tags of one feed (`{uri}tag` to name), from the text of it."""

    def __init__(self, text: str) -> None:
        declared = {
            (prefix.lower(), (a or b).lower()) for prefix, a, b in DECLARATION.findall(text)
        }
        if len(declared) > MAX_DECLARED:
            raise UnsureError("namespaces")
        for prefix, uri in declared:
            if "&" in uri or (prefix in FAMILIAR and PREFIXES.get(uri) != prefix):
                raise UnsureError(f"xmlns:{prefix}={uri}")
        self._defaults = {uri for prefix, uri in declared if not prefix}
        self.versions = {VERSIONS[uri] for _, uri in declared if uri in VERSIONS}

    def __missing__(self, tag: str) -> str:
        uri, _, local = tag.lstrip("{").rpartition("}")
        known = PREFIXES.get(uri.lower())
        if known is None and uri.lower() in self._defaults:
            # feedparser takes such tags for those of RSS.
            raise UnsureError(tag)
        name = UNKNOWN if known is None else f"{known}_{local}" if known else local
        self[tag] = name.lower()
        return self[tag]
