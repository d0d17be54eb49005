"""Well-formed feeds in which everything stands where nobody would put it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random
from xml.etree.ElementTree import Element, fromstring, register_namespace, tostring

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rss10": "http://purl.org/rss/1.0/",
    "other": "urn:other",
}
NAMES = """
    title link guid id description summary content author name email uri category source enclosure
    pubDate published updated issued modified created language ttl image url textInput item entry
    channel keywords contributor generator rights subtitle tagline comments info body managingEditor
    dc:title dc:creator dc:date dc:subject dc:description dc:language dc:publisher dcterms:issued
    media:title media:description media:group media:content media:category media:keywords
    media:thumbnail media:credit itunes:author itunes:summary itunes:keywords itunes:category
    itunes:subtitle itunes:image itunes:owner itunes:name itunes:explicit content:encoded
    feedburner:origLink sy:updatePeriod sy:updateFrequency atom:link atom:author atom:id
    atom:summary rdf:Seq rdf:li other:title other:thing
""".split()  # noqa: SIM905 - eighty words
WORDS = (
    "",
    " ",
    "Words",
    "<p>A paragraph</p> and <b>more</b>",
    "An &amp; that was escaped twice, &nbsp; and &unknown;",
    "5 < 6 > 4",
    "Grün, « ÉCLAIR », naïve – “quoted”",
    "gr\xc3\xbcn \x80 \x93",
    "Mon, 05 Oct 2026 06:00:00 +0200",
    "2026-10-05T06:00:00Z",
    "2026-10-05",
    "soon",
    "https://example.org/a?b=1&c;=2&amp;d=3",
    "http:////example.org/",
    "a/relative#one",
    "javascript:alert(1)",
    "mail@example.org (A Name)",
    "mail@example.org",
    "A Name <mail@example.org>",
    "hourly",
    "2",
    "de_AT",
    "one, two,,three",
)
ATTRIBUTES = {
    "type": (
        "text",
        "html",
        "xhtml",
        "text/plain",
        "text/html",
        "application/rss+xml",
        "image/png",
        "",
    ),
    "rel": ("alternate", "self", "enclosure", "via", "Alternate", ""),
    "href": ("https://example.org/", "b", ""),
    "url": ("https://example.org/u", "", "u"),
    "length": ("12", "", "much"),
    "isPermaLink": ("true", "false", "TRUE"),
    "term": ("a", ""),
    "scheme": ("s", ""),
    "domain": ("d",),
    "label": ("L", ""),
    "text": ("t",),
    "mode": ("escaped", "base64"),
    "version": ("2.0", "0.91", "0.3", "9"),
    "lang": ("fr", ""),
    "{http://www.w3.org/XML/1998/namespace}lang": ("de", "en_GB", ""),
    "{http://www.w3.org/XML/1998/namespace}base": ("https://base.example/", "c/"),
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about": ("https://example.org/about",),
    "about": ("https://example.org/plain",),
    "{urn:other}href": ("https://other.example/",),
}

for prefix, uri in NAMESPACES.items():
    register_namespace(prefix, uri)


def rearrange(data: bytes, chance: Random) -> bytes:
    """`data`, a well-formed feed, after one to five changes."""
    root = fromstring(data)  # noqa: S314 - a fixture of ours
    for _ in range(chance.randint(1, 5)):
        chance.choice(CHANGES)(root, chance)
    return tostring(root, encoding="utf-8", xml_declaration=chance.random() < 0.5)


def rename(root: Element, chance: Random) -> None:
    _any(root, chance).tag = _tag(root, chance)


def say(root: Element, chance: Random) -> None:
    _any(root, chance).text = chance.choice(WORDS)


def describe(root: Element, chance: Random) -> None:
    name = chance.choice([*ATTRIBUTES])
    _any(root, chance).set(name, chance.choice(ATTRIBUTES[name]))


def add(root: Element, chance: Random) -> None:
    element = Element(_tag(root, chance))
    element.text = chance.choice(WORDS)
    parent = _parent(root, chance)
    parent.insert(chance.randint(0, len(parent)), element)


def remove(root: Element, chance: Random) -> None:
    parent = _parent(root, chance)
    parent.remove(chance.choice(parent[:]))


def repeat(root: Element, chance: Random) -> None:
    """An element, or another like it, once more among its siblings."""
    parent = _parent(root, chance)
    parent.insert(chance.randint(0, len(parent)), deepcopy(chance.choice(parent[:])))


def move(root: Element, chance: Random) -> None:
    parent = _parent(root, chance)
    element = chance.choice(parent[:])
    parent.remove(element)
    _any(root, chance).append(element)  # no longer in the tree, so never within itself


def shuffle(root: Element, chance: Random) -> None:
    parent = _parent(root, chance)
    elements = parent[:]
    chance.shuffle(elements)
    parent[:] = elements


def _any(root: Element, chance: Random) -> Element:
    return chance.choice([*root.iter()])


def _parent(root: Element, chance: Random) -> Element:
    parents = [element for element in root.iter() if len(element)]
    return chance.choice(parents) if parents else _with_child(root)


def _with_child(root: Element) -> Element:
    root.append(Element("item"))
    return root


def _tag(root: Element, chance: Random) -> str:
    """A name from the list, in the namespace of the feed where it has no prefix."""
    prefix, _, local = chance.choice(NAMES).rpartition(":")
    if prefix:
        return f"{{{NAMESPACES[prefix]}}}{local}"
    uri = root.tag.partition("}")[0]
    return f"{uri}}}{local}" if root.tag.startswith("{") else local


CHANGES: tuple[Callable[[Element, Random], None], ...] = (
    rename,
    say,
    describe,
    add,
    add,
    remove,
    repeat,
    move,
    shuffle,
)
