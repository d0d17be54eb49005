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
    "http://backend.userland.com/creativecommonsrssmodule": "creativecommons",
    "http://creativecommons.org/ns#license": "cc",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
    "http://podlove.org/simple-chapters": "psc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.georss.org/georss": "georss",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.opengis.net/gml": "gml",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://web.resource.org/cc/": "cc",
    "http://webns.net/mvcb/": "admin",
}
# Prefixes that mean their namespace to feedparser even where a feed binds them to one that it does
# not know, or make of what is in that a word for what it keeps.
FAMILIAR = frozenset({"created", "published", "summary", "title", "updated", *PREFIXES.values()})

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
        uris = [uri for _, uri in declared]
        prefixes = [prefix for prefix, _ in declared if prefix]
        meant = {PREFIXES.get(uri) for uri in uris}
        if len(uris) > MAX_DECLARED or len(set(prefixes)) < len(prefixes) or "&" in "".join(uris):
            raise UnsureError("namespaces")
        self.versions = {VERSIONS[uri] for uri in uris if uri in VERSIONS}
        self._given: dict[str, str] = {}
        for prefix, uri in declared:
            known = PREFIXES.get(uri)
            if prefix and prefix in meant and known not in (None, prefix):
                raise UnsureError(prefix)  # feedparser would confuse two namespaces that it knows
            if known is None and self._given.setdefault(uri, prefix) != prefix:
                raise UnsureError(prefix)

    def __missing__(self, tag: str) -> str:
        uri, _, local = tag.lower().lstrip("{").rpartition("}")
        prefix = PREFIXES.get(uri)
        if prefix is None:
            prefix = self._given.get(uri, "")
            if not prefix:
                raise UnsureError(tag)  # feedparser takes it for RSS
        if prefix and prefix not in FAMILIAR:
            self[tag] = UNKNOWN
        else:
            self[tag] = f"{prefix}_{local}" if prefix else local
        return self[tag]
