"""OPML: the lists of feeds that feed readers exchange, with folders, titles and our own options.

Read is what readers write: versions 1.0 to 2.0, attributes in any case, entities that XML does not
know, tags that were never closed. Our options are attributes of a namespace that others pass over.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from digest.errors import FormatError
from digest.feeds import options
from digest.feeds.addresses import addresses
from digest.formats.decoding import decode
from digest.formats.feed.links import absolute
from digest.models import Problem, Raw
from digest.models.feeds import Feed

NAMESPACE = "urn:digest:feeds"
OURS = f"{{{NAMESPACE}}}"
URL = "xmlurl"

DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})""")
# References that any parser of XML knows stay as they are. All others become the characters that
# HTML means by them, or themselves: so no entity of a DOCTYPE is ever expanded.
REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)(?:\w{1,31};)?")

# A list of ten thousand feeds has three million.
MAX_CHARACTERS = 5_000_000

# Folders in folders. Readers of XML stop 256 elements deep, and would lose what is in there.
DEEPEST = 200

HINT = "export your feeds as OPML, and give that file"


def read(data: bytes, place: str) -> tuple[Feed | Problem, ...]:
    """The feeds of an OPML file in its order, each once; one with a wrong option is a Problem.

    Raises FormatError where the file is no OPML, or has no feeds.
    """
    found: dict[str, Feed | Problem] = {}
    for said, folders in _outlines(_root(data, place)):
        if written := said.get(URL, ""):
            feed = _feed(said, folders, f"{place}: {written}")
            found.setdefault(feed.url if isinstance(feed, Feed) else written, feed)
    if not found:
        raise FormatError("has no feeds", place=place, hint=HINT)
    return tuple(found.values())


def write(feeds: Iterable[Feed]) -> bytes:
    """An OPML 2.0 file of `feeds` in their folders, which come in the order of their first feed."""
    from lxml.etree import Element, SubElement, tostring

    root = Element("opml", version="2.0", nsmap={"digest": NAMESPACE})
    SubElement(SubElement(root, "head"), "title").text = "Digest"
    folders: dict[tuple[str, ...], Any] = {(): SubElement(root, "body")}
    for feed in feeds:
        way: tuple[str, ...] = ()
        for name in feed.folders[:DEEPEST]:
            around, way = folders[way], (*way, name)
            if way not in folders:
                folders[way] = SubElement(around, "outline", _lines({"text": name, "title": name}))
        SubElement(folders[way], "outline", _lines(_attributes(feed)))
    written: bytes = tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _root(data: bytes, place: str) -> Any:
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    parser = XMLParser(
        encoding="utf-8",  # whatever the file declares: it is decoded
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = fromstring(_mended(data, place).encode("utf-8"), parser)
    except XMLSyntaxError:
        root = None
    if root is None or _tag(root) != "opml":
        raise FormatError("is no OPML", place=place, hint=HINT)
    return root


def _mended(data: bytes, place: str) -> str:
    declared = DECLARED.search(data)
    text = decode(Raw(place=place, data=data), declared[1].decode("ascii") if declared else None)
    if len(text) > MAX_CHARACTERS:
        message = f"has more than {MAX_CHARACTERS:,} characters"
        raise FormatError(message, place=place, hint="split it into several")
    return REFERENCE.sub(lambda found: html.escape(html.unescape(found[0])), text.lstrip())


def _outlines(root: Any) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """The attributes of each outline, all but ours in lower case, and the folders around it."""
    from lxml.etree import iterwalk

    around: list[str] = []
    for event, element in iterwalk(root, events=("start", "end")):
        if _tag(element) != "outline":
            continue
        if event == "end":
            around.pop()
            continue
        said = _lines({_name(key): value for key, value in element.attrib.items()})
        yield said, tuple(filter(None, around))
        around.append("" if URL in said else _title(said))


def _tag(element: Any) -> str:
    """Its name in lower case, without a namespace; lxml's own QName refuses some that it reads."""
    name: str = element.tag
    return name.rpartition("}")[2].lower()


def _lines(said: Mapping[str, str]) -> dict[str, str]:
    """Each value on a line, as an attribute can hold it; empty ones go."""
    return {name: value for name, each in said.items() if (value := options.line(each))}


def _name(key: str) -> str:
    return key if key.startswith(OURS) else key.lower()


def _title(said: Mapping[str, str]) -> str:
    return said.get("text") or said.get("title", "")


def _feed(said: Mapping[str, str], folders: tuple[str, ...], place: str) -> Feed | Problem:
    title = _title(said)
    ours = {key.removeprefix(OURS): value for key, value in said.items() if key.startswith(OURS)}
    try:
        return Feed(
            url=addresses(said[URL], place)[0],
            title="" if title == said[URL] else title,
            site=absolute(said.get("htmlurl", "")),
            folders=folders or _category(said),
            options=options.read(ours, place),
        )
    except FormatError as error:
        return error.problem()


def _category(said: Mapping[str, str]) -> tuple[str, ...]:
    """The first of categories such as `/News/Europe,/Daily`: folders of readers without nesting."""
    names = said.get("category", "").split(",")[0].split("/")
    return tuple(name.strip() for name in names if name.strip())


def _attributes(feed: Feed) -> dict[str, str]:
    title = feed.title or feed.url
    return {
        "type": "rss",
        "text": title,
        "title": title,
        "xmlUrl": feed.url,
        "htmlUrl": feed.site,
        **{OURS + name: value for name, value in options.write(feed.options).items()},
    }
